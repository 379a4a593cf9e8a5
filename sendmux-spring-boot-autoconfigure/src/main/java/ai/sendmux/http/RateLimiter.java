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
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimiter;
import ai.sendmux.http.RateLimitQueue.Waiter;
import org.jspecify.annotations.Nullable;
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

	private final int maxWaiting;

	private final long maxRetryAfter;

	private final ApiScheduler scheduler;

	private final @Nullable SharedPermits shared;

	private final DoubleSupplier random;

	private final Map<String, Limit> limits = new ConcurrentHashMap<>();

	private volatile boolean closed;

	public static RateLimiter create(ApiSettings settings, ApiScheduler scheduler, @Nullable SharedPermits shared) {
		return new RateLimiter(settings.rateLimit().maxWaiting(), settings.retry().maxRetryAfter(), scheduler, shared);
	}

	RateLimiter(int maxWaiting, Duration maxRetryAfter, ApiScheduler scheduler, @Nullable SharedPermits shared) {
		this(maxWaiting, maxRetryAfter, scheduler, shared, () -> ThreadLocalRandom.current().nextDouble());
	}

	RateLimiter(int maxWaiting, Duration maxRetryAfter, ApiScheduler scheduler, @Nullable SharedPermits shared,
			DoubleSupplier random) {
		this.maxWaiting = maxWaiting;
		this.maxRetryAfter = maxRetryAfter.toMillis();
		this.scheduler = scheduler;
		this.shared = shared;
		this.random = random;
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
		Duration max = ApiSettings.Bounds.MAX_DURATION;
		return (duration.compareTo(max) < 0) ? duration.toMillis() : max.toMillis();
	}

	@Override
	public void forget() {
		this.limits.values().forEach(Limit::forget);
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

		private final RateLimitQueue queue = new RateLimitQueue();

		private final RateLimitPace pace = new RateLimitPace(RateLimiter.this.random);

		private final Timer timer = new Timer(this::drain);

		private final AtomicInteger drains = new AtomicInteger();

		private RateLimitState state = RateLimitState.UNKNOWN;

		private int forgets;

		private long sent;

		private int inFlight;

		private int granted;

		private boolean asking;

		private long askAt = RateLimitState.NEVER;

		Limit(String credential) {
			this.credential = credential;
		}

		synchronized @Nullable Permit tryAcquire(Priority priority) {
			long now = ApiScheduler.millis();
			if (priority == Priority.PROBE) {
				this.sent++;
				return new LimitPermit(this, priority, 0, now);
			}
			boolean bulk = priority == Priority.BULK;
			return (!this.queue.precedes(bulk) && permits(bulk, now)) ? grant(priority, now) : null;
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
					Waiter waiter = new Waiter(actual, priority, millis(maxWait), Limit.this::remove);
					actual.onSubscribe(waiter);
					enqueue(waiter, first);
				}

			};
		}

		private void enqueue(Waiter waiter, boolean first) {
			Throwable failure;
			synchronized (this) {
				failure = reject(waiter, first, ApiScheduler.millis());
				if (failure == null && waiter.isWaiting()) {
					this.queue.add(waiter, first);
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
			int ahead = first ? 0 : this.queue.ahead(waiter.priority());
			long wait = this.state.untilPermit(this.inFlight + ahead, now);
			if (!first && this.queue.size() >= RateLimiter.this.maxWaiting) {
				return new NotPermittedException("Too many requests wait for the rate limit", Duration.ofMillis(wait));
			}
			waiter.expireAt(now + waiter.maxWait() + RateLimitState.TRY_JITTER);
			return (wait > waiter.maxWait()) ? exhausted(wait) : null;
		}

		private static NotPermittedException exhausted(long wait) {
			return new NotPermittedException("The rate limit is exhausted", Duration.ofMillis(wait));
		}

		private boolean permits(boolean bulk, long now) {
			if (isShared()) {
				return this.granted > 0 && now >= this.state.notBefore();
			}
			RateLimitState state = this.state;
			if (state.isUnknown()) {
				return this.pace.permitsColdStart(this.sent, this.inFlight, now);
			}
			if (state.isExpired(now)) {
				if (state.isExhausted() || state.limit() == 0 || !this.queue.isEmpty()) {
					return state.permitsTry(now) && (this.queue.isEmpty() || now >= this.pace.openAt(state));
				}
				state = state.assumeWindow(now, this.sent);
				this.state = state;
			}
			if (state.isExhausted() || now < state.notBefore()) {
				return state.permitsTry(now);
			}
			double allowance = state.allowance(bulk && !this.queue.isBulkTurn(), now);
			return this.pace.permits(state, allowance, this.sent, this.inFlight, now);
		}

		private Permit grant(Priority priority, long now) {
			if (this.granted > 0) {
				this.granted--;
			}
			else if (this.state.isExpired(now) || this.state.isExhausted()) {
				boolean jittered = !this.queue.isEmpty() && this.state.triedAt() < this.state.end();
				double position = jittered ? this.pace.position() : 0;
				this.state = this.state.tryAt(now, this.sent, position);
			}
			this.inFlight++;
			this.sent++;
			this.queue.recordPermit(priority);
			return new LimitPermit(this, priority, this.pace.send(), now);
		}

		/**
		 * What was sent before says nothing about the limits that hold from now on.
		 */
		void forget() {
			synchronized (this) {
				this.state = RateLimitState.UNKNOWN;
				this.forgets++;
			}
			drain();
		}

		synchronized void report(LimitPermit permit, SendmuxRateLimit rateLimit, long untilReset) {
			if (permit.forgets != this.forgets) {
				return;
			}
			long now = ApiScheduler.millis();
			long start = this.state.start();
			permit.outdated = this.state.isOutdated(rateLimit, permit.sentAt);
			int inFlight = this.inFlight + ((permit.priority == Priority.PROBE) ? 1 : 0);
			this.state = this.state.report(rateLimit, untilReset, permit.sentAt, now, this.sent, inFlight);
			if (this.state.start() != start) {
				this.pace.openWindow(start == 0, now);
			}
		}

		synchronized void reportNoLimit() {
			this.pace.endColdStart();
			this.state = this.state.reportNoLimit(ApiScheduler.millis(), this.sent);
		}

		/**
		 * A refusal of an earlier window says nothing about this one.
		 */
		synchronized void reportRefusal(LimitPermit permit, long retryAfter) {
			if (permit.outdated || permit.forgets != this.forgets) {
				return;
			}
			this.state = this.state.refuse(retryAfter, ApiScheduler.millis(), RateLimiter.this.maxRetryAfter);
		}

		void release(LimitPermit permit) {
			synchronized (this) {
				if (permit.released) {
					return;
				}
				permit.released = true;
				if (permit.priority != Priority.PROBE) {
					this.inFlight--;
					this.pace.end(permit.round);
				}
				if (this.queue.isEmpty()) {
					return;
				}
			}
			drain();
		}

		private void remove(Waiter waiter) {
			synchronized (this) {
				this.queue.remove(waiter);
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
				boolean more = true;
				while (more) {
					more = runNext();
				}
				rounds = this.drains.addAndGet(-rounds);
			}
		}

		/**
		 * Whatever goes wrong with one request, those behind it do not wait for ever.
		 */
		private boolean runNext() {
			Runnable next = null;
			try {
				next = next();
				if (next != null) {
					next.run();
				}
			}
			catch (Throwable ex) {
				ThrownErrors.drop(ex, Context.empty());
			}
			return next != null;
		}

		/**
		 * Return what is to be done next, without the lock.
		 */
		private synchronized @Nullable Runnable next() {
			long now = ApiScheduler.millis();
			Waiter first = this.queue.first();
			if (first == null) {
				this.timer.stop();
				return giveBack();
			}
			if (RateLimiter.this.closed) {
				return fail(first, new CancellationException("The rate limiter is closed"));
			}
			if (permits(first.isBulk(), now)) {
				return permit(first, now);
			}
			Waiter late = this.queue.firstExpired(now);
			if (late != null) {
				return (this.state.isUnknown() && !isShared()) ? permit(late, now) : fail(late, lateFailure(now));
			}
			Waiter firstBulk = this.queue.firstOfBulk();
			if (firstBulk != null) {
				long wait = this.state.untilPermit(0, now);
				if (wait > firstBulk.maxWait()) {
					return fail(firstBulk, exhausted(wait));
				}
			}
			if (isShared() && !this.asking && now >= Math.max(this.askAt, this.state.notBefore())) {
				this.asking = true;
				int count = Math.min(MAX_SHARED_PERMITS, this.queue.size());
				return () -> ask(count);
			}
			this.timer.start(Math.min(nextCheck(first, now), this.queue.nextDeadline()), now);
			return null;
		}

		private Runnable permit(Waiter waiter, long now) {
			Permit permit = grant(waiter.priority(), now);
			this.queue.remove(waiter);
			return () -> waiter.emit(permit);
		}

		/**
		 * The application may handle a failure with code that blocks, even until another
		 * request has a permit.
		 */
		private Runnable fail(Waiter waiter, Throwable failure) {
			this.queue.remove(waiter);
			return () -> RateLimiter.this.scheduler.schedule(() -> waiter.fail(failure), 0);
		}

		/**
		 * After the reset, it is the missing response that keeps requests waiting.
		 */
		private Throwable lateFailure(long now) {
			return this.state.isExpired(now) ? new TimeoutException("No response shows that the rate limit was reset")
					: exhausted(this.state.untilPermit(this.inFlight, now));
		}

		private long nextCheck(Waiter first, long now) {
			RateLimitState state = this.state;
			if (isShared()) {
				return this.asking ? RateLimitState.OPEN : Math.max(this.askAt, state.notBefore());
			}
			long coldStep = this.pace.nextColdCheck(state, this.inFlight, now);
			if (state.isUnknown()) {
				return coldStep;
			}
			if (state.end() == RateLimitState.OPEN) {
				return Math.min(coldStep, this.pace.nextRoundCheck(state, now));
			}
			long opening = Math.max(this.pace.openAt(state), state.nextTry());
			if (state.isExhausted() || state.isExpired(now)) {
				return (state.nextTry() < state.end()) ? state.nextTry() : opening;
			}
			long next = Math.min(opening, coldStep);
			if (state.notBefore() > now) {
				next = Math.min(next, state.notBefore());
			}
			if (first.isBulk() && now < state.reserveEnd()) {
				next = Math.min(next, state.reserveEnd());
			}
			return Math.min(next, this.pace.nextRoundCheck(state, now));
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
					this.askAt = ApiScheduler.millis() + SHARED_RETRY_MILLIS;
				}
				else if (grant.permits() < count) {
					this.askAt = ApiScheduler.millis() + Math.max(1, grant.untilNext().toMillis());
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

	private static final class LimitPermit implements Permit {

		private final Limit limit;

		private final Priority priority;

		private final int round;

		private final long sentAt;

		private final int forgets;

		private boolean outdated;

		private boolean released;

		LimitPermit(Limit limit, Priority priority, int round, long sentAt) {
			this.limit = limit;
			this.priority = priority;
			this.round = round;
			this.sentAt = sentAt;
			this.forgets = limit.forgets;
		}

		@Override
		public void report(SendmuxRateLimit rateLimit, Duration untilReset) {
			this.limit.report(this, rateLimit, millis(untilReset));
			SharedPermits shared = this.limit.shared();
			if (shared != null) {
				shared.report(this.limit.credential, rateLimit, untilReset,
						Duration.ofMillis(ApiScheduler.millis() - this.sentAt));
			}
		}

		@Override
		public void reportNoLimit() {
			this.limit.reportNoLimit();
			SharedPermits shared = this.limit.shared();
			if (shared != null) {
				shared.reportNoLimit(this.limit.credential);
			}
		}

		@Override
		public void reportRefusal(@Nullable Duration retryAfter) {
			long millis = (retryAfter != null) ? millis(retryAfter) : -1;
			this.limit.reportRefusal(this, millis);
			SharedPermits shared = this.limit.shared();
			if (shared != null) {
				shared.reportRefusal(this.limit.credential, (retryAfter != null) ? Duration.ofMillis(millis) : null);
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
