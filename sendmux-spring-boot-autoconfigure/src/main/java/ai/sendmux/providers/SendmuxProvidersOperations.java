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

import java.util.function.Function;

import ai.sendmux.SendmuxRateLimit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Operations on Sendmux sending accounts, which the API calls <em>providers</em>.
 * <p>
 * Nothing is sent before subscription, every subscription is a call of its own, and
 * cancelling a subscription closes its exchange and ends every wait. Calls fail with an
 * exception of the family of {@link ai.sendmux.SendmuxException}; arguments that no call
 * could be made of, such as an id that cannot be one, are an
 * {@link IllegalArgumentException} when the method is called.
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
	 * Create many sending accounts ({@code POST /providers} for each), each with a random
	 * idempotency key. A few are created at the same time, as
	 * {@code sendmux.bulk.concurrency} says, at the pace of the rate limit; requests are
	 * taken from the source as there is room to send them. A request that fails stops no
	 * other, except that after a token that is not accepted, a permission that is
	 * missing, or a limit that is used up nothing more is sent.
	 * @param requests the accounts to create
	 * @return a {@link Flux} emitting one outcome for each request, in the order in which
	 * they are known; it fails only if the source does
	 */
	Flux<ProviderCreation> createAll(Publisher<CreateProviderRequest> requests);

	/**
	 * Create many sending accounts as {@link #createAll(Publisher)} does, so that the
	 * same import can be run again within 24 hours and creates nothing twice. The
	 * idempotency key of each request is derived from the import key and from the content
	 * of the request without its password.
	 * <p>
	 * Requests with the same content are therefore one account, and a request whose
	 * password alone has changed since the last run fails with a
	 * {@link ai.sendmux.SendmuxIdempotencyConflictException}.
	 * @param requests the accounts to create
	 * @param importKey names the import; not empty
	 * @return a {@link Flux} emitting one outcome for each request, as
	 * {@link #createAll(Publisher)} does
	 */
	Flux<ProviderCreation> createAll(Publisher<CreateProviderRequest> requests, String importKey);

	/**
	 * Get a sending account ({@code GET /providers/{id}}).
	 * @param providerId the public id of the account
	 * @return a {@link Mono} emitting the account, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxNotFoundException} if there is no such account
	 */
	Mono<Provider> get(String providerId);

	/**
	 * Get a sending account again ({@code GET /providers/{id}} with
	 * {@code If-None-Match}). An account without a {@link Provider#version() version} is
	 * read as by {@link #get(String)}.
	 * @param provider the account as it was
	 * @return a {@link Mono} emitting the given instance if the account has not changed,
	 * else the account as it is now, never empty; it fails as {@link #get(String)} does
	 */
	Mono<Provider> refresh(Provider provider);

	/**
	 * List all sending accounts ({@code GET /providers}).
	 * @return a {@link Flux} emitting the accounts as {@link #list(ProviderQuery)} does
	 */
	Flux<Provider> list();

	/**
	 * List sending accounts ({@code GET /providers}). A page is fetched when the
	 * subscriber asks for more accounts than were fetched, so that what is not asked for
	 * costs nothing. Accounts in a list have no variables and no version.
	 * @param query which accounts to list
	 * @return a {@link Flux} emitting the accounts in the order of the API; it is empty
	 * if there are none, and fails with a {@link ai.sendmux.SendmuxResponseException} if
	 * the pages do not lead on
	 */
	Flux<Provider> list(ProviderQuery query);

	/**
	 * Get one page of a list of sending accounts ({@code GET /providers}).
	 * @param query which accounts to list
	 * @param cursor where the page starts, as {@link ProviderPage#nextCursor()} told it,
	 * or {@code null} for the first page
	 * @return a {@link Mono} emitting the page, never empty
	 */
	Mono<ProviderPage> listPage(ProviderQuery query, @Nullable String cursor);

	/**
	 * Change a sending account whatever its version is ({@code PATCH /providers/{id}}).
	 * @param providerId the public id of the account
	 * @param request the change; one that changes nothing is invalid
	 * @return a {@link Mono} emitting the changed account, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxValidationException} if the content of the change is
	 * invalid or the account is managed by Sendmux
	 */
	Mono<Provider> update(String providerId, UpdateProviderRequest request);

	/**
	 * Change a sending account only if it still has the version of the given one
	 * ({@code PATCH /providers/{id}} with {@code If-Match}).
	 * @param provider the account as it was read; one without a {@link Provider#version()
	 * version} is an {@link IllegalArgumentException}
	 * @param request the change; one that changes nothing is invalid
	 * @return a {@link Mono} emitting the changed account, never empty; it fails as
	 * {@link #update(String, UpdateProviderRequest)} does, and with a
	 * {@link ai.sendmux.SendmuxConflictException} if the account has changed
	 */
	Mono<Provider> update(Provider provider, UpdateProviderRequest request);

	/**
	 * Read a sending account, derive a change from it, and write the change only if
	 * nobody else has changed the account in between. After a conflict all that is done
	 * again, up to three times, unless the change may already have been written.
	 * <p>
	 * If the API gives no version of the account, the change is written unconditionally:
	 * a change that somebody else makes in between is then overwritten unnoticed.
	 * @param providerId the public id of the account
	 * @param change derives the change from the account as it is; it may be called
	 * several times and must not block
	 * @return a {@link Mono} emitting the changed account, or the account as it was read
	 * if the change changes nothing, never empty; it fails as
	 * {@link #update(Provider, UpdateProviderRequest)} does
	 */
	Mono<Provider> update(String providerId, Function<Provider, UpdateProviderRequest> change);

	/**
	 * Delete a sending account ({@code DELETE /providers/{id}}).
	 * @param providerId the public id of the account
	 * @return a {@link Mono} that completes without a value when the account is deleted;
	 * it fails with a {@link ai.sendmux.SendmuxNotFoundException} if there is no such
	 * account, with a {@link ai.sendmux.SendmuxValidationException} if the account is
	 * managed by Sendmux
	 */
	Mono<Void> delete(String providerId);

	/**
	 * Activate a sending account ({@code POST /providers/{id}/activate}). An account that
	 * needs a connection to Google or Microsoft first becomes
	 * {@link ProviderStatus#PENDING}.
	 * @param providerId the public id of the account
	 * @return a {@link Mono} emitting the account, never empty
	 */
	Mono<Provider> activate(String providerId);

	/**
	 * Deactivate a sending account ({@code POST /providers/{id}/deactivate}).
	 * @param providerId the public id of the account
	 * @return a {@link Mono} emitting the account, never empty
	 */
	Mono<Provider> deactivate(String providerId);

	/**
	 * Test the connection of a sending account ({@code POST /providers/{id}/test}). It
	 * may take as long as a mail server takes.
	 * @param providerId the public id of the account
	 * @return a {@link Mono} emitting the result, also if the connection does not work,
	 * never empty; it fails with a {@link ai.sendmux.SendmuxValidationException} if the
	 * account is managed by Sendmux
	 */
	Mono<ProviderTestResult> test(String providerId);

	/**
	 * Get the numbers of sending accounts ({@code GET /providers/stats}).
	 * @return a {@link Mono} emitting the numbers, never empty
	 */
	Mono<ProviderStats> stats();

	/**
	 * Get the numbers of messages of each sending account ({@code GET /providers/usage}).
	 * @return a {@link Mono} emitting the numbers, never empty
	 */
	Mono<ProviderUsage> usage();

	/**
	 * Get the limits of the plan on sending accounts ({@code GET /providers/limits}).
	 * @return a {@link Mono} emitting the limits, never empty
	 */
	Mono<ProviderLimits> limits();

	/**
	 * Request a higher limit on the number of sending accounts
	 * ({@code POST /providers/limits/sending-accounts/request-increase}) with a random
	 * idempotency key for each subscription.
	 * @return a {@link Mono} emitting the request, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxConflictException} if a request is not decided yet
	 */
	Mono<SendingAccountLimitRequest> requestLimitIncrease();

	/**
	 * Request a higher limit on the number of sending accounts
	 * ({@code POST /providers/limits/sending-accounts/request-increase}) under an
	 * idempotency key.
	 * @param idempotencyKey the key, 1 to 255 visible ASCII characters; it is sent as it
	 * is
	 * @return a {@link Mono} emitting the request, never empty; it fails as
	 * {@link #requestLimitIncrease()} does
	 */
	Mono<SendingAccountLimitRequest> requestLimitIncrease(String idempotencyKey);

	/**
	 * Return the operations on the team's shared Amazon SES account.
	 * @return the operations
	 */
	SharedAmazonSesOperations sharedAmazonSes();

	/**
	 * Return the rate limit of the API key, as the latest answer told it. Nothing is sent
	 * for it.
	 * @return the rate limit, or {@code null} if no answer has told it yet
	 */
	@Nullable SendmuxRateLimit rateLimit();

}
