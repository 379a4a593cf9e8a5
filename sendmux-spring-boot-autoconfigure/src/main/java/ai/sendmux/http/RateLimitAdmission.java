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
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an attempt may go, from what the responses reported and from the
 * attempts that are on their way. When a window ends that had been used up, a single
 * attempt goes first to learn about the new window, for others may share the API key. It
 * is guarded by the lock of its gate; times are of the clock of this process.
 */
final class RateLimitAdmission {

	private static final long PROBE_MILLIS = 1000;

	private @Nullable RateLimitWindow window;

	private @Nullable RateLimitPass probe;

	private long probeEnd;

	private int inFlight;

	/**
	 * Take what is reported about the present window, unless the end of a window has to
	 * be found out first.
	 */
	boolean updateWithinWindow(SendmuxRateLimit reported, long now) {
		if (this.window == null || !this.window.isUsedBy(reported)) {
			return false;
		}
		this.window = this.window.update(reported, now, this.window.endMillis());
		return true;
	}

	void update(SendmuxRateLimit reported, long now, long end) {
		this.window = (this.window != null) ? this.window.update(reported, now, end)
				: new RateLimitWindow(reported, now, end);
	}

	/**
	 * If the first attempt after a window takes long, another one follows.
	 */
	boolean isOpen(RateLimitPass pass, boolean nobodyWaits, long now) {
		if (this.window == null) {
			return true;
		}
		if (!this.window.isOver(now)) {
			return this.window.admits(this.inFlight, pass.isBulk(), now);
		}
		return isForgettable(this.window, nobodyWaits) || this.probe == null || now >= this.probeEnd;
	}

	void enter(RateLimitPass pass, boolean nobodyWaits, long now) {
		pass.enter();
		this.inFlight++;
		if (this.window == null || !this.window.isOver(now)) {
			return;
		}
		if (isForgettable(this.window, nobodyWaits)) {
			this.window = null;
			return;
		}
		this.probe = pass;
		this.probeEnd = now + PROBE_MILLIS;
	}

	/**
	 * The next window needs no probe if this one had more than was asked for.
	 */
	private static boolean isForgettable(RateLimitWindow over, boolean nobodyWaits) {
		return !over.isUsedUp() && nobodyWaits;
	}

	/**
	 * Without a response, nothing is known about the new window and the next attempt has
	 * to find out. A response that reports nothing means that there is no limit any more.
	 */
	void leave(RateLimitPass pass, long now) {
		this.inFlight--;
		if (this.probe != pass) {
			return;
		}
		this.probe = null;
		if (pass.isAnswered() && isBetweenWindows(now)) {
			this.window = null;
		}
	}

	boolean isBetweenWindows(long now) {
		return this.window != null && this.window.isOver(now);
	}

	Duration untilReset(long now) {
		return (this.window != null) ? this.window.untilEnd(now) : Duration.ZERO;
	}

	/**
	 * Time until a decision about an attempt that waits may be another one.
	 */
	Duration untilNews(RateLimitPass pass, long now) {
		if (this.window == null) {
			return Duration.ZERO;
		}
		if (this.window.isOver(now)) {
			return Duration.ofMillis(Math.max(1, this.probeEnd - now));
		}
		Duration reserveEnds = this.window.untilReserveEnds(now);
		return (pass.isBulk() && !reserveEnds.isZero()) ? reserveEnds : this.window.untilEnd(now);
	}

}
