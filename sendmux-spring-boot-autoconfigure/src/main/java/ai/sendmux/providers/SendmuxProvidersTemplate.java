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

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiOperation;
import ai.sendmux.http.ApiRequest;
import ai.sendmux.http.ApiResponse;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BaseUrl;
import ai.sendmux.http.BearerToken;
import ai.sendmux.http.CursorPages;
import ai.sendmux.http.DataReader;
import ai.sendmux.http.EntityTags;
import ai.sendmux.http.IdempotencyKeys;
import ai.sendmux.http.PathIds;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link SendmuxProvidersOperations} that calls the API.
 *
 * @since 0.1.0
 */
public class SendmuxProvidersTemplate implements SendmuxProvidersOperations {

	private static final DataReader<Provider> PROVIDER = DataReader
		.viaBuilder(Provider.Builder.class, Provider::withVersion)
		.identifiedBy(Provider::id);

	static final ApiOperation<Provider> CREATE = ApiOperation.post("providers.create", "/providers", PROVIDER);

	private static final ApiOperation<Provider> GET = ApiOperation.get("providers.get", "/providers/{id}", PROVIDER);

	private static final ApiOperation<List<Provider>> LIST = ApiOperation.list("providers.list", "/providers",
			Provider.class);

	private static final ApiOperation<Provider> UPDATE = ApiOperation.patch("providers.update", "/providers/{id}",
			PROVIDER);

	private static final ApiOperation<Void> DELETE = ApiOperation.delete("providers.delete", "/providers/{id}");

	private static final ApiOperation<Provider> ACTIVATE = ApiOperation.post("providers.activate",
			"/providers/{id}/activate", PROVIDER);

	private static final ApiOperation<Provider> DEACTIVATE = ApiOperation.post("providers.deactivate",
			"/providers/{id}/deactivate", PROVIDER);

	private static final ApiOperation<ProviderTestResult> TEST = ApiOperation
		.post("providers.test", "/providers/{id}/test", ProviderTestResult.class)
		.slow();

	private static final ApiOperation<ProviderStats> STATS = ApiOperation.get("providers.stats", "/providers/stats",
			ProviderStats.class);

	private static final ApiOperation<ProviderUsage> USAGE = ApiOperation.get("providers.usage", "/providers/usage",
			ProviderUsage.class);

	private static final ApiOperation<ProviderLimits> LIMITS = ApiOperation.get("providers.limits", "/providers/limits",
			ProviderLimits.class);

	private static final ApiOperation<SendingAccountLimitRequest> REQUEST_LIMIT_INCREASE = ApiOperation.post(
			"providers.request-limit-increase", "/providers/limits/sending-accounts/request-increase",
			SendingAccountLimitRequest.class);

	private static final int MAX_CHANGE_CONFLICTS = 15;

	private static final long MIN_CHANGE_WAIT = 50;

	/**
	 * An id of that name would turn the path into that of another operation.
	 */
	private static final Set<String> ROUTES = Set.of("stats", "usage", "limits", "shared-amazon-ses-limit-request");

	private static final long MAX_CHANGE_WAIT = 5000;

	private static final int DEFAULT_BULK_CONCURRENCY = 8;

	private static final Duration DEFAULT_MAX_OUTAGE = Duration.ofMinutes(5);

	private final ApiClient client;

	private final int bulkConcurrency;

	private final Duration maxOutage;

	private final SharedAmazonSesOperations sharedAmazonSes;

	/**
	 * Create a template, for the auto-configuration. See
	 * {@link #create(WebClient, URI, String)} for how to make one by hand.
	 * @param client the client that makes the calls; its type is internal
	 */
	public SendmuxProvidersTemplate(ApiClient client) {
		this(client, DEFAULT_BULK_CONCURRENCY);
	}

	/**
	 * Create a template, for the auto-configuration.
	 * @param client the client that makes the calls; its type is internal
	 * @param bulkConcurrency the number of accounts that a bulk creation creates at the
	 * same time, at least 1
	 */
	public SendmuxProvidersTemplate(ApiClient client, int bulkConcurrency) {
		this(client, bulkConcurrency, DEFAULT_MAX_OUTAGE);
	}

