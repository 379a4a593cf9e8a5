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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how long a {@link RateLimiter} holds attempts back, and what it believes.
 */
@Isolated
class RateLimiterBoundsTests extends AbstractRateLimiterTests {

	@Test
	void acquireWhenEarlierWaitsAreCancelledPermitsNext() {
		report(100, 0, 10);
		arrive("a", "b");
		this.subscriptions.forEach(Disposable::dispose);
		report(100, 1, 20);
		arrive("c");
		assertThat(this.entered).containsExactly("c");
	}

	@Test
	void acquireWhenEarlierIsCancelledOnEnqueuePermitsNext() {
		report(100, 0, 10);
		pass("a").then().subscribe(new CancellingSubscriber());
		report(100, 1, 20);
		arrive("c");
		assertThat(this.entered).containsExactly("c");
	}

	@Test
	void acquireWhenChainedAfterAnotherSeesItReleased() {
		this.exchange = exchange(5, 120, true);
		report(100, 1, 10);
		this.subscriptions.add(pass("a").then(pass("b")).subscribe((nothing) -> {
		}, this.failures::add));
		end("a");
		assertThat(this.failures).isEmpty();
		assertThat(this.entered).containsExactly("a", "b");
	}

	@Test
	void acquireWhenResetIsBeyondMaxWaitFailsAtOnce() {
		report(100, 0, 61);
		arrive("a");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(61));
		assertThat(refusal().attempts()).isZero();
		assertThat(refusal().rateLimit()).isEqualTo(this.latest);
		assertThat(refusal().outcomeUnknown()).isFalse();
	}

	@Test
	void acquireWhenResetIsAtMaxWaitWaits() {
		report(100, 0, 60);
		arrive("a");
		assertThat(this.failures).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(60).plus(JITTER));
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void acquireWhenResetIsAtTotalTimeoutFailsAtOnce() {
		this.exchange = exchange(60, 30, true);
		report(100, 0, 30);
		arrive("a");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void acquireWhenNormalAndBulkFillQueueFailsAtOnce() {
		this.limiter = limiter(2);
		this.exchange = exchange(60, 120, true);
		report(100, 0, 30);
		arrive("a", "bulk 1", "b");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void acquireWhenQueueIsFullFailsAtOnce() {
		this.limiter = limiter(2);
		this.exchange = exchange(60, 120, true);
		report(100, 0, 30);
		arrive("a", "b", "c");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofSeconds(30));
		this.time.advanceTimeBy(Duration.ofSeconds(30).plus(JITTER));
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void waitTimesOutWhenQueueExceedsWindow() {
		report(100, 0, 40);
		arrive("a", "b");
		this.time.advanceTimeBy(Duration.ofSeconds(40).plus(JITTER));
		assertThat(this.entered).containsExactly("a");
		report(100, 0, 40);
		end("a");
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(this.entered).containsExactly("a");
		assertThat(refusal().retryAfter()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
	}

	@Test
	void reportWhenOfEarlierWindowChangesNothing() {
		report(100, 50, 60);
		observe(headers(100, 0, START), false);
		arrive("a");
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void reportWhenLateInSameWindowChangesNothing() {
		report(100, 0, 60);
		report(100, 10, 60);
		arrive("a");
		assertThat(this.entered).isEmpty();
	}

	@Test
	void reportWhenResetIsRoundedEitherWayIsOfSameWindow() {
		observe(headers(100, 10, START.plusSeconds(31)), false);
		observe(headers(100, 0, START.plusSeconds(30)), false);
		arrive("a");
		assertThat(this.entered).isEmpty();
	}

	@Test
	void reportWhenClocksDifferUsesClockOfServer() {
		Instant serverTime = START.minus(Duration.ofHours(3));
		HttpHeaders headers = headers(100, 0, serverTime.plusSeconds(10));
		headers.set(HttpHeaders.DATE, DateTimeFormatter.RFC_1123_DATE_TIME.format(serverTime.atZone(ZoneOffset.UTC)));
		observe(headers, false);
		arrive("a");
		this.time.advanceTimeBy(Duration.ofSeconds(9));
		assertThat(this.entered).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(1).plus(JITTER));
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void reportWhenResetIsOutOfRangeIsIgnored() {
		HttpHeaders headers = headers(100, 0, START);
		headers.set("X-RateLimit-Reset", "31556889864403199");
		observe(headers, false);
		arrive("a");
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void reportWhenResetIsOneDayAheadIsAccepted() {
		report(100, 0, 24 * 60 * 60);
		arrive("a");
		assertThat(refusal().retryAfter()).isEqualTo(Duration.ofDays(1));
	}

	@Test
	void reportWhenResetIsBeyondOneDayIsIgnored() {
		report(100, 0, 24 * 60 * 60 + 1);
		arrive("a");
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void acquireWhenLongQueueFailsAtOnceDoesNotRecurse() {
		this.limiter = limiter(20_000);
		this.exchange = exchange(60, 120, true);
		report(30_000, 0, 10);
		for (int i = 0; i < 20_000; i++) {
			Mono<?> attempt = pass("single", Mono.error(new IllegalStateException("closed")));
			this.subscriptions.add(attempt.subscribe((nothing) -> {
			}, this.failures::add));
		}
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		assertThat(this.failures).hasSize(1);
		report(30_000, 29_999, 10);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.failures).hasSize(20_000).allMatch(IllegalStateException.class::isInstance);
	}

}
