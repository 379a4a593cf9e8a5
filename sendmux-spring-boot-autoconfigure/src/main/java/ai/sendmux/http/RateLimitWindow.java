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

import ai.sendmux.SendmuxRateLimit;

/**
 * Window of the rate limit, as reported by the responses.
 *
 * @param rateLimit the rate limit at its lowest
 * @param startMillis the time at which it was first heard of, by the clock of this
 * process
 * @param endMillis the end of the window, by the clock of this process
 */
record RateLimitWindow(SendmuxRateLimit rateLimit, long startMillis, long endMillis) {

	private static final int RESERVE_DIVISOR = 20;

	private static final int RESERVE_PERCENT = 30;

	private static final int RESET_PRECISION_SECONDS = 1;

	/**
	 * Responses can overtake each other: of one window the lowest number counts, and of
	 * two windows the later one. A server that counts the reset from now may round it
	 * either way.
	 */
	RateLimitWindow update(SendmuxRateLimit reported, long nowMillis, long reportedEndMillis) {
		long later = reported.reset().getEpochSecond() - this.rateLimit.reset().getEpochSecond();
		if (later > 0) {
			return new RateLimitWindow(reported, nowMillis, reportedEndMillis);
		}
		if (later < -RESET_PRECISION_SECONDS || reported.remaining() > this.rateLimit.remaining()) {
			return this;
		}
		long end = (reported.remaining() <= 0) ? Math.max(this.endMillis, reportedEndMillis) : this.endMillis;
		return new RateLimitWindow(new SendmuxRateLimit(reported.limit(), reported.remaining(), this.rateLimit.reset()),
				this.startMillis, end);
	}

	/**
	 * Whether a response is about this window, and its end is not news: to find the end
	 * takes dates to be parsed.
	 */
	boolean isUsedBy(SendmuxRateLimit reported) {
		return reported.remaining() > 0 && reported.reset().equals(this.rateLimit.reset());
	}

	boolean isOver(long nowMillis) {
		return nowMillis >= this.endMillis;
	}

	boolean isUsedUp() {
		return this.rateLimit.remaining() <= 0;
	}

	Duration untilEnd(long nowMillis) {
		return Duration.ofMillis(Math.max(0, this.endMillis - nowMillis));
	}

	/**
	 * Time until bulk work may use what is reserved for single calls. Held back for the
	 * whole window, the reserve would be lost to a bulk that is alone.
	 */
	Duration untilReserveEnds(long nowMillis) {
		long reserveEnd = this.startMillis + (this.endMillis - this.startMillis) * RESERVE_PERCENT / 100;
		return Duration.ofMillis(Math.max(0, reserveEnd - nowMillis));
	}

	/**
	 * What remains may or may not count the requests that are still on their way, so all
	 * of them are taken off.
	 */
	boolean admits(int inFlight, boolean bulk, long nowMillis) {
		boolean leavesReserve = bulk && !untilReserveEnds(nowMillis).isZero();
		long reserve = leavesReserve ? (this.rateLimit.limit() + RESERVE_DIVISOR - 1) / RESERVE_DIVISOR : 0;
		return this.rateLimit.remaining() - inFlight > reserve;
	}

}
