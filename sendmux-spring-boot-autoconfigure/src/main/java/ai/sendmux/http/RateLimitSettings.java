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

import org.springframework.util.Assert;

/**
 * What happens when the server says that the rate limit is used up.
 *
 * @param enabled whether calls wait until the limit is reset
 * @param maxWait the longest time that a call waits
 * @param maxWaiting the largest number of calls that wait
 */
public record RateLimitSettings(boolean enabled, Duration maxWait, int maxWaiting) {

	/**
	 * What holds where nothing else is set.
	 */
	public static final RateLimitSettings DEFAULTS = new RateLimitSettings(true, Duration.ofSeconds(60), 10_000);

	public RateLimitSettings {
		Assert.isTrue(!maxWait.isNegative(), "'maxWait' must not be negative");
		ApiTimeouts.requireNotLonger("maxWait", maxWait, ApiTimeouts.MAX_DURATION);
		Assert.isTrue(maxWaiting >= 0, "'maxWaiting' must not be negative");
	}

}
