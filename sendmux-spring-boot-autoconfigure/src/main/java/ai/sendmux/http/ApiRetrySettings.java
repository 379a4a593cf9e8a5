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
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * When and how often a failed attempt is retried.
 *
 * @param maxRetries the number of retries, {@code 0} for none
 * @param delay the wait before the first retry
 * @param multiplier the factor by which each wait is longer than the one before
 * @param maxDelay the longest wait
 * @param jitter the time that is added to or taken from a wait at random
 * @param maxRetryAfter the longest wait that the server may ask for
 * @param budget the number of tokens of the retry budget, {@code 0} for no limit
 */
public record ApiRetrySettings(long maxRetries, Duration delay, double multiplier, Duration maxDelay, Duration jitter,
		Duration maxRetryAfter, int budget) {

	private static final int DEFAULT_BUDGET = 500;

	/**
	 * What holds where nothing else is set.
	 */
	public static final ApiRetrySettings DEFAULTS = new ApiRetrySettings(2, Duration.ofMillis(250), 2,
			Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(60));

	public ApiRetrySettings(long maxRetries, Duration delay, double multiplier, Duration maxDelay, Duration jitter,
			Duration maxRetryAfter) {
		this(maxRetries, delay, multiplier, maxDelay, jitter, maxRetryAfter, DEFAULT_BUDGET);
	}

	public ApiRetrySettings {
		Assert.isTrue(budget >= 0, "'budget' must not be negative");
		Assert.isTrue(maxRetries >= 0, "'maxRetries' must not be negative");
		Assert.isTrue(delay.compareTo(Duration.ofMillis(1)) >= 0, "'delay' must be at least one millisecond");
		Assert.isTrue(multiplier >= 1, "'multiplier' must be at least 1");
		Assert.isTrue(maxDelay.compareTo(delay) >= 0, "'maxDelay' must not be shorter than 'delay'");
		Assert.isTrue(!jitter.isNegative(), "'jitter' must not be negative");
		Assert.isTrue(!maxRetryAfter.isNegative(), "'maxRetryAfter' must not be negative");
		ApiTimeouts.requireNotLonger("maxDelay", maxDelay, ApiTimeouts.MAX_DURATION);
		ApiTimeouts.requireNotLonger("jitter", jitter, ApiTimeouts.MAX_DURATION);
		ApiTimeouts.requireNotLonger("maxRetryAfter", maxRetryAfter, ApiTimeouts.MAX_DURATION);
	}

	BackOffExecution startBackOff() {
		ExponentialBackOff backOff = new ExponentialBackOff(this.delay.toMillis(), this.multiplier);
		backOff.setMaxInterval(this.maxDelay.toMillis());
		backOff.setJitter(this.jitter.toMillis());
		return backOff.start();
	}

}
