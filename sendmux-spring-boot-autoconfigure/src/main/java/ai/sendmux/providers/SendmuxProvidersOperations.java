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
 * Nothing is sent before subscription, every subscription is a separate call, and
 * cancelling a subscription closes its exchange and ends every wait. Invalid arguments,
 * such as an id with a slash, cause an {@link IllegalArgumentException} when the method
 * is called.
 * <p>
 * Unless a method says otherwise, an attempt ends after {@code sendmux.read-timeout} and
 * the call, with all its attempts and waits, after {@code sendmux.total-timeout}. A
 * transient failure is retried up to {@code sendmux.retry.max-retries} times where that
 * is safe: all attempts of a POST carry the same idempotency key. When the rate limit is
 * exhausted, the call waits for the reset, up to {@code sendmux.rate-limit.max-wait}.
 * <p>
 * Calls fail with a {@link ai.sendmux.SendmuxException}. Each method documents the
 * exceptions that are specific to it; in addition, every call can fail with
 * <ul>
 * <li>a {@link ai.sendmux.SendmuxTokenException},
 * {@link ai.sendmux.SendmuxAuthenticationException} or
 * {@link ai.sendmux.SendmuxAccessDeniedException} over its token,</li>
 * <li>a {@link ai.sendmux.SendmuxRateLimitException} if there are too many requests,</li>
 * <li>a {@link ai.sendmux.SendmuxServerException},
 * {@link ai.sendmux.SendmuxTransportException} or
 * {@link ai.sendmux.SendmuxTimeoutException} if there is no usable response,</li>
 * <li>a {@link ai.sendmux.SendmuxResponseException} if a success cannot be read,</li>
 * <li>a {@link ai.sendmux.SendmuxApiException} if the response is none of these.</li>
 * </ul>
 *
 * @since 0.1.0
 */
public interface SendmuxProvidersOperations {

	/**
	 * Create a sending account ({@code POST /providers}) with a random idempotency key
	 * for each subscription.
	 * @param request the account to create
	 * @return a {@link Mono} emitting the created account, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxValidationException} that has all violations if the
	 * content of the request is invalid, with a
	 * {@link ai.sendmux.SendmuxLimitExceededException} if the plan allows no further
	 * account, with a {@link ai.sendmux.SendmuxPayloadTooLargeException} if the request
	 * is too large
	 */
	Mono<Provider> create(CreateProviderRequest request);

	/**
	 * Create a sending account ({@code POST /providers}) under an idempotency key. The
	 * API remembers the key for 24 hours: the same key with the same request gives the
	 * account that was created first and creates nothing.
	 * @param request the account to create
	 * @param idempotencyKey the key, 1 to 255 visible ASCII characters; it is sent as it
	 * is
	 * @return a {@link Mono} emitting the created account, or the one that the key
	 * created before, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxValidationException},
	 * {@link ai.sendmux.SendmuxLimitExceededException} or
	 * {@link ai.sendmux.SendmuxPayloadTooLargeException} as
	 * {@link #create(CreateProviderRequest)} does, and with a
	 * {@link ai.sendmux.SendmuxIdempotencyConflictException} if the key was used with
	 * another request
	 */
	Mono<Provider> create(CreateProviderRequest request, String idempotencyKey);

	/**
	 * Create many sending accounts ({@code POST /providers} for each), each with a random
	 * idempotency key. Up to {@code sendmux.bulk.concurrency} accounts are created at the
	 * same time, as fast as the rate limit permits; requests are taken from the source
	 * only when they can be sent. A request that fails does not stop the others, with two
	 * exceptions: after a rejected token, a missing permission or an exhausted limit of
	 * the plan, no further request is sent; and while Sendmux is down, requests wait for
	 * up to {@code sendmux.bulk.max-outage}, after which the remaining ones are not sent.
	 * <p>
	 * Nothing is sent before the subscriber requests an outcome. From then on, up to
	 * {@code sendmux.bulk.concurrency} accounts are created ahead of its demand. When it
	 * cancels, outcomes that it has not received are lost, although those accounts may
	 * have been created: only a run with an import key can be run again without creating
	 * them twice.
	 * <p>
	 * Each request is retried, and bounded in time, on its own. It waits for the rate
	 * limit for as many windows as it takes, but not for a reset that is further away
	 * than {@code sendmux.total-timeout}.
	 * @param requests the accounts to create
	 * @return a {@link Flux} emitting one outcome for each request, in the order in which
	 * they are known; it fails only if the source does, after the outcomes of all
	 * requests that were taken from it, because the outcomes hold the exceptions of
	 * single requests
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
	 * read as by {@link #get(String)}; a version that is not the value of an {@code ETag}
	 * header is an {@link IllegalArgumentException}.
	 * @param provider the account as it was
	 * @return a {@link Mono} emitting the given instance if the account has not changed,
	 * else the account as it is now, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxNotFoundException} if there is no such account
	 */
	Mono<Provider> refresh(Provider provider);

