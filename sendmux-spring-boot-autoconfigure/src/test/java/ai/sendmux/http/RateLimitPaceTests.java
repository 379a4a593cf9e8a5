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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimitPace}.
 */
class RateLimitPaceTests {

	private static final long END = 600_000;

	private double random = 0.5;

	private final RateLimitPace pace = new RateLimitPace(() -> this.random);

	@Test
	void permitsColdStartWhenNoResponsePermitsFourForHalfASecond() {
		assertColdStartPermits(0, 4, 4, 1000);
		assertColdStartPermits(4, 4, 4, 1499);
		assertColdStartPermits(4, 16, 16, 1500);
		assertColdStartPermits(16, 16, 16, 1999);
		assertColdStartPermits(16, 32, 32, 2000);
	}

	@Test
	void permitsColdStartWhenRequestsHaveEndedDoublesAfterATenthOfASecond() {
		assertColdStartPermits(0, 4, 0, 1000);
		assertColdStartPermits(4, 4, 0, 1099);
		assertColdStartPermits(4, 4, 1, 1100);
		assertColdStartPermits(4, 8, 0, 1100);
		assertColdStartPermits(8, 8, 0, 1199);
		assertColdStartPermits(8, 16, 0, 1200);
		assertColdStartPermits(16, 32, 0, 1300);
	}

	@Test
	void permitsColdStartWhenRequestsWereSentEarlierIgnoresThem() {
		assertThat(this.pace.permitsColdStart(10, 0, 0)).isTrue();
		assertColdStartPermits(10, 14, 4, 0);
	}

	@Test
	void permitsColdStartWhenBudgetReaches128EndsColdStart() {
		assertColdStartPermits(0, 4, 4, 0);
		assertColdStartPermits(4, 16, 16, 500);
		assertColdStartPermits(16, 32, 0, 501);
		assertColdStartPermits(32, 64, 0, 601);
		assertThat(this.pace.nextColdCheck(RateLimitState.UNKNOWN, 0, 601)).isEqualTo(701);
		assertThat(this.pace.permitsColdStart(10_000, 0, 701)).isTrue();
		assertThat(this.pace.nextColdCheck(RateLimitState.UNKNOWN, 0, 701)).isEqualTo(RateLimitState.OPEN);
	}

	@Test
	void permitsColdStartWhenEndedPermitsAll() {
		this.pace.endColdStart();
		assertThat(this.pace.permitsColdStart(1000, 1000, 0)).isTrue();
	}

	@Test
	void openWindowWhenFirstContinuesColdStart() {
		assertColdStartPermits(0, 4, 4, 0);
		this.pace.openWindow(true, 10);
		assertThat(this.pace.permitsColdStart(4, 4, 10)).isFalse();
		this.pace.openWindow(false, 20);
		assertThat(this.pace.permitsColdStart(4, 4, 20)).isTrue();
		this.pace.openWindow(true, 30);
		assertThat(this.pace.permitsColdStart(4, 4, 30)).isTrue();
	}

	@Test
	void nextColdCheckWhenNothingWasSentIsNever() {
		assertThat(this.pace.nextColdCheck(RateLimitState.UNKNOWN, 0, 1000)).isEqualTo(RateLimitState.OPEN);
	}

	@Test
	void nextColdCheckWhenColdIsNextStep() {
		this.pace.permitsColdStart(0, 0, 1000);
		assertThat(this.pace.nextColdCheck(RateLimitState.UNKNOWN, 0, 1000)).isEqualTo(1100);
		assertThat(this.pace.nextColdCheck(RateLimitState.UNKNOWN, 1, 1000)).isEqualTo(1500);
		this.pace.endColdStart();
		assertThat(this.pace.nextColdCheck(RateLimitState.UNKNOWN, 0, 1000)).isEqualTo(RateLimitState.OPEN);
	}

