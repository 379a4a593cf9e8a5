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
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimiter;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.util.Assert;

/**
 * {@link SendmuxRateLimiter} that believes what the responses report. It holds a
 * {@link RateLimitState} and the requests that wait for each credential.
 */
public final class RateLimiter implements SendmuxRateLimiter {

	private static final int MAX_SHARED_PERMITS = 16;

	private static final long SHARED_RETRY_MILLIS = 100;

	private static final long COLD_START_MILLIS = 500;

	private static final long COLD_STEP_MILLIS = 100;

	private static final int COLD_START_REQUESTS = 4;

	private static final int COLD_START_END = 128;

	private static final int NORMAL_PER_BULK = 4;

	private static final long FRESH_MILLIS = 50;

	private static final long MIN_ROUND_MILLIS = 150;

	private static final long MAX_ROUND_MILLIS = 500;

	private static final long DRAW_MILLIS = 250;

	private final int maxWaiting;

	private final long maxRetryAfter;

	private final ApiScheduler scheduler;

	private final @Nullable SharedPermits shared;

	private final Map<String, Limit> limits = new ConcurrentHashMap<>();

	private volatile boolean closed;

	public static RateLimiter create(ApiSettings settings, ApiScheduler scheduler, @Nullable SharedPermits shared) {
		return new RateLimiter(settings.rateLimit().maxWaiting(), settings.retry().maxRetryAfter(), scheduler, shared);
	}

	RateLimiter(int maxWaiting, Duration maxRetryAfter, ApiScheduler scheduler, @Nullable SharedPermits shared) {
		this.maxWaiting = maxWaiting;
		this.maxRetryAfter = maxRetryAfter.toMillis();
		this.scheduler = scheduler;
		this.shared = shared;
		if (shared != null) {
			shared.onAvailabilityChange(() -> this.limits.values().forEach(Limit::drain));
		}
	}

	@Override
	public @Nullable Permit tryAcquire(String credential, Priority priority) {
		return limit(credential).tryAcquire(priority);
	}

	@Override
	public Mono<Permit> acquire(String credential, Priority priority, Duration maxWait) {
		return limit(credential).acquire(priority, maxWait, false);
	}

	private Limit limit(String credential) {
		Limit limit = this.limits.get(credential);
		return (limit != null) ? limit : this.limits.computeIfAbsent(credential, Limit::new);
	}

	/**
	 * A time that is too long for a clock that counts nanoseconds is as long as any.
	 */
	private static long millis(Duration duration) {
		Duration max = ApiTimeouts.MAX_DURATION;
		return (duration.compareTo(max) < 0) ? duration.toMillis() : max.toMillis();
	}

	@Override
	public void close() {
		this.closed = true;
		this.limits.values().forEach(Limit::drain);
	}

	/**
	 * The limit of one credential.
	 */
	private final class Limit {

		private final String credential;

		private final WaitQueue normal = new WaitQueue();

		private final WaitQueue bulk = new WaitQueue();

		private final Expiries expiries = new Expiries();

		private final Timer timer = new Timer(this::drain);

		private final AtomicInteger drains = new AtomicInteger();

		private RateLimitState state = RateLimitState.UNKNOWN;

		private long sent;

		private int inFlight;

		private int normalSinceBulk;

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

		private double draw = ThreadLocalRandom.current().nextDouble();

		private int draws;

		private long drawnAt;

		private int granted;

		private boolean asking;

		private long askAt = RateLimitState.NEVER;

		Limit(String credential) {
			this.credential = credential;
		}

		synchronized @Nullable Permit tryAcquire(Priority priority) {
			long now = MonotonicClock.millis();
			if (priority == Priority.PROBE) {
				this.sent++;
				return new LimitPermit(this, priority, this.round, now);
			}
			boolean bulk = priority == Priority.BULK;
			boolean preceded = !this.normal.isEmpty() || (!this.bulk.isEmpty() && (bulk || isBulkTurn()));
			return (!preceded && permits(bulk, now)) ? grant(priority, now) : null;
		}