	/**
	 * List all sending accounts ({@code GET /providers}), as {@link #list(ProviderQuery)}
	 * does.
	 * @return a {@link Flux} emitting the accounts in the order of the API; it is empty
	 * if there are none, and fails with a {@link ai.sendmux.SendmuxResponseException} if
	 * it may not be complete
	 */
	Flux<Provider> list();

	/**
	 * List sending accounts ({@code GET /providers}). A page is fetched only when the
	 * subscriber requests more accounts than were fetched; each page is a call with
	 * retries and time limits of its own. Accounts in a list have no variables and no
	 * version.
	 * <p>
	 * A list that completes is complete. It fails, after the accounts that could be read,
	 * if a page does not say whether and where the list goes on, if a cursor leads back
	 * to an earlier page, if 1,000 pages in a row have no account, or, at its end, if it
	 * had items without an id.
	 * @param query which accounts to list
	 * @return a {@link Flux} emitting the accounts in the order of the API; it is empty
	 * if there are none, and fails with a {@link ai.sendmux.SendmuxValidationException}
	 * if the query is invalid, with a {@link ai.sendmux.SendmuxResponseException} if it
	 * may not be complete
	 */
	Flux<Provider> list(ProviderQuery query);

	/**
	 * Get one page of a list of sending accounts ({@code GET /providers}). Items without
	 * an id are left out; {@link #list(ProviderQuery)} reports them.
	 * @param query which accounts to list
	 * @param cursor where the page starts, from {@link ProviderPage#nextCursor()}, or
	 * {@code null} for the first page
	 * @return a {@link Mono} emitting the page, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxValidationException} if the query is invalid, with a
	 * {@link ai.sendmux.SendmuxResponseException} if the page does not say whether and
	 * where the list goes on
	 */
	Mono<ProviderPage> listPage(ProviderQuery query, @Nullable String cursor);

	/**
	 * Change a sending account whatever its version is ({@code PATCH /providers/{id}}). A
	 * failed attempt is retried only if it certainly changed nothing, because a retry
	 * could undo what somebody else has changed in between.
	 * @param providerId the public id of the account
	 * @param request the change; one that changes nothing is invalid
	 * @return a {@link Mono} emitting the changed account, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxValidationException} if the content of the change is
	 * invalid or the account is managed by Sendmux, with a
	 * {@link ai.sendmux.SendmuxNotFoundException} if there is no such account, with a
	 * {@link ai.sendmux.SendmuxPayloadTooLargeException} if the change is too large
	 */
	Mono<Provider> update(String providerId, UpdateProviderRequest request);

	/**
	 * Change a sending account only if it still has the version of the given one
	 * ({@code PATCH /providers/{id}} with {@code If-Match}). A retry that meets the
	 * change of an attempt before it fails with the conflict, and
	 * {@link ai.sendmux.SendmuxException#outcomeUnknown()} is {@code true}.
	 * @param provider the account as it was read; one without a {@link Provider#version()
	 * version}, or with one that is not the value of an {@code ETag} header, is an
	 * {@link IllegalArgumentException}
	 * @param request the change; one that changes nothing is invalid
	 * @return a {@link Mono} emitting the changed account, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxConflictException} if the account has changed, and with a
	 * {@link ai.sendmux.SendmuxValidationException},
	 * {@link ai.sendmux.SendmuxNotFoundException} or
	 * {@link ai.sendmux.SendmuxPayloadTooLargeException} as
	 * {@link #update(String, UpdateProviderRequest)} does
	 */
	Mono<Provider> update(Provider provider, UpdateProviderRequest request);

