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

package ai.sendmux.console.startup;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import ai.sendmux.SendmuxException;
import ai.sendmux.console.ConsoleProperties;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Creates the sending accounts that are listed in the configuration.
 */
@Service
class ConfiguredAccounts {

	private final SendmuxProvidersOperations providers;

	private final List<CreateProviderRequest> requests;

	private final AccountReport report;

	ConfiguredAccounts(SendmuxProvidersOperations providers, ConsoleProperties properties, AccountReport report) {
		this.providers = providers;
		this.requests = properties.accounts();
		this.report = report;
	}

	int count() {
		return this.requests.size();
	}

	/**
	 * Create the accounts one after the other. One that cannot be created does not keep
	 * the next from being created.
	 */
	Mono<Void> createAll() {
		return Flux.fromIterable(this.requests).concatMap(this::create).then();
	}

	private Mono<Provider> create(CreateProviderRequest request) {
		return this.providers.create(request, idempotencyKey(request))
			.doOnNext(this.report::created)
			.doOnError(SendmuxException.class, (ex) -> this.report.notCreated(request, ex))
			.onErrorComplete(SendmuxException.class);
	}

	/**
	 * The key depends on nothing but the name. Sendmux remembers it for 24 hours: within
	 * that time an application that is started again creates no account twice.
	 */
	static String idempotencyKey(CreateProviderRequest request) {
		byte[] name = String.valueOf(request.name()).getBytes(StandardCharsets.UTF_8);
		return "sample-" + UUID.nameUUIDFromBytes(name);
	}

}
