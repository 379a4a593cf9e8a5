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

package com.example.opening;

import java.util.stream.Collectors;

import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

@Service
class SendingAccountService {

	private final SendmuxProvidersOperations providers;

	SendingAccountService(SendmuxProvidersOperations providers) {
		this.providers = providers;
	}

	Mono<Provider> open(String customer, int port) {
		CreateProviderRequest request = CreateProviderRequest.builder()
			.name("Mail of " + customer)
			.smtpHost("smtp.example.com")
			.smtpPort(port)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("api-user")
			.smtpPassword("smtp-password")
			.build();
		return this.providers.create(request, "open-" + customer);
	}

	Mono<String> openOrExplain(String customer, int port) {
		return open(customer, port).map((account) -> "Opened " + account.name())
			.onErrorResume(SendmuxValidationException.class,
					(ex) -> Mono.just(ex.violations()
						.stream()
						.map((violation) -> violation.field() + ": " + violation.message())
						.collect(Collectors.joining("\n"))));
	}

}