	/**
	 * Read a sending account ({@code GET /providers/{id}}), derive a change from it, and
	 * write the change ({@code PATCH /providers/{id}} with {@code If-Match}) only if
	 * nobody else has changed the account in between. After a conflict, the whole update
	 * is retried up to 15 times, unless the change may already have been written. Before
	 * each retry, it waits for a random time, which grows with each conflict up to 5
	 * seconds. Reading and writing are two calls, each with retries and time limits of
	 * its own; after {@code sendmux.total-timeout} the update is not retried.
	 * <p>
	 * If the API gives no version of the account, the change is written as by
	 * {@link #update(String, UpdateProviderRequest)}: a change that somebody else makes
	 * in between is then overwritten unnoticed.
	 * @param providerId the public id of the account
	 * @param change derives the change from the account as it is; it may be called
	 * several times and must not block
	 * @return a {@link Mono} emitting the changed account, or the account as it was read
	 * if the change changes nothing, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxConflictException} if the account has changed again and
	 * again, with a {@link ai.sendmux.SendmuxValidationException},
	 * {@link ai.sendmux.SendmuxNotFoundException} or
	 * {@link ai.sendmux.SendmuxPayloadTooLargeException} as
	 * {@link #update(String, UpdateProviderRequest)} does, and with whatever the function
	 * throws; an {@link Error} is the cause of an {@link IllegalStateException}
	 */
	Mono<Provider> update(String providerId, Function<Provider, UpdateProviderRequest> change);

	/**
	 * Delete a sending account ({@code DELETE /providers/{id}}). A retry that no longer
	 * finds the account succeeds if an earlier attempt may have deleted it.
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
	 * @return a {@link Mono} emitting the account, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxNotFoundException} if there is no such account, with a
	 * {@link ai.sendmux.SendmuxConflictException} if its state does not allow it
	 */
	Mono<Provider> activate(String providerId);

	/**
	 * Deactivate a sending account ({@code POST /providers/{id}/deactivate}).
	 * @param providerId the public id of the account
	 * @return a {@link Mono} emitting the account, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxNotFoundException} if there is no such account, with a
	 * {@link ai.sendmux.SendmuxConflictException} if its state does not allow it
	 */
	Mono<Provider> deactivate(String providerId);

	/**
	 * Test the connection of a sending account ({@code POST /providers/{id}/test}). It
	 * may take as long as a mail server takes: an attempt is ended after
	 * {@code sendmux.test-timeout}.
	 * @param providerId the public id of the account
	 * @return a {@link Mono} emitting the result, also if the connection does not work,
	 * never empty; it fails with a {@link ai.sendmux.SendmuxNotFoundException} if there
	 * is no such account, with a {@link ai.sendmux.SendmuxValidationException} if the
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
	 * {@link ai.sendmux.SendmuxConflictException} if a request is not decided yet, with a
	 * {@link ai.sendmux.SendmuxValidationException} if the limit cannot be raised now
	 */
	Mono<SendingAccountLimitRequest> requestLimitIncrease();

	/**
	 * Request a higher limit on the number of sending accounts
	 * ({@code POST /providers/limits/sending-accounts/request-increase}) under an
	 * idempotency key.
	 * @param idempotencyKey the key, 1 to 255 visible ASCII characters; it is sent as it
	 * is
	 * @return a {@link Mono} emitting the request, or the one that the key made before,
	 * never empty; it fails with a {@link ai.sendmux.SendmuxConflictException} or
	 * {@link ai.sendmux.SendmuxValidationException} as {@link #requestLimitIncrease()}
	 * does, and with a {@link ai.sendmux.SendmuxIdempotencyConflictException} if the key
	 * was used with another request
	 */
	Mono<SendingAccountLimitRequest> requestLimitIncrease(String idempotencyKey);

	/**
	 * Return the operations on the team's shared Amazon SES account.
	 * @return the operations
	 */
	SharedAmazonSesOperations sharedAmazonSes();

	/**
	 * Return the rate limit of the API key, as last reported by the server. Nothing is
	 * sent for it.
	 * @return the rate limit, or {@code null} if no response has reported it yet
	 */
	@Nullable SendmuxRateLimit rateLimit();

}
