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
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimiter.Permit;
import ai.sendmux.SendmuxRateLimiter.Priority;
import ai.sendmux.http.RateLimitQueue.Waiter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimitQueue}.
 */
class RateLimitQueueTests {

	private final RateLimitQueue queue = new RateLimitQueue();

	private final List<Waiter> cancelled = new ArrayList<>();

	private final RecordingSubscriber subscriber = new RecordingSubscriber();

	@Test
	void firstWhenSeveralWaitReturnsEarliest() {
		Waiter first = add(Priority.NORMAL);
		Waiter second = add(Priority.NORMAL);
		assertThat(this.queue.first()).isSameAs(first);
		Waiter atFront = waiter(Priority.NORMAL);
		this.queue.add(atFront, true);
		assertThat(this.queue.first()).isSameAs(atFront);
		this.queue.remove(atFront);
		this.queue.remove(first);
		assertThat(this.queue.first()).isSameAs(second);
		this.queue.remove(second);
		assertThat(this.queue.first()).isNull();
		assertThat(this.queue.isEmpty()).isTrue();
	}

	@Test
	void firstWhenRemovedWaiterIsAddedAgainPrecedesTheOther() {
		Waiter first = add(Priority.NORMAL);
		Waiter second = add(Priority.NORMAL);
		this.queue.remove(first);
		this.queue.add(first, true);
		assertThat(this.queue.first()).isSameAs(first);
		this.queue.remove(first);
		assertThat(this.queue.first()).isSameAs(second);
	}

