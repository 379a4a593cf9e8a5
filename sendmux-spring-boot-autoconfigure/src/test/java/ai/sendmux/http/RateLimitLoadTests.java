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

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for many calls against a server that enforces a rate limit.
 */
class RateLimitLoadTests {

	private static final Log logger = LogFactory.getLog(RateLimitLoadTests.class);

	private static final int CALLERS = 16;

	@Test
	void acquireWhenCallsExceedLimitWaits() throws IOException {
		callMoreThanTheLimit(30, Duration.ofSeconds(1), 100);
	}

	@Test
	@Tag("soak")
	void acquireWhenCallsAreSixTimesLimitAllSucceed() throws IOException {
		callMoreThanTheLimit(100, Duration.ofSeconds(5), 600);
	}

	/**
	 * What was on its way when the limit became known may be refused.
	 */
	private void callMoreThanTheLimit(int limit, Duration window, int calls) throws IOException {
		RateLimit rateLimit = new RateLimit(limit, window.toSeconds());
		try (FakeSendmux server = FakeSendmux.alwaysReplying(FakeResponse.limitedBy(rateLimit::use));
				FaultClient client = new FaultClient(server.uri(), ApiSettings.DEFAULTS)) {
			long start = System.nanoTime();
			StepVerifier
				.create(Flux.range(0, calls).flatMap((number) -> client.providers().get("acc_1"), CALLERS).count())
				.expectNext((long) calls)
				.expectComplete()
				.verify(Duration.ofMinutes(2));
			Duration duration = Duration.ofNanos(System.nanoTime() - start);
			logger.info("%d calls, %d allowed in %s: %s, %d refused".formatted(calls, limit, window, duration,
					rateLimit.refused()));
			assertThat(rateLimit.refused()).isLessThanOrEqualTo(5);
		}
	}

	/**
	 * Rate limit in windows of whole seconds.
	 */
	private static final class RateLimit {

		private final int limit;

		private final long windowSeconds;

		private long window;

		private int used;

		private int refused;

		RateLimit(int limit, long windowSeconds) {
			this.limit = limit;
			this.windowSeconds = windowSeconds;
		}

		/**
		 * Count a request, and return whether it is refused and what the response says.
		 */
		synchronized FakeResponse.Limit use() {
			long now = Clock.systemUTC().instant().getEpochSecond();
			long present = now / this.windowSeconds;
			this.used = (present == this.window) ? this.used + 1 : 1;
			this.window = present;
			long reset = (present + 1) * this.windowSeconds;
			boolean refused = this.used > this.limit;
			this.refused += refused ? 1 : 0;
			String headers = "X-RateLimit-Limit: %d\r\nX-RateLimit-Remaining: %d\r\nX-RateLimit-Reset: %d\r\n"
				.formatted(this.limit, Math.max(0, this.limit - this.used), reset);
			return new FakeResponse.Limit(refused,
					refused ? headers + "Retry-After: " + (reset - now) + "\r\n" : headers);
		}

		synchronized int refused() {
			return this.refused;
		}

	}

}
