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

import ai.sendmux.SendmuxRateLimit;

/**
 * What is believed about the rate limit of a credential. It follows from the reports of
 * responses, in the order in which their requests were sent. Times are in milliseconds,
 * by the clock of this process.
 * <p>
 * Other instances can use the same limit. When a window was exhausted, each instance
 * tries the next one with a single request, at a random position in a short time. The
 * number of instances follows from the requests that the server counted before the own
 * one. Later, a drop of what remains that is larger than the requests of this instance is
 * the consumption of others.
 *
 * @param window what is the same for all responses of a window
 * @param remaining the number of requests that remain, the least that was reported
 * @param reportedAt the time at which the last report arrived
 * @param share the share of this instance in what remains
 * @param triedAt the time at which a request was last sent to find out whether the limit
 * was reset, or {@link #NEVER}
 */
record RateLimitState(Window window, long remaining, long reportedAt, double share, long triedAt) {

	static final long NEVER = Long.MIN_VALUE / 2;

	static final long OPEN = Long.MAX_VALUE;

	static final RateLimitState UNKNOWN = new RateLimitState(new Window(0, 0, 0, OPEN, 0, 0, 0, NEVER, 0, 0, 1),
			Long.MAX_VALUE, NEVER, 1, NEVER);

	/**
	 * The time during which instances try a new window, one after another.
	 */
	static final long TRY_JITTER = 100;

	/**
	 * The time after which a request is sent though the limit is exhausted, because what
	 * was reported may be wrong.
	 */
	static final long HALF_OPEN_INTERVAL = 60_000;

	/**
	 * A reset further away makes no sense.
	 */
	private static final long LONGEST_WINDOW = 24 * 60 * 60 * 1000L;

	private static final long TRY_INTERVAL = 1000;

	private static final long TRY_END = TRY_JITTER + 20;

	private static final long RESET_PRECISION_SECONDS = 1;

	private static final long ROUNDING = 1500;

	private static final long MIN_REFUSAL_WAIT = 250;

	private static final double PEERS_DECAY = 0.7;

	private static final double MIN_PEERS = 0.5;

	private static final int MIN_OWN = 4;

	private static final double MIN_SHARE = 0.02;

	private static final int RESERVE_DIVISOR = 20;

	private static final int RESERVE_PERCENT = 30;

	/**
	 * Take note of the rate limit in a response.
	 * @param reported the rate limit
	 * @param untilReset the time until its reset
	 * @param sentAt the time at which the request was sent
	 * @param now the present time
	 * @param sent the number of requests that this instance has sent
	 * @param inFlight the number of those that have not ended
	 * @return the next state
	 */
	RateLimitState report(SendmuxRateLimit reported, long untilReset, long sentAt, long now, long sent, int inFlight) {
		if (untilReset > LONGEST_WINDOW) {
			return this;
		}
		long second = reported.reset().getEpochSecond();
		boolean newer = sentAt > this.reportedAt;
		if (this.window.reset == 0 || second > this.window.reset + RESET_PRECISION_SECONDS
				|| (newer && second < this.window.reset - RESET_PRECISION_SECONDS)) {
			return openWindow(reported, untilReset, now, sent, inFlight);
		}
		boolean again = (this.window.end == OPEN) ? sentAt >= this.window.start
				: newer && isExpired(now) && reported.remaining() > this.remaining;
		if (again && second >= this.window.reset - RESET_PRECISION_SECONDS) {
			return openWindow(reported, untilReset, now, sent, inFlight);
		}
		if (this.window.end == OPEN || isOutdated(reported, sentAt)
				|| (!newer && reported.remaining() > this.remaining)) {
			return this;
		}
		long remaining = Math.max(0, reported.remaining());
		long end = this.window.end;
		if (isExpired(now)) {
			end = now + Math.max(untilReset, MIN_REFUSAL_WAIT);
		}
		else if (remaining == 0) {
			end = Math.max(this.window.end, now + untilReset);
		}
		Window window = this.window;
		if (end != window.end || reported.limit() != window.limit) {
			window = new Window(reported.limit(), window.reset, window.start, end, window.length, window.base,
					window.baseSent, window.notBefore, window.position, window.peersSeen, window.peersWeight);
		}
		return new RateLimitState(window, remaining, now, share(remaining, sent, inFlight), NEVER);
	}

