/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package com.example.shop;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderQuotas;
import ai.sendmux.providers.Quota;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Uses what every application uses: an injected client, a request and its response.
 */
@SpringBootApplication(proxyBeanMethods = false)
class ShopApplication {

	@Bean
	Accounts accounts(SendmuxProvidersOperations providers) {
		return new Accounts(providers);
	}

	record Accounts(SendmuxProvidersOperations providers) {

		Mono<Provider> open(String name) {
			return this.providers.create(CreateProviderRequest.builder()
				.name(name)
				.smtpHost("smtp.example.com")
				.smtpPort(587)
				.smtpProtocol(SmtpProtocol.STARTTLS)
				.smtpUsername("shop")
				.smtpPassword("password")
				.quotas(ProviderQuotas.builder().perDay(Quota.of(5000)).build())
				.build());
		}

	}

}
