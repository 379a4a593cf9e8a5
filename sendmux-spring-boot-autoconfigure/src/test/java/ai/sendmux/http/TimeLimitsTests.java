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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiScheduler.TimeLimits}.
 */
@Isolated
class TimeLimitsTests {

	private final ApiScheduler application = new ApiScheduler();

	private final ApiScheduler.TimeLimits timeLimits = this.application.timeLimits();

	private final List<String> ended = new ArrayList<>();

	private VirtualTimeScheduler time;

	@BeforeEach
	void stopTime() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void resumeTime() {
		this.application.close();
		VirtualTimeScheduler.reset();
	}

	@Test
	void waitWhenTimeHasElapsedEnds() {
		waitFor("wait", 100);
		advance(99);
		assertThat(this.ended).isEmpty();
		advance(1);
		assertThat(this.ended).containsExactly("wait");
	}

	@Test
	void waitWhenShorterButLaterEndsFirst() {
		waitFor("long", 100);
		advance(10);
		waitFor("short", 20);
		advance(20);
		assertThat(this.ended).containsExactly("short");
		advance(70);
		assertThat(this.ended).containsExactly("short", "long");
	}

	@Test
	void waitWhenSeveralHaveSameTimeAllEnd() {
		waitFor("one", 100);
		waitFor("two", 100);
		advance(100);
		assertThat(this.ended).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void waitWhenStartedAfterLastEndedEnds() {
		waitFor("one", 100);
		advance(100);
		waitFor("two", 100);
		advance(100);
		assertThat(this.ended).containsExactly("one", "two");
	}

	@Test
	void waitWhenTimeIsNotPositiveEndsAtOnce() {
		waitFor("none", 0);
		waitFor("negative", -5);
		advance(1);
		assertThat(this.ended).containsExactlyInAnyOrder("none", "negative");
	}

	@Test
	void waitWhenCancelledDoesNotEnd() {
		waitFor("cancelled", 100).dispose();
		waitFor("other", 100);
		advance(200);
		assertThat(this.ended).containsExactly("other");
	}

	@Test
	void waitWhenManyAreStartedSchedulesOneTask() {
		for (int i = 0; i < 100; i++) {
			waitFor("wait", 100).dispose();
		}
		assertThat(this.time.getScheduledTaskCount()).isOne();
	}

	@Test
	void waitWhenEndsAreCloseSharesScheduledTask() {
		for (int i = 0; i < 10; i++) {
			waitFor("wait", 100 + i);
		}
		advance(100);
		assertThat(this.ended).hasSize(1);
		advance(10);
		assertThat(this.ended).hasSize(10);
		assertThat(this.time.getScheduledTaskCount()).isEqualTo(2 + this.ended.size());
	}

	@Test
	void waitWhenAllAreCancelledSchedulesNoFurtherTask() {
		waitFor("cancelled", 100).dispose();
		advance(10_000);
		assertThat(this.time.getScheduledTaskCount()).isOne();
	}

	@Test
	void waitWhenManyShorterEndFirstEndsOnce() {
		waitFor("long", 1000);
		for (int i = 0; i < 10; i++) {
			waitFor("short", 10);
			advance(10);
		}
		advance(899);
		assertThat(this.ended).hasSize(10).containsOnly("short");
		advance(1000);
		assertThat(this.ended).hasSize(11).endsWith("long");
	}

	@Test
	void waitWhenSchedulersOfReactorAreReplacedEndsInTime() {
		VirtualTimeScheduler.reset();
		StepVerifier.create(after(this.timeLimits, Duration.ofMillis(50))).expectSubscription().then(() -> {
			VirtualTimeScheduler.getOrSet();
			VirtualTimeScheduler.reset();
		}).expectComplete().verify(Duration.ofSeconds(10));
	}

	@Test
	void waitWhenParallelWorkersAreBlockedEndsInTime() throws InterruptedException {
		VirtualTimeScheduler.reset();
		CountDownLatch blocked = new CountDownLatch(Schedulers.DEFAULT_POOL_SIZE);
		CountDownLatch release = new CountDownLatch(1);
		for (int i = 0; i < Schedulers.DEFAULT_POOL_SIZE; i++) {
			Schedulers.parallel().schedule(() -> {
				blocked.countDown();
				awaitUninterruptibly(release);
			});
		}
		verifyWaitEnds(blocked, release);
	}

	@Test
	void waitWhenAnotherCallbackBlocksEndsInTime() throws InterruptedException {
		VirtualTimeScheduler.reset();
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		after(this.timeLimits, Duration.ofMillis(1)).subscribe(null, null, () -> {
			blocked.countDown();
			awaitUninterruptibly(release);
		});
		verifyWaitEnds(blocked, release);
	}

	/**
	 * Verify that a wait ends in time after others have blocked, and release them.
	 */
	private void verifyWaitEnds(CountDownLatch blocked, CountDownLatch release) throws InterruptedException {
		try {
			assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
			StepVerifier.create(after(this.timeLimits, Duration.ofMillis(10)))
				.expectComplete()
				.verify(Duration.ofSeconds(10));
		}
		finally {
			release.countDown();
		}
	}

	@Test
	void waitWhenClientsAreOfOneApplicationSharesThreads() {
		VirtualTimeScheduler.reset();
		for (int i = 0; i < 100; i++) {
			after(this.application.timeLimits(), Duration.ofMillis(1)).block(Duration.ofSeconds(20));
		}
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> thread.getName().startsWith("sendmux-"))
			.allMatch(Thread::isDaemon)
			.hasSizeBetween(1, Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE);
	}

	@Test
	void waitWhenSchedulerIsSharedStartsNoThread() {
		VirtualTimeScheduler.reset();
		after(ApiScheduler.SHARED.timeLimits(), Duration.ofMillis(1)).block(Duration.ofSeconds(20));
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("sendmux-"));
	}

	@Test
	void waitWhenApplicationIsClosedKeepsItsTime() {
		after(this.timeLimits, Duration.ofMillis(100)).subscribe(null, null, () -> this.ended.add("before"));
		this.application.close();
		after(this.timeLimits, Duration.ofMillis(200)).subscribe(null, null, () -> this.ended.add("after"));
		advance(99);
		assertThat(this.ended).isEmpty();
		advance(1);
		assertThat(this.ended).containsExactly("before");
		advance(100);
		assertThat(this.ended).containsExactly("before", "after");
	}

	@Test
	void waitWhenApplicationIsClosedInRealTimeEnds() {
		VirtualTimeScheduler.reset();
		StepVerifier.create(after(this.timeLimits, Duration.ofMillis(200)))
			.expectSubscription()
			.then(this.application::close)
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean done = false;
		while (!done) {
			try {
				latch.await();
				done = true;
			}
			catch (InterruptedException ex) {
				// The scheduler of a test that follows interrupts it.
			}
		}
	}

	private Disposable waitFor(String name, long millis) {
		return after(this.timeLimits, Duration.ofMillis(millis)).subscribe(null, null, () -> this.ended.add(name));
	}

	private void advance(long millis) {
		this.time.advanceTimeBy(Duration.ofMillis(millis));
	}

	private static Mono<Void> after(ApiScheduler.TimeLimits timeLimits, Duration time) {
		return Mono.create((sink) -> {
			Runnable action = sink::success;
			timeLimits.add(action, time);
			sink.onDispose(() -> timeLimits.remove(action));
		});
	}

}
