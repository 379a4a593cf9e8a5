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
import java.util.Map;

/**
 * Where a team stands with its rate limit.
 *
 * @param limit the requests of a window
 * @param remaining the requests left in this window
 * @param now the time of this request
 * @param reset the end of this window
 * @param exceeded whether this request was one too many
 */
record RateLimitStatus(int limit, int remaining, Instant now, Instant reset, boolean exceeded) {

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
