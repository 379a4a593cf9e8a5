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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimiter.Permit;
import ai.sendmux.SendmuxRateLimiter.Priority;
import ai.sendmux.http.SharedPermits.Grant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a {@link RateLimiter} that takes its permits from {@link SharedPermits}.
 */
class RateLimiterSharedTests {

	private static final String KEY = "credential";

	private static final SendmuxRateLimit LIMIT = new SendmuxRateLimit(100, 99, Instant.parse("2026-11-25T12:00:00Z"));

	private final RecordedPermits shared = new RecordedPermits();

	private final List<Permit> permits = new ArrayList<>();

	private final List<Disposable> waiting = new ArrayList<>();

	private VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private RateLimiter limiter = limiter();

	@BeforeEach
	void useVirtualTime() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.limiter = limiter();
	}

	@AfterEach
	void useRealTime() {
		this.waiting.forEach(Disposable::dispose);
		VirtualTimeScheduler.reset();
	}

	@Test
	void acquireWhenPermitsAreSharedWaitsForGrant() {
		acquire(1);
		assertThat(this.permits).isEmpty();
		this.shared.grant(1, Duration.ZERO);
		assertThat(this.permits).hasSize(1);
		assertThat(this.shared.returned).isZero();
	}

	@Test
	void acquireWhenManyWaitRequestsAtMostSixteenPermits() {
		acquire(20);
		assertThat(this.shared.asked).containsExactly(1);
		this.shared.grant(1, Duration.ZERO);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.shared.asked).containsExactly(1, 16);
		this.shared.grant(16, Duration.ZERO);
		assertThat(this.permits).hasSize(17);
		assertThat(this.shared.asked).containsExactly(1, 16, 3);
	}

	@Test
	void acquireWhenNothingIsGrantedRetriesAfterGrantedDelay() {
		acquire(1);
		this.shared.grant(0, Duration.ofSeconds(2));
		this.time.advanceTimeBy(Duration.ofMillis(1999));
		assertThat(this.shared.asked).hasSize(1);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.shared.asked).hasSize(2);
	}

	@Test
	void acquireWhenSharingFailsOnceRetriesAfterTenthOfSecond() {
		acquire(1);
		this.shared.fail();
		this.time.advanceTimeBy(Duration.ofMillis(99));
		assertThat(this.shared.asked).hasSize(1);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.shared.asked).hasSize(2);
	}

	@Test
	void acquireWhenGrantIsPendingDoesNotPoll() {
		acquire(2);
		this.time.advanceTimeBy(Duration.ofSeconds(59));
		assertThat(this.shared.asked).containsExactly(1);
		assertThat(this.time.getScheduledTaskCount()).isOne();
	}

	@Test
	void acquireWhenRefusedRequestsPermitAfterRetryAfter() {
		refuseFor(Duration.ofSeconds(2));
		acquire(1);
		this.time.advanceTimeBy(Duration.ofMillis(1999));
		assertThat(this.shared.asked).isEmpty();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.shared.asked).containsExactly(1);
		assertThat(this.time.getScheduledTaskCount()).isLessThan(5);
	}

	@Test
	void acquireWhenRefusedWhileGrantIsPendingWaitsForRetryAfter() {
		acquire(1);
		refuseFor(Duration.ofSeconds(2));
		this.shared.grant(1, Duration.ZERO);
		this.time.advanceTimeBy(Duration.ofMillis(1999));
		assertThat(this.permits).isEmpty();
		assertThat(this.shared.asked).containsExactly(1);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.permits).hasSize(1);
		assertThat(this.time.getScheduledTaskCount()).isLessThan(5);
	}

	@Test
	void acquireWhenCancelledAfterGrantReturnsPermitAtOnce() {
		acquire(1);
		refuseFor(Duration.ofSeconds(2));
		this.shared.grant(1, Duration.ZERO);
		assertThat(this.shared.returned).isZero();
		this.waiting.forEach(Disposable::dispose);
		assertThat(this.shared.returned).isEqualTo(1);
	}

	@Test
	void acquireWhenAllWaitersAreCancelledReturnsPermits() {
		acquire(2);
		this.waiting.forEach(Disposable::dispose);
		this.shared.grant(1, Duration.ZERO);
		assertThat(this.permits).isEmpty();
		assertThat(this.shared.returned).isEqualTo(1);
	}

	@Test
	void acquireWhenSharingFailsIsLimitedLocally() {
		acquire(2);
		this.shared.available = false;
		this.shared.fail();
		assertThat(this.permits).hasSize(2);
	}

	@Test
	void acquireWhenSharingEndsDuringWaitIsLimitedLocally() {
		acquire(2);
		this.shared.available = false;
		this.shared.listener.run();
		assertThat(this.permits).hasSize(2);
	}

	@Test
	void acquireWhenNothingIsGrantedForTooLongFails() {
		List<Throwable> failures = new ArrayList<>();
		this.waiting.add(this.limiter.acquire(KEY, Priority.NORMAL, Duration.ofSeconds(3)).subscribe((permit) -> {
		}, failures::add));
		this.time.advanceTimeBy(Duration.ofSeconds(4));
		assertThat(failures).hasSize(1);
	}

	@Test
	void tryAcquireWhenRequestIsProbeNeedsNoGrant() {
		assertThat(this.limiter.tryAcquire(KEY, Priority.PROBE)).isNotNull();
		assertThat(this.shared.asked).isEmpty();
	}

	@Test
	void permitWhenResponseReportsLimitForwardsToSharedPermits() {
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		acquire(1);
		this.shared.grant(1, Duration.ZERO);
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		Permit permit = this.permits.get(0);
		permit.report(LIMIT, Duration.ofSeconds(5));
		permit.reportNoLimit();
		permit.reportRefusal(Duration.ofSeconds(7));
		assertThat(this.shared.reported).containsExactly("99 PT5S", "no limit", "refusal PT7S");
		assertThat(this.shared.sinceSent).isEqualTo(Duration.ofSeconds(3));
	}

	private void refuseFor(Duration retryAfter) {
		Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.PROBE)).reportRefusal(retryAfter);
	}

	@Test
	void permitWhenRefusedForLongerThanAnyLimitReportsTheLongestTime() {
		acquire(1);
		this.shared.grant(1, Duration.ZERO);
		this.permits.get(0).reportRefusal(Duration.ofSeconds(Long.MAX_VALUE));
		assertThat(this.shared.reported).containsExactly("refusal " + ApiSettings.Bounds.MAX_DURATION);
	}

	private void acquire(int count) {
		for (int i = 0; i < count; i++) {
			this.waiting
				.add(this.limiter.acquire(KEY, Priority.NORMAL, Duration.ofSeconds(60)).subscribe(this.permits::add));
		}
	}

	private RateLimiter limiter() {
		return new RateLimiter(100, Duration.ofSeconds(60), new ApiScheduler(), this.shared);
	}

	private static final class RecordedPermits implements SharedPermits {

		private final List<Integer> asked = new ArrayList<>();

		private final List<String> reported = new ArrayList<>();

		private Sinks.One<Grant> grant = Sinks.one();

		private Runnable listener = () -> {
		};

		private boolean available = true;

		private int returned;

		private Duration sinceSent = Duration.ofDays(1);

		void grant(int permits, Duration untilNext) {
			this.grant.tryEmitValue(new Grant(permits, untilNext));
		}

		void fail() {
			this.grant.tryEmitError(new IllegalStateException("No Redis"));
		}

		@Override
		public void addClient(String client, String credential, @Nullable Mono<String> identity) {
		}

		@Override
		public boolean isShared(String client) {
			return this.available;
		}

		@Override
		public long failures() {
			return 0;
		}

		@Override
		public boolean isAvailable(String credential) {
			return this.available;
		}

		@Override
		public Mono<Grant> acquire(String credential, int count) {
			this.asked.add(count);
			this.grant = Sinks.one();
			return this.grant.asMono();
		}

		@Override
		public void giveBack(String credential, int count) {
			this.returned += count;
		}

		@Override
		public void report(String credential, SendmuxRateLimit rateLimit, Duration untilReset, Duration sinceSent) {
			this.reported.add(rateLimit.remaining() + " " + untilReset);
			this.sinceSent = sinceSent;
		}

		@Override
		public void reportNoLimit(String credential) {
			this.reported.add("no limit");
		}

		@Override
		public void reportRefusal(String credential, @Nullable Duration retryAfter) {
			this.reported.add("refusal " + retryAfter);
		}

		@Override
		public void onAvailabilityChange(Runnable listener) {
			this.listener = listener;
		}

	}

}
