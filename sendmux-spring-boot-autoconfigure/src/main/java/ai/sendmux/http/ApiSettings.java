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

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.unit.DataSize;

/**
 * What bounds a call.
 *
 * @param timeouts the time limits
 * @param retry when and how often a failed attempt is retried
 * @param rateLimit what happens when the rate limit is exhausted
 * @param maxResponseSize the largest body of a response that is read
 */
public record ApiSettings(Timeouts timeouts, Retry retry, RateLimit rateLimit, DataSize maxResponseSize) {

	/**
	 * What holds where nothing else is set.
	 */
	public static final ApiSettings DEFAULTS = new ApiSettings(Timeouts.DEFAULTS, Retry.DEFAULTS, RateLimit.DEFAULTS,
			DataSize.ofMegabytes(2));

	public ApiSettings {
		Bounds.require(maxResponseSize.toBytes() > 0, "max-response-size", maxResponseSize,
				"must be at least one byte");
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
		 * Upper bound of the time to connect, which HTTP clients keep as an {@code int}
		 * of milliseconds.
		 */
		private static final Duration MAX_CONNECT = Duration.ofDays(24);

		/**
		 * What holds where nothing else is set.
		 */
		public static final Timeouts DEFAULTS = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10),
				Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofMinutes(2));

		public Timeouts {
			Bounds.requireTime("connect-timeout", connect);
			Bounds.requireNotLonger("connect-timeout", connect, MAX_CONNECT);
			Bounds.requireTime("pool.acquire-timeout", acquire);
			Bounds.requireTime("read-timeout", read);
			Bounds.requireTime("test-timeout", test);
			Bounds.requireTime("total-timeout", total);
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

		private static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(5);

		/**
		 * What holds where nothing else is set.
		 */
		public static final Retry DEFAULTS = new Retry(2, Duration.ofMillis(250), 2, DEFAULT_MAX_DELAY,
				Duration.ofMillis(100), Duration.ofSeconds(60));

		public Retry(long maxRetries, Duration delay, double multiplier, Duration maxDelay, Duration jitter,
				Duration maxRetryAfter) {
			this(maxRetries, delay, multiplier, maxDelay, jitter, maxRetryAfter, DEFAULT_BUDGET);
		}

		public Retry {
			Bounds.requireNotNegative("retry.budget", budget);
			Bounds.requireNotNegative("retry.max-retries", maxRetries);
			Bounds.requireTime("retry.delay", delay);
			Bounds.require(multiplier >= 1, "retry.multiplier", multiplier, "must be at least 1");
			Bounds.requireNotLonger("retry.max-delay", maxDelay, Bounds.MAX_DURATION);
			requireOrder(delay, maxDelay);
			Bounds.requireNotNegative("retry.jitter", jitter);
			Bounds.requireNotNegative("retry.max-retry-after", maxRetryAfter);
		}

		/**
		 * Names the setting that was chosen, which is the first one where the other has
		 * its default.
		 */
		private static void requireOrder(Duration delay, Duration maxDelay) {
			if (maxDelay.compareTo(delay) >= 0) {
				return;
			}
			throw maxDelay.equals(DEFAULT_MAX_DELAY)
					? new InvalidException("retry.delay", delay, "must not be longer than", "retry.max-delay", maxDelay)
					: new InvalidException("retry.max-delay", maxDelay, "must not be shorter than", "retry.delay",
							delay);
		}

		BackOffExecution startBackOff() {
			ExponentialBackOff backOff = new ExponentialBackOff(this.delay.toMillis(), this.multiplier);
			backOff.setMaxInterval(this.maxDelay.toMillis());
			backOff.setJitter(this.jitter.toMillis());
			return backOff.start();
		}

	}

	/**
	 * What happens when the server says that the rate limit is exhausted.
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
			Bounds.requireNotNegative("rate-limit.max-wait", maxWait);
			Bounds.requireNotNegative("rate-limit.max-waiting", maxWaiting);
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

	/**
	 * Bounds of settings. A setting has the name of its property.
	 */
	public static final class Bounds {

		/**
		 * Upper bound of every duration. Clocks that count nanoseconds overflow beyond
		 * it.
		 */
		public static final Duration MAX_DURATION = Duration.ofDays(36_500);

		private static final Duration MIN_TIME = Duration.ofMillis(1);

		private Bounds() {
		}

		/**
		 * Require at least a millisecond.
		 * @throws InvalidException if the time is shorter, or longer than any time can be
		 */
		public static void requireTime(String name, Duration time) {
			require(time.compareTo(MIN_TIME) >= 0, name, time, "must be at least one millisecond");
			requireNotLonger(name, time, MAX_DURATION);
		}

		/**
		 * Require a time that may be zero.
		 * @throws InvalidException if the time is negative, or longer than any time can
		 * be
		 */
		public static void requireNotNegative(String name, Duration time) {
			require(!time.isNegative(), name, time, "must not be negative");
			requireNotLonger(name, time, MAX_DURATION);
		}

		/**
		 * Require a number that may be zero.
		 * @throws InvalidException if the number is negative
		 */
		public static void requireNotNegative(String name, long number) {
			require(number >= 0, name, number, "must not be negative");
		}

		static void requireNotLonger(String name, Duration time, Duration max) {
			require(time.compareTo(max) <= 0, name, time, "must not be longer than " + max.toDays() + " days");
		}

		/**
		 * Require that a setting meets a condition.
		 * @param condition the condition, in words that follow the name of the setting
		 * @throws InvalidException if it does not
		 */
		public static void require(boolean valid, String name, Object value, String condition) {
			if (!valid) {
				throw new InvalidException(name, value, condition, null, null);
			}
		}

	}

	/**
	 * Exception for a setting whose value is not within its bounds.
	 */
	public static final class InvalidException extends IllegalArgumentException {

		private final String name;

		private final transient Object value;

		private final String condition;

		private final @Nullable String other;

		private final transient @Nullable Object otherValue;

		private InvalidException(String name, Object value, String condition, @Nullable String other,
				@Nullable Object otherValue) {
			super("'" + name + "' " + condition + ((other != null) ? " '" + other + "'" : ""));
			this.name = name;
			this.value = value;
			this.condition = condition;
			this.other = other;
			this.otherValue = otherValue;
		}

		public String name() {
			return this.name;
		}

		public Object value() {
			return this.value;
		}

		/**
		 * Return the reason, in a sentence.
		 * @param prefix what the name of a property begins with
		 * @return the reason
		 */
		public String reason(String prefix) {
			return (this.other != null)
					? "It " + this.condition + " '" + prefix + this.other + "', which is " + this.otherValue + "."
					: "It " + this.condition + ".";
		}

	}

}
