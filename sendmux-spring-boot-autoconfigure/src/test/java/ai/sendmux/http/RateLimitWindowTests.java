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
import java.time.Instant;

import ai.sendmux.SendmuxRateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimitWindow}.
 */
class RateLimitWindowTests {

	private static final Instant RESET = Instant.parse("2026-11-23T12:01:00Z");

	private final RateLimitWindow window = new RateLimitWindow(rateLimit(50, RESET), 0, 60_000);

	@Test
	void laterWindowReplacesIt() {
		RateLimitWindow later = this.window.update(rateLimit(99, RESET.plusSeconds(60)), 61_000, 120_000);
		assertThat(later).isEqualTo(new RateLimitWindow(rateLimit(99, RESET.plusSeconds(60)), 61_000, 120_000));
	}

	@Test
	void earlierWindowDoesNot() {
		assertThat(this.window.update(rateLimit(0, RESET.minusSeconds(60)), 1, 1)).isSameAs(this.window);
	}

	@Test
	void lowestNumberOfTheSameWindowCounts() {
		assertThat(this.window.update(rateLimit(49, RESET), 900, 60_900))
			.isEqualTo(new RateLimitWindow(rateLimit(49, RESET), 0, 60_000));
		assertThat(this.window.update(rateLimit(51, RESET), 900, 60_900)).isSameAs(this.window);
	}

	@Test
	void refusalOfTheSameWindowMayProlongIt() {
		assertThat(this.window.update(rateLimit(0, RESET), 900, 61_500).endMillis()).isEqualTo(61_500);
		assertThat(this.window.update(rateLimit(0, RESET), 900, 59_500).endMillis()).isEqualTo(60_000);
	}

	@Test
	void reserveEndsAfterThreeTenthsOfTheWindow() {
		RateLimitWindow later = new RateLimitWindow(rateLimit(50, RESET), 100_000, 110_000);
		assertThat(later.untilReserveEnds(100_000)).isEqualTo(Duration.ofSeconds(3));
		assertThat(later.untilReserveEnds(103_001)).isZero();
	}

	@Test
	void endIsTheFirstMomentAfterIt() {
		assertThat(this.window.isOver(59_999)).isFalse();
		assertThat(this.window.isOver(60_000)).isTrue();
		assertThat(this.window.untilEnd(59_000)).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.window.untilEnd(61_000)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "50, 49, true", "50, 50, false", "6, 0, true", "6, 5, true", "6, 6, false" })
	void attemptsOnTheirWayAreTakenOff(long remaining, int inFlight, boolean admitted) {
		assertThat(new RateLimitWindow(rateLimit(remaining, RESET), 0, 60_000).admits(inFlight, false, 0))
			.isEqualTo(admitted);
	}

	@ParameterizedTest
	@CsvSource({ "100, 6, 0, true", "100, 5, 0, false", "100, 6, 1, false", "600, 31, 0, true", "600, 30, 0, false",
			"10, 2, 0, true", "10, 1, 0, false" })
	void bulkWorkLeavesATwentiethRoundedUp(long limit, long remaining, int inFlight, boolean admitted) {
		SendmuxRateLimit rateLimit = new SendmuxRateLimit(limit, remaining, RESET);
		assertThat(new RateLimitWindow(rateLimit, 0, 60_000).admits(inFlight, true, 0)).isEqualTo(admitted);
	}

	@Test
	void reserveIsGivenUpBeforeTheWindowEnds() {
		RateLimitWindow scarce = new RateLimitWindow(rateLimit(5, RESET), 0, 60_000);
		assertThat(scarce.admits(0, true, 17_999)).isFalse();
		assertThat(scarce.admits(0, true, 18_000)).isTrue();
		assertThat(scarce.untilReserveEnds(14_000)).isEqualTo(Duration.ofSeconds(4));
	}

	private static SendmuxRateLimit rateLimit(long remaining, Instant reset) {
		return new SendmuxRateLimit(100, remaining, reset);
	}

}
