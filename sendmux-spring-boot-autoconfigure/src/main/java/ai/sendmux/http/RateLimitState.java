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
 * @param limit the number of requests in a window, {@code 0} if it is not known
 * @param remaining the number of requests that remain, the least that was reported
 * @param reset the second of the reset, by the clock of the server
 * @param start the time at which the window was first heard of
 * @param end the end of the window
 * @param length the length of a window, {@code 0} if it is not known
 * @param reportedAt the time at which the last report arrived
 * @param base the number of requests that remained when own requests were first counted
 * @param baseSent the number of requests that this instance had sent by then
 * @param share the share of this instance in what remains
 * @param notBefore the time before which no request is sent
 * @param triedAt the time at which a request was last sent to find out whether the limit
 * was reset, or {@link #NEVER}
 * @param position how late that request was sent compared with those of other instances,
 * from 0 to 1
 * @param peersSeen the requests of other instances that preceded such requests
 * @param peersWeight the sum of the positions of such requests
 */
record RateLimitState(long limit, long remaining, long reset, long start, long end, long length, long reportedAt,
		long base, long baseSent, double share, long notBefore, long triedAt, double position, double peersSeen,
		double peersWeight) {

	static final long NEVER = Long.MIN_VALUE / 2;

	static final long OPEN = Long.MAX_VALUE;

	static final RateLimitState UNKNOWN = new RateLimitState(0, Long.MAX_VALUE, 0, 0, OPEN, 0, NEVER, 0, 0, 1, NEVER,
			NEVER, 0, 0, 1);

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
		if (this.reset == 0 || second > this.reset + RESET_PRECISION_SECONDS
				|| (newer && second < this.reset - RESET_PRECISION_SECONDS)) {
			return openWindow(reported, untilReset, now, sent, inFlight);
		}
		if (isOutdated(reported, sentAt) || (!newer && reported.remaining() > this.remaining)) {
			return this;
		}
		long remaining = Math.max(0, reported.remaining());
		long end = this.end;
		if (isOver(now)) {
			end = now + Math.max(untilReset, MIN_REFUSAL_WAIT);
		}
		else if (remaining == 0) {
			end = Math.max(this.end, now + untilReset);
		}
		return new RateLimitState(reported.limit(), remaining, this.reset, this.start, end, this.length, now, this.base,
				this.baseSent, share(remaining, sent, inFlight), this.notBefore, NEVER, this.position, this.peersSeen,
				this.peersWeight);
	}

	/**
	 * Whether a report is about an earlier window, and was not made after the last one.
	 */
	boolean isOutdated(SendmuxRateLimit reported, long sentAt) {
		return sentAt <= this.reportedAt && reported.reset().getEpochSecond() < this.reset - RESET_PRECISION_SECONDS;
	}

	private RateLimitState openWindow(SendmuxRateLimit reported, long untilReset, long now, long sent, int inFlight) {
		long limit = reported.limit();
		long second = reported.reset().getEpochSecond();
		long remaining = Math.max(0, reported.remaining());
		long sinceReset = (second - this.reset) * 1000;
		boolean assumed = this.reset != 0 && this.end == OPEN;
		boolean tried = this.reset != 0 && isOver(now) && this.triedAt != NEVER;
		boolean begun = Math.abs(sinceReset - untilReset) <= ROUNDING;
		double seen = this.peersSeen;
		double weight = this.peersWeight;
		long notBefore = NEVER;
		if (tried && this.position > 0) {
			seen = seen * PEERS_DECAY + Math.max(0, limit - remaining - 1);
			weight = weight * PEERS_DECAY + this.position;
			if (seen > MIN_PEERS * weight) {
				notBefore = this.end + TRY_END;
				remaining = Math.min(remaining, Math.max(0, limit - 1 - (long) (seen / weight)));
			}
		}
		double share = (seen > MIN_PEERS * weight) ? Math.max(MIN_SHARE, 1 / (1 + seen / weight)) : 1;
		return new RateLimitState(limit, remaining, second, now, now + Math.max(untilReset, 0),
				begun ? sinceReset : Math.max(this.length, untilReset), now, (assumed || tried) ? limit : remaining + 1,
				(assumed || tried) ? this.baseSent : sent - inFlight, share, notBefore, NEVER, 0, seen, weight);
	}

	/**
	 * Each instance has its part, until the requests that were counted show who uses the
	 * limit. Those with which the instances tried the window are left out.
	 */
	private double share(long remaining, long sent, int inFlight) {
		double peers = this.peersSeen / this.peersWeight;
		double own = Math.max(0, sent - inFlight - this.baseSent - 1);
		double others = Math.max(0, this.base - remaining - (sent - this.baseSent));
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
		boolean known = this.reset != 0 && !isOver(now);
		if (known && retryAfter >= 0 && Math.abs(until - this.end) <= RESET_PRECISION_SECONDS * 1000) {
			until = this.end;
		}
		return new RateLimitState(this.limit, 0, this.reset, (this.reset != 0) ? this.start : now,
				known ? Math.max(this.end, until) : until, this.length, now, this.base, this.baseSent + 1, this.share,
				(wait <= maxRetryAfter) ? Math.max(this.notBefore, until) : this.notBefore, NEVER, this.position,
				this.peersSeen, this.peersWeight);
	}

	/**
	 * Take note of a success that reports no limit. If it is the first one after a reset,
	 * the next window is assumed to be as the last one.
	 */
	RateLimitState reportNoLimit(long now, long sent) {
		if (this.end == OPEN || !isOver(now)) {
			return this;
		}
		return (this.limit == 0) ? UNKNOWN : assumeWindow(now, sent);
	}

	/**
	 * Assume that a window has begun that is as the last one.
	 */
	RateLimitState assumeWindow(long now, long sent) {
		double peers = this.peersSeen / this.peersWeight;
		double share = (peers > MIN_PEERS) ? 1 / (1 + peers) : 1;
		return new RateLimitState(this.limit, this.limit, this.reset, now, OPEN, this.length, now, this.limit, sent,
				share, NEVER, NEVER, 0, this.peersSeen, this.peersWeight);
	}

	/**
	 * Take note of a request that is sent to find out whether the limit was reset. After
	 * the first window in which this instance took part, the other instances are
	 * estimated from all that they used.
	 */
	RateLimitState tryAt(long now, long sent, double position) {
		boolean over = isOver(now);
		double seen = this.peersSeen;
		double own = sent - this.baseSent;
		if (over && seen == 0 && own >= MIN_OWN) {
			seen = Math.max(0, this.limit - this.remaining - own) / own * this.peersWeight;
		}
		return new RateLimitState(this.limit, this.remaining, this.reset, this.start, this.end, this.length,
				this.reportedAt, this.base, over ? sent : this.baseSent, this.share, this.notBefore, now, position,
				seen, this.peersWeight);
	}

	/**
	 * Whether neither a limit nor a refusal was reported.
	 */
	boolean isUnknown() {
		return this.limit == 0 && this.end == OPEN;
	}

	/**
	 * Whether the window has ended and no response has shown another one.
	 */
	boolean isOver(long now) {
		return now >= this.end;
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
		long halfOpen = Math.max(this.start, Math.max(this.reportedAt, this.triedAt)) + HALF_OPEN_INTERVAL;
		long next = (this.triedAt >= this.end) ? this.triedAt + TRY_INTERVAL : Math.min(this.end, halfOpen);
		return Math.max(next, this.notBefore);
	}

	/**
	 * The number of requests that this instance may have in flight; a fraction is the
	 * chance of one more.
	 */
	double allowance(boolean bulk, long now) {
		long reserve = (bulk && now < reserveEnd()) ? (this.limit + RESERVE_DIVISOR - 1) / RESERVE_DIVISOR : 0;
		return Math.max(0, this.remaining - reserve) * this.share;
	}

	/**
	 * The time until which bulk work leaves a reserve to other requests. Kept for the
	 * whole window, the reserve would be lost to bulk work that is alone.
	 */
	long reserveEnd() {
		return (this.end != OPEN) ? this.start + (this.end - this.start) * RESERVE_PERCENT / 100 : this.start;
	}

	/**
	 * The time until a request can be sent.
	 * @param place the number of requests that precede it, those in flight included
	 * @param now the present time
	 */
	long untilPermit(long place, long now) {
		long behind = isOver(now) ? place : place - this.remaining;
		if (this.end == OPEN || behind < 0) {
			return 0;
		}
		long perWindow = (this.limit > 0) ? Math.max(1, (long) (this.limit * this.share)) : Long.MAX_VALUE;
		long window = (this.length > 0) ? this.length : Math.max(1000, this.end - this.start);
		return Math.max(0, Math.max(this.end, this.notBefore) - now) + behind / perWindow * window;
	}

}
