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

import ai.sendmux.observation.SendmuxObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.unit.DataSize;

/**
 * What bounds a call.
 *
 * @param timeouts the time limits
 * @param retry when and how often a failed attempt is retried
 * @param rateLimit what happens when the rate limit is used up
 * @param maxResponseSize the largest body of a response that is read
 */
public record ApiSettings(Timeouts timeouts, Retry retry, RateLimit rateLimit, DataSize maxResponseSize) {

	/**
	 * What holds where nothing else is set.
	 */
	public static final ApiSettings DEFAULTS = new ApiSettings(Timeouts.DEFAULTS, Retry.DEFAULTS, RateLimit.DEFAULTS,
			DataSize.ofMegabytes(2));

	public ApiSettings {
		Assert.isTrue(maxResponseSize.toBytes() > 0, "'maxResponseSize' must be at least one byte");
	}

	ApiSettings withBounds(Duration maxWait, Duration totalTimeout, long maxRetries) {
		Timeouts timeouts = new Timeouts(this.timeouts.connect(), this.timeouts.acquire(), this.timeouts.read(),
				this.timeouts.test(), totalTimeout);
		Retry retry = new Retry(maxRetries, this.retry.delay(), this.retry.multiplier(), this.retry.maxDelay(),
				this.retry.jitter(), this.retry.maxRetryAfter(), this.retry.budget());
		RateLimit rateLimit = new RateLimit(this.rateLimit.enabled(), maxWait, this.rateLimit.maxWaiting());
		return new ApiSettings(timeouts, retry, rateLimit, this.maxResponseSize);
	}

	/**
	 * Time limits of a call.
	 *
	 * @param connect the time that the connector waits for a connection, for an exception
	 * to name it
	 * @param acquire the time that the connector waits for a free pooled connection, for
	 * an exception to name it
	 * @param read the time to wait for the complete response to one attempt
	 * @param test the same for an operation that may be slow
	 * @param total the time for a call with all its attempts and waits
	 */
	public record Timeouts(Duration connect, Duration acquire, Duration read, Duration test, Duration total) {

		/**
		 * Upper bound of every duration. Clocks that count nanoseconds overflow beyond
		 * it.
		 */
		public static final Duration MAX_DURATION = Duration.ofDays(36_500);

		/**
		 * Upper bound of the time to connect, which HTTP clients keep as an {@code int}
		 * of milliseconds.
		 */
		public static final Duration MAX_CONNECT = Duration.ofDays(24);

		private static final Duration MIN = Duration.ofMillis(1);

		/**
		 * What holds where nothing else is set.
		 */
		public static final Timeouts DEFAULTS = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10),
				Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofMinutes(2));

		public Timeouts {
			requireTime("connect", connect, MAX_CONNECT);
			requireTime("acquire", acquire, MAX_DURATION);
			requireTime("read", read, MAX_DURATION);
			requireTime("test", test, MAX_DURATION);
			requireTime("total", total, MAX_DURATION);
		}

		private static void requireTime(String name, Duration timeout, Duration max) {
			Assert.isTrue(timeout.compareTo(MIN) >= 0, () -> "'" + name + "' must be at least one millisecond");
			requireNotLonger(name, timeout, max);
		}

		static void requireNotLonger(String name, Duration duration, Duration max) {
			Assert.isTrue(duration.compareTo(max) <= 0,
					() -> "'" + name + "' must not be longer than " + max.toDays() + " days");
		}

		Duration response(ApiOperation<?> operation) {
			return operation.isSlow() ? this.test : this.read;
		}

	}

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
	public record Retry(long maxRetries, Duration delay, double multiplier, Duration maxDelay, Duration jitter,
			Duration maxRetryAfter, int budget) {

		private static final int DEFAULT_BUDGET = 500;

		/**
		 * What holds where nothing else is set.
		 */
		public static final Retry DEFAULTS = new Retry(2, Duration.ofMillis(250), 2, Duration.ofSeconds(5),
				Duration.ofMillis(100), Duration.ofSeconds(60));

		public Retry(long maxRetries, Duration delay, double multiplier, Duration maxDelay, Duration jitter,
				Duration maxRetryAfter) {
			this(maxRetries, delay, multiplier, maxDelay, jitter, maxRetryAfter, DEFAULT_BUDGET);
		}

		public Retry {
			Assert.isTrue(budget >= 0, "'budget' must not be negative");
			Assert.isTrue(maxRetries >= 0, "'maxRetries' must not be negative");
			Assert.isTrue(delay.compareTo(Duration.ofMillis(1)) >= 0, "'delay' must be at least one millisecond");
			Assert.isTrue(multiplier >= 1, "'multiplier' must be at least 1");
			Assert.isTrue(maxDelay.compareTo(delay) >= 0, "'maxDelay' must not be shorter than 'delay'");
			Assert.isTrue(!jitter.isNegative(), "'jitter' must not be negative");
			Assert.isTrue(!maxRetryAfter.isNegative(), "'maxRetryAfter' must not be negative");
			ApiSettings.Timeouts.requireNotLonger("maxDelay", maxDelay, ApiSettings.Timeouts.MAX_DURATION);
			ApiSettings.Timeouts.requireNotLonger("jitter", jitter, ApiSettings.Timeouts.MAX_DURATION);
			ApiSettings.Timeouts.requireNotLonger("maxRetryAfter", maxRetryAfter, ApiSettings.Timeouts.MAX_DURATION);
		}

		BackOffExecution startBackOff() {
			ExponentialBackOff backOff = new ExponentialBackOff(this.delay.toMillis(), this.multiplier);
			backOff.setMaxInterval(this.maxDelay.toMillis());
			backOff.setJitter(this.jitter.toMillis());
			return backOff.start();
		}

	}

	/**
	 * What happens when the server says that the rate limit is used up.
	 *
	 * @param enabled whether calls wait until the limit is reset
	 * @param maxWait the longest time that a call waits
	 * @param maxWaiting the largest number of calls that wait
	 */
	public record RateLimit(boolean enabled, Duration maxWait, int maxWaiting) {

		/**
		 * What holds where nothing else is set.
		 */
		public static final RateLimit DEFAULTS = new RateLimit(true, Duration.ofSeconds(60), 10_000);

		public RateLimit {
			Assert.isTrue(!maxWait.isNegative(), "'maxWait' must not be negative");
			ApiSettings.Timeouts.requireNotLonger("maxWait", maxWait, ApiSettings.Timeouts.MAX_DURATION);
			Assert.isTrue(maxWaiting >= 0, "'maxWaiting' must not be negative");
		}

	}

	/**
	 * How the calls of a client are observed.
	 *
	 * @param client the name of the client
	 * @param registry the registry of the observations
	 * @param convention the convention of the application, or {@code null} for the
	 * default
	 */
	public record Observation(String client, ObservationRegistry registry,
			@Nullable SendmuxObservationConvention convention) {

		/**
		 * Calls are logged but not observed.
		 */
		public static final Observation NONE = new Observation("default", ObservationRegistry.NOOP, null);

	}

}
