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

import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a {@link RateLimiter} where something goes wrong.
 */
@Isolated
class RateLimiterFailureTests extends AbstractRateLimiterTests {

	@Test
	void acquireWhenFirstOfWindowFailsPermitsNextSecondLater() {
		report(100, 0, 10);
		arrive("a", "b", "c");
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		fail("a");
		assertThat(this.entered).containsExactly("a");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.entered).containsExactly("a", "b");
	}

	@Test
	void acquireWhenResponseReportsNoLimitPermitsAll() {
		report(100, 0, 10);
		arrive("a", "b", "c");
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		end("a");
		assertThat(this.entered).containsExactly("a", "b", "c");
	}

	@Test
	void acquireWhenEarlierAttemptFailsToAssemblePermitsNext() {
		report(100, 1, 10);
		Mono<ApiResponse<Object>> broken = Mono.defer(() -> {
			throw new IllegalStateException("not assembled");
		});
		pass("broken", broken).subscribe((nothing) -> {
		}, this.failures::add);
		arrive("a");
		assertThat(this.failures).hasSize(1);
		assertThat(this.entered).containsExactly("broken", "a");
	}

	@Test
	void acquireWhenFirstAttemptThrowsFatalErrorPermitsNext() {
		report(100, 0, 10);
		this.subscriptions.add(pass("broken", Mono.fromRunnable(() -> {
			throw new NoClassDefFoundError("deliberate");
		})).subscribe());
		arrive("a");
		this.time.advanceTimeBy(Duration.ofSeconds(20).plus(JITTER));
		assertThat(this.entered).containsExactly("broken", "a");
	}

	@Test
	void acquireWhenSchedulerLostTimerPermitsNextAfterRelease() {
		report(100, 0, 10);
		arrive("probe", "lost");
		VirtualTimeScheduler.reset();
		this.time = VirtualTimeScheduler.getOrSet();
		this.time.advanceTimeBy(Duration.ofSeconds(12));
		arrive("late");
		assertThat(this.entered).containsExactly("probe", "lost");
		end("lost");
		assertThat(this.entered).containsExactly("probe", "lost", "late");
	}

	@Test
	void acquireWhenReserveEndsPermitsBulkBeforeReset() {
		report(100, 2, 10);
		arrive("s1", "s2", "s3", "bulk 1");
		assertThat(this.entered).containsExactly("s1", "s2");
		fail("s1");
		fail("s2");
		fail("s3");
		assertThat(this.entered).containsExactly("s1", "s2", "s3");
		this.time.advanceTimeBy(Duration.ofMillis(3100));
		assertThat(this.entered).containsExactly("s1", "s2", "s3", "bulk 1");
	}

	@Test
	void acquireWhenBulkWouldWaitAnHourFailsAtOnce() {
		refusedFor("3600");
		arrive("bulk");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void acquireWhenBulkWaitsAndResetMovesLaterFails() {
		report(100, 0, 10);
		arrive("probe", "bulk");
		refusedFor("3600");
		end("probe");
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		assertThat(this.entered).containsExactly("probe");
		assertThat(refusal().retryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
	}

	@Test
	void closeWhenCallsWaitFailsThem() {
		report(100, 0, 10);
		arrive("a");
		this.limiter.close();
		assertThat(this.failures).singleElement().isInstanceOfSatisfying(SendmuxTransportException.class, (ex) -> {
			assertThat(ex).hasMessageContaining("the client was closed");
			assertThat(ex.retryable()).isFalse();
			assertThat(ex.outcomeUnknown()).isFalse();
		});
	}

	private void refusedFor(String retryAfter) {
		HttpHeaders headers = headers(100, 0, now().plusSeconds(10));
		headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
		observe(headers, true);
	}

	@Test
	void acquireWhenFailureOfOtherCallIsHandledPermitsMeanwhile() {
		report(100, 0, 50);
		List<String> meanwhile = new ArrayList<>();
		this.subscriptions.add(pass("a").subscribe((nothing) -> {
		}, (failure) -> {
			this.limiter.forget();
			meanwhile.addAll(this.entered);
		}));
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		refusedFor("55");
		arrive("b");
		this.time.advanceTimeBy(Duration.ofSeconds(41));
		assertThat(meanwhile).containsExactly("b");
	}

	@Test
	void acquireWhenPermitComesAfterTimeLimitFails() {
		lateWindow("a", "b");
		assertThat(this.entered).containsExactly("a");
		assertThat(this.failures).hasSize(1)
			.first()
			.isInstanceOfSatisfying(SendmuxTimeoutException.class,
					(failure) -> assertThat(failure.outcomeUnknown()).isFalse());
	}

	@Test
	void acquireWhenPermitComesAfterTimeLimitReleasesIt() {
		lateWindow("a", "b");
		arrive("c");
		assertThat(this.entered).containsExactly("a", "c");
	}

	@Test
	void acquireWhenPermitOfBulkRequestIsLateSendsIt() {
		lateWindow("a", "bulk");
		assertThat(this.entered).containsExactly("a", "bulk");
		assertThat(this.failures).isEmpty();
	}

	/**
	 * The second call gets its permit 150 ms after the reset, and 50 ms after it can
	 * still be sent.
	 */
	private void lateWindow(String first, String second) {
		this.limiter = new RateLimiter(100, Duration.ofSeconds(60), this.scheduler, null, () -> 0);
		this.exchange = exchange(60, 5, true);
		report(100, 0, 5);
		this.time.advanceTimeBy(Duration.ofMillis(100));
		arrive(first, second);
		this.time.advanceTimeBy(Duration.ofMillis(5050));
		report(100, 99, 10);
		end(first);
	}

	@Test
	void acquireWhenLimitIsUnknownAndMaxWaitIsZeroPermitsAllInTime() {
		this.exchange = exchange(0, 120, true);
		arrive("a", "b", "c", "d", "e", "f");
		assertThat(this.entered).hasSize(4);
		this.time.advanceTimeBy(JITTER);
		assertThat(this.entered).containsExactly("a", "b", "c", "d", "e", "f");
		assertThat(this.failures).isEmpty();
	}

	@Test
	void acquireWhenLimitIsExhaustedAndMaxWaitIsZeroFails() {
		this.exchange = exchange(0, 120, true);
		report(100, 0, 10);
		arrive("a");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(10));
	}

}
