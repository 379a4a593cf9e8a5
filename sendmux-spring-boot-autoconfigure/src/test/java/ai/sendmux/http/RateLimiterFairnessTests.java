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

import ai.sendmux.SendmuxRateLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a {@link RateLimiter} believes, and for whom it has a place.
 */
@Isolated
class RateLimiterFairnessTests extends AbstractRateLimiterTests {

	@Test
	void acquireWhenExhaustedForAnHourIsPermittedAfterLaterReport() {
		report(600, 0, 3600);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		arrive("refused");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(3599));
		report(600, 599, 3599);
		arrive("a", "b");
		assertThat(this.entered).containsExactly("a", "b");
	}

	@Test
	void acquireWhenExhaustedForAnHourIsPermittedOnceAMinute() {
		report(600, 0, 3600);
		this.time.advanceTimeBy(Duration.ofSeconds(59));
		arrive("early");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		arrive("a", "b");
		assertThat(this.entered).containsExactly("a");
		assertThat(this.failures).hasSize(2);
		this.time.advanceTimeBy(Duration.ofSeconds(60));
		arrive("c");
		assertThat(this.entered).containsExactly("a", "c");
	}

	@Test
	void acquireWhenServiceFailsAfterResetPermitsOneByOne() {
		report(600, 0, 10);
		List<String> names = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			names.add("call " + i);
		}
		arrive(names.toArray(String[]::new));
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		fail("call 0");
		assertThat(this.entered).hasSize(1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.entered).hasSize(2);
	}

	@Test
	void acquireWhenQueuePositionExceedsMaxWaitFailsAtOnce() {
		this.exchange = exchange(4, 120, true);
		this.limiter = limiter(10_000);
		this.exchange = exchange(4, 120, true);
		report(100, 0, 4);
		for (int i = 0; i < 1500; i++) {
			arrive("call " + i);
		}
		assertThat(this.failures).hasSize(1400).allSatisfy((failure) -> {
			SendmuxRateLimitException refusal = (SendmuxRateLimitException) failure;
			assertThat(refusal.isResponse()).isFalse();
			assertThat(refusal.attempts()).isZero();
			assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(8));
			assertThat(refusal).hasMessageContaining("was not sent")
				.hasMessageContaining("8000 ms")
				.hasMessageNotContaining("responded");
		});
	}

	@Test
	void acquireWhenWindowHasExpiredAssumesItsLimit() {
		report(20, 15, 10);
		this.time.advanceTimeBy(Duration.ofSeconds(11));
		for (int i = 0; i < 50; i++) {
			arrive("call " + i);
		}
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(this.entered).hasSize(20);
	}

	@Test
	void acquireWhenNormalExceedsLimitPermitsFifthToBulk() {
		report(100, 0, 10);
		for (int i = 0; i < 8; i++) {
			arrive("bulk " + i);
		}
		for (int i = 0; i < 200; i++) {
			arrive("single " + i);
		}
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		report(100, 99, 10);
		this.time.advanceTimeBy(Duration.ofMillis(600));
		assertThat(this.entered).hasSizeGreaterThan(10);
		assertThat(this.entered.stream().filter((name) -> name.startsWith("bulk"))).hasSize(this.entered.size() / 5);
	}

	@Test
	void acquireWhenColdStartPermitsFourForHalfSecond() {
		arriveMany(16);
		assertThat(this.entered).hasSize(4);
		this.time.advanceTimeBy(Duration.ofMillis(499));
		assertThat(this.entered).hasSize(4);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.entered).hasSize(16);
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 50, 200 })
	void acquireWhenColdStartPermitsSixteenWithinHalfSecond(int latency) {
		arriveMany(16);
		int ended = 0;
		for (int millis = 0; millis < 500; millis += latency) {
			this.time.advanceTimeBy(Duration.ofMillis(latency));
			List<String> sent = List.copyOf(this.entered);
			for (; ended < sent.size(); ended++) {
				report(100, 99 - ended, 60);
				Objects.requireNonNull(this.ends.get(sent.get(ended))).tryEmitEmpty();
			}
		}
		assertThat(this.entered).hasSize(16);
	}

	@Test
	void acquireWhenFirstResponseReportsNoLimitPermitsAll() {
		arriveMany(50);
		end("call 0");
		assertThat(this.entered).hasSize(50);
	}

	@Test
	void acquireWhenManyWaitTakesLinearMemoryAndTime() {
		int calls = 100_000;
		this.limiter = limiter(calls);
		this.exchange = exchange(60, 120, true);
		report(1_000_000, 0, 30);
		Instant start = Instant.now();
		for (int i = 0; i < calls; i++) {
			this.subscriptions.add(pass("call").subscribe((nothing) -> {
			}, this.failures::add));
		}
		for (int i = calls - 1; i >= calls / 2; i--) {
			this.subscriptions.get(i).dispose();
		}
		this.limiter.close();
		assertThat(this.failures).hasSize(calls / 2);
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
	}

	@Test
	void callsWhenWindowIsAssumedAndSharedAreAllPermitted() {
		report(100, 99, 10);
		arriveMany(4);
		report(100, 10, 10);
		endAll();
		report(100, 0, 10);
		arrive("waiting");
		this.time.advanceTimeBy(Duration.ofSeconds(11));
		report(100, 60, 10);
		endAll();
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		this.entered.clear();
		arriveMany(50);
		assertThat(this.entered).hasSizeLessThan(50);
		for (int i = 0; i < 30; i++) {
			endAll();
			this.time.advanceTimeBy(Duration.ofSeconds(1));
		}
		assertThat(this.failures).isEmpty();
		assertThat(this.entered).hasSize(50);
	}

	/**
	 * No response reports the limit, so that nothing else wakes those who wait.
	 */
	private void endAll() {
		List.copyOf(this.entered).forEach((name) -> Objects.requireNonNull(this.ends.get(name)).tryEmitEmpty());
	}

	private void arriveMany(int count) {
		for (int i = 0; i < count; i++) {
			arrive("call " + i);
		}
	}

}