	/**
	 * Create a template, for the auto-configuration.
	 * @param client the client that makes the calls; its type is internal
	 * @param bulkConcurrency the number of accounts that a bulk creation creates at the
	 * same time, at least 1
	 * @param maxOutage the time that a bulk creation pauses while Sendmux is down, zero
	 * for not at all
	 */
	public SendmuxProvidersTemplate(ApiClient client, int bulkConcurrency, Duration maxOutage) {
		Assert.notNull(client, "'client' must not be null");
		Assert.isTrue(bulkConcurrency > 0, "'bulkConcurrency' must be at least 1");
		Assert.isTrue(!maxOutage.isNegative(), "'maxOutage' must not be negative");
		this.client = client;
		this.bulkConcurrency = bulkConcurrency;
		this.maxOutage = maxOutage;
		this.sharedAmazonSes = new SharedAmazonSesTemplate(client);
	}

	/**
	 * Create a template by hand, where there is no application context that does. Limits,
	 * retries and the rate limit are as they are by default; what belongs to the
	 * connection, such as the time to connect, the pool and whether redirects are
	 * followed, is that of the given {@link WebClient}.
	 * @param webClient the HTTP client
	 * @param baseUrl the base URL of the API, up to and including its version; one
	 * without TLS must have a loopback address
	 * @param token the root API key or OAuth access token, without its scheme
	 * @return the template, with a view of the rate limit of its own
	 * @throws IllegalArgumentException if the base URL or the token is wrong; the message
	 * shows neither
	 */
	public static SendmuxProvidersTemplate create(WebClient webClient, URI baseUrl, String token) {
		Assert.notNull(webClient, "'webClient' must not be null");
		Assert.notNull(token, "'token' must not be null");
		return new SendmuxProvidersTemplate(
				ApiClient.create(webClient, BaseUrl.check(baseUrl), BearerToken.of(token), ApiSettings.DEFAULTS));
	}

	@Override
	public Mono<Provider> create(CreateProviderRequest request) {
		return call(creation(request));
	}

	@Override
	public Mono<Provider> create(CreateProviderRequest request, String idempotencyKey) {
		return call(creation(request).idempotencyKey(IdempotencyKeys.check(idempotencyKey)));
	}

	@Override
	public Flux<ProviderCreation> createAll(Publisher<CreateProviderRequest> requests) {
		Assert.notNull(requests, "'requests' must not be null");
		return createInBulk(requests, null);
	}

	@Override
	public Flux<ProviderCreation> createAll(Publisher<CreateProviderRequest> requests, String importKey) {
		Assert.notNull(requests, "'requests' must not be null");
		Assert.hasText(importKey, "'importKey' must not be empty");
		return createInBulk(requests, importKey);
	}

	private Flux<ProviderCreation> createInBulk(Publisher<CreateProviderRequest> requests, @Nullable String importKey) {
		return BulkCreation.run(requests, importKey, this.bulkConcurrency, this::createInBulk,
				() -> new BulkOutage(this.maxOutage, this.client::delay, this.client::isRetryBudgetExhausted));
	}

	private Mono<Provider> createInBulk(CreateProviderRequest request, @Nullable String idempotencyKey) {
		ApiRequest.Builder<Provider> creation = creation(request).bulk();
		return call((idempotencyKey != null) ? creation.idempotencyKey(idempotencyKey) : creation);
	}

	private ApiRequest.Builder<Provider> creation(CreateProviderRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return CREATE.request()
			.body(request, request.smtpPassword())
			.violations(CreateProviderRequestValidator.validate(request));
	}

	@Override
	public Mono<Provider> get(String providerId) {
		return call(on(GET, providerId));
	}

	@Override
	public Mono<Provider> refresh(Provider provider) {
		Assert.notNull(provider, "'provider' must not be null");
		if (provider.version() == null) {
			return get(provider.id());
		}
		ApiRequest<Provider> request = on(GET, provider.id()).ifNoneMatch(EntityTags.check(provider.version())).build();
		return this.client.call(request).map((response) -> response.isNotModified() ? provider : response.data());
	}

	@Override
	public Flux<Provider> list() {
		return list(ProviderQuery.all());
	}

	@Override
	public Flux<Provider> list(ProviderQuery query) {
		Assert.notNull(query, "'query' must not be null");
		return CursorPages.read(this.client, (cursor) -> listing(query, cursor));
	}

	@Override
	public Mono<ProviderPage> listPage(ProviderQuery query, @Nullable String cursor) {
		Assert.notNull(query, "'query' must not be null");
		return CursorPages.readPage(this.client, listing(query, cursor))
			.map((page) -> new ProviderPage(page.items(), page.hasMore(), page.nextCursor()));
	}

	private ApiRequest<List<Provider>> listing(ProviderQuery query, @Nullable String cursor) {
		return LIST.request()
			.query("status", (query.status() != null) ? query.status().wireName() : null)
			.query("type", (query.type() != null) ? query.type().wireName() : null)
			.query("limit", query.pageSize())
			.query("cursor", cursor)
			.violations(query.validate())
			.build();
	}

