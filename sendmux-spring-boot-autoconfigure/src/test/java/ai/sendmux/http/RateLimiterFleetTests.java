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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxErrorDetails;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxRateLimiter.Permit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for several {@link RateLimiter instances} that share one limit, under virtual
 * time.
 */
@Isolated
class RateLimiterFleetTests {

	private static final Log logger = LogFactory.getLog(RateLimiterFleetTests.class);

	private static final int CALLS = 480;

	private static final int LIMIT = 100;

	private static final long WINDOW = 5000;

	private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	private final Random random = new Random(3);

	private final List<Throwable> failures = new ArrayList<>();

	private VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private long window = -1;

	private int used;

	private int refused;

	private int succeeded;

	private int maxLatency;

	private final ApiScheduler scheduler = new ApiScheduler();

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void tearDown() {
		VirtualTimeScheduler.reset();
	}

	@ParameterizedTest
	@CsvSource({ "1, 5, false, 0, 21000", "1, 200, true, 0, 21000", "4, 20, false, 72, 23000",
			"16, 5, false, 72, 23000", "16, 20, false, 72, 23000", "16, 100, true, 72, 23000",
			"16, 300, false, 72, 26000", "48, 20, false, 240, 40000" })
	void callsWhenInstancesShareALimitAllSucceed(int instances, int latency, boolean bulk, int maxRefused,
			long maxMillis) {
		this.maxLatency = latency;
		for (int i = 0; i < instances; i++) {
			start(CALLS / instances, bulk, this.random.nextInt(20));
		}
		long took = 0;
		while (this.succeeded + this.failures.size() < CALLS && took < 120_000) {
			this.time.advanceTimeBy(Duration.ofMillis(20));
			took += 20;
		}
		logger.info("%d instances, latency %d ms, bulk %s: %d ms, refused %d".formatted(instances, latency, bulk, took,
				this.refused));
		assertThat(this.failures).isEmpty();
		assertThat(this.refused).isLessThanOrEqualTo(2 * maxRefused);
		assertThat(took).isLessThanOrEqualTo(2 * maxMillis);
	}

	private void start(int calls, boolean bulk, int delay) {
		RateLimiter limiter = new RateLimiter(10_000, Duration.ofSeconds(60), this.scheduler, null);
		RateLimitedExchange exchange = new RateLimitedExchange(limiter, () -> "credential", ApiSettings.DEFAULTS,
				() -> null, new RetryBudget(500), new Server());
		Flux.range(0, calls)
			.delaySubscription(Duration.ofMillis(delay))
			.flatMap((number) -> exchange.exchange(call(bulk)).doOnError(this.failures::add).onErrorComplete(), 16)
			.subscribe((response) -> this.succeeded++);
	}

	private static ApiCall<Object> call(boolean bulk) {
		ApiRequest.Builder<Object> request = ApiOperation.get("test", "/test", Object.class).request();
		return new ApiCall<>((bulk ? request.bulk() : request).build());
	}

	private Mono<Long> travel() {
		return Mono.delay(Duration.ofMillis(1 + this.random.nextInt(Math.max(1, this.maxLatency / 2))));
	}

	private static Instant now() {
		return START.plusMillis(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
	}

	private Status take() {
		long millis = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
		if (millis / WINDOW != this.window) {
			this.window = millis / WINDOW;
			this.used = 0;
		}
		Instant reset = START.plusMillis((this.window + 1) * WINDOW);
		boolean exceeded = this.used >= LIMIT;
		if (exceeded) {
			this.refused++;
		}
		else {
			this.used++;
		}
		return new Status(LIMIT - this.used, reset, exceeded);
	}

	/**
	 * Server with windows that begin on a whole second.
	 */
	private final class Server implements ApiExchange {

		@Override
		public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
			Attempt<T> attempt = call.attempt();
			return travel().map((arrived) -> take()).delayUntil((status) -> travel()).map((status) -> {
				Permit permit = Objects.requireNonNull(attempt.permit());
				Duration untilReset = Duration.between(now(), status.reset);
				permit.report(new SendmuxRateLimit(LIMIT, status.remaining, status.reset),
						untilReset.isNegative() ? Duration.ZERO : untilReset);
				if (status.refused) {
					Duration retryAfter = Duration.ofSeconds(untilReset.toSeconds() + 1);
					permit.reportRefusal(retryAfter);
					attempt.recordRefusal();
					throw new SendmuxRateLimitException(attempt.describe(true, Attempt.Outcome.NOT_APPLIED),
							SendmuxErrorDetails.builder(429).retryAfter(retryAfter).build());
				}
				return new ApiResponse<>(null, false, null, null, null);
			});
		}

	}

	private record Status(int remaining, Instant reset, boolean refused) {

	}

}
