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

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import ai.sendmux.SendmuxRateLimiter.Permit;
import ai.sendmux.SendmuxRateLimiter.Priority;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * Requests that wait for a limit. It is guarded by the lock of the limit.
 */
final class RateLimitQueue {

	private static final int NORMAL_PER_BULK = 4;

	private static final int MIN_GARBAGE = 64;

	private final WaitQueue normal = new WaitQueue();

	private final WaitQueue bulk = new WaitQueue();

	/**
	 * The waiters with a deadline, the next one first. Those that have left are removed
	 * from time to time.
	 */
	private final PriorityQueue<Waiter> deadlines = new PriorityQueue<>(
			Comparator.comparingLong((waiter) -> waiter.deadline));

	private int normalSinceBulk;

	boolean isEmpty() {
		return size() == 0;
	}

	int size() {
		return this.normal.size + this.bulk.size;
	}

	/**
	 * Whether a request that arrives now is preceded by one that waits.
	 */
	boolean precedes(boolean bulk) {
		return this.normal.size > 0 || (this.bulk.size > 0 && (bulk || isBulkTurn()));
	}

	/**
	 * Bulk work goes after every few requests that precede it, so that it is not starved.
	 */
	boolean isBulkTurn() {
		return this.normalSinceBulk >= NORMAL_PER_BULK;
	}

	/**
	 * The number of requests that go before one that arrives now.
	 */
	int ahead(Priority priority) {
		return (priority == Priority.BULK) ? 0
				: this.normal.size + Math.min(this.bulk.size, this.normal.size / NORMAL_PER_BULK);
	}

	void add(Waiter waiter, boolean atFront) {
		queueOf(waiter).add(waiter, atFront);
		if (!waiter.isBulk()) {
			this.deadlines.add(waiter);
		}
	}

	void remove(Waiter waiter) {
		queueOf(waiter).remove(waiter);
		if (this.deadlines.size() > 2 * this.normal.size + MIN_GARBAGE) {
			this.deadlines.removeIf((other) -> !other.queued);
		}
	}

	private WaitQueue queueOf(Waiter waiter) {
		return waiter.isBulk() ? this.bulk : this.normal;
	}

	@Nullable Waiter first() {
		return (this.normal.size == 0 || (isBulkTurn() && this.bulk.size > 0)) ? this.bulk.first : this.normal.first;
	}

	@Nullable Waiter firstOfBulk() {
		return this.bulk.first;
	}

	void recordPermit(Priority priority) {
		if (priority == Priority.BULK) {
			this.normalSinceBulk = 0;
		}
		else if (this.bulk.size > 0) {
			this.normalSinceBulk++;
		}
	}

	/**
	 * Return a request that has waited for too long.
	 */
	@Nullable Waiter firstExpired(long now) {
		return (nextDeadline() <= now) ? this.deadlines.peek() : null;
	}

	long nextDeadline() {
		Waiter first = this.deadlines.peek();
		while (first != null && !first.queued) {
			this.deadlines.poll();
			first = this.deadlines.peek();
		}
		return (first != null) ? first.deadline : Long.MAX_VALUE;
	}

	/**
	 * Waiters in the order of their arrival.
	 */
	private static final class WaitQueue {

		private @Nullable Waiter first;

		private @Nullable Waiter last;

		private int size;

		void add(Waiter waiter, boolean atFront) {
			waiter.previous = atFront ? null : this.last;
			waiter.next = atFront ? this.first : null;
			link(waiter.previous, waiter);
			link(waiter, waiter.next);
			waiter.queued = true;
			this.size++;
		}

		void remove(Waiter waiter) {
			if (waiter.queued) {
				link(waiter.previous, waiter.next);
				waiter.previous = null;
				waiter.next = null;
				waiter.queued = false;
				this.size--;
			}
		}

		private void link(@Nullable Waiter before, @Nullable Waiter after) {
			if (before != null) {
				before.next = after;
			}
			else {
				this.first = after;
			}
			if (after != null) {
				after.previous = before;
			}
			else {
				this.last = before;
			}
		}

	}

	/**
	 * A request that waits, and the subscription of who wants its permit.
	 */
	static final class Waiter implements Subscription {

		private final CoreSubscriber<? super Permit> actual;

		private final Consumer<Waiter> onCancel;

		private final AtomicBoolean done = new AtomicBoolean();

		private final Priority priority;

		private final long maxWait;

		private long deadline;

		private boolean queued;

		private @Nullable Waiter previous;

		private @Nullable Waiter next;

		Waiter(CoreSubscriber<? super Permit> actual, Priority priority, long maxWait, Consumer<Waiter> onCancel) {
			this.actual = actual;
			this.priority = priority;
			this.maxWait = maxWait;
			this.onCancel = onCancel;
		}

		Priority priority() {
			return this.priority;
		}

		boolean isBulk() {
			return this.priority == Priority.BULK;
		}

		long maxWait() {
			return this.maxWait;
		}

		void expireAt(long deadline) {
			this.deadline = deadline;
		}

		boolean isWaiting() {
			return !this.done.get();
		}

		/**
		 * A permit that nobody takes is released.
		 */
		void emit(Permit permit) {
			if (!this.done.compareAndSet(false, true)) {
				permit.release();
				return;
			}
			this.actual.onNext(permit);
			this.actual.onComplete();
		}

		void fail(Throwable failure) {
			if (this.done.compareAndSet(false, true)) {
				this.actual.onError(failure);
			}
		}

		@Override
		public void request(long elements) {
			Operators.validate(elements);
		}

		@Override
		public void cancel() {
			if (this.done.compareAndSet(false, true)) {
				this.onCancel.accept(this);
			}
		}

	}

}
