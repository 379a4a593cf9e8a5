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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxRateLimiter.Permit;
import ai.sendmux.SendmuxRateLimiter.Priority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attempts that a {@link RateLimiter} permits under virtual time, by name: a name that
 * starts with "bulk" or "probe" is such an attempt.
 */
abstract class AbstractRateLimiterTests {

	protected static final String KEY = "credential";

	protected static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	protected static final Duration JITTER = Duration.ofMillis(100);

	protected final List<String> entered = new ArrayList<>();

	protected final Map<String, Sinks.Empty<ApiResponse<Object>>> ends = new HashMap<>();

	protected final Map<String, Mono<ApiResponse<Object>>> sources = new HashMap<>();

	protected final Map<String, ApiCall<?>> calls = new HashMap<>();

	protected final List<Throwable> failures = new ArrayList<>();

	protected final List<Disposable> subscriptions = new ArrayList<>();

	protected VirtualTimeScheduler time = VirtualTimeScheduler.create();

	protected ApiScheduler scheduler = new ApiScheduler();

	protected RateLimiter limiter = limiter(100);

	protected RateLimitedExchange exchange = exchange(60, 120, true);

	protected @Nullable SendmuxRateLimit latest;

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void tearDown() {
		this.subscriptions.forEach(Disposable::dispose);
		VirtualTimeScheduler.reset();
	}

	protected RateLimiter limiter(int maxWaiting) {
		return new RateLimiter(maxWaiting, Duration.ofSeconds(60), this.scheduler, null);
	}

	protected RateLimitedExchange exchange(int maxWaitSeconds, int totalSeconds, boolean enabled) {
		ApiSettings defaults = ApiSettings.DEFAULTS;
		ApiSettings.Timeouts timeouts = new ApiSettings.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10),
				Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofSeconds(totalSeconds));
		ApiSettings settings = new ApiSettings(timeouts, defaults.retry(),
				new ApiSettings.RateLimit(enabled, Duration.ofSeconds(maxWaitSeconds), 100),
				defaults.maxResponseSize());
		return new RateLimitedExchange(this.limiter, () -> KEY, settings, () -> this.latest, new RetryBudget(500),
				new NamedExchange());
	}

	protected void arrive(String... names) {
		for (String name : names) {
			this.subscriptions.add(pass(name).subscribe((nothing) -> {
			}, this.failures::add));
		}
	}

	protected Mono<ApiResponse<Object>> pass(String name) {
		Sinks.Empty<ApiResponse<Object>> end = Sinks.empty();
		this.ends.put(name, end);
		this.sources.put(name, end.asMono());
		ApiCall<Object> call = call(name);
		this.calls.put(name, call);
		return this.exchange.exchange(call);
	}

	/**
	 * An attempt that ends as the source does.
	 */
	protected Mono<ApiResponse<Object>> pass(String name, Mono<ApiResponse<Object>> source) {
		this.sources.put(name, source);
		return this.exchange.exchange(call(name));
	}

	protected static ApiCall<Object> call(String name) {
		ApiRequest.Builder<Object> request = ApiOperation.get("test", "/test", Object.class).request().provider(name);
		if (name.startsWith("bulk")) {
			request.bulk();
		}
		if (name.startsWith("probe")) {
			request.probe();
		}
		return new ApiCall<>(request.build());
	}

	/**
	 * A response that does not report the rate limit.
	 */
	protected void end(String name) {
		Permit permit = Objects.requireNonNull(this.calls.get(name)).attempt().permit();
		if (permit != null) {
			permit.reportNoLimit();
		}
		Objects.requireNonNull(this.ends.get(name)).tryEmitEmpty();
	}

	protected void fail(String name) {
		Objects.requireNonNull(this.ends.get(name)).tryEmitError(new IllegalStateException("no response"));
	}

	protected SendmuxRateLimitException refusal() {
		assertThat(this.failures).hasSize(1);
		return (SendmuxRateLimitException) this.failures.get(0);
	}

	protected void report(long limit, long remaining, int secondsUntilReset) {
		Instant now = now();
		long wholeSeconds = now.getEpochSecond();
		observe(headers(limit, remaining, Instant.ofEpochSecond(wholeSeconds + secondsUntilReset)), false);
	}

	protected static HttpHeaders headers(long limit, long remaining, Instant reset) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("X-RateLimit-Limit", Long.toString(limit));
		headers.set("X-RateLimit-Remaining", Long.toString(remaining));
		headers.set("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
		return headers;
	}

	/**
	 * A response to a request that was sent before, and that counts no more.
	 */
	protected void observe(HttpHeaders headers, boolean refused) {
		Permit permit = Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.PROBE));
		ResponseHeaders response = new ResponseHeaders(headers, Clock.fixed(now(), ZoneOffset.UTC));
		SendmuxRateLimit rateLimit = response.rateLimit();
		if (rateLimit != null) {
			this.latest = rateLimit;
			permit.report(rateLimit, response.until(rateLimit.reset()));
		}
		if (refused) {
			permit.reportRefusal(response.retryAfter());
		}
		permit.release();
	}

	protected static Instant now() {
		return START.plusMillis(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
	}

	/**
	 * Attempts that last until the test ends them.
	 */
	private final class NamedExchange implements ApiExchange {

		@Override
		@SuppressWarnings("unchecked")
		public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
			String name = Objects.requireNonNull(call.request().providerId());
			return Mono.defer(() -> {
				AbstractRateLimiterTests.this.entered.add(name);
				return (Mono<ApiResponse<T>>) (Mono<?>) Objects
					.requireNonNull(AbstractRateLimiterTests.this.sources.get(name));
			});
		}

	}

}
