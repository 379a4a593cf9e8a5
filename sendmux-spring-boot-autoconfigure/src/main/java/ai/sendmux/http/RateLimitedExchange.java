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
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxRateLimitStatistics;
import ai.sendmux.SendmuxRateLimiter;
import ai.sendmux.SendmuxRateLimiter.NotPermittedException;
import ai.sendmux.SendmuxRateLimiter.Permit;
import ai.sendmux.SendmuxRateLimiter.Priority;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTransportException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Sends an attempt when the rate limit permits it. A request that was refused because the
 * limit was exhausted is sent again when the limit permits it; that is not a failed
 * attempt.
 */
final class RateLimitedExchange implements ApiExchange {

	private static final int MAX_REFUSALS = 10;

	private final @Nullable SendmuxRateLimiter limiter;

	private final Supplier<String> credential;

	private final ApiSettings.RateLimit settings;

	private final Duration total;

	private final Duration maxRetryAfter;

	private final ApiExchange next;

	private final RetryBudget budget;

	private final LongAdder waits = new LongAdder();

	private final LongAdder waitedMillis = new LongAdder();

	private final LongAdder refusals = new LongAdder();

	private final Supplier<@Nullable SendmuxRateLimit> latest;

	RateLimitedExchange(@Nullable SendmuxRateLimiter limiter, Supplier<String> credential, ApiSettings settings,
			Supplier<@Nullable SendmuxRateLimit> latest, RetryBudget budget, ApiExchange next) {
		this.limiter = settings.rateLimit().enabled() ? limiter : null;
		this.credential = credential;
		this.settings = settings.rateLimit();
		this.total = settings.timeouts().total();
		this.maxRetryAfter = settings.retry().maxRetryAfter();
		this.latest = latest;
		this.budget = budget;
		this.next = next;
	}

