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
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimiter.NotPermittedException;
import ai.sendmux.SendmuxRateLimiter.Permit;
import ai.sendmux.SendmuxRateLimiter.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when a {@link RateLimiter} gives permits, to the millisecond, and how often
 * it wakes up for that. The time is 1000 when a test begins, and 0 at {@code START}.
 */
@Isolated
class RateLimiterTimingTests {

	private static final String KEY = "credential";

	private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	private static final Duration LONG = Duration.ofHours(2);

	private final List<Permit> permits = new ArrayList<>();

	private final List<Throwable> failures = new ArrayList<>();

	private final List<Disposable> waiting = new ArrayList<>();

	private double random = 0.25;

	private VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private RateLimiter limiter = limiter();

	@BeforeEach
	void useVirtualTime() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.limiter = limiter();
		advanceTo(1000);
	}

	@AfterEach
	void useRealTime() {
		this.waiting.forEach(Disposable::dispose);
		VirtualTimeScheduler.reset();
	}

	@Test
	void acquireWhenNoLimitReportedPermitsMoreAfterHalfSecond() {
		acquire(16);
		assertPermitsAt(1499, 4);
		assertPermitsAt(1500, 16);
		assertThat(this.time.getScheduledTaskCount()).isOne();
	}

	@Test
	void acquireWhenFirstRequestsEndPermitsMoreAfterTenthOfSecond() {
		acquire(5);
		advanceTo(1050);
		this.permits.forEach(Permit::release);
		assertPermitsAt(1099, 4);
		assertPermitsAt(1100, 5);
		assertThat(this.time.getScheduledTaskCount()).isEqualTo(2);
	}

	@Test
	void acquireWhenExhaustedPermitsOneEachSecondAfterJitter() {
		report(probe(), 0, 10);
		acquire(3);
		assertPermitsAt(10_024, 0);
		assertPermitsAt(10_025, 1);
		assertPermitsAt(11_024, 1);
		assertPermitsAt(11_025, 2);
		assertPermitsAt(12_025, 3);
		assertThat(this.time.getScheduledTaskCount()).isEqualTo(3);
	}

	@Test
	void acquireWhenCalledDuringJitterKeepsPermitTime() {
		report(probe(), 0, 10);
		acquire(1);
		advanceTo(10_010);
		acquire(1);
		assertPermitsAt(10_024, 0);
		assertPermitsAt(10_025, 1);
	}

	@Test
	void acquireWhenExhaustedForLongIsPermittedOnceAMinute() {
		report(probe(), 0, 3600);
		acquire(2);
		assertPermitsAt(60_999, 0);
		assertPermitsAt(61_000, 1);
		assertPermitsAt(120_999, 1);
		assertPermitsAt(121_000, 2);
		assertThat(this.time.getScheduledTaskCount()).isEqualTo(2);
	}

	@Test
	void acquireWhenInFlightRequestsOutlastWindowPermitsNext() {
		Permit probe = probe();
		report(probe, 1, 10);
		probe.reportNoLimit();
		acquire(3);
		assertPermitsAt(10_024, 1);
		assertPermitsAt(10_025, 2);
		assertPermitsAt(11_024, 2);
		assertPermitsAt(11_025, 3);
		assertThat(this.time.getScheduledTaskCount()).isLessThan(20);
	}

	@Test
	void acquireWhenBulkIsPermittedAtTheEndOfTheReserve() {
		report(probe(), 5, 11);
		acquireBulk(LONG);
		assertPermitsAt(3999, 0);
		assertPermitsAt(4000, 1);
		assertThat(this.time.getScheduledTaskCount()).isLessThan(20);
	}

	@Test
	void acquireWhenBulkWaitsAsLongAsTheLimitIsExhaustedIsNotRefused() {
		report(probe(), 0, 11);
		acquireBulk(Duration.ofSeconds(10));
		assertThat(this.failures).isEmpty();
		acquireBulk(Duration.ofMillis(9999));
		assertThat(this.failures).hasSize(1);
	}

	@Test
	void acquireWhenWindowIsAssumedPermitsItsLimit() {
		probe().report(new SendmuxRateLimit(4, 3, START.plusSeconds(2)), Duration.ofSeconds(1));
		advanceTo(2000);
		Permit permit = Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.NORMAL));
		acquire(5);
		assertPermitsAt(6000, 3);
		assertThat(this.time.getScheduledTaskCount()).isLessThan(20);
		permit.release();
		assertThat(this.permits).hasSize(4);
	}

	@Test
	void acquireWhenOthersTriedWindowFirstWaitsAndTakesShare() {
		report(probe(), 0, 10);
		acquire(30);
		advanceTo(10_100);
		report(this.permits.get(0), 89, 20);
		this.permits.get(0).release();
		assertPermitsAt(10_119, 1);
		assertPermitsAt(10_120, 9);
		assertThat(this.time.getScheduledTaskCount()).isLessThan(10);
	}

	@Test
	void tryAcquireWhenOthersTriedWindowFirstIsDelayed() {
		report(probe(), 0, 10);
		acquire(1);
		advanceTo(10_100);
		report(this.permits.get(0), 89, 20);
		advanceTo(10_119);
		assertThat(this.limiter.tryAcquire(KEY, Priority.NORMAL)).isNull();
		advanceTo(10_120);
		assertThat(this.limiter.tryAcquire(KEY, Priority.NORMAL)).isNotNull();
	}

	@Test
	void acquireWhenNoneWaitedForResetIgnoresOthers() {
		report(probe(), 0, 10);
		advanceTo(10_000);
		Permit permit = Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.NORMAL));
		report(permit, 89, 20);
		acquire(30);
		assertThat(this.permits).hasSize(30);
	}

	@Test
	void acquireWhenWindowIsTriedAgainIgnoresOthers() {
		this.random = 0;
		report(probe(), 0, 10);
		acquire(30);
		assertPermitsAt(10_000, 1);
		assertPermitsAt(11_000, 2);
		report(this.permits.get(1), 89, 20);
		this.permits.get(1).release();
		assertThat(this.permits).hasSize(30);
	}

	@Test
	void acquireWhenOthersUseUnexhaustedWindowPermitsWholeNext() {
		report(probe(), 50, 10);
		advanceTo(10_000);
		Permit permit = Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.NORMAL));
		advanceTo(10_010);
		report(permit, 89, 20);
		acquire(30);
		assertThat(this.permits).hasSize(30);
	}

	@Test
	void acquireWhenLimitIsSharedPermitsInRounds() {
		shareWithOthers();
		acquire(10);
		assertPermitsAt(1100, 4);
		this.permits.forEach(Permit::release);
		assertPermitsAt(1149, 4);
		assertPermitsAt(1150, 5);
		assertThat(this.time.getScheduledTaskCount()).isLessThan(10);
	}

	@Test
	void acquireWhenLimitIsSharedAndRoundDoesNotEndWaitsHalfASecond() {
		shareWithOthers();
		acquire(10);
		assertPermitsAt(1499, 4);
		assertPermitsAt(1500, 5);
		assertThat(this.time.getScheduledTaskCount()).isLessThan(10);
	}

	@Test
	void acquireWhenRequestIsProbeDoesNotWait() {
		report(probe(), 0, 10);
		this.waiting.add(this.limiter.acquire(KEY, Priority.PROBE, Duration.ZERO).subscribe(this.permits::add));
		assertThat(this.permits).hasSize(1);
	}

	@Test
	void reacquireWhenRefusedPrecedesWaiters() {
		Permit refused = Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.NORMAL));
		report(refused, 0, 10);
		refused.reportRefusal(Duration.ofSeconds(9));
		acquire(1);
		List<Permit> reacquired = new ArrayList<>();
		this.waiting.add(refused.reacquire(LONG).subscribe(reacquired::add));
		assertPermitsAt(10_025, 0);
		assertThat(reacquired).hasSize(1);
		assertPermitsAt(11_025, 1);
	}

	@Test
	void reacquireWhenRequestsRemainIsPermittedInsteadOfTheFirst() {
		report(probe(), 1, 10);
		Permit permit = Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.NORMAL));
		this.waiting.add(permit.reacquire(LONG).subscribe(this.permits::add));
		assertThat(this.permits).hasSize(1);
	}

	@Test
	void tryAcquireWhenRequestIsProbeCountsAsOwn() {
		Permit permit = Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.NORMAL));
		report(permit, 99, 10);
		permit.reportNoLimit();
		permit.release();
		report(probe(), 98, 10);
		acquire(90);
		assertThat(this.permits).hasSize(90);
	}

	@Test
	void reportWhenFirstIsOfProbeCountsItAsOwn() {
		report(probe(), 99, 10);
		Permit permit = Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.NORMAL));
		report(permit, 98, 10);
		permit.reportNoLimit();
		permit.release();
		acquire(90);
		assertThat(this.permits).hasSize(90);
	}

	@Test
	void forgetWhenExhaustedPermitsWaiters() {
		report(probe(), 0, 10);
		acquire(2);
		assertThat(this.permits).isEmpty();
		this.limiter.forget();
		assertThat(this.permits).hasSize(2);
	}

	@Test
	void forgetWhenRequestWasSentBeforeIgnoresItsReport() {
		Permit before = probe();
		this.limiter.forget();
		report(before, 0, 10);
		before.reportRefusal(Duration.ofSeconds(10));
		assertThat(this.limiter.tryAcquire(KEY, Priority.NORMAL)).isNotNull();
		report(probe(), 0, 10);
		assertThat(this.limiter.tryAcquire(KEY, Priority.NORMAL)).isNull();
	}

	@Test
	void reportRefusalWhenOfEarlierWindowIsIgnored() {
		Permit refused = probe();
		advanceTo(1500);
		report(probe(), 50, 20);
		report(refused, 0, 10);
		refused.reportRefusal(Duration.ofSeconds(10));
		assertThat(this.limiter.tryAcquire(KEY, Priority.NORMAL)).isNotNull();
	}

	@Test
	void acquireWhenClosedFails() {
		this.limiter.close();
		acquire(1);
		assertThat(this.failures).singleElement()
			.isInstanceOf(CancellationException.class)
			.hasToString("java.util.concurrent.CancellationException: The rate limiter is closed");
	}

	@Test
	void acquireWhenTooManyWaitFailsWithTheTimeUntilThePermit() {
		report(probe(), 0, 10);
		acquire(101);
		assertThat(this.failures).singleElement().isInstanceOfSatisfying(NotPermittedException.class, (ex) -> {
			assertThat(ex).hasMessage("Too many requests wait for the rate limit");
			assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(18));
		});
	}

	@Test
	void acquireWhenSubscriberThrowsDropsErrorAndPermitsNext() {
		List<Throwable> dropped = new ArrayList<>();
		Hooks.onErrorDropped(dropped::add);
		try {
			report(probe(), 0, 10);
			this.limiter.acquire(KEY, Priority.NORMAL, LONG).subscribe(new ThrowingSubscriber());
			acquire(1);
			assertPermitsAt(10_025, 0);
			assertThat(dropped).singleElement().isInstanceOf(IllegalStateException.class);
			assertPermitsAt(11_025, 1);
		}
		finally {
			Hooks.resetOnErrorDropped();
		}
	}

	/**
	 * Use a twentieth of the limit, so that the next round has four requests.
	 */
	private void shareWithOthers() {
		for (int remaining : new int[] { 99, 79 }) {
			Permit permit = Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.NORMAL));
			report(permit, remaining, 10);
			permit.reportNoLimit();
			permit.release();
		}
	}

	private void acquire(int count) {
		for (int i = 0; i < count; i++) {
			this.waiting
				.add(this.limiter.acquire(KEY, Priority.NORMAL, LONG).subscribe(this.permits::add, this.failures::add));
		}
	}

	private void acquireBulk(Duration maxWait) {
		this.waiting
			.add(this.limiter.acquire(KEY, Priority.BULK, maxWait).subscribe(this.permits::add, this.failures::add));
	}

	private Permit probe() {
		return Objects.requireNonNull(this.limiter.tryAcquire(KEY, Priority.PROBE));
	}

	private static void report(Permit permit, long remaining, long resetSeconds) {
		permit.report(new SendmuxRateLimit(100, remaining, START.plusSeconds(resetSeconds)),
				Duration.ofMillis(resetSeconds * 1000 - now()));
	}

	private void assertPermitsAt(long time, int count) {
		advanceTo(time);
		assertThat(this.permits).as("at %d", time).hasSize(count);
	}

	private void advanceTo(long time) {
		this.time.advanceTimeBy(Duration.ofMillis(time - now()));
	}

	private static long now() {
		return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
	}

	private RateLimiter limiter() {
		return new RateLimiter(100, Duration.ofSeconds(60), new ApiScheduler(), null, () -> this.random);
	}

	private static final class ThrowingSubscriber implements CoreSubscriber<Permit> {

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(1);
		}

		@Override
		public void onNext(Permit permit) {
			throw new IllegalStateException("deliberate");
		}

		@Override
		public void onError(Throwable failure) {
		}

		@Override
		public void onComplete() {
		}

	}

}
