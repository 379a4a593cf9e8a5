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
import java.util.concurrent.ConcurrentHashMap;

import ai.sendmux.SendmuxTimeoutException.Bound;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Ends an attempt when its time, or that of the call, is over.
 */
final class TimeLimitedExchange implements ApiExchange {

	private final ApiSettings.Timeouts timeouts;

	private final TransportExceptionTranslator failures;

	private final ApiExchange next;

	private final Deadlines deadlines;

	TimeLimitedExchange(ApiSettings.Timeouts timeouts, ApiScheduler scheduler, TransportExceptionTranslator failures,
			ApiExchange next) {
		this.timeouts = timeouts;
		this.deadlines = new Deadlines(scheduler);
		this.failures = failures;
		this.next = next;
	}

	@Override
	public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
		Attempt<T> attempt = call.attempt();
		Duration response = this.timeouts.response(attempt.request().operation());
		Duration remaining = attempt.call().remaining(this.timeouts.total());
		Bound bound = (remaining.compareTo(response) < 0) ? Bound.TOTAL : Bound.RESPONSE;
		Duration limit = (bound == Bound.TOTAL) ? remaining : response;
		Mono<ApiResponse<T>> unlimited = this.next.exchange(call);
		return new Mono<>() {

			@Override
			public void subscribe(CoreSubscriber<? super ApiResponse<T>> actual) {
				Limited<T> limited = new Limited<>(attempt, bound, actual);
				actual.onSubscribe(limited);
				limited.start(unlimited, limit);
			}

		};
	}

	/**
	 * One subscription, whose first signal or deadline ends it. It is the only object
	 * that is made, see {@code docs/performance.md}.
	 *
	 * @param <T> the type of the data of the response
	 */
	private final class Limited<T> implements CoreSubscriber<ApiResponse<T>>, Subscription, Runnable {

		private final Attempt<T> attempt;

		private final Bound bound;

		private final CoreSubscriber<? super ApiResponse<T>> actual;

		private @Nullable Subscription upstream;

		private boolean ended;

		private boolean cancelled;

		private boolean emitted;

		Limited(Attempt<T> attempt, Bound bound, CoreSubscriber<? super ApiResponse<T>> actual) {
			this.attempt = attempt;
			this.bound = bound;
			this.actual = actual;
		}

		void start(Mono<ApiResponse<T>> unlimited, Duration limit) {
			TimeLimitedExchange.this.deadlines.add(this, limit);
			if (hasEnded()) {
				TimeLimitedExchange.this.deadlines.remove(this);
				return;
			}
			unlimited.subscribe(this);
		}

		private synchronized boolean hasEnded() {
			return this.ended;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			boolean cancelled;
			synchronized (this) {
				this.upstream = subscription;
				cancelled = this.cancelled;
			}
			if (cancelled) {
				subscription.cancel();
			}
			else {
				subscription.request(Long.MAX_VALUE);
			}
		}

		@Override
		public void onNext(ApiResponse<T> response) {
			if (end()) {
				this.emitted = true;
				this.actual.onNext(response);
			}
			else {
				Operators.onNextDropped(response, currentContext());
			}
		}

		@Override
		public void onComplete() {
			if (this.emitted || end()) {
				this.actual.onComplete();
			}
		}

		@Override
		public void onError(Throwable failure) {
			if (this.emitted || end()) {
				this.actual.onError(failure);
			}
			else {
				Operators.onErrorDropped(failure, currentContext());
			}
		}

		@Override
		public void run() {
			if (end()) {
				cancelUpstream();
				this.actual.onError(TimeLimitedExchange.this.failures.timeout(this.attempt, this.bound));
			}
		}

		/**
		 * The upstream is always asked for everything: it emits one response.
		 */
		@Override
		public void request(long elements) {
			Operators.validate(elements);
		}

		@Override
		public void cancel() {
			end();
			cancelUpstream();
		}

		private void cancelUpstream() {
			Subscription upstream;
			synchronized (this) {
				this.cancelled = true;
				upstream = this.upstream;
			}
			if (upstream != null) {
				upstream.cancel();
			}
		}

		/**
		 * Return whether the caller is the first to end the wait for the response.
		 */
		private boolean end() {
			synchronized (this) {
				if (this.ended) {
					return false;
				}
				this.ended = true;
			}
			TimeLimitedExchange.this.deadlines.remove(this);
			return true;
		}

	}

	/**
	 * The time limits of the calls of a client, which share one task of the scheduler:
	 * one for each call wakes another thread for each call, which takes a sixth of the
	 * CPU of a call that is alone.
	 */
	static final class Deadlines {

		private static final long NONE = Long.MAX_VALUE;

		/**
		 * Between two looks at all deadlines. Of many that expire one after the other
		 * each would cause one.
		 */
		private static final long INTERVAL_MILLIS = 10;

		/**
		 * What expires, and when.
		 */
		private final Map<Runnable, Long> open = new ConcurrentHashMap<>();

		private volatile long next = NONE;

		private @Nullable Disposable task;

		private final ApiScheduler scheduler;

		/**
		 * The threads of the application end with it, but a call may last longer.
		 */
		Deadlines(ApiScheduler scheduler) {
			this.scheduler = scheduler;
			scheduler.whenClosed().subscribe(null, null, this::expire);
		}

		/**
		 * Run an action when the time is over, unless it is removed before.
		 */
		void add(Runnable action, Duration time) {
			long now = ApiScheduler.millis();
			long end = now + Math.max(1, time.toMillis());
			this.open.put(action, end);
			if (end < this.next) {
				schedule(end, now);
			}
		}

		void remove(Runnable action) {
			this.open.remove(action);
		}

		private synchronized void schedule(long millis, long now) {
			if (millis >= this.next) {
				return;
			}
			if (this.task != null) {
				this.task.dispose();
			}
			this.next = millis;
			this.task = this.scheduler.schedule(this::expire, millis - now);
		}

		private synchronized void taskRuns() {
			this.next = NONE;
			this.task = null;
		}

		/**
		 * The task counts as gone before the deadlines are looked through, so that one
		 * that is added meanwhile is either seen or gets a task. Each call ends by
		 * itself, so that none waits for what another one does about it.
		 */
		private void expire() {
			taskRuns();
			long now = ApiScheduler.millis();
			long following = NONE;
			for (Map.Entry<Runnable, Long> waiting : this.open.entrySet()) {
				if (waiting.getValue() <= now) {
					this.open.remove(waiting.getKey());
					this.scheduler.schedule(waiting.getKey(), 0);
				}
				else {
					following = Math.min(following, waiting.getValue());
				}
			}
			if (following != NONE) {
				schedule(Math.max(following, now + INTERVAL_MILLIS), now);
			}
		}

	}

}
