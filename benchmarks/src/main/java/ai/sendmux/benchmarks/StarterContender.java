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

package ai.sendmux.benchmarks;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import reactor.core.publisher.Mono;

/**
 * The bean that the starter puts into an application.
 */
final class StarterContender implements Contender<Provider> {

	static final CreateProviderRequest REQUEST = CreateProviderRequest.builder()
		.name("Transactional SMTP")
		.smtpHost("smtp.example.com")
		.smtpPort(587)
		.smtpProtocol(SmtpProtocol.STARTTLS)
		.smtpUsername("api-user")
		.smtpPassword("smtp-password")
		.fromEmail("hello@example.com")
		.fromName("Example")
		.build();

	private final String name;

	private final SendmuxProvidersOperations providers;

	StarterContender(String name, SendmuxProvidersOperations providers) {
		this.name = name;
		this.providers = providers;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Mono<Provider> create() {
		return this.providers.create(REQUEST);
	}

	@Override
	public String accountId(Provider response) {
		return response.id();
	}

	SendmuxProvidersOperations providers() {
		return this.providers;
	}

}
