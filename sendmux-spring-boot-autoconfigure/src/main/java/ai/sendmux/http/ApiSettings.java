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
import org.springframework.util.unit.DataSize;

/**
 * What bounds a call.
 *
 * @param timeouts the time limits
 * @param retry when and how often a failed attempt is retried
 * @param rateLimit what happens when the rate limit is used up
 * @param maxResponseSize the largest body of a response that is read
 */
public record ApiSettings(ApiTimeouts timeouts, ApiRetrySettings retry, RateLimitSettings rateLimit,
		DataSize maxResponseSize) {

	/**
	 * What holds where nothing else is set.
	 */
	public static final ApiSettings DEFAULTS = new ApiSettings(ApiTimeouts.DEFAULTS, ApiRetrySettings.DEFAULTS,
			RateLimitSettings.DEFAULTS, DataSize.ofMegabytes(2));

	public ApiSettings {
		Assert.isTrue(maxResponseSize.toBytes() > 0, "'maxResponseSize' must be at least one byte");
	}

	ApiSettings withBounds(Duration maxWait, Duration totalTimeout, long maxRetries) {
		ApiTimeouts timeouts = new ApiTimeouts(this.timeouts.connect(), this.timeouts.acquire(), this.timeouts.read(),
				this.timeouts.test(), totalTimeout);
		ApiRetrySettings retry = new ApiRetrySettings(maxRetries, this.retry.delay(), this.retry.multiplier(),
				this.retry.maxDelay(), this.retry.jitter(), this.retry.maxRetryAfter(), this.retry.budget());
		RateLimitSettings rateLimit = new RateLimitSettings(this.rateLimit.enabled(), maxWait,
				this.rateLimit.maxWaiting());
		return new ApiSettings(timeouts, retry, rateLimit, this.maxResponseSize);
	}

}
