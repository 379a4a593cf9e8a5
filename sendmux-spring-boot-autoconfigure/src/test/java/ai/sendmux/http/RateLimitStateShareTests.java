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

import java.time.Instant;

import ai.sendmux.SendmuxRateLimit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the share of an instance in a {@link RateLimitState}. The clock of this
 * process is at 0 when that of the server is at {@code START}.
 */
class RateLimitStateShareTests {

	private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	private static final Offset<Double> EXACTLY = Offset.offset(1e-12);

	/**
	 * The number of own requests includes neither those in flight nor the one that tried
	 * the window.
	 */
	@ParameterizedTest
	@CsvSource({ "4, 20, 3, 85, 7, 12", "4, 20, 3, 89, 7, 9", "4, 20, 3, 90, 7, 9", "1, 20, 3, 90, 1, 1",
			"1, 20, 3, 89, 7, 8", "0, 20, 3, 90, 1, 1", "0, 20, 3, 91, 1, 1", "0, 20, 3, 89, 7, 8",
			"0, 11, 1, 97, 1, 3", "0, 11, 0, 97, 1, 3", "0, 12, 0, 96, 2, 4", "0, 11, 1, 0, 1, 50" })
	void shareWhenPeersUseLimitIsOwnPartOfAll(double peersSeen, long sent, int inFlight, long remaining, double own,
			double all) {
		RateLimitState state = state(100, 10, peersSeen, 2);
		assertThat(report(state, remaining, 10, 50, 60, sent, inFlight).share()).isCloseTo(own / all, EXACTLY);
	}