	@Test
	void firstWhenFourNormalRequestsPrecededBulkIsBulk() {
		Waiter bulk = add(Priority.BULK);
		Waiter normal = add(Priority.NORMAL);
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < 4; i++) {
				assertThat(this.queue.first()).isSameAs(normal);
				this.queue.recordPermit(Priority.NORMAL);
			}
			assertThat(this.queue.first()).isSameAs(bulk);
			assertThat(this.queue.firstOfBulk()).isSameAs(bulk);
			this.queue.recordPermit(Priority.BULK);
		}
	}

	@Test
	void firstWhenNoBulkWaitedDoesNotCountNormalRequests() {
		Waiter normal = add(Priority.NORMAL);
		for (int i = 0; i < 4; i++) {
			this.queue.recordPermit(Priority.NORMAL);
		}
		Waiter bulk = add(Priority.BULK);
		assertThat(this.queue.first()).isSameAs(normal);
		this.queue.remove(normal);
		assertThat(this.queue.first()).isSameAs(bulk);
	}

	@Test
	void firstWhenBulkIsRemovedInItsTurnIsNormal() {
		Waiter bulk = add(Priority.BULK);
		Waiter normal = add(Priority.NORMAL);
		for (int i = 0; i < 4; i++) {
			this.queue.recordPermit(Priority.NORMAL);
		}
		this.queue.remove(bulk);
		assertThat(this.queue.first()).isSameAs(normal);
	}

	@Test
	void precedesWhenNormalRequestWaitsIsTrueForAll() {
		assertThat(this.queue.precedes(false)).isFalse();
		assertThat(this.queue.precedes(true)).isFalse();
		add(Priority.NORMAL);
		assertThat(this.queue.precedes(false)).isTrue();
		assertThat(this.queue.precedes(true)).isTrue();
	}

	@Test
	void precedesWhenBulkWaitsIsTrueForNormalRequestOnlyInTurnOfBulk() {
		Waiter bulk = add(Priority.BULK);
		for (int i = 0; i < 4; i++) {
			assertThat(this.queue.precedes(false)).isFalse();
			assertThat(this.queue.precedes(true)).isTrue();
			this.queue.recordPermit(Priority.NORMAL);
		}
		assertThat(this.queue.precedes(false)).isTrue();
		this.queue.remove(bulk);
		assertThat(this.queue.precedes(false)).isFalse();
		assertThat(this.queue.precedes(true)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "3, 5, 3", "4, 5, 5", "8, 5, 10", "8, 1, 9", "8, 0, 8" })
	void aheadWhenBulkWaitsCountsOnePerFourNormal(int normal, int bulk, int ahead) {
		for (int i = 0; i < normal; i++) {
			add(Priority.NORMAL);
		}
		for (int i = 0; i < bulk; i++) {
			add(Priority.BULK);
		}
		assertThat(this.queue.ahead(Priority.NORMAL)).isEqualTo(ahead);
		assertThat(this.queue.ahead(Priority.BULK)).isZero();
		assertThat(this.queue.size()).isEqualTo(normal + bulk);
	}

	@Test
	void nextDeadlineWhenSeveralWaitIsEarliestOfNormal() {
		assertThat(this.queue.nextDeadline()).isEqualTo(Long.MAX_VALUE);
		add(Priority.BULK, 100);
		assertThat(this.queue.nextDeadline()).isEqualTo(Long.MAX_VALUE);
		add(Priority.NORMAL, 300);
		Waiter first = add(Priority.NORMAL, 200);
		add(Priority.NORMAL, 400);
		assertThat(this.queue.nextDeadline()).isEqualTo(200);
		assertThat(this.queue.firstExpired(199)).isNull();
		assertThat(this.queue.firstExpired(200)).isSameAs(first);
		this.queue.remove(first);
		assertThat(this.queue.firstExpired(200)).isNull();
		assertThat(this.queue.nextDeadline()).isEqualTo(300);
	}

	@Test
	void nextDeadlineWhenManyAreRemovedIsThatOfRemaining() {
		List<Waiter> waiters = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			waiters.add(add(Priority.NORMAL, i));
		}
		for (int i = 0; i < 300; i++) {
			if (i != 150 && i != 250) {
				this.queue.remove(waiters.get(i));
			}
		}
		assertThat(this.queue.nextDeadline()).isEqualTo(150);
		this.queue.remove(waiters.get(150));
		assertThat(this.queue.nextDeadline()).isEqualTo(250);
	}

	@Test
	void emitWhenWaitingEmitsPermitAndCompletes() {
		Waiter waiter = waiter(Priority.NORMAL);
		RecordingPermit permit = new RecordingPermit();
		assertThat(waiter.isWaiting()).isTrue();
		waiter.emit(permit);
		assertThat(waiter.isWaiting()).isFalse();
		waiter.fail(new IllegalStateException("late"));
		waiter.cancel();
		assertThat(this.subscriber.signals).containsExactly(permit, "complete");
		assertThat(this.cancelled).isEmpty();
		assertThat(permit.released).isFalse();
	}

	@Test
	void emitWhenCancelledReleasesPermit() {
		Waiter waiter = waiter(Priority.NORMAL);
		waiter.cancel();
		waiter.cancel();
		assertThat(this.cancelled).containsExactly(waiter);
		assertThat(waiter.isWaiting()).isFalse();
		RecordingPermit permit = new RecordingPermit();
		waiter.emit(permit);
		waiter.fail(new IllegalStateException("late"));
		assertThat(permit.released).isTrue();
		assertThat(this.subscriber.signals).isEmpty();
	}

	private Waiter add(Priority priority) {
		return add(priority, 1000);
	}

	private Waiter add(Priority priority, long deadline) {
		Waiter waiter = waiter(priority);
		waiter.expireAt(deadline);
		this.queue.add(waiter, false);
		return waiter;
	}

	private Waiter waiter(Priority priority) {
		return new Waiter(this.subscriber, priority, 1000, this.cancelled::add);
	}

	private static final class RecordingSubscriber extends BaseSubscriber<Permit> {

		private final List<Object> signals = new ArrayList<>();

		@Override
		protected void hookOnNext(Permit permit) {
			this.signals.add(permit);
		}

		@Override
		protected void hookOnComplete() {
			this.signals.add("complete");
		}

		@Override
		protected void hookOnError(Throwable failure) {
			this.signals.add(failure);
		}

	}

	private static final class RecordingPermit implements Permit {

		private boolean released;

		@Override
		public void report(SendmuxRateLimit rateLimit, Duration untilReset) {
		}

		@Override
		public void reportNoLimit() {
		}

		@Override
		public void reportRefusal(@Nullable Duration retryAfter) {
		}

		@Override
		public Mono<Permit> reacquire(Duration maxWait) {
			return Mono.never();
		}

		@Override
		public void release() {
			this.released = true;
		}

	}

}
