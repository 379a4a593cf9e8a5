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

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Signals what a source throws. Reactor throws an {@link Error} such as
 * {@link NoClassDefFoundError} to the caller of {@code subscribe} or {@code request},
 * which is often an event loop, and the subscriber would wait for ever.
 */
public final class ThrownErrors {

	private static final Log logger = LogFactory.getLog("ai.sendmux.client");

	private ThrownErrors() {
	}

	/**
	 * Emit what the source emits, and fail with what it signals or throws.
	 * @param source the source
	 * @param <T> the type of the elements
	 * @return a {@link Flux} that always ends
	 */
	public static <T> Flux<T> signal(Publisher<T> source) {
		return new Flux<T>() {

			@Override
			public void subscribe(CoreSubscriber<? super T> actual) {
				Guard<T> guard = new Guard<>(actual, null);
				try {
					source.subscribe(guard);
				}
				catch (Throwable ex) {
					guard.thrown(ex);
				}
			}

		};
	}

	/**
	 * Emit what the source emits, and recover from what it signals or throws.
	 */
	static <T> Mono<T> recover(Supplier<Mono<T>> source, Recovery<T> recovery) {
		return new Mono<T>() {

			@Override
			public void subscribe(CoreSubscriber<? super T> actual) {
				Guard<T> guard = new Guard<>(actual, recovery);
				try {
					source.get().subscribe(guard);
				}
				catch (Throwable ex) {
					guard.thrown(ex);
				}
			}

		};
	}

	/**
	 * Cancel a subscription. What user code throws meanwhile must not keep the caller
	 * from what it has to do afterwards.
	 */
	static void cancel(Subscription subscription, Context context) {
		try {
			subscription.cancel();
		}
		catch (Throwable ex) {
			drop(ex, context);
		}
	}

	/**
	 * Drop a failure that nobody receives. A hook of the application may throw it.
	 */
	static void drop(Throwable failure, Context context) {
		try {
			Operators.onErrorDropped(failure, context);
		}
		catch (Throwable ex) {
			logger.error("A hook of the application failed for a dropped error: " + ex.getClass().getName());
		}
	}

	/**
	 * Finds what to emit instead of a failure.
	 *
	 * @param <T> the type of the value
	 */
	@FunctionalInterface
	interface Recovery<T> {

		/**
		 * Return the value to emit, or throw the exception to fail with.
		 * @param failure the failure, or {@code null} if the source was empty
		 */
		T recover(@Nullable Throwable failure);

	}

	private static final class Guard<T> implements CoreSubscriber<T>, Subscription {

		@SuppressWarnings("rawtypes")
		private static final AtomicIntegerFieldUpdater<Guard> DONE = AtomicIntegerFieldUpdater.newUpdater(Guard.class,
				"done");

		private final CoreSubscriber<? super T> actual;

		private final @Nullable Recovery<T> recovery;

		private volatile int done;

		private volatile @Nullable Subscription subscription;

		private boolean emitted;

		private volatile @Nullable Throwable thrownDownstream;

		Guard(CoreSubscriber<? super T> actual, @Nullable Recovery<T> recovery) {
			this.actual = actual;
			this.recovery = recovery;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			if (Operators.validate(this.subscription, subscription)) {
				this.subscription = subscription;
				this.actual.onSubscribe(this);
			}
		}

		@Override
		public void onNext(T value) {
			if (this.done == 1) {
				Operators.onNextDropped(value, currentContext());
				return;
			}
			this.emitted = true;
			try {
				this.actual.onNext(value);
			}
			catch (Throwable ex) {
				this.thrownDownstream = ex;
				throw ex;
			}
		}

		@Override
		public void onComplete() {
			if (DONE.compareAndSet(this, 0, 1)) {
				if (this.recovery != null && !this.emitted) {
					recover(this.recovery, null);
				}
				else {
					this.actual.onComplete();
				}
			}
		}

		@Override
		public void onError(Throwable failure) {
			if (!DONE.compareAndSet(this, 0, 1)) {
				Operators.onErrorDropped(failure, currentContext());
			}
			else if (this.recovery != null && !this.emitted) {
				recover(this.recovery, failure);
			}
			else {
				this.actual.onError(failure);
			}
		}

		private void recover(Recovery<T> recovery, @Nullable Throwable failure) {
			T value;
			try {
				value = recovery.recover(failure);
			}
			catch (Throwable ex) {
				this.actual.onError(ex);
				return;
			}
			this.actual.onNext(value);
			this.actual.onComplete();
		}

		/**
		 * What the subscriber itself threw is not signaled to it.
		 */
		private void thrown(Throwable failure) {
			if (this.done == 1 || failure == this.thrownDownstream) {
				throw Exceptions.propagate(failure);
			}
			Subscription subscription = this.subscription;
			if (subscription == null) {
				this.actual.onSubscribe(Operators.emptySubscription());
			}
			else {
				ThrownErrors.cancel(subscription, currentContext());
			}
			onError(failure);
		}

		@Override
		public void request(long elements) {
			Subscription subscription = this.subscription;
			if (subscription != null) {
				try {
					subscription.request(elements);
				}
				catch (Throwable ex) {
					thrown(ex);
				}
			}
		}

		@Override
		public void cancel() {
			Subscription subscription = this.subscription;
			if (subscription != null) {
				subscription.cancel();
			}
		}

	}

}