	@Override
	public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
		return new Mono<>() {

			@Override
			public void subscribe(CoreSubscriber<? super ApiResponse<T>> actual) {
				actual.onSubscribe(new Sending<>(call, actual));
			}

		};
	}

	SendmuxRateLimitStatistics statistics() {
		return new SendmuxRateLimitStatistics(this.waits.sum(), Duration.ofMillis(this.waitedMillis.sum()),
				this.refusals.sum());
	}

	private static SendmuxException limiterFailed(ApiCall<?> call, Throwable failure) {
		return new SendmuxTransportException(call.describe(false, Attempt.Outcome.NOT_APPLIED),
				"the rate limiter failed", failure);
	}

	private static Priority priority(ApiRequest<?> request) {
		if (request.isProbe()) {
			return Priority.PROBE;
		}
		return request.isBulk() ? Priority.BULK : Priority.NORMAL;
	}

	/**
	 * One subscription: waits for a permit, sends an attempt, and does both again if the
	 * attempt is refused. Without a wait it is the only object that is made, see
	 * {@code docs/performance.md}.
	 *
	 * @param <T> the type of the data of the response
	 */
	private final class Sending<T> implements CoreSubscriber<ApiResponse<T>>, Subscription {

		private final ApiCall<T> call;

		private final CoreSubscriber<? super ApiResponse<T>> actual;

		private @Nullable Subscription upstream;

		private @Nullable Permit permit;

		private boolean requested;

		private boolean cancelled;

		private boolean done;

		private long waitingSince;

		Sending(ApiCall<T> call, CoreSubscriber<? super ApiResponse<T>> actual) {
			this.call = call;
			this.actual = actual;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void request(long elements) {
			if (!Operators.validate(elements)) {
				return;
			}
			synchronized (this) {
				if (this.requested) {
					return;
				}
				this.requested = true;
			}
			start();
		}

		private void start() {
			SendmuxRateLimiter limiter = RateLimitedExchange.this.limiter;
			if (limiter == null) {
				send(null);
				return;
			}
			try {
				String credential = RateLimitedExchange.this.credential.get();
				Priority priority = priority(this.call.request());
				Permit permit = limiter.tryAcquire(credential, priority);
				if (permit != null || priority == Priority.PROBE) {
					send(permit);
				}
				else {
					waitFor(limiter.acquire(credential, priority, maxWait()), null);
				}
			}
			catch (Throwable ex) {
				fail(limiterFailed(this.call, ex));
			}
		}

		private Duration maxWait() {
			if (this.call.request().isBulk()) {
				return RateLimitedExchange.this.total;
			}
			Duration total = this.call.remaining(RateLimitedExchange.this.total).minusMillis(1);
			Duration wait = RateLimitedExchange.this.settings.maxWait().minus(this.call.waited());
			Duration shorter = (total.compareTo(wait) < 0) ? total : wait;
			return shorter.isNegative() ? Duration.ZERO : shorter;
		}

		private boolean isTooLate() {
			return !this.call.request().isBulk() && this.call.remaining(RateLimitedExchange.this.total).toMillis() <= 0;
		}

		private void waitFor(Mono<Permit> permit, @Nullable SendmuxException refusal) {
			this.waitingSince = ApiScheduler.millis();
			permit.subscribe(new PermitSubscriber(this, refusal));
		}

		private void waitEnds() {
			long waited = ApiScheduler.millis() - this.waitingSince;
			this.call.addWait(waited);
			RateLimitedExchange.this.waits.increment();
			RateLimitedExchange.this.waitedMillis.add(waited);
		}

		/**
		 * A permit that comes too late is released.
		 */
		private void send(@Nullable Permit permit) {
			boolean tooLate;
			synchronized (this) {
				tooLate = this.cancelled;
				this.permit = tooLate ? null : permit;
			}
			if (tooLate) {
				release(permit);
				return;
			}
			try {
				this.call.newAttempt(permit);
				RateLimitedExchange.this.next.exchange(this.call).subscribe(this);
			}
			catch (Throwable ex) {
				fail(ex);
			}
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			if (take(subscription)) {
				subscription.request(Long.MAX_VALUE);
			}
		}

		/**
		 * Take the subscription in place of that of the wait or attempt before.
		 */
		private boolean take(Subscription subscription) {
			boolean cancelled;
			synchronized (this) {
				cancelled = this.cancelled;
				this.upstream = subscription;
			}
			if (cancelled) {
				ThrownErrors.cancel(subscription, currentContext());
			}
			return !cancelled;
		}

		@Override
		public void onNext(ApiResponse<T> response) {
			RateLimitedExchange.this.budget.recordSuccess();
			release();
			this.actual.onNext(response);
		}

		@Override
		public void onComplete() {
			synchronized (this) {
				if (this.done) {
					return;
				}
				this.done = true;
			}
			release();
			this.actual.onComplete();
		}

		@Override
		public void onError(Throwable failure) {
			if (this.call.attempt().isRefused() && failure instanceof SendmuxApiException refusal
					&& refusal.retryable()) {
				refused(refusal);
			}
			else {
				fail(failure);
			}
		}

		/**
		 * Release the permit before the subscriber learns how the attempt ended, because
		 * that may make the next call.
		 */
		private void release() {
			Permit permit;
			synchronized (this) {
				permit = this.permit;
				this.permit = null;
			}
			release(permit);
		}

		private void release(@Nullable Permit permit) {
			if (permit == null) {
				return;
			}
			try {
				permit.release();
			}
			catch (Throwable ex) {
				ThrownErrors.drop(ex, currentContext());
			}
		}

		private void refused(SendmuxApiException refusal) {
			RateLimitedExchange.this.refusals.increment();
			Permit permit;
			synchronized (this) {
				permit = this.permit;
				this.permit = null;
			}
			if (permit == null) {
				fail(refusal);
				return;
			}
			Duration asked = refusal.retryAfter();
			boolean tooLong = asked != null && asked.compareTo(RateLimitedExchange.this.maxRetryAfter) > 0;
			int refusals = this.call.addRefusal(RateLimitedExchange.this.budget.successes());
			if (tooLong || refusals >= MAX_REFUSALS || this.call.request().isProbe()) {
				this.call.disallowRetry();
				release(permit);
				fail(refusal);
				return;
			}
			try {
				waitFor(permit.reacquire(maxWait()), refusal);
			}
			catch (Throwable ex) {
				release(permit);
				fail(limiterFailed(this.call, ex));
			}
		}

		void fail(Throwable failure) {
			synchronized (this) {
				if (this.done) {
					Operators.onErrorDropped(failure, currentContext());
					return;
				}
				this.done = true;
			}
			release();
			this.actual.onError(failure);
		}

		@Override
		public void cancel() {
			Subscription upstream;
			synchronized (this) {
				this.cancelled = true;
				upstream = this.upstream;
			}
			if (upstream != null) {
				ThrownErrors.cancel(upstream, currentContext());
			}
			release();
		}

	}

	/**
	 * Receives the permit that was waited for. If there is none after a refusal, the
	 * refusal remains the reason.
	 */
	private final class PermitSubscriber implements CoreSubscriber<Permit> {

		private final Sending<?> sending;

		private final @Nullable SendmuxException refusal;

		private boolean emitted;

		PermitSubscriber(Sending<?> sending, @Nullable SendmuxException refusal) {
			this.sending = sending;
			this.refusal = refusal;
		}

		@Override
		public Context currentContext() {
			return this.sending.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			if (this.sending.take(subscription)) {
				subscription.request(Long.MAX_VALUE);
			}
		}

		@Override
		public void onNext(Permit permit) {
			this.emitted = true;
			if (this.sending.isTooLate()) {
				this.sending.release(permit);
				onError(new TimeoutException("The permit came after the time limit of the call"));
				return;
			}
			this.sending.waitEnds();
			this.sending.send(permit);
		}

		@Override
		public void onError(Throwable failure) {
			this.sending.waitEnds();
			this.sending.call.disallowRetry();
			this.sending.fail(translate(this.sending.call, failure));
		}

		@Override
		public void onComplete() {
			if (!this.emitted) {
				onError(new IllegalStateException("The rate limiter emitted no permit"));
			}
		}

		private Throwable translate(ApiCall<?> call, Throwable failure) {
			if (failure instanceof CancellationException) {
				return new SendmuxTransportException(call.describe(false, Attempt.Outcome.NOT_APPLIED),
						"the client was closed while the call waited for the rate limit", null);
			}
			if (failure instanceof TimeoutException) {
				return new SendmuxTimeoutException(call.describe(true, Attempt.Outcome.NOT_APPLIED),
						SendmuxTimeoutException.Bound.RATE_LIMIT, call.waited());
			}
			if (this.refusal != null && failure instanceof NotPermittedException) {
				return this.refusal;
			}
			return (failure instanceof NotPermittedException reason)
					? new SendmuxRateLimitException(call.describe(true, Attempt.Outcome.NOT_APPLIED), reason,
							RateLimitedExchange.this.latest.get())
					: limiterFailed(call, failure);
		}

	}

}
