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

package ai.sendmux.providers;

import reactor.core.publisher.Mono;

/**
 * Operations on Sendmux sending accounts, which the API calls <em>providers</em>.
 * <p>
 * Nothing is sent before subscription, every subscription is a call of its own, and
 * cancelling a subscription closes its exchange. Calls fail with an exception of the
 * family of {@link ai.sendmux.SendmuxException}; arguments that no call could be made of
 * are an {@link IllegalArgumentException} when the method is called.
 *
 * @since 0.1.0
 */
public interface SendmuxProvidersOperations {

	/**
	 * Create a sending account ({@code POST /providers}) with a random idempotency key
	 * for each subscription.
	 * @param request the account to create
	 * @return a {@link Mono} emitting the created account, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxValidationException} that has all findings if the content
	 * of the request is invalid, with a {@link ai.sendmux.SendmuxLimitExceededException}
	 * if the plan allows no further account
	 */
	Mono<Provider> create(CreateProviderRequest request);

	/**
	 * Create a sending account ({@code POST /providers}) under an idempotency key. The
	 * API remembers the key for 24 hours: the same key with the same request gives the
	 * account that was created first and creates nothing.
	 * @param request the account to create
	 * @param idempotencyKey the key, 1 to 255 visible ASCII characters; it is sent as it
	 * is
	 * @return a {@link Mono} emitting the created account, never empty; it fails as
	 * {@link #create(CreateProviderRequest)} does, and with a
	 * {@link ai.sendmux.SendmuxIdempotencyConflictException} if the key was used with
	 * another request
	 */
	Mono<Provider> create(CreateProviderRequest request, String idempotencyKey);

	/**
	 * Get a sending account ({@code GET /providers/{id}}).
	 * @param providerId the public id of the account
	 * @return a {@link Mono} emitting the account, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxNotFoundException} if there is no such account
	 */
	Mono<Provider> get(String providerId);

}