	@Test
	void nextColdCheckWhenResponsesAreSlowIsHalfASecondAfterReport() {
		this.pace.permitsColdStart(0, 0, 1000);
		RateLimitState state = state(1, 700, END);
		assertThat(this.pace.nextColdCheck(state, 1, 1199)).isEqualTo(1200);
		assertThat(this.pace.nextColdCheck(state, 1, 1200)).isEqualTo(1500);
		assertThat(this.pace.nextColdCheck(state, 0, 1050)).isEqualTo(1100);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1049, true", "1, 1050, false", "0, 1050, true", "1, 1499, false", "1, 1500, true" })
	void permitsWhenColdAndOthersInFlightNeedsFreshReport(int inFlight, long now, boolean permitted) {
		assertThat(this.pace.permits(state(1, 1000, END), 10, 0, inFlight, now)).isEqualTo(permitted);
	}

	@Test
	void permitsWhenWindowIsAssumedNeedsNoFreshReport() {
		assertThat(this.pace.permits(state(1, 1000, RateLimitState.OPEN), 10, 0, 1, 1050)).isTrue();
	}

	@Test
	void permitsWhenColdStartIsExhaustedDoesNotPermit() {
		assertThat(this.pace.permits(state(1, 1000, END), 10, 0, 0, 1000)).isTrue();
		assertThat(this.pace.permits(state(1, 1000, END), 10, 4, 0, 1000)).isFalse();
	}

	@Test
	void permitsWhenAloneTakesInFlightOffAllowance() {
		this.pace.endColdStart();
		RateLimitState state = state(1, 0, END);
		assertThat(this.pace.permits(state, 2, 0, 1, 1000)).isTrue();
		assertThat(this.pace.permits(state, 2, 0, 2, 1000)).isFalse();
		assertThat(this.pace.permits(state, 0, 0, 0, 1000)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "3.4, 0, 0.5, 3", "3.4, 0, 0.7, 4", "3.4, 2, 0.5, 2", "1.5, 1, 0.5, 1", "2.5, 1, 0.0, 2" })
	void permitsWhenSharedRoundsAllowanceRandomly(double allowance, int inFlight, double chance, int requests) {
		this.pace.endColdStart();
		this.random = chance;
		assertThat(round(state(0.5, 1000, END), allowance, inFlight, 1000)).isEqualTo(requests);
	}

	@Test
	void permitsWhenSharedLimitsRoundToThousand() {
		this.pace.endColdStart();
		assertThat(round(state(0.5, 1000, END), 5000, 0, 1000)).isEqualTo(1000);
	}

	@ParameterizedTest
	@CsvSource({ "1049, 3", "1050, 1" })
	void permitsWhenSharedAndReportIsOldLimitsRoundToOne(long now, int requests) {
		this.pace.endColdStart();
		assertThat(round(state(0.5, 1000, END), 3, 0, now)).isEqualTo(requests);
	}

	@Test
	void permitsWhenSharedAndWindowIsAssumedNeedsNoFreshReport() {
		this.pace.endColdStart();
		assertThat(round(state(0.5, 1000, RateLimitState.OPEN), 3, 0, 2000)).isEqualTo(3);
	}

	@Test
	void permitsWhenRoundIsOldEndsIt() {
		this.pace.endColdStart();
		RateLimitState state = state(0.5, 1000, END);
		assertThat(this.pace.permits(state, 3, 0, 0, 1000)).isTrue();
		this.pace.send();
		assertThat(this.pace.permits(state, 3, 0, 1, 1049)).isTrue();
		assertThat(this.pace.permits(state, 3, 0, 1, 1050)).isFalse();
		assertThat(this.pace.permits(state, 3, 0, 1, 1049)).isFalse();
	}

	@Test
	void permitsWhenRoundHasEndedWaitsForTheNext() {
		this.pace.endColdStart();
		RateLimitState state = state(0.5, 1000, RateLimitState.OPEN);
		assertThat(round(state, 2, 0, 1000)).isEqualTo(2);
		this.pace.end(1);
		assertThat(this.pace.permits(state, 2, 0, 0, 1499)).isFalse();
		this.pace.end(1);
		assertThat(this.pace.permits(state, 2, 0, 0, 1149)).isFalse();
		assertThat(this.pace.permits(state, 2, 0, 0, 1150)).isTrue();
	}

	@Test
	void permitsWhenRequestsOfRoundDoNotEndWaitsHalfASecond() {
		this.pace.endColdStart();
		RateLimitState state = state(0.5, 1000, RateLimitState.OPEN);
		assertThat(round(state, 3, 0, 1000)).isEqualTo(3);
		assertThat(this.pace.permits(state, 3, 0, 0, 1499)).isFalse();
		assertThat(this.pace.permits(state, 3, 0, 0, 1500)).isTrue();
	}

	@Test
	void permitsWhenRoundOfOneHasEndedPermitsNextAtOnce() {
		this.pace.endColdStart();
		RateLimitState state = state(0.5, 0, END);
		assertThat(round(state, 3, 0, 1000)).isEqualTo(1);
		this.pace.end(1);
		assertThat(this.pace.permits(state, 3, 0, 0, 1000)).isTrue();
	}

	@Test
	void endWhenRequestIsOfEarlierRoundDoesNotEndThisOne() {
		this.pace.endColdStart();
		RateLimitState state = state(0.5, 1000, RateLimitState.OPEN);
		assertThat(this.pace.permits(state, 2, 0, 0, 1000)).isTrue();
		assertThat(this.pace.send()).isEqualTo(1);
		assertThat(this.pace.permits(state, 2, 0, 0, 1500)).isTrue();
		assertThat(this.pace.send()).isEqualTo(2);
		assertThat(this.pace.send()).isEqualTo(2);
		this.pace.end(2);
		this.pace.end(1);
		assertThat(this.pace.permits(state, 2, 0, 0, 1999)).isFalse();
		this.pace.end(2);
		assertThat(this.pace.permits(state, 2, 0, 0, 1999)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "0.5, 0.5, 0, 0", "0.5, 0.49, 0, 1", "0.5, 0.25, 0, 1", "1.0, 0.49, 1, 0", "0.0, 0.0, 0, 0" })
	void permitsWhenAllowanceIsBelowOneDecidesRandomly(double allowance, double draw, int inFlight, int requests) {
		this.pace.endColdStart();
		this.random = draw;
		this.pace.openWindow(false, 1000);
		assertThat(round(state(0.5, 1000, END), allowance, inFlight, 1000)).isEqualTo(requests);
	}

	@Test
	void permitsWhenRandomDrawFailsWaitsLongerEachTime() {
		this.pace.endColdStart();
		RateLimitState state = state(0.5, 1000, END);
		draw(0.9, 1000);
		assertThat(round(state, 0.8, 0, 1000)).isZero();
		this.random = 0.4;
		assertThat(this.pace.nextRoundCheck(state, 1249)).isEqualTo(1250);
		assertThat(round(state, 0.8, 0, 1249)).isZero();
		assertThat(this.pace.nextRoundCheck(state, 1250)).isEqualTo(1750);
		assertThat(round(state, 0.8, 0, 1250)).isZero();
		this.random = 0.19;
		assertThat(this.pace.nextRoundCheck(state, 1750)).isEqualTo(2750);
		assertThat(round(state, 0.8, 0, 1750)).isEqualTo(1);
	}

	@Test
	void permitsWhenNothingWasReportedForAMinutePermitsOne() {
		this.pace.endColdStart();
		draw(0.9, 1000);
		assertThat(this.pace.permits(state(0.5, 1000, END), 0.1, 0, 0, 60_999)).isFalse();
		assertThat(this.pace.permits(state(0.5, 1000, END), 0.6, 0, 1, 61_000)).isFalse();
		assertThat(round(state(0.5, 1000, END), 0.1, 0, 61_000)).isEqualTo(1);
	}

	@Test
	void nextRoundCheckWhenRoundHasNotEndedIsItsEnd() {
		this.pace.endColdStart();
		draw(0.5, 900);
		RateLimitState state = state(0.5, 1000, END);
		assertThat(round(state, 2, 0, 1000)).isEqualTo(2);
		assertThat(this.pace.nextRoundCheck(state, 1010)).isEqualTo(1500);
		this.pace.end(1);
		this.pace.end(1);
		assertThat(this.pace.nextRoundCheck(state, 1149)).isEqualTo(1150);
		assertThat(this.pace.nextRoundCheck(state, 1150)).isEqualTo(1650);
	}

	@Test
	void nextRoundCheckWhenAMinuteAfterReportIsNearerIsThat() {
		this.pace.endColdStart();
		RateLimitState state = state(0.5, 1000, END);
		draw(0.9, 60_800);
		assertThat(this.pace.nextRoundCheck(state, 60_999)).isEqualTo(61_000);
		assertThat(this.pace.nextRoundCheck(state, 61_000)).isEqualTo(61_050);
	}

	@Test
	void nextRoundCheckWhenDrawnManyTimesIsCapped() {
		RateLimitState state = state(0.5, 0, RateLimitState.OPEN);
		long now = 60_000;
		draw(0.9, now);
		for (int draws = 0; draws <= 22; draws++) {
			long next = now + (250L << Math.min(draws, 20));
			assertThat(this.pace.nextRoundCheck(state, now)).isEqualTo(next);
			now = next;
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.25, 0.99 })
	void openAtWhenExhaustedAddsRandomDelayToWindowEnd(double chance) {
		this.random = chance;
		assertThat(this.pace.openAt(state(1, 0, END))).isEqualTo(END + (long) (chance * 100));
		assertThat(this.pace.position()).isEqualTo(((long) (chance * 100) + 0.5) / 100);
	}

	@Test
	void openAtWhenCalledAgainChangesOnlyWithWindow() {
		this.random = 0.25;
		assertThat(this.pace.openAt(state(1, 0, END))).isEqualTo(END + 25);
		this.random = 0.75;
		assertThat(this.pace.openAt(state(1, 0, END))).isEqualTo(END + 25);
		assertThat(this.pace.openAt(state(1, 0, END + 1000))).isEqualTo(END + 1075);
	}

	private void assertColdStartPermits(long from, long to, int inFlight, long now) {
		for (long sent = from; sent < to; sent++) {
			assertThat(this.pace.permitsColdStart(sent, inFlight, now)).as("%d at %d", sent, now).isTrue();
		}
		assertThat(this.pace.permitsColdStart(to, inFlight, now)).as("%d at %d", to, now).isFalse();
	}

	private void draw(double draw, long now) {
		this.random = draw;
		this.pace.openWindow(false, now);
	}

	/**
	 * Send all that is permitted at a time.
	 */
	private int round(RateLimitState state, double allowance, int inFlight, long now) {
		int requests = 0;
		while (requests < 10_000 && this.pace.permits(state, allowance, 0, inFlight + requests, now)) {
			this.pace.send();
			requests++;
		}
		return requests;
	}

	private static RateLimitState state(double share, long reportedAt, long end) {
		RateLimitState.Window window = new RateLimitState.Window(100, 1, 0, end, 0, 100, 0, RateLimitState.NEVER, 0, 0,
				1);
		return new RateLimitState(window, 50, reportedAt, share, RateLimitState.NEVER);
	}

}