		Mono<Permit> acquire(Priority priority, Duration maxWait, boolean first) {
			return new Mono<>() {

				@Override
				public void subscribe(CoreSubscriber<? super Permit> actual) {
					Permit permit = (priority == Priority.PROBE) ? tryAcquire(priority) : null;
					if (permit != null) {
						actual.onSubscribe(Operators.scalarSubscription(actual, permit));
						return;
					}
					Waiter waiter = new Waiter(Limit.this, actual, priority, millis(maxWait));
					actual.onSubscribe(waiter);
					enqueue(waiter, first);
				}

			};
		}

		private void enqueue(Waiter waiter, boolean first) {
			Throwable failure;
			synchronized (this) {
				failure = reject(waiter, first, MonotonicClock.millis());
				if (failure == null && waiter.isWaiting()) {
					waiter.queue.add(waiter, first);
					if (!waiter.isBulk()) {
						this.expiries.add(waiter);
					}
				}
			}
			if (failure != null) {
				waiter.fail(failure);
			}
			else {
				drain();
			}
		}

		private @Nullable Throwable reject(Waiter waiter, boolean first, long now) {
			if (RateLimiter.this.closed) {
				return new CancellationException("The rate limiter is closed");
			}
			long ahead = first ? 0 : this.normal.size + Math.min(this.bulk.size, this.normal.size / NORMAL_PER_BULK);
			long wait = this.state.untilPermit(this.inFlight + (waiter.isBulk() ? 0 : ahead), now);
			if (!first && this.normal.size + this.bulk.size >= RateLimiter.this.maxWaiting) {
				return new NotPermittedException("Too many requests wait for the rate limit", Duration.ofMillis(wait));
			}
			waiter.deadline = now + waiter.maxWait + RateLimitState.TRY_JITTER;
			return (wait > waiter.maxWait) ? exhausted(wait) : null;
		}

		private static NotPermittedException exhausted(long wait) {
			return new NotPermittedException("The rate limit is exhausted", Duration.ofMillis(wait));
		}

		/**
		 * Bulk work goes after every few requests that precede it, so that it is not
		 * starved.
		 */
		private boolean isBulkTurn() {
			return this.normalSinceBulk >= NORMAL_PER_BULK;
		}

		private boolean permits(boolean bulk, long now) {
			if (isShared()) {
				return this.granted > 0 && now >= this.state.notBefore();
			}
			RateLimitState state = this.state;
			if (state.isUnknown()) {
				return permitsColdStart(now);
			}
			if (state.isOver(now)) {
				if (state.isExhausted() || state.limit() == 0 || isWaitedFor()) {
					return state.permitsTry(now) && (!isWaitedFor() || now >= openAt());
				}
				state = state.assumeWindow(now, this.sent);
				this.state = state;
			}
			if (state.isExhausted() || now < state.notBefore()) {
				return state.permitsTry(now);
			}
			return permitsColdStart(now) && isWithinAllowance(state.allowance(bulk && !isBulkTurn(), now), now);
		}