	@Test
	void shareWhenFirstResponsesArriveCountsFromTheFirst() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 89, 10, 0, 100, 13, 3);
		assertThat(state.share()).isEqualTo(1);
		assertThat(report(state, 87, 10, 0, 110, 13, 1).share()).isEqualTo(1);
		assertThat(report(state, 85, 10, 0, 110, 13, 1).share()).isCloseTo(2 / 4.0, EXACTLY);
	}

	@Test
	void shareWhenRequestWasRefusedDoesNotCountIt() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 99, 60, 0, 100, 1, 1).refuse(1000, 200, 60_000);
		assertThat(report(state, 47, 60, 1300, 1400, 51, 0).share()).isCloseTo(50 / 53.0, EXACTLY);
	}

	@Test
	void shareWhenWindowWasTriedCountsAllThatWasUsed() {
		RateLimitState state = report(exhausted().tryAt(10_000, 3, 0), 99, 20, 10_000, 10_010, 4, 1);
		assertThat(state.share()).isEqualTo(1);
		assertThat(report(state, 90, 20, 10_020, 10_030, 10, 0).share()).isCloseTo(7 / 10.0, EXACTLY);
	}

	@Test
	void shareWhenWindowWasNotTriedCountsFromItsFirstResponse() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 50, 10, 0, 100, 1, 1);
		state = report(state, 60, 20, 9_990, 10_010, 20, 1);
		assertThat(state.share()).isEqualTo(1);
		assertThat(report(state, 58, 20, 10_020, 10_030, 21, 0).share()).isCloseTo(2 / 3.0, EXACTLY);
	}

	@Test
	void shareWhenWindowsOverlapCountsFromFirstResponse() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 0, 3600, 0, 100, 1, 1).tryAt(60_100, 1, 0.5);
		state = report(state, 50, 7200, 60_100, 60_200, 2, 1);
		assertThat(state.share()).isEqualTo(1);
		assertThat(state.remaining()).isEqualTo(50);
		assertThat(report(state, 48, 7200, 60_300, 60_400, 3, 0).share()).isCloseTo(2 / 3.0, EXACTLY);
	}

	@Test
	void shareWhenWindowWasAssumedCountsFromItsBeginning() {
		RateLimitState assumed = report(RateLimitState.UNKNOWN, 10, 10, 0, 100, 1, 1).assumeWindow(10_000, 5);
		RateLimitState state = report(assumed, 60, 20, 10_010, 10_020, 25, 0);
		assertThat(state.share()).isEqualTo(1);
		assertThat(report(state, 50, 20, 10_030, 10_040, 35, 0).share()).isCloseTo(30 / 50.0, EXACTLY);
	}

	@Test
	void shareWhenExhaustedWindowIsCheckedContinuesCounting() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 99, 3600, 0, 100, 1, 1);
		state = report(state, 0, 3600, 200, 300, 20, 0).tryAt(60_300, 20, 0);
		assertThat(report(state, 10, 3600, 60_300, 60_310, 21, 1).share()).isCloseTo(20 / 89.0, EXACTLY);
	}

	/**
	 * An early position sees few of the others.
	 */
	@ParameterizedTest
	@CsvSource({ "0.1, 89, 12.5, 87", "0.3, 89, 10, 89", "0.9, 89, 6.25, 89", "0.3, 98, 1, 98", "0.1, 98, 1.25, 98",
			"0.1, 49, 62.5, 37" })
	void reportWhenOthersTriedBeforeSharesTheWindow(double position, long reported, double peers, long remaining) {
		RateLimitState state = report(exhausted().tryAt(10_010, 1, position), reported, 20, 10_010, 10_020, 2, 1);
		assertThat(state.share()).isCloseTo(Math.max(0.02, 1 / (1 + peers)), EXACTLY);
		assertThat(state.remaining()).isEqualTo(remaining);
		assertThat(state.notBefore()).isEqualTo(10_120);
	}

	@Test
	void reportWhenMoreOthersTriedThanTheLimitLeavesNothing() {
		RateLimitState state = report(exhausted().tryAt(10_010, 1, 0.1), 10, 20, 10_010, 10_020, 2, 1);
		assertThat(state.share()).isEqualTo(0.02);
		assertThat(state.remaining()).isZero();
	}

	@Test
	void reportWhenNoOthersTriedBeforeIsAlone() {
		RateLimitState state = report(exhausted().tryAt(10_010, 1, 0.1), 99, 20, 10_010, 10_020, 2, 1);
		assertThat(state.share()).isEqualTo(1);
		assertThat(state.remaining()).isEqualTo(99);
		assertThat(state.notBefore()).isEqualTo(RateLimitState.NEVER);
	}

	@Test
	void reportWhenTryHasNoPositionIgnoresOthers() {
		RateLimitState state = report(exhausted().tryAt(11_000, 1, 0), 89, 20, 11_000, 11_020, 2, 1);
		assertThat(state.share()).isEqualTo(1);
		assertThat(state.remaining()).isEqualTo(89);
		assertThat(state.notBefore()).isEqualTo(RateLimitState.NEVER);
	}

	@Test
	void reportWhenNoWindowWasReportedBeforeTryIgnoresOthers() {
		RateLimitState state = RateLimitState.UNKNOWN.refuse(1000, 100, 60_000).tryAt(1150, 1, 0.5);
		state = report(state, 60, 10, 1150, 1160, 2, 1);
		assertThat(state.share()).isEqualTo(1);
		assertThat(state.remaining()).isEqualTo(60);
		assertThat(report(state, 58, 10, 1170, 1180, 3, 0).share()).isCloseTo(2 / 3.0, EXACTLY);
	}

	/**
	 * What was seen in earlier windows counts less. Half an instance is none.
	 */
	@ParameterizedTest
	@CsvSource({ "99, 0, 99", "98, 1.7, 98" })
	void reportWhenOthersTriedInEarlierWindowCountsThemLess(long reported, double seen, long remaining) {
		RateLimitState state = report(exhausted().tryAt(10_030, 1, 0.3), 98, 20, 10_030, 10_040, 2, 1);
		assertThat(state.share()).isCloseTo(1 / 2.0, EXACTLY);
		state = report(state, 0, 20, 15_000, 15_010, 30, 0).tryAt(20_080, 30, 0.8);
		state = report(state, reported, 30, 20_080, 20_090, 31, 1);
		assertThat(state.share()).isCloseTo(1 / (1 + seen / 1.5), EXACTLY);
		assertThat(state.remaining()).isEqualTo(remaining);
		assertThat(state.notBefore()).isEqualTo((seen > 0) ? 20_120 : RateLimitState.NEVER);
	}

	@ParameterizedTest
	@CsvSource({ "20, 40, 1.4, 98", "4, 88, 1.4, 98", "3, 91, 0, 99", "20, 81, 0, 99" })
	void tryAtWhenFirstWindowHasExpiredEstimatesOthers(long sent, long left, double peers, long remaining) {
		RateLimitState state = report(RateLimitState.UNKNOWN, 99, 10, 0, 100, 1, 1);
		state = report(state, left, 10, 200, 210, sent, 0).tryAt(10_030, sent, 0.3);
		state = report(state, 99, 20, 10_030, 10_040, sent + 1, 1);
		assertThat(state.share()).isCloseTo(1 / (1 + peers), EXACTLY);
		assertThat(state.remaining()).isEqualTo(remaining);
	}

	@Test
	void tryAtWhenNoOthersWereSeenEstimatesOthers() {
		RateLimitState state = report(exhausted().tryAt(10_080, 1, 0.8), 99, 20, 10_080, 10_090, 2, 1);
		state = report(state, 60, 20, 15_000, 15_010, 21, 0).tryAt(20_050, 21, 0.5);
		state = report(state, 99, 30, 20_050, 20_060, 22, 1);
		assertThat(state.share()).isCloseTo(1 / (1 + 1.5 * 0.7 / (1.5 * 0.7 + 0.5)), EXACTLY);
	}

	@Test
	void tryAtWhenWindowHasNotExpiredDoesNotEstimateOthers() {
		RateLimitState state = report(RateLimitState.UNKNOWN, 99, 3600, 0, 100, 1, 1);
		state = report(state, 0, 3600, 200, 300, 20, 0).tryAt(60_300, 20, 0);
		assertThat(state.assumeWindow(3_600_000, 20).share()).isEqualTo(1);
		assertThat(state.tryAt(3_600_000, 20, 0).assumeWindow(3_600_001, 20).share()).isCloseTo(1 / 5.0, EXACTLY);
	}

	@ParameterizedTest
	@CsvSource({ "6, 4", "2, 2", "1, 1", "0, 1" })
	void assumeWindowWhenOthersWereSeenSharesIt(double peersSeen, double instances) {
		RateLimitState state = state(50, 10, peersSeen, 2).assumeWindow(10_000, 5);
		assertThat(state.share()).isCloseTo(1 / instances, EXACTLY);
		assertThat(state.remaining()).isEqualTo(100);
	}

	private static RateLimitState exhausted() {
		return report(RateLimitState.UNKNOWN, 0, 10, 0, 100, 1, 1);
	}

	/**
	 * A window of which 100 remained when 10 requests had been sent.
	 */
	private static RateLimitState state(long remaining, long baseSent, double peersSeen, double peersWeight) {
		long reset = START.getEpochSecond() + 10;
		return new RateLimitState(new RateLimitState.Window(100, reset, 0, 10_000, 10_000, 100, baseSent,
				RateLimitState.NEVER, 0, peersSeen, peersWeight), remaining, 0, 1, RateLimitState.NEVER);
	}

	private static RateLimitState report(RateLimitState state, long remaining, long resetSeconds, long sentAt, long now,
			long sent, int inFlight) {
		return state.report(new SendmuxRateLimit(100, remaining, START.plusSeconds(resetSeconds)),
				resetSeconds * 1000 - now, sentAt, now, sent, inFlight);
	}

}
