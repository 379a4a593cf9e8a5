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
import java.util.Objects;

import ai.sendmux.SendmuxRateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who enters a {@link RateLimiter}, and when.
 */
@Isolated
class RateLimiterTests extends AbstractRateLimiterTests {

	@Test
	void acquireWhenNoLimitReportedPermitsAll() {
		arrive("a", "b", "c");
		assertThat(this.entered).containsExactly("a", "b", "c");
	}

	@Test
	void inFlightRequestsReduceRemaining() {
		report(100, 2, 10);
		arrive("a", "b", "c");
		assertThat(this.entered).containsExactly("a", "b");
		report(100, 1, 10);
		end("a");
		assertThat(this.entered).containsExactly("a", "b");
		report(100, 0, 10);
		end("b");
		assertThat(this.entered).containsExactly("a", "b");
	}

	@Test
	void acquireWhenWindowEndsPermitsOneFirst() {
		report(100, 0, 10);
		arrive("a", "b", "c", "d");
		this.time.advanceTimeBy(Duration.ofSeconds(10).minusMillis(1));
		assertThat(this.entered).isEmpty();
		this.time.advanceTimeBy(JITTER);
		assertThat(this.entered).containsExactly("a");
		report(100, 99, 10);
		end("a");
		assertThat(this.entered).containsExactly("a", "b", "c", "d");
		assertThat(this.latest).isEqualTo(new SendmuxRateLimit(100, 99, START.plusSeconds(20)));
	}

	@Test
	void acquireWhenFirstAttemptIsRefusedPermitsNextAfterDelay() {
		report(100, 0, 10);
		arrive("a", "b", "c");
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		observe(headers(100, 0, START.plusSeconds(10)), true);
		end("a");
		assertThat(this.entered).containsExactly("a");
		this.time.advanceTimeBy(Duration.ofSeconds(1).plus(JITTER));
		assertThat(this.entered).containsExactly("a", "b");
	}

	@Test
	void acquireWhenRetryAfterExceedsResetWaitsForRetryAfter() {
		HttpHeaders headers = headers(100, 0, START.plusSeconds(2));
		headers.set(HttpHeaders.RETRY_AFTER, "30");
		observe(headers, true);
		arrive("a");
		this.time.advanceTimeBy(Duration.ofSeconds(29));
		assertThat(this.entered).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(1).plus(JITTER));
		assertThat(this.entered).containsExactly("a");
	}

	@Test
	void acquireWhenFirstAttemptIsSlowPermitsNextAfterSecond() {
		report(100, 0, 10);
		arrive("slow", "b", "c");
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		assertThat(this.entered).containsExactly("slow");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.entered).containsExactly("slow", "b");
	}

	@Test
	void acquireWhenBulkWaitsKeepsReserveForNormal() {
		report(100, 6, 10);
		arrive("bulk 1", "bulk 2", "single 1", "single 2");
		assertThat(this.entered).containsExactly("bulk 1", "single 1", "single 2");
	}

	@Test
	void acquireWhenBulkWaitsPermitsNormalFirst() {
		report(100, 0, 10);
		arrive("bulk 1", "bulk 2", "single 1");
		this.time.advanceTimeBy(Duration.ofSeconds(10).plus(JITTER));
		assertThat(this.entered).containsExactly("single 1");
		report(100, 99, 10);
		end("single 1");
		assertThat(this.entered).containsExactly("single 1", "bulk 1", "bulk 2");
	}

	@Test
	void acquireWhenThreeTenthsOfWindowHaveElapsedPermitsBulk() {
		report(100, 5, 10);
		arrive("bulk 1");
		this.time.advanceTimeBy(Duration.ofMillis(2999));
		assertThat(this.entered).isEmpty();
		this.time.advanceTimeBy(JITTER);
		assertThat(this.entered).containsExactly("bulk 1");
	}

	@Test
	void acquireWhenUnexhaustedWindowHasExpiredPermitsAll() {
		report(100, 1, 10);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		arrive("a", "b", "c");
		assertThat(this.entered).containsExactly("a", "b", "c");
	}

	@Test
	void acquireWhenExhaustedWindowExpiredUnwatchedPermitsOneFirst() {
		report(100, 0, 10);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		arrive("a", "b", "c");
		assertThat(this.entered).containsExactly("a");
		report(100, 99, 10);
		end("a");
		assertThat(this.entered).containsExactly("a", "b", "c");
	}

	@Test
	void acquireWhenBulkIsPermittedStartsItsTime() {
		report(100, 0, 30);
		arrive("bulk");
		this.time.advanceTimeBy(Duration.ofSeconds(30).plus(JITTER));
		assertThat(this.entered).containsExactly("bulk");
		assertThat(Objects.requireNonNull(this.calls.get("bulk")).age()).isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void acquireWhenPriorityIsProbeDoesNotWait() {
		report(100, 0, 10);
		arrive("single", "probe");
		assertThat(this.entered).containsExactly("probe");
	}

	@Test
	void exchangeWhenRateLimitIsDisabledPermitsAllAndReadsLimit() {
		this.exchange = exchange(60, 120, false);
		report(100, 0, 10);
		arrive("a");
		assertThat(this.entered).containsExactly("a");
		assertThat(this.latest).isEqualTo(new SendmuxRateLimit(100, 0, START.plusSeconds(10)));
	}

}
