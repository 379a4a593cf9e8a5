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

package ai.sendmux.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Counts the requests of one team, or all requests with an unknown token, in fixed
 * windows.
 */
final class RateLimiter {

	static final Duration DEFAULT_WINDOW = Duration.ofSeconds(60);

	static final int DEFAULT_LIMIT = 600;

	private int limit = DEFAULT_LIMIT;

	private Duration window = DEFAULT_WINDOW;

	private Instant windowStart = Instant.MIN;

	private int used;

	/**
	 * Count one request.
	 * @param now the time of the request
	 * @return the status after the request
	 */
	Status take(Instant now) {
		if (this.used == 0 || !isInWindow(now)) {
			this.windowStart = now.truncatedTo(ChronoUnit.SECONDS);
			this.used = 0;
		}
		boolean exceeded = this.used >= this.limit;
		this.used = exceeded ? this.used : this.used + 1;
		return new Status(this.limit, Math.max(0, this.limit - this.used), now, this.windowStart.plus(this.window),
				exceeded);
	}

	private boolean isInWindow(Instant now) {
		return !now.isBefore(this.windowStart) && now.isBefore(this.windowStart.plus(this.window));
	}

	void setLimit(int limit, Duration window) {
		this.limit = limit;
		this.window = window;
	}

	/**
	 * Status of a rate limit after a request.
	 *
	 * @param limit the maximum number of requests in a window
	 * @param remaining the requests left in this window
	 * @param now the time of this request
	 * @param reset the end of this window
	 * @param exceeded whether this request exceeded the limit
	 */
	record Status(int limit, int remaining, Instant now, Instant reset, boolean exceeded) {

		Map<String, String> headers() {
			return Map.of("X-RateLimit-Limit", String.valueOf(this.limit), "X-RateLimit-Remaining",
					String.valueOf(this.remaining), "X-RateLimit-Reset", String.valueOf(resetSecond()));
		}

		Map<String, String> retryAfter() {
			return Map.of("Retry-After", String.valueOf(Math.max(1, resetSecond() - this.now.getEpochSecond())));
		}

		private long resetSecond() {
			return this.reset.plus(Duration.ofSeconds(1).minusNanos(1)).getEpochSecond();
		}

	}

}
