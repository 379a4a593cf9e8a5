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

import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

@Service
class OrderedAccounts {

	private final SendmuxProvidersOperations providers;

	OrderedAccounts(SendmuxProvidersOperations providers) {
		this.providers = providers;
	}

	Mono<Provider> createOnce(String orderId, CreateProviderRequest request) {
		return this.providers.create(request, "order-" + orderId);
	}

	Mono<String> createAndDescribe(String orderId, CreateProviderRequest request) {
		return createOnce(orderId, request).map((account) -> "Created " + account.id())
			.onErrorResume(SendmuxValidationException.class, (ex) -> Mono.just("Invalid: " + ex.violations()))
			.onErrorResume(SendmuxLimitExceededException.class, (ex) -> Mono.just("The plan allows no more accounts"))
			.onErrorResume(SendmuxIdempotencyConflictException.class, (ex) -> Mono.just("Ordered before, differently"))
			.onErrorResume(SendmuxRateLimitException.class, (ex) -> Mono.just("Come back after " + ex.retryAfter()));
	}

}
