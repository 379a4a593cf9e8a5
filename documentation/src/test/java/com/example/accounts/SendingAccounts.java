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

package com.example.accounts;

import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderQuotas;
import ai.sendmux.providers.Quota;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

@Service
class SendingAccounts {

	private static final Log logger = LogFactory.getLog(SendingAccounts.class);

	private final SendmuxProvidersOperations providers;

	SendingAccounts(SendmuxProvidersOperations providers) {
		this.providers = providers;
	}

	Mono<Provider> create(String name, String password) {
		CreateProviderRequest request = CreateProviderRequest.builder()
			.name(name)
			.smtpHost("smtp.example.com")
			.smtpPort(587)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("api-user")
			.smtpPassword(password)
			.quotas(ProviderQuotas.builder().perDay(Quota.of(5000)).perMinute(Quota.between(10, 60)).build())
			.build();
		return this.providers.create(request).doOnError(SendmuxValidationException.class, this::explain);
	}

	private void explain(SendmuxValidationException ex) {
		ex.violations().forEach((violation) -> logger.warn(violation.field() + " " + violation.message()));
	}

}
