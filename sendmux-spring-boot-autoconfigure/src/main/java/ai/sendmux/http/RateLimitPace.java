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

import java.util.function.DoubleSupplier;

/**
 * How fast an instance uses a limit that it may share with others: carefully at first,
 * and in rounds while others use it too. It is guarded by the lock of the limit.
 */
final class RateLimitPace {

	private static final long COLD_START_MILLIS = 500;

	private static final long COLD_STEP_MILLIS = 100;

	private static final int COLD_START_REQUESTS = 4;

	private static final int COLD_START_END = 128;

	private static final long FRESH_MILLIS = 50;

	private static final long MIN_ROUND_MILLIS = 150;

	private static final long MAX_ROUND_MILLIS = 500;

	private static final int MAX_ROUND_REQUESTS = 1000;

	private static final long DRAW_MILLIS = 250;

	private static final int MAX_DRAWS = 20;

	private final DoubleSupplier random;

	private boolean cold = true;

	private long coldStep = RateLimitState.NEVER;

	private long coldLimit;

	private long coldSent;

	private int coldBudget = COLD_START_REQUESTS;

	private long jitteredEnd = RateLimitState.NEVER;

	private long jitter;

	private int round;

	private int roundBudget;

	private int roundInFlight;

	private boolean roundSingle;

	private long roundStart = RateLimitState.NEVER;

	private double draw;

	private int draws;

	private long drawnAt = RateLimitState.NEVER;

	RateLimitPace(DoubleSupplier random) {
		this.random = random;
		this.draw = random.getAsDouble();
	}

	boolean permits(RateLimitState state, double allowance, long sent, int inFlight, long now) {
		return permitsColdStart(sent, inFlight, now) && isWithinAllowance(state, allowance, inFlight, now);
	}

	/**
	 * At first neither the limit nor the number of other instances is known, so that the
	 * number of requests grows step by step, with the responses or with time if there are
	 * none.
	 */
	boolean permitsColdStart(long sent, int inFlight, long now) {
		if (!this.cold) {
			return true;
		}
		if (this.coldStep == RateLimitState.NEVER) {
			this.coldStep = now;
			this.coldSent = sent;
			this.coldLimit = now + COLD_START_MILLIS;
		}
		if (now >= nextColdStep(inFlight)) {
			this.coldBudget *= 2;
			this.coldStep = now;
		}
		if (now >= this.coldLimit) {
			this.coldBudget = Math.max(4 * COLD_START_REQUESTS, 2 * this.coldBudget);
			this.coldLimit = now + COLD_START_MILLIS;
		}
		this.cold = this.coldBudget < COLD_START_END;
		return !this.cold || sent - this.coldSent < this.coldBudget;
	}

	private long nextColdStep(int inFlight) {
		return (inFlight == 0) ? this.coldStep + COLD_STEP_MILLIS : RateLimitState.OPEN;
	}

	/**
	 * What remains is shared out in rounds, because a report says nothing about the
	 * requests that other instances have sent since. A round ends when its requests have
	 * ended. If the last report is old, the round has one request.
	 */
	private boolean isWithinAllowance(RateLimitState state, double allowance, int inFlight, long now) {
		boolean fresh = state.end() == RateLimitState.OPEN || now - state.reportedAt() < FRESH_MILLIS;
		if (state.share() == 1) {
			return inFlight < allowance && (!this.cold || fresh || inFlight == 0 || now >= coldReportEnd(state));
		}
		if (this.roundBudget > 0 && now - this.roundStart < FRESH_MILLIS) {
			return true;
		}
		this.roundBudget = 0;
		if (now < nextRound()) {
			return false;
		}
		double budget = allowance - inFlight * state.share();
		if (budget < 1) {
			boolean chosen = budget / (1L << this.draws) > this.draw || now >= nextTry(state);
			this.roundBudget = (chosen && inFlight == 0) ? 1 : 0;
		}
		else {
			double rounded = budget + this.random.getAsDouble();
			this.roundBudget = fresh ? (int) Math.min(rounded, MAX_ROUND_REQUESTS) : 1;
		}
		if (this.roundBudget == 0) {
			return false;
		}
		this.round++;
		this.roundSingle = this.roundBudget == 1;
		this.roundStart = now;
		this.roundInFlight = 0;
		return true;
	}

	/**
	 * The time until which requests that are slow to respond are waited for.
	 */
	private static long coldReportEnd(RateLimitState state) {
		return state.reportedAt() + COLD_START_MILLIS;
	}

	private long nextRound() {
		if (this.roundInFlight > 0) {
			return this.roundStart + MAX_ROUND_MILLIS;
		}
		return this.roundSingle ? this.roundStart : this.roundStart + MIN_ROUND_MILLIS;
	}

	/**
	 * The end of the window is jittered for those who waited for it, because other
	 * instances wait for it too.
	 */
	long openAt(RateLimitState state) {
		if (this.jitteredEnd != state.end()) {
			this.jitteredEnd = state.end();
			this.jitter = (long) (this.random.getAsDouble() * RateLimitState.TRY_JITTER);
		}
		return this.jitteredEnd + this.jitter;
	}

	/**
	 * How late the end of the window is, compared with that of other instances, from 0 to
	 * 1.
	 */
	double position() {
		return (this.jitter + 0.5) / RateLimitState.TRY_JITTER;
	}

	/**
	 * A request is sent.
	 * @return the number of its round
	 */
	int send() {
		this.roundInFlight++;
		this.roundBudget = Math.max(0, this.roundBudget - 1);
		return this.round;
	}

	void end(int round) {
		this.roundInFlight -= (round == this.round) ? 1 : 0;
	}

	/**
	 * A response has shown another window.
	 */
	void openWindow(boolean first, long now) {
		draw(0, now);
		this.roundBudget = 0;
		this.cold = this.cold && first;
	}

	void endColdStart() {
		this.cold = false;
	}

	private void draw(int number, long now) {
		this.draws = number;
		this.draw = this.random.getAsDouble();
		this.drawnAt = now;
	}

	/**
	 * The time at which more may be permitted.
	 */
	long nextColdCheck(RateLimitState state, int inFlight, long now) {
		if (!this.cold || this.coldStep == RateLimitState.NEVER) {
			return RateLimitState.OPEN;
		}
		long next = Math.min(nextColdStep(inFlight), this.coldLimit);
		return (coldReportEnd(state) > now) ? Math.min(next, coldReportEnd(state)) : next;
	}

	/**
	 * The time at which a further round may be permitted. What remains may be less than
	 * one request for each instance, so that chance decides. It is left to chance again
	 * if nobody reports a change, ever more rarely.
	 */
	long nextRoundCheck(RateLimitState state, long now) {
		if (nextRound() > now) {
			return nextRound();
		}
		if (now >= nextDraw()) {
			draw(Math.min(this.draws + 1, MAX_DRAWS), now);
		}
		return (nextTry(state) > now) ? Math.min(nextDraw(), nextTry(state)) : nextDraw();
	}

	/**
	 * The time at which a request is sent whatever is believed, because it may be wrong.
	 */
	private static long nextTry(RateLimitState state) {
		return state.reportedAt() + RateLimitState.HALF_OPEN_INTERVAL;
	}

	private long nextDraw() {
		return this.drawnAt + (DRAW_MILLIS << this.draws);
	}

}
