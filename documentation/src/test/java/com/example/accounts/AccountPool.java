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

import ai.sendmux.SendmuxException;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Service;

@Service
class AccountPool {

	private static final Log logger = LogFactory.getLog(AccountPool.class);

	private final SendmuxProvidersOperations providers;

	AccountPool(SendmuxProvidersOperations providers) {
		this.providers = providers;
	}

	Flux<ProviderCreation> create(Flux<CreateProviderRequest> requests) {
		return this.providers.createAll(requests, "pool-2026-11").doOnNext(this::report);
	}

	private void report(ProviderCreation creation) {
		SendmuxException failure = creation.failure();
		if (failure != null) {
			logger.warn("Row " + creation.index() + ": " + creation.outcome() + ", " + failure.getMessage());
		}
	}

}
