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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import ai.sendmux.SendmuxRateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimitState}. The clock of this process is at 0 when that of the
 * server is at {@code START}.
 */
class RateLimitStateTests {

	private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	private static final long MAX_RETRY_AFTER = 60_000;

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void reportWhenResponsesOvertakeEachOtherKeepsLeastRemaining(int seed) {
		List<Integer> remaining = new ArrayList<>();
		for (int i = 84; i < 100; i++) {
			remaining.add(i);
		}
		Collections.shuffle(remaining, new Random(seed));
		RateLimitState state = RateLimitState.UNKNOWN;
		for (int i = 0; i < 16; i++) {
			state = report(state, remaining.get(i), 60, 0, 100 + i);
		}
		assertThat(state.remaining()).isEqualTo(84);
		assertThat(state.end()).isEqualTo(60_000);
	}

	@Test
	void reportWhenExhaustedAndRequestOverlapsStaysExhausted() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 60, 0, 100);
		for (int i = 1; i < 16; i++) {
			state = report(state, i, 60, i, 100 + i);
		}
		assertThat(state.isExhausted()).isTrue();
	}

	@Test
	void reportWhenRequestWasSentAfterTheClosingResponseOpens() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 3600, 0, 100);
		assertThat(report(state, 599, 3600, 100, 200).isExhausted()).isTrue();
		assertThat(report(state, 599, 3600, 101, 200).remaining()).isEqualTo(599);
	}

	@Test
	void reportWhenResetGoesBackwardsOpensOnlyForLaterRequest() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 3600, 0, 100);
		assertThat(report(state, 599, 60, 50, 200)).isSameAs(state);
		RateLimitState opened = report(state, 599, 60, 150, 200);
		assertThat(opened.remaining()).isEqualTo(599);
		assertThat(opened.end()).isEqualTo(60_000);
	}

	@Test
	void reportWhenWindowIsLaterOpensRegardlessOfSendTime() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 60, 0, 100);
		assertThat(report(state, 599, 120, 0, 101).remaining()).isEqualTo(599);
	}

	@ParameterizedTest
	@CsvSource({ "59", "60", "61" })
	void reportWhenResetIsRoundedEitherWayIsOfSameWindow(int reset) {
		RateLimitState state = report(RateLimitState.UNKNOWN, 10, 60, 0, 100);
		assertThat(report(state, 0, reset, 0, 200).isExhausted()).isTrue();
		assertThat(report(state, 20, reset, 0, 200).remaining()).isEqualTo(10);
	}

	@Test
	void reportWhenResetIsBeyondOneDayIsIgnored() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 10, 60, 0, 100);
		assertThat(report(state, 0, 2 * 86_400, 200, 300)).isSameAs(state);
	}

	@ParameterizedTest
	@ValueSource(longs = { -5000, 0, 5000 })
	void reportWhenClockOfServerDiffersEndsWindowWithItsReset(long skew) {
		RateLimitState state = RateLimitState.UNKNOWN
			.report(new SendmuxRateLimit(100, 0, START.plusMillis(skew).plusSeconds(10)), 10_000, 0, 100, 1, 1);
		assertThat(state.end()).isEqualTo(10_100);
	}

	@Test
	void assumeWindowWhenExpiredHasLimitOfLast() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 10, 60, 0, 100);
		assertThat(state.isExpired(59_999)).isFalse();
		assertThat(state.isExpired(60_000)).isTrue();
		RateLimitState next = state.assumeWindow(60_000, 5);
		assertThat(next.remaining()).isEqualTo(100);
		assertThat(next.allowance(false, 60_000)).isEqualTo(100);
	}

	@Test
	void reportWhenAssumedWindowIsSlightlyLaterEndsIt() {
		RateLimitState assumed = report(RateLimitState.UNKNOWN, 10, 1, 0, 100).assumeWindow(1200, 5);
		RateLimitState state = report(assumed, 0, 2, 1200, 1300);
		assertThat(state.isExhausted()).isTrue();
		assertThat(state.end()).isEqualTo(2000);
		assertThat(report(assumed, 0, 1, 900, 1300)).isSameAs(assumed);
	}

	@Test
	void reportWhenWindowsLastOneSecondOpensNext() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 1, 0, 100).tryAt(1050, 1, 0);
		state = report(state, 39, 2, 1050, 1060);
		assertThat(state.remaining()).isEqualTo(39);
		assertThat(state.end()).isEqualTo(2000);
		assertThat(state.start()).isEqualTo(1060);
	}

	@Test
	void nextTryWhenExhaustedForLongIsOneEachMinute() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 3600, 0, 100);
		assertThat(state.permitsTry(60_099)).isFalse();
		assertThat(state.permitsTry(60_100)).isTrue();
		RateLimitState tried = state.tryAt(60_100, 1, 0);
		assertThat(tried.permitsTry(120_099)).isFalse();
		assertThat(tried.permitsTry(120_100)).isTrue();
	}

	@Test
	void nextTryWhenRetryAfterIsShortEnoughIsNotBefore() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 10, 0, 100).refuse(50_000, 100, MAX_RETRY_AFTER);
		assertThat(state.nextTry()).isEqualTo(50_100);
	}

	@Test
	void nextTryWhenRetryAfterIsTooLongIsAfterAMinute() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 30, 0, 100).refuse(80_000_000, 100, MAX_RETRY_AFTER);
		assertThat(state.end()).isEqualTo(80_000_100);
		assertThat(state.nextTry()).isEqualTo(60_100);
	}

	@Test
	void nextTryWhenTryAfterResetHasNoReportIsSecondLater() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 10, 0, 100).tryAt(10_000, 1, 0);
		assertThat(state.nextTry()).isEqualTo(11_000);
	}

	@ParameterizedTest
	@CsvSource({ "9, 10000", "10, 10000", "11, 11100", "12, 12100", "0, 10000" })
	void refuseWhenRetryAfterIsAboutTheResetEndsWithTheWindow(long retryAfter, long end) {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 10, 0, 100).refuse(retryAfter * 1000, 100,
				MAX_RETRY_AFTER);
		assertThat(state.end()).isEqualTo(end);
	}

	@Test
	void refuseWhenNoLimitReportedWaitsForRetryAfter() {
		RateLimitState state = RateLimitState.UNKNOWN.refuse(3000, 100, MAX_RETRY_AFTER);
		assertThat(state.isExpired(3099)).isFalse();
		assertThat(state.isExpired(3100)).isTrue();
		assertThat(state.reportNoLimit(3100, 2)).isEqualTo(RateLimitState.UNKNOWN);
	}

	@Test
	void refuseWhenWindowIsAssumedEndsIt() {
		RateLimitState assumed = report(RateLimitState.UNKNOWN, 10, 1, 0, 100).assumeWindow(1200, 5);
		assertThat(assumed.refuse(3000, 1300, MAX_RETRY_AFTER).end()).isEqualTo(4300);
	}

	@Test
	void reportNoLimitWhenWindowHasNotExpiredChangesNothing() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 60, 0, 100);
		assertThat(state.reportNoLimit(1000, 1)).isSameAs(state);
	}

	@Test
	void shareWhenOnlyThisInstanceUsesTheLimitIsAll() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 99, 60, 0, 100);
		state = state.report(rateLimit(80, 60), 60_000, 0, 200, 20, 0);
		assertThat(state.share()).isEqualTo(1);
	}

	@Test
	void shareWhenMoreIsUsedThanThisInstanceSentShrinks() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 99, 60, 0, 100);
		state = state.report(rateLimit(20, 60), 60_000, 0, 200, 20, 0);
		assertThat(state.share()).isBetween(0.2, 0.3);
	}

	@Test
	void shareWhenOthersTriedWindowBeforeIsThatOfOneInstance() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 10, 0, 100).tryAt(10_090, 1, 0.9);
		state = state.report(rateLimit(100 - 10, 20), 10_000, 10_090, 10_100, 2, 1);
		assertThat(state.share()).isBetween(0.1, 0.2);
		assertThat(state.notBefore()).isEqualTo(10_120);
	}

	@ParameterizedTest
	@CsvSource({ "100, 6, 0, true", "100, 5, 0, false", "100, 6, 1, false", "600, 31, 0, true", "600, 30, 0, false",
			"10, 2, 0, true", "10, 1, 0, false" })
	void allowanceWhenBulkReservesTwentiethRoundedUp(long limit, long remaining, int inFlight, boolean permitted) {
		RateLimitState state = RateLimitState.UNKNOWN
			.report(new SendmuxRateLimit(limit, remaining, START.plusSeconds(60)), 60_000, 0, 0, 1, 1);
		assertThat(inFlight < state.allowance(true, 0)).isEqualTo(permitted);
	}

	@Test
	void allowanceWhenThreeTenthsHaveElapsedKeepsNoReserve() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 5, 60, 0, 0);
		assertThat(state.allowance(true, 17_999)).isZero();
		assertThat(state.allowance(true, 18_000)).isEqualTo(5);
		assertThat(state.reserveEnd()).isEqualTo(18_000);
	}

	@ParameterizedTest
	@CsvSource({ "0, 10000", "99, 10000", "100, 20000", "250, 30000" })
	void untilPermitWhenExhaustedCountsTheWindowsBefore(long place, long wait) {
		assertThat(report(RateLimitState.UNKNOWN, 0, 10, 0, 0).untilPermit(place, 0)).isEqualTo(wait);
	}

	@Test
	void untilPermitWhenEnoughRemainsIsNow() {
		assertThat(report(RateLimitState.UNKNOWN, 5, 10, 0, 0).untilPermit(4, 0)).isZero();
		assertThat(report(RateLimitState.UNKNOWN, 5, 10, 0, 0).untilPermit(5, 0)).isEqualTo(10_000);
		assertThat(RateLimitState.UNKNOWN.untilPermit(1_000_000, 0)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "57, 200", "58, 200", "59, 100", "60, 100", "61, 100", "62, 200" })
	void reportWhenResetMovesByMoreThanASecondOpens(int reset, long start) {
		RateLimitState state = report(RateLimitState.UNKNOWN, 10, 60, 0, 100);
		assertThat(report(state, 5, reset, 150, 200).start()).isEqualTo(start);
	}

	@ParameterizedTest
	@CsvSource({ "0, 100", "10, 100", "11, 10050" })
	void reportWhenWindowHasExpiredOpensOnlyIfMoreRemains(int remaining, long start) {
		RateLimitState state = report(RateLimitState.UNKNOWN, 10, 10, 0, 100);
		assertThat(report(state, remaining, 10, 10_000, 10_050).start()).isEqualTo(start);
	}

	@ParameterizedTest
	@CsvSource({ "0, 10300", "250, 10300", "251, 10301", "-50, 10300" })
	void reportWhenExhaustedAfterResetExtendsWindow(long untilReset, long end) {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 10, 0, 100).tryAt(10_000, 1, 0);
		assertThat(state.report(rateLimit(0, 10), untilReset, 10_000, 10_050, 2, 1).end()).isEqualTo(end);
	}

	@ParameterizedTest
	@CsvSource({ "0, 59700, 60000", "0, 59900, 60100", "5, 59900, 60000", "5, 59700, 60000" })
	void reportWhenExhaustedMovesEndToLaterReset(int remaining, long untilReset, long end) {
		RateLimitState state = report(RateLimitState.UNKNOWN, 10, 60, 0, 100);
		assertThat(state.report(rateLimit(remaining, 60), untilReset, 150, 200, 2, 1).end()).isEqualTo(end);
	}

	@Test
	void reportWhenLimitChangesKeepsWindow() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 10, 60, 0, 100);
		SendmuxRateLimit changed = new SendmuxRateLimit(200, 5, START.plusSeconds(60));
		state = state.report(changed, 59_800, 150, 200, 2, 1);
		assertThat(state.limit()).isEqualTo(200);
		assertThat(state.start()).isEqualTo(100);
		assertThat(state.end()).isEqualTo(60_000);
	}

	@Test
	void reportWhenOvertakenAndRemainingIsTheSameIsTheLast() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 60, 0, 100);
		assertThat(report(state, 0, 60, 50, 200).reportedAt()).isEqualTo(200);
	}

	@Test
	void reportWhenWindowIsAssumedAndResetIsEarlierIsIgnored() {
		RateLimitState assumed = report(RateLimitState.UNKNOWN, 10, 10, 0, 100).assumeWindow(10_200, 5);
		assertThat(report(assumed, 50, 9, 10_200, 10_300).start()).isEqualTo(10_300);
		assertThat(report(assumed, 50, 8, 10_200, 10_300)).isSameAs(assumed);
	}

	@ParameterizedTest
	@CsvSource({ "20, 8500, 10000", "20, 8499, 9000", "20, 11500, 10000", "20, 11501, 11501", "40, 9900, 9900",
			"40, 8900, 9000" })
	void untilPermitWhenWindowHasBegunUsesItsLength(int reset, long untilReset, long length) {
		RateLimitState state = RateLimitState.UNKNOWN.report(rateLimit(0, 10), 9000, 0, 1000, 1, 1)
			.tryAt(10_000, 1, 0)
			.report(rateLimit(0, reset), untilReset, 10_000, 10_000, 2, 1);
		assertThat(state.untilPermit(99, 10_000)).isEqualTo(untilReset);
		assertThat(state.untilPermit(100, 10_000)).isEqualTo(untilReset + length);
	}

	@Test
	void untilPermitWhenWindowLengthIsUnknownIsAtLeastOneSecond() {
		RateLimitState state = RateLimitState.UNKNOWN.report(rateLimit(0, 10), 0, 0, 100, 1, 1);
		assertThat(state.untilPermit(200, 100)).isEqualTo(2000);
		state = state.refuse(5000, 100, MAX_RETRY_AFTER);
		assertThat(state.untilPermit(200, 100)).isEqualTo(15_000);
	}

	@ParameterizedTest
	@CsvSource({ "0.5, 49, 8000", "0.5, 50, 18000", "0.5, 149, 28000", "0.001, 2, 28000" })
	void untilPermitWhenLimitIsSharedCountsTheShare(double share, long place, long wait) {
		assertThat(state(0, share).untilPermit(place, 2000)).isEqualTo(wait);
	}

	@Test
	void untilPermitWhenWindowHasExpiredCountsNextWindow() {
		assertThat(state(50, 1).untilPermit(99, 10_000)).isZero();
		assertThat(state(50, 1).untilPermit(100, 10_500)).isEqualTo(10_000);
	}

	@ParameterizedTest
	@CsvSource({ "0, 350", "249, 350", "250, 350", "251, 351", "-1, 1100" })
	void refuseWhenNoLimitReportedWaitsAtLeastQuarterSecond(long retryAfter, long end) {
		RateLimitState state = RateLimitState.UNKNOWN.refuse(retryAfter, 100, MAX_RETRY_AFTER);
		assertThat(state.end()).isEqualTo(end);
		assertThat(state.nextTry()).isEqualTo(end);
		assertThat(state.start()).isEqualTo(100);
	}

	@Test
	void untilPermitWhenLimitIsNotReportedCountsNoWindows() {
		assertThat(RateLimitState.UNKNOWN.refuse(3000, 100, MAX_RETRY_AFTER).untilPermit(50, 100)).isEqualTo(3000);
	}

	@Test
	void isUnknownWhenLimitOrRefusalWasReportedIsFalse() {
		assertThat(RateLimitState.UNKNOWN.isUnknown()).isTrue();
		assertThat(RateLimitState.UNKNOWN.refuse(3000, 100, MAX_RETRY_AFTER).isUnknown()).isFalse();
		RateLimitState state = report(RateLimitState.UNKNOWN, 10, 10, 0, 100);
		assertThat(state.isUnknown()).isFalse();
		assertThat(state.assumeWindow(10_000, 1).isUnknown()).isFalse();
	}

	@Test
	void refuseWhenRetryAfterIsLongerThanADayWaitsForADay() {
		RateLimitState state = RateLimitState.UNKNOWN.refuse(86_400_001, 100, MAX_RETRY_AFTER);
		assertThat(state.end()).isEqualTo(86_400_100);
	}

	@ParameterizedTest
	@CsvSource({ "0, 9900, 10000", "-1, 9900, 10900", "-1, 8000, 10000", "900, 8000, 10000", "3000, 8000, 10000",
			"3001, 8000, 11001" })
	void refuseWhenRetryAfterIsWithinASecondOfTheResetEndsWithTheWindow(long retryAfter, long now, long end) {
		RateLimitState state = report(RateLimitState.UNKNOWN, 5, 10, 0, 100).refuse(retryAfter, now, MAX_RETRY_AFTER);
		assertThat(state.end()).isEqualTo(end);
		assertThat(state.start()).isEqualTo(100);
		assertThat(state.isExhausted()).isTrue();
	}

	@Test
	void refuseWhenWindowHasExpiredWaitsForRetryAfter() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 10, 0, 100);
		assertThat(state.refuse(500, 9999, MAX_RETRY_AFTER).end()).isEqualTo(10_000);
		assertThat(state.refuse(500, 10_000, MAX_RETRY_AFTER).end()).isEqualTo(10_500);
	}

	@ParameterizedTest
	@CsvSource({ "90000, 90100", "90001, 60100" })
	void nextTryWhenRetryAfterExceedsTheMaximumIsAfterAMinute(long retryAfter, long nextTry) {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 3600, 0, 100).refuse(retryAfter, 100, 90_000);
		assertThat(state.nextTry()).isEqualTo(nextTry);
	}

	@Test
	void nextTryWhenRefusedAgainIsNotBeforeTheLaterRetryAfter() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 10, 0, 100).refuse(50_000, 100, MAX_RETRY_AFTER)
			.refuse(20_000, 200, MAX_RETRY_AFTER);
		assertThat(state.nextTry()).isEqualTo(50_100);
	}

	@Test
	void reserveEndWhenWindowBeganLaterIsThreeTenthsAfterItsStart() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 5, 20, 0, 10_000);
		assertThat(state.reserveEnd()).isEqualTo(13_000);
		assertThat(state.assumeWindow(20_000, 1).reserveEnd()).isEqualTo(20_000);
	}

	/**
	 * A state in a window of 10 s that began at 0.
	 */
	private static RateLimitState state(long remaining, double share) {
		return new RateLimitState(
				new RateLimitState.Window(100, 10, 0, 10_000, 10_000, 100, 0, RateLimitState.NEVER, 0, 0, 1), remaining,
				0, share, RateLimitState.NEVER);
	}

	private static RateLimitState report(RateLimitState state, long remaining, long resetSeconds, long sentAt,
			long now) {
		return state.report(rateLimit(remaining, resetSeconds), Duration.ofSeconds(resetSeconds).toMillis() - now,
				sentAt, now, 1, 1);
	}

	private static SendmuxRateLimit rateLimit(long remaining, long resetSeconds) {
		return new SendmuxRateLimit(100, remaining, START.plusSeconds(resetSeconds));
	}

}
