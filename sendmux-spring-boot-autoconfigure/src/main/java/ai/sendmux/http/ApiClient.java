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

package ai.sendmux.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitStatistics;
import ai.sendmux.SendmuxRateLimiter;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the calls of one API key. Nothing is sent before subscription, each subscription
 * is a call of its own, and cancelling it closes its exchange and ends its waits.
 */
public final class ApiClient {

	private final Parts parts;

	private final RateLimitedExchange rateLimited;

	private final ApiExchange exchange;

	private final String credential;

	ApiClient(WebClient webClient, URI baseUrl, TokenSource tokens, ApiSettings settings,
			ApiSettings.Observation observation, ApiScheduler scheduler) {
		this(webClient, baseUrl, tokens, settings, observation, scheduler,
				RateLimiter.create(settings, scheduler, null));
	}

	public ApiClient(WebClient webClient, URI baseUrl, TokenSource tokens, ApiSettings settings,
			ApiSettings.Observation observation, ApiScheduler scheduler, SendmuxRateLimiter rateLimiter) {
		this(new Parts(webClient, baseUrl, tokens, settings, observation, scheduler, rateLimiter,
				new ResponseReader(Clock.systemUTC()), new RetryBudget(settings.retry().budget()), false));
	}

	private ApiClient(Parts parts) {
		IdempotencyKeys.initialize();
		this.parts = parts;
		ApiSettings settings = parts.settings();
		TokenSource tokens = parts.tokens();
		this.credential = tokens.credential(parts.baseUrl());
		TransportExceptionTranslator failures = new TransportExceptionTranslator(settings.timeouts());
		// @formatter:off
		this.rateLimited =
				new RateLimitedExchange(parts.rateLimiter(), () -> tokens.credential(parts.baseUrl()), settings,
						parts.reader()::rateLimit, parts.budget(),
				new TimeLimitedExchange(settings.timeouts(), parts.scheduler(), failures,
				new WebClientExchange(parts.webClient(), parts.baseUrl(), settings.maxResponseSize(), tokens,
						parts.reader(), failures)));
		this.exchange =
				new ObservedExchange(parts.observation(),
				new ValidatedExchange(
				new RetryingExchange(settings.retry(), parts.budget(), settings.timeouts(), tokens, parts.scheduler(),
						this.rateLimited)));
		// @formatter:on
	}

	public static ApiClient create(WebClient webClient, URI baseUrl, BearerToken token, ApiSettings settings) {
		return new ApiClient(webClient, baseUrl, TokenSource.of(token), settings, ApiSettings.Observation.NONE,
				ApiScheduler.SHARED);
	}

	public <T> Mono<ApiResponse<T>> call(ApiRequest<T> request) {
		return Mono.defer(() -> this.exchange.exchange(new ApiCall<>(this.parts.bulk() ? request.asBulk() : request)));
	}

	/**
	 * Return a client that has all in common with this one but the bounds of its calls.
	 */
	public ApiClient withBounds(Duration maxWait, Duration totalTimeout, long maxRetries) {
		ApiSettings settings = this.parts.settings().withBounds(maxWait, totalTimeout, maxRetries);
		return new ApiClient(this.parts.with(settings, this.parts.bulk()));
	}

	/**
	 * Return a client that has all in common with this one, but leaves a reserve of the
	 * rate limit to others.
	 */
	public ApiClient forBulk() {
		return new ApiClient(this.parts.with(this.parts.settings(), true));
	}

	/**
	 * Forget that attempts failed.
	 */
	public void resetRetryBudget() {
		this.parts.budget().reset();
	}

	public @Nullable SendmuxRateLimit rateLimit() {
		return this.parts.reader().rateLimit();
	}

	/**
	 * Return what stands for the credential of this client. It holds no secret.
	 */
	public String credential() {
		return this.credential;
	}

	public SendmuxRateLimitStatistics rateLimitStatistics() {
		return this.rateLimited.statistics();
	}

	/**
	 * Wait before a further call that depends on the failure of this one. The wait fails
	 * with that failure if it would end beyond the total timeout, which is counted from
	 * the start, or if the application ends before.
	 * @param failure the failure of the call before
	 * @param started the time at which the first call started, by {@link #now()}
	 * @param wait the time to wait
	 * @return a {@link Mono} that emits when the wait is over
	 */
	public Mono<Long> waitAfter(SendmuxException failure, Duration started, Duration wait) {
		Duration end = now().minus(started).plus(wait);
		if (end.compareTo(this.parts.settings().timeouts().total()) >= 0) {
			return Mono.error(failure);
		}
		return this.parts.scheduler().failOnClose(Mono.delay(wait, this.parts.scheduler().get()), Mono.error(failure));
	}

	/**
	 * Wait, or fail if the application ends before.
	 * @param wait the time to wait
	 * @return a {@link Mono} that emits when the wait is over
	 */
	public Mono<Long> delay(Duration wait) {
		return this.parts.scheduler()
			.failOnClose(Mono.delay(wait, this.parts.scheduler().get()),
					Mono.error(() -> new CancellationException("The client is closed")));
	}

	/**
	 * Whether so many attempts have failed that none is retried at present.
	 */
	public boolean isRetryBudgetExhausted() {
		return this.parts.budget().isExhausted();
	}

	/**
	 * The time of a clock that only goes forward.
	 */
	public Duration now() {
		return Duration.ofMillis(ApiScheduler.millis());
	}

	/**
	 * What clients of the same API key share, with the settings of one of them.
	 */
	private record Parts(WebClient webClient, URI baseUrl, TokenSource tokens, ApiSettings settings,
			ApiSettings.Observation observation, ApiScheduler scheduler, SendmuxRateLimiter rateLimiter,
			ResponseReader reader, RetryBudget budget, boolean bulk) {

		Parts with(ApiSettings settings, boolean bulk) {
			return new Parts(this.webClient, this.baseUrl, this.tokens, settings, this.observation, this.scheduler,
					this.rateLimiter, this.reader, this.budget, bulk);
		}

	}

	/**
	 * An invalid request is not sent.
	 */
	private record ValidatedExchange(ApiExchange next) implements ApiExchange {

		@Override
		public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
			List<SendmuxViolation> violations = call.request().violations();
			if (violations.isEmpty()) {
				return this.next.exchange(call);
			}
			return Mono.error(() -> new SendmuxValidationException(call.describe(false, Attempt.Outcome.NOT_APPLIED),
					violations));
		}

	}

}
