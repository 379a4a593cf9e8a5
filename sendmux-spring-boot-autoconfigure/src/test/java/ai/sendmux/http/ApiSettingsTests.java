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
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for the bounds of {@link ApiSettings}, which are those of the properties.
 */
class ApiSettingsTests {

	private static final Duration MILLI = Duration.ofMillis(1);

	private static final Duration NANO = Duration.ofNanos(1);

	private static final Duration NEGATIVE = Duration.ofMillis(-1);

	static Stream<Arguments> tooSmall() {
		return Stream.of(refused("connect-timeout", () -> new ApiSettings.Timeouts(NANO, MILLI, MILLI, MILLI, MILLI)),
				refused("pool.acquire-timeout", () -> new ApiSettings.Timeouts(MILLI, NANO, MILLI, MILLI, MILLI)),
				refused("read-timeout", () -> new ApiSettings.Timeouts(MILLI, MILLI, NANO, MILLI, MILLI)),
				refused("test-timeout", () -> new ApiSettings.Timeouts(MILLI, MILLI, MILLI, NANO, MILLI)),
				refused("total-timeout", () -> new ApiSettings.Timeouts(MILLI, MILLI, MILLI, MILLI, NANO)),
				refused("retry.max-retries",
						() -> new ApiSettings.Retry(-1, MILLI, 1, MILLI, Duration.ZERO, Duration.ZERO)),
				refused("retry.delay", () -> new ApiSettings.Retry(0, NANO, 1, MILLI, Duration.ZERO, Duration.ZERO)),
				refused("retry.multiplier",
						() -> new ApiSettings.Retry(0, MILLI, 0.99, MILLI, Duration.ZERO, Duration.ZERO)),
				refused("retry.max-delay",
						() -> new ApiSettings.Retry(0, MILLI.plusNanos(1), 1, MILLI, Duration.ZERO, Duration.ZERO)),
				refused("retry.jitter", () -> new ApiSettings.Retry(0, MILLI, 1, MILLI, NEGATIVE, Duration.ZERO)),
				refused("retry.max-retry-after",
						() -> new ApiSettings.Retry(0, MILLI, 1, MILLI, Duration.ZERO, NEGATIVE)),
				refused("rate-limit.max-wait", () -> new ApiSettings.RateLimit(true, NEGATIVE, 0)),
				refused("rate-limit.max-waiting", () -> new ApiSettings.RateLimit(true, Duration.ZERO, -1)),
				refused("max-response-size", () -> new ApiSettings(ApiSettings.Timeouts.DEFAULTS,
						ApiSettings.Retry.DEFAULTS, ApiSettings.RateLimit.DEFAULTS, DataSize.ofBytes(0))));
	}

	@ParameterizedTest
	@MethodSource("tooSmall")
	void createWhenValueIsTooSmallThrows(String name, Supplier<Object> settings) {
		assertThatIllegalArgumentException().isThrownBy(settings::get).withMessageStartingWith("'" + name + "' must ");
	}

	static Stream<Arguments> tooLong() {
		return Stream.of(Duration.ofDays(36_501), Duration.ofMillis(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE))
			.flatMap((time) -> Stream.of(
					refused("connect-timeout", () -> new ApiSettings.Timeouts(time, MILLI, MILLI, MILLI, MILLI)),
					refused("pool.acquire-timeout", () -> new ApiSettings.Timeouts(MILLI, time, MILLI, MILLI, MILLI)),
					refused("read-timeout", () -> new ApiSettings.Timeouts(MILLI, MILLI, time, MILLI, MILLI)),
					refused("test-timeout", () -> new ApiSettings.Timeouts(MILLI, MILLI, MILLI, time, MILLI)),
					refused("total-timeout", () -> new ApiSettings.Timeouts(MILLI, MILLI, MILLI, MILLI, time)),
					refused("retry.max-delay",
							() -> new ApiSettings.Retry(0, MILLI, 1, time, Duration.ZERO, Duration.ZERO)),
					refused("retry.jitter", () -> new ApiSettings.Retry(0, MILLI, 1, MILLI, time, Duration.ZERO)),
					refused("retry.max-retry-after",
							() -> new ApiSettings.Retry(0, MILLI, 1, MILLI, Duration.ZERO, time)),
					refused("rate-limit.max-wait", () -> new ApiSettings.RateLimit(true, time, 0))));
	}

	@ParameterizedTest
	@MethodSource("tooLong")
	void createWhenDurationIsTooLongThrows(String name, Supplier<Object> settings) {
		assertThatIllegalArgumentException().isThrownBy(settings::get)
			.withMessageMatching("'" + name + "' must not be longer than \\d+ days");
	}

	@Test
	void createWhenDurationsAreLongestAcceptsThem() {
		Duration max = ApiSettings.Bounds.MAX_DURATION;
		assertThatNoException().isThrownBy(() -> {
			ApiSettings.Timeouts timeouts = new ApiSettings.Timeouts(Duration.ofDays(24), max, max, max, max);
			new ApiSettings(timeouts, new ApiSettings.Retry(0, max, 1, max, max, max),
					new ApiSettings.RateLimit(true, max, 0), DataSize.ofBytes(1));
		});
	}

	@Test
	void createWhenValuesAreSmallestAcceptsThem() {
		assertThatNoException()
			.isThrownBy(() -> new ApiSettings(new ApiSettings.Timeouts(MILLI, MILLI, MILLI, MILLI, MILLI),
					new ApiSettings.Retry(0, MILLI, 1, MILLI, Duration.ZERO, Duration.ZERO),
					new ApiSettings.RateLimit(true, Duration.ZERO, 0), DataSize.ofBytes(1)));
	}

	private static Arguments refused(String name, Supplier<Object> settings) {
		return Arguments.of(name, settings);
	}

}
