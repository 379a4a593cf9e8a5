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

import ai.sendmux.SendmuxTimeoutException.Bound;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
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

	private final ApiScheduler.TimeLimits timeLimits;

	TimeLimitedExchange(ApiSettings.Timeouts timeouts, ApiScheduler scheduler, TransportExceptionTranslator failures,
			ApiExchange next) {
		this.timeouts = timeouts;
		this.timeLimits = scheduler.timeLimits();
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
			TimeLimitedExchange.this.timeLimits.add(this, limit);
			if (hasEnded()) {
				TimeLimitedExchange.this.timeLimits.remove(this);
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
				ThrownErrors.cancel(subscription, currentContext());
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
			this.attempt.end();
			Subscription upstream;
			synchronized (this) {
				this.cancelled = true;
				upstream = this.upstream;
			}
			if (upstream != null) {
				ThrownErrors.cancel(upstream, currentContext());
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
			TimeLimitedExchange.this.timeLimits.remove(this);
			return true;
		}

	}

}