	@Override
	public Mono<Provider> update(String providerId, UpdateProviderRequest request) {
		return call(change(providerId, request));
	}

	@Override
	public Mono<Provider> update(Provider provider, UpdateProviderRequest request) {
		Assert.notNull(provider, "'provider' must not be null");
		String version = provider.version();
		if (version == null) {
			throw new IllegalArgumentException("'provider' has no version, so a concurrent change could not be "
					+ "detected; read it with get(id) first, or use update(id, change)");
		}
		return call(change(provider.id(), request).ifMatch(EntityTags.check(version)));
	}

	@Override
	public Mono<Provider> update(String providerId, Function<Provider, UpdateProviderRequest> change) {
		Assert.notNull(change, "'change' must not be null");
		Mono<Provider> attempt = get(providerId).flatMap((provider) -> apply(provider, change));
		return Mono.defer(() -> {
			Duration started = this.client.now();
			return attempt.retryWhen(
					Retry.from((signals) -> signals.concatMap((signal) -> waitAfterConflict(signal, started), 0)));
		});
	}

	/**
	 * The waits are random, so that callers who met each other do not meet again.
	 */
	private Mono<Long> waitAfterConflict(Retry.RetrySignal signal, Duration started) {
		if (!(signal.failure() instanceof SendmuxConflictException conflict) || conflict.outcomeUnknown()
				|| signal.totalRetries() >= MAX_CHANGE_CONFLICTS) {
			return Mono.error(signal.failure());
		}
		long longest = Math.min(2 * MIN_CHANGE_WAIT << signal.totalRetries(), MAX_CHANGE_WAIT);
		long wait = ThreadLocalRandom.current().nextLong(MIN_CHANGE_WAIT, longest + 1);
		return this.client.waitAfter(conflict, started, Duration.ofMillis(wait));
	}

	private Mono<Provider> apply(Provider provider, Function<Provider, UpdateProviderRequest> change) {
		UpdateProviderRequest request;
		try {
			request = change.apply(provider);
		}
		catch (Error ex) {
			// Reactor would throw it to the event loop instead of signaling it.
			return Mono.error(new IllegalStateException("The change of the account threw an error", ex));
		}
		Assert.notNull(request, "'change' must not return null");
		if (request.isEmpty()) {
			return Mono.just(provider);
		}
		return (provider.version() != null) ? update(provider, request) : update(provider.id(), request);
	}

	private ApiRequest.Builder<Provider> change(String providerId, UpdateProviderRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return on(UPDATE, providerId).body(request.fields(), (String) request.fields().get("smtp_password"))
			.violations(UpdateProviderRequestValidator.validate(request));
	}

	@Override
	public Mono<Void> delete(String providerId) {
		return this.client.call(on(DELETE, providerId).build()).then();
	}

	@Override
	public Mono<Provider> activate(String providerId) {
		return call(on(ACTIVATE, providerId));
	}

	@Override
	public Mono<Provider> deactivate(String providerId) {
		return call(on(DEACTIVATE, providerId));
	}

	@Override
	public Mono<ProviderTestResult> test(String providerId) {
		return call(on(TEST, providerId));
	}

	@Override
	public Mono<ProviderStats> stats() {
		return call(STATS.request());
	}

	@Override
	public Mono<ProviderUsage> usage() {
		return call(USAGE.request());
	}

	@Override
	public Mono<ProviderLimits> limits() {
		return call(LIMITS.request());
	}

	@Override
	public Mono<SendingAccountLimitRequest> requestLimitIncrease() {
		return call(REQUEST_LIMIT_INCREASE.request());
	}

	@Override
	public Mono<SendingAccountLimitRequest> requestLimitIncrease(String idempotencyKey) {
		return call(REQUEST_LIMIT_INCREASE.request().idempotencyKey(IdempotencyKeys.check(idempotencyKey)));
	}

	@Override
	public SharedAmazonSesOperations sharedAmazonSes() {
		return this.sharedAmazonSes;
	}

	@Override
	public @Nullable SendmuxRateLimit rateLimit() {
		return this.client.rateLimit();
	}

	private static <T> ApiRequest.Builder<T> on(ApiOperation<T> operation, String providerId) {
		String id = PathIds.check("providerId", providerId);
		Assert.isTrue(!ROUTES.contains(id), "'providerId' must not be the name of a route");
		return operation.request(id).about(id).provider(id);
	}

	private <T> Mono<T> call(ApiRequest.Builder<T> request) {
		return this.client.call(request.build()).map(ApiResponse::data);
	}

}