	/**
	 * Whether a report is about an earlier window, and was not made after the last one.
	 */
	boolean isOutdated(SendmuxRateLimit reported, long sentAt) {
		return sentAt <= this.reportedAt
				&& reported.reset().getEpochSecond() < this.window.reset - RESET_PRECISION_SECONDS;
	}

	private RateLimitState openWindow(SendmuxRateLimit reported, long untilReset, long now, long sent, int inFlight) {
		long limit = reported.limit();
		long second = reported.reset().getEpochSecond();
		long remaining = Math.max(0, reported.remaining());
		long sinceReset = (second - this.window.reset) * 1000;
		boolean assumed = this.window.reset != 0 && this.window.end == OPEN;
		boolean tried = this.window.reset != 0 && isExpired(now) && this.triedAt != NEVER;
		boolean begun = Math.abs(sinceReset - untilReset) <= ROUNDING;
		double seen = this.window.peersSeen;
		double weight = this.window.peersWeight;
		long notBefore = NEVER;
		if (tried && this.window.position > 0) {
			seen = seen * PEERS_DECAY + Math.max(0, limit - remaining - 1);
			weight = weight * PEERS_DECAY + this.window.position;
			if (seen > MIN_PEERS * weight) {
				notBefore = this.window.end + TRY_END;
				remaining = Math.min(remaining, Math.max(0, limit - 1 - (long) (seen / weight)));
			}
		}
		double share = (seen > MIN_PEERS * weight) ? Math.max(MIN_SHARE, 1 / (1 + seen / weight)) : 1;
		Window window = new Window(limit, second, now, now + Math.max(untilReset, 0),
				begun ? sinceReset : Math.max(this.window.length, untilReset),
				(assumed || tried) ? limit : remaining + 1, (assumed || tried) ? this.window.baseSent : sent - inFlight,
				notBefore, 0, seen, weight);
		return new RateLimitState(window, remaining, now, share, NEVER);
	}

	/**
	 * Each instance has its part, until the requests that were counted show who uses the
	 * limit. Those with which the instances tried the window are left out.
	 */
	private double share(long remaining, long sent, int inFlight) {
		double peers = this.window.peers();
		double own = Math.max(0, sent - inFlight - this.window.baseSent - 1);
		double others = Math.max(0, this.window.base - remaining - (sent - this.window.baseSent));
		if (peers <= MIN_PEERS && others == 0) {
			return 1;
		}
		return Math.max(MIN_SHARE, (own + 1) / (own + Math.max(0, others - peers) + 1 + peers));
	}

	/**
	 * Take note of a refusal. What its response reported was taken note of before.
	 * @param retryAfter the time that the response asks to wait, negative if it does not
	 * @param now the present time
	 * @param maxRetryAfter the longest time that the server is left alone for
	 * @return the next state
	 */
	RateLimitState refuse(long retryAfter, long now, long maxRetryAfter) {
		long wait = (retryAfter >= 0) ? Math.max(retryAfter, MIN_REFUSAL_WAIT) : RESET_PRECISION_SECONDS * 1000;
		long until = now + Math.min(wait, LONGEST_WINDOW);
		boolean known = this.window.reset != 0 && this.window.end != OPEN && !isExpired(now);
		if (known && retryAfter >= 0 && Math.abs(until - this.window.end) <= RESET_PRECISION_SECONDS * 1000) {
			until = this.window.end;
		}
		Window window = this.window;
		return new RateLimitState(new Window(window.limit, window.reset, (window.reset != 0) ? window.start : now,
				known ? Math.max(window.end, until) : until, window.length, window.base, window.baseSent + 1,
				(wait <= maxRetryAfter) ? Math.max(window.notBefore, until) : window.notBefore, window.position,
				window.peersSeen, window.peersWeight), 0, now, this.share, NEVER);
	}

	/**
	 * Take note of a success that reports no limit. If it is the first one after a reset,
	 * the next window is assumed to be as the last one.
	 */
	RateLimitState reportNoLimit(long now, long sent) {
		if (this.window.end == OPEN || !isExpired(now)) {
			return this;
		}
		return (this.window.limit == 0) ? UNKNOWN : assumeWindow(now, sent);
	}

	/**
	 * Assume that a window has begun that is as the last one.
	 */
	RateLimitState assumeWindow(long now, long sent) {
		double peers = this.window.peers();
		double share = (peers > MIN_PEERS) ? 1 / (1 + peers) : 1;
		Window window = new Window(this.window.limit, this.window.reset, now, OPEN, this.window.length,
				this.window.limit, sent, NEVER, 0, this.window.peersSeen, this.window.peersWeight);
		return new RateLimitState(window, this.window.limit, now, share, NEVER);
	}