		/**
		 * What remains is shared out in rounds, because a report says nothing about the
		 * requests that other instances have sent since. A round ends when its requests
		 * have ended. If the last report is old, the round has one request.
		 */
		private boolean isWithinAllowance(double allowance, long now) {
			boolean fresh = now - this.state.reportedAt() < FRESH_MILLIS;
			if (this.state.share() == 1) {
				return this.inFlight < allowance
						&& (!this.cold || fresh || this.inFlight == 0 || now >= coldReportEnd());
			}
			if (this.roundBudget > 0) {
				return true;
			}
			if (now < nextRound()) {
				return false;
			}
			double budget = allowance - this.inFlight * this.state.share();
			if (budget < 1) {
				this.roundBudget = (budget / (1L << this.draws) > this.draw) ? 1 : 0;
			}
			else {
				this.roundBudget = fresh ? (int) Math.min(budget + ThreadLocalRandom.current().nextDouble(), 1000) : 1;
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

		private long nextRound() {
			if (this.roundInFlight > 0) {
				return this.roundStart + MAX_ROUND_MILLIS;
			}
			return this.roundSingle ? this.roundStart : this.roundStart + MIN_ROUND_MILLIS;
		}

		/**
		 * At first neither the limit nor the number of other instances is known, so that
		 * the number of requests grows step by step, with the responses or with time if
		 * there are none.
		 */
		private boolean permitsColdStart(long now) {
			if (!this.cold) {
				return true;
			}
			if (this.coldStep == RateLimitState.NEVER) {
				this.coldStep = now;
				this.coldSent = this.sent;
				this.coldLimit = now + COLD_START_MILLIS;
			}
			if (now >= nextColdStep()) {
				this.coldBudget *= 2;
				this.coldStep = now;
				this.cold = this.coldBudget < COLD_START_END;
			}
			if (now >= this.coldLimit) {
				this.coldBudget = Math.max(4 * COLD_START_REQUESTS, 2 * this.coldBudget);
				this.coldLimit = now + COLD_START_MILLIS;
			}
			return !this.cold || this.sent - this.coldSent < this.coldBudget;
		}

		/**
		 * The time until which requests that are slow to respond are waited for.
		 */
		private long coldReportEnd() {
			return this.state.reportedAt() + COLD_START_MILLIS;
		}

		private long nextColdStep() {
			return (this.inFlight == 0) ? this.coldStep + COLD_STEP_MILLIS : RateLimitState.OPEN;
		}

		/**
		 * The end of the window is jittered for those who waited for it, because other
		 * instances wait for it too.
		 */
		private long openAt() {
			if (this.jitteredEnd != this.state.end()) {
				this.jitteredEnd = this.state.end();
				this.jitter = ThreadLocalRandom.current().nextLong(RateLimitState.TRY_JITTER);
			}
			return this.jitteredEnd + this.jitter;
		}

		private boolean isWaitedFor() {
			return !this.normal.isEmpty() || !this.bulk.isEmpty();
		}

		private Permit grant(Priority priority, long now) {
			if (isShared()) {
				this.granted--;
			}
			else if (this.state.isOver(now) || this.state.isExhausted()) {
				double position = (isWaitedFor() && this.state.triedAt() < this.state.end())
						? (this.jitter + 0.5) / RateLimitState.TRY_JITTER : 0;
				this.state = this.state.tryAt(now, this.sent, position);
			}
			this.inFlight++;
			this.roundInFlight++;
			this.roundBudget = Math.max(0, this.roundBudget - 1);
			this.sent++;
			if (priority == Priority.BULK) {
				this.normalSinceBulk = 0;
			}
			else if (!this.bulk.isEmpty()) {
				this.normalSinceBulk++;
			}
			return new LimitPermit(this, priority, this.round, now);
		}

		synchronized void report(LimitPermit permit, SendmuxRateLimit rateLimit, long untilReset) {
			long before = this.state.start();
			permit.outdated = this.state.isOutdated(rateLimit, permit.sentAt);
			this.state = this.state.report(rateLimit, untilReset, permit.sentAt, MonotonicClock.millis(), this.sent,
					this.inFlight);
			if (this.state.start() != before) {
				draw(0);
				this.roundBudget = 0;
				this.cold = this.cold && before == 0;
			}
		}

		private void draw(int number) {
			this.draws = number;
			this.draw = ThreadLocalRandom.current().nextDouble();
			this.drawnAt = MonotonicClock.millis();
		}

		synchronized void reportNoLimit() {
			this.cold = false;
			this.state = this.state.reportNoLimit(MonotonicClock.millis(), this.sent);
		}

		/**
		 * A refusal of an earlier window says nothing about this one.
		 */
		synchronized void reportRefusal(LimitPermit permit, long retryAfter) {
			if (permit.outdated) {
				return;
			}
			this.state = this.state.refuse(retryAfter, MonotonicClock.millis(), RateLimiter.this.maxRetryAfter);
		}

		void release(LimitPermit permit) {
			synchronized (this) {
				if (permit.released) {
					return;
				}
				permit.released = true;
				if (permit.priority != Priority.PROBE) {
					this.inFlight--;
					this.roundInFlight -= (permit.round == this.round) ? 1 : 0;
				}
				if (!isWaitedFor() && this.granted == 0) {
					return;
				}
			}
			drain();
		}

		void remove(Waiter waiter) {
			synchronized (this) {
				waiter.queue.remove(waiter);
				this.expiries.removed(this.normal.size);
			}
			drain();
		}

		/**
		 * Requests that fail at once drain again while they are permitted: the loop keeps
		 * that from nesting.
		 */
		void drain() {
			int rounds = (this.drains.getAndIncrement() == 0) ? 1 : 0;
			while (rounds != 0) {
				Runnable next = next();
				while (next != null) {
					runSafely(next);
					next = next();
				}
				rounds = this.drains.addAndGet(-rounds);
			}
		}

		/**
		 * Whatever goes wrong with one request, those behind it do not wait for ever.
		 */
		private static void runSafely(Runnable action) {
			try {
				action.run();
			}
			catch (Throwable ex) {
				Operators.onErrorDropped(ex, Context.empty());
			}
		}

		/**
		 * Return what is to be done next, without the lock.
		 */
		private synchronized @Nullable Runnable next() {
			long now = MonotonicClock.millis();
			Waiter first = first();
			if (first == null) {
				this.timer.stop();
				return giveBack();
			}
			if (RateLimiter.this.closed) {
				return fail(first, new CancellationException("The rate limiter is closed"));
			}
			if (permits(first.isBulk(), now)) {
				first.queue.remove(first);
				this.expiries.removed(this.normal.size);
				Permit permit = grant(first.priority, now);
				return () -> first.emit(permit);
			}
			Waiter late = this.expiries.expired(now);
			if (late != null) {
				return fail(late, lateFailure(now));
			}
			Waiter firstBulk = this.bulk.first;
			if (firstBulk != null) {
				long wait = this.state.untilPermit(0, now);
				if (wait > firstBulk.maxWait) {
					return fail(firstBulk, exhausted(wait));
				}
			}
			if (isShared() && !this.asking && now >= this.askAt) {
				this.asking = true;
				int count = Math.min(MAX_SHARED_PERMITS, this.normal.size + this.bulk.size);
				return () -> ask(count);
			}
			this.timer.start(Math.min(nextCheck(first, now), this.expiries.next()), now);
			return null;
		}

		private @Nullable Waiter first() {
			if (this.normal.isEmpty() || (isBulkTurn() && !this.bulk.isEmpty())) {
				return this.bulk.first;
			}
			return this.normal.first;
		}

		private Runnable fail(Waiter waiter, Throwable failure) {
			waiter.queue.remove(waiter);
			this.expiries.removed(this.normal.size);
			return () -> waiter.fail(failure);
		}

		/**
		 * After the reset, it is the missing response that keeps requests waiting.
		 */
		private Throwable lateFailure(long now) {
			return this.state.isOver(now) ? new TimeoutException("No response shows that the rate limit was reset")
					: exhausted(this.state.untilPermit(this.inFlight, now));
		}

		private long nextCheck(Waiter first, long now) {
			RateLimitState state = this.state;
			if (isShared()) {
				return Math.max(this.askAt, state.notBefore());
			}
			long coldStep = RateLimitState.OPEN;
			if (this.cold && this.coldStep != RateLimitState.NEVER) {
				coldStep = Math.min(nextColdStep(), this.coldLimit);
				coldStep = (coldReportEnd() > now) ? Math.min(coldStep, coldReportEnd()) : coldStep;
			}
			if (state.end() == RateLimitState.OPEN) {
				return coldStep;
			}
			long opening = Math.max(openAt(), state.nextTry());
			if (state.isExhausted() || state.isOver(now)) {
				return (state.nextTry() < state.end()) ? state.nextTry() : opening;
			}
			long next = Math.min(opening, coldStep);
			if (state.notBefore() > now) {
				next = Math.min(next, state.notBefore());
			}
			if (first.isBulk() && now < state.reserveEnd()) {
				next = Math.min(next, state.reserveEnd());
			}
			return Math.min(next, (nextRound() > now) ? nextRound() : nextDraw(now));
		}

		/**
		 * What remains may be less than one request for each instance, so that chance
		 * decides. It is left to chance again if nobody reports a change, ever more
		 * rarely.
		 */
		private long nextDraw(long now) {
			if (now >= this.drawnAt + (DRAW_MILLIS << this.draws)) {
				draw(Math.min(this.draws + 1, 20));
			}
			return this.drawnAt + (DRAW_MILLIS << this.draws);
		}

		@Nullable SharedPermits shared() {
			return RateLimiter.this.shared;
		}

		private boolean isShared() {
			SharedPermits shared = shared();
			return shared != null && shared.isAvailable(this.credential);
		}

		private @Nullable Runnable giveBack() {
			SharedPermits shared = RateLimiter.this.shared;
			int unused = this.granted;
			if (shared == null || unused == 0) {
				return null;
			}
			this.granted = 0;
			return () -> shared.giveBack(this.credential, unused);
		}

		private void ask(int count) {
			SharedPermits shared = RateLimiter.this.shared;
			Assert.state(shared != null, "No permits are shared");
			shared.acquire(this.credential, count)
				.single()
				.subscribe((grant) -> granted(count, grant), (ex) -> granted(count, null));
		}

		private void granted(int count, SharedPermits.@Nullable Grant grant) {
			synchronized (this) {
				this.asking = false;
				this.granted += (grant != null) ? grant.permits() : 0;
				if (grant == null) {
					this.askAt = MonotonicClock.millis() + SHARED_RETRY_MILLIS;
				}
				else if (grant.permits() < count) {
					this.askAt = MonotonicClock.millis() + Math.max(1, grant.untilNext().toMillis());
				}
			}
			drain();
		}

		/**
		 * Wakes those who wait when a decision may be another one. It is guarded by the
		 * lock of the limit.
		 */
		private final class Timer {

			private final Runnable action;

			private @Nullable Disposable task;

			private long at;

			Timer(Runnable action) {
				this.action = action;
			}

			void start(long at, long now) {
				if (at == Long.MAX_VALUE || (this.task != null && this.at <= at && this.at > now)) {
					return;
				}
				stop();
				this.at = at;
				this.task = RateLimiter.this.scheduler.schedule(this.action, Math.max(1, at - now));
			}

			void stop() {
				if (this.task != null) {
					this.task.dispose();
					this.task = null;
				}
			}

		}

	}

	/**
	 * Waiters in order. It is guarded by the lock of the limit.
	 */
	private static final class WaitQueue {

		private @Nullable Waiter first;

		private @Nullable Waiter last;

		private int size;

		boolean isEmpty() {
			return this.size == 0;
		}

		void add(Waiter waiter, boolean atFront) {
			Waiter neighbor = atFront ? this.first : this.last;
			if (neighbor == null) {
				this.first = waiter;
				this.last = waiter;
			}
			else if (atFront) {
				waiter.next = neighbor;
				neighbor.previous = waiter;
				this.first = waiter;
			}
			else {
				waiter.previous = neighbor;
				neighbor.next = waiter;
				this.last = waiter;
			}
			waiter.queued = true;
			this.size++;
		}

		void remove(Waiter waiter) {
			if (!waiter.queued) {
				return;
			}
			waiter.queued = false;
			this.size--;
			if (waiter.previous != null) {
				waiter.previous.next = waiter.next;
			}
			else {
				this.first = waiter.next;
			}
			if (waiter.next != null) {
				waiter.next.previous = waiter.previous;
			}
			else {
				this.last = waiter.previous;
			}
			waiter.previous = null;
			waiter.next = null;
		}

	}

	/**
	 * The waiters with a deadline, the next one first. Those that have left are removed
	 * from time to time.
	 */
	private static final class Expiries {

		private final PriorityQueue<Waiter> waiters = new PriorityQueue<>(
				Comparator.comparingLong((waiter) -> waiter.deadline));

		void add(Waiter waiter) {
			this.waiters.add(waiter);
		}

		void removed(int left) {
			if (this.waiters.size() > 2 * left + 64) {
				this.waiters.removeIf((waiter) -> !waiter.queued);
			}
		}

		@Nullable Waiter expired(long now) {
			Waiter first = first();
			return (first != null && first.deadline <= now) ? first : null;
		}

		long next() {
			Waiter first = first();
			return (first != null) ? first.deadline : Long.MAX_VALUE;
		}

		private @Nullable Waiter first() {
			Waiter first = this.waiters.peek();
			while (first != null && !first.queued) {
				this.waiters.poll();
				first = this.waiters.peek();
			}
			return first;
		}

	}

	/**
	 * A request that waits. Its links and its deadline are guarded by the lock of the
	 * limit.
	 */
	private static final class Waiter extends AtomicInteger implements Subscription {

		private static final int WAITING = 0;

		private static final int DONE = 1;

		private final transient Limit limit;

		private final transient CoreSubscriber<? super Permit> actual;

		private final Priority priority;

		private final long maxWait;

		private final transient WaitQueue queue;

		private long deadline;

		private boolean queued;

		private transient @Nullable Waiter previous;

		private transient @Nullable Waiter next;

		Waiter(Limit limit, CoreSubscriber<? super Permit> actual, Priority priority, long maxWait) {
			this.limit = limit;
			this.actual = actual;
			this.priority = priority;
			this.maxWait = maxWait;
			this.queue = isBulk() ? limit.bulk : limit.normal;
		}

		boolean isBulk() {
			return this.priority == Priority.BULK;
		}

		boolean isWaiting() {
			return get() == WAITING;
		}

		/**
		 * A permit that nobody takes is released.
		 */
		void emit(Permit permit) {
			if (!compareAndSet(WAITING, DONE)) {
				permit.release();
				return;
			}
			this.actual.onNext(permit);
			this.actual.onComplete();
		}

		void fail(Throwable failure) {
			if (compareAndSet(WAITING, DONE)) {
				this.actual.onError(failure);
			}
		}

		@Override
		public void request(long elements) {
			Operators.validate(elements);
		}

		@Override
		public void cancel() {
			if (compareAndSet(WAITING, DONE)) {
				this.limit.remove(this);
			}
		}

	}

	private static final class LimitPermit implements Permit {

		private final Limit limit;

		private final Priority priority;

		private final int round;

		private final long sentAt;

		private boolean outdated;

		private boolean released;

		LimitPermit(Limit limit, Priority priority, int round, long sentAt) {
			this.limit = limit;
			this.priority = priority;
			this.round = round;
			this.sentAt = sentAt;
		}

		@Override
		public void report(SendmuxRateLimit rateLimit, Duration untilReset) {
			this.limit.report(this, rateLimit, millis(untilReset));
			SharedPermits shared = this.limit.shared();
			if (shared != null) {
				shared.report(this.limit.credential, rateLimit, untilReset);
			}
		}

		@Override
		public void reportNoLimit() {
			this.limit.reportNoLimit();
		}

		@Override
		public void reportRefusal(@Nullable Duration retryAfter) {
			this.limit.reportRefusal(this, (retryAfter != null) ? millis(retryAfter) : -1);
			SharedPermits shared = this.limit.shared();
			if (shared != null) {
				shared.reportRefusal(this.limit.credential, retryAfter);
			}
		}

		@Override
		public Mono<Permit> reacquire(Duration maxWait) {
			return this.limit.acquire(this.priority, maxWait, true).doOnSubscribe((subscription) -> release());
		}

		@Override
		public void release() {
			this.limit.release(this);
		}

	}

}
