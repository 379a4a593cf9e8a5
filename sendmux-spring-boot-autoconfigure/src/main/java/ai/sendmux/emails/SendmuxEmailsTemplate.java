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

package ai.sendmux.emails;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxViolation;
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
import ai.sendmux.http.PathIds;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link SendmuxEmailsOperations} that calls the API.
 *
 * @since 0.1.0
 */
public class SendmuxEmailsTemplate implements SendmuxEmailsOperations {

	private static final ApiOperation<List<EmailLog>> LOGS = ApiOperation.list("emails.logs", "/emails/logs",
			EmailLog.class);

	private static final ApiOperation<EmailLog> LOG = ApiOperation.get("emails.log", "/emails/logs/{id}",
			DataReader.viaBuilder(EmailLog.class, EmailLog::withVersion).identifiedBy(EmailLog::id));

	private static final ApiOperation<EmailMetrics> METRICS = ApiOperation.get("emails.metrics", "/emails/metrics",
			EmailMetrics.class);

	private static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(30);

	private final ApiClient client;

	private final Duration pollInterval;

	private final Mono<Void> closed;

	/**
	 * Create a template, for the auto-configuration. See
	 * {@link #create(WebClient, URI, String)} for how to make one by hand.
	 * @param client the client that makes the calls; its type is internal
	 * @param pollInterval the time between two polls of the delivery log, not negative
	 * @param closed completes when the application ends, to end the polling
	 */
	public SendmuxEmailsTemplate(ApiClient client, Duration pollInterval, Mono<Void> closed) {
		Assert.notNull(client, "'client' must not be null");
		Assert.isTrue(!pollInterval.isNegative(), "'pollInterval' must not be negative");
		Assert.notNull(closed, "'closed' must not be null");
		this.client = client;
		this.pollInterval = pollInterval;
		this.closed = closed;
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
	public static SendmuxEmailsTemplate create(WebClient webClient, URI baseUrl, String token) {
		Assert.notNull(webClient, "'webClient' must not be null");
		Assert.notNull(token, "'token' must not be null");
		ApiClient client = ApiClient.create(webClient, BaseUrl.check(baseUrl), BearerToken.of(token),
				ApiSettings.DEFAULTS);
		return new SendmuxEmailsTemplate(client, DEFAULT_POLL_INTERVAL, Mono.never());
	}

	@Override
	public Flux<EmailLog> logs(EmailLogQuery query) {
		Assert.notNull(query, "'query' must not be null");
		return CursorPages.read(this.client, (cursor) -> listing(query, cursor).build());
	}

	@Override
	public Mono<EmailLogPage> logsPage(EmailLogQuery query, @Nullable String cursor) {
		Assert.notNull(query, "'query' must not be null");
		return CursorPages.readPage(this.client, listing(query, cursor).build())
			.map((page) -> new EmailLogPage(page.items(), page.hasMore(), page.nextCursor()));
	}

	private static ApiRequest.Builder<List<EmailLog>> listing(EmailLogQuery query, @Nullable String cursor) {
		return listing(query, cursor, query.validate());
	}

	private static ApiRequest.Builder<List<EmailLog>> listing(EmailLogQuery query, @Nullable String cursor,
			List<SendmuxViolation> violations) {
		return about(LOGS.request(), query.providerId())
			.query("status", (query.status() != null) ? query.status().wireName() : null)
			.query("from_date", query.from())
			.query("to_date", query.to())
			.query("provider_id", query.providerId())
			.query("search", query.search())
			.query("limit", query.pageSize())
			.query("cursor", cursor)
			.violations(violations);
	}

	@Override
	public Mono<EmailLog> log(String logId) {
		return this.client.call(reading(logId).build()).map(ApiResponse::data);
	}

	@Override
	public Mono<EmailLog> refresh(EmailLog log) {
		Assert.notNull(log, "'log' must not be null");
		if (log.status().isFinal()) {
			return Mono.just(log);
		}
		if (log.version() == null) {
			return log(log.id());
		}
		ApiRequest<EmailLog> request = reading(log.id()).ifNoneMatch(EntityTags.check(log.version())).build();
		return this.client.call(request).map((response) -> response.isNotModified() ? log : response.data());
	}

	private static ApiRequest.Builder<EmailLog> reading(String logId) {
		return LOG.request(PathIds.check("logId", logId)).about(logId);
	}

	@Override
	public Mono<EmailMetrics> metrics(EmailMetricsQuery query) {
		Assert.notNull(query, "'query' must not be null");
		ApiRequest<EmailMetrics> request = about(METRICS.request(), query.providerId())
			.query("window", (query.window() != null) ? query.window().wireName() : null)
			.query("from_date", query.from())
			.query("to_date", query.to())
			.query("granularity", (query.granularity() != null) ? query.granularity().wireName() : null)
			.query("provider_id", query.providerId())
			.violations(query.validate())
			.build();
		return this.client.call(request).map(ApiResponse::data);
	}

	private static <T> ApiRequest.Builder<T> about(ApiRequest.Builder<T> request, @Nullable String providerId) {
		return (providerId != null) ? request.provider(providerId) : request;
	}

	@Override
	public Flux<FollowedEmailLog> follow(EmailLogQuery query, EmailLogPosition position) {
		return follow(query, position, false);
	}

	@Override
	public Flux<FollowedEmailLog> followFinal(EmailLogQuery query, EmailLogPosition position) {
		return follow(query, position, true);
	}

	private Flux<FollowedEmailLog> follow(EmailLogQuery query, EmailLogPosition position, boolean untilFinal) {
		Assert.notNull(query, "'query' must not be null");
		Assert.notNull(position, "'position' must not be null");
		BulkSource source = new BulkSource(query.validateToFollow(untilFinal));
		return EmailLogFollower.follow(source, query, position, untilFinal, this.pollInterval)
			.takeUntilOther(this.closed)
			.concatWith(Mono.error(SendmuxEmailsTemplate::clientClosed));
	}

	private static SendmuxTransportException clientClosed() {
		return new SendmuxTransportException(SendmuxCallDetails.builder(LOGS.name()).build(),
				"the client was closed while the delivery log was followed", null);
	}

	/**
	 * Reads the delivery log for those who follow it.
	 */
	private final class BulkSource implements EmailLogFollower.Source {

		private final List<SendmuxViolation> violations;

		BulkSource(List<SendmuxViolation> violations) {
			this.violations = violations;
		}

		@Override
		public Flux<EmailLog> list(EmailLogQuery query) {
			return CursorPages.read(SendmuxEmailsTemplate.this.client,
					(cursor) -> listing(query, cursor, this.violations).bulk().build());
		}

		@Override
		public Mono<EmailLog> get(String logId, @Nullable String version) {
			ApiRequest.Builder<EmailLog> request = reading(logId).bulk();
			if (version != null) {
				request.ifNoneMatch(version);
			}
			return SendmuxEmailsTemplate.this.client.call(request.build())
				.mapNotNull((response) -> response.isNotModified() ? null : response.data());
		}

	}

}
