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
 * Time limits of a call.
 *
 * @param connect the time that the connector waits for a connection, for an exception to
 * name it
 * @param acquire the time that the connector waits for a free pooled connection, for an
 * exception to name it
 * @param read the time to wait for the complete response to one attempt
 * @param test the same for an operation that may be slow
 * @param total the time for a call with all its attempts and waits
 */
public record ApiTimeouts(Duration connect, Duration acquire, Duration read, Duration test, Duration total) {

	/**
	 * Upper bound of every duration. Clocks that count nanoseconds overflow beyond it.
	 */
	public static final Duration MAX_DURATION = Duration.ofDays(36_500);

	/**
	 * Upper bound of the time to connect, which HTTP clients keep as an {@code int} of
	 * milliseconds.
	 */
	public static final Duration MAX_CONNECT = Duration.ofDays(24);

	private static final Duration MIN = Duration.ofMillis(1);

	/**
	 * What holds where nothing else is set.
	 */
	public static final ApiTimeouts DEFAULTS = new ApiTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10),
			Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofMinutes(2));

	public ApiTimeouts {
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