	/**
	 * Take note of a request that is sent to find out whether the limit was reset. After
	 * the first window in which this instance took part, the other instances are
	 * estimated from all that they used.
	 */
	RateLimitState tryAt(long now, long sent, double position) {
		Window window = this.window;
		boolean over = isExpired(now);
		double seen = window.peersSeen;
		double own = sent - window.baseSent;
		if (over && seen == 0 && own >= MIN_OWN) {
			seen = Math.max(0, window.limit - this.remaining - own) / own * window.peersWeight;
		}
		return new RateLimitState(
				new Window(window.limit, window.reset, window.start, window.end, window.length, window.base,
						over ? sent : window.baseSent, window.notBefore, position, seen, window.peersWeight),
				this.remaining, this.reportedAt, this.share, now);
	}

	long limit() {
		return this.window.limit;
	}

	long start() {
		return this.window.start;
	}

	long end() {
		return this.window.end;
	}

	long notBefore() {
		return this.window.notBefore;
	}

	/**
	 * Whether neither a limit nor a refusal was reported.
	 */
	boolean isUnknown() {
		return this.window.limit == 0 && this.window.end == OPEN;
	}

	/**
	 * Whether the window has ended and no response has shown another one.
	 */
	boolean isExpired(long now) {
		return now >= this.window.end;
	}

	boolean isExhausted() {
		return this.remaining <= 0;
	}

	/**
	 * Whether a request may be sent to find out whether the limit was reset.
	 */
	boolean permitsTry(long now) {
		return now >= nextTry();
	}

	long nextTry() {
		long halfOpen = Math.max(this.window.start, Math.max(this.reportedAt, this.triedAt)) + HALF_OPEN_INTERVAL;
		long next = (this.triedAt >= this.window.end) ? this.triedAt + TRY_INTERVAL
				: Math.min(this.window.end, halfOpen);
		return Math.max(next, this.window.notBefore);
	}

	/**
	 * The number of requests that this instance may have in flight; a fraction is the
	 * chance of one more.
	 */
	double allowance(boolean bulk, long now) {
		long reserve = (bulk && now < reserveEnd()) ? (this.window.limit + RESERVE_DIVISOR - 1) / RESERVE_DIVISOR : 0;
		return Math.max(0, this.remaining - reserve) * this.share;
	}

	/**
	 * The time until which bulk work leaves a reserve to other requests. Kept for the
	 * whole window, the reserve would be lost to bulk work that is alone.
	 */
	long reserveEnd() {
		return (this.window.end != OPEN)
				? this.window.start + (this.window.end - this.window.start) * RESERVE_PERCENT / 100 : this.window.start;
	}

	/**
	 * The time until a request can be sent.
	 * @param place the number of requests that precede it, those in flight included
	 * @param now the present time
	 */
	long untilPermit(long place, long now) {
		long behind = isExpired(now) ? place : place - this.remaining;
		if (this.window.end == OPEN || behind < 0) {
			return 0;
		}
		long perWindow = (this.window.limit > 0) ? Math.max(1, (long) (this.window.limit * this.share))
				: Long.MAX_VALUE;
		long window = (this.window.length > 0) ? this.window.length
				: Math.max(1000, this.window.end - this.window.start);
		return Math.max(0, Math.max(this.window.end, this.window.notBefore) - now) + behind / perWindow * window;
	}

	/**
	 * A window of the limit.
	 *
	 * @param limit the number of requests in it, {@code 0} if it is not known
	 * @param reset the second of the reset, by the clock of the server
	 * @param start the time at which it was first heard of
	 * @param end its end
	 * @param length the length of a window, {@code 0} if it is not known
	 * @param base the number of requests that remained when own requests were first
	 * counted
	 * @param baseSent the number of requests that this instance had sent by then
	 * @param notBefore the time before which no request is sent
	 * @param position how late the request that tries the next window is sent compared
	 * with those of other instances, from 0 to 1
	 * @param peersSeen the requests of other instances that preceded such requests
	 * @param peersWeight the sum of the positions of such requests
	 */
	record Window(long limit, long reset, long start, long end, long length, long base, long baseSent, long notBefore,
			double position, double peersSeen, double peersWeight) {

		private double peers() {
			return this.peersSeen / this.peersWeight;
		}

	}

}
