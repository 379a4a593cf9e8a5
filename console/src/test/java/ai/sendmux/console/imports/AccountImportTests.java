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

package ai.sendmux.console.imports;

import java.time.Instant;
import java.util.List;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.console.imports.AccountImport.Counts;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.console.imports.AccountImport.Times;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountImport}.
 */
class AccountImportTests {

	private static final Instant NOW = Instant.parse("2026-05-25T02:18:10Z");

	private static final Instant RESET = Instant.parse("2026-05-25T02:18:40Z");

	@Test
	void timeLeftWhenRateLimitIsUnknownFollowsRate() {
		assertThat(running(1000, 100, null).timeLeft()).isEqualTo("1 min 30 s");
	}

	@Test
	void timeLeftWhenRateLimitIsLowerFollowsRateLimit() {
		assertThat(running(10_000, 600, new SendmuxRateLimit(600, 0, RESET)).timeLeft()).isEqualTo("15 min 30 s");
	}

	@Test
	void timeLeftWhenRateLimitSufficesFollowsRate() {
		assertThat(running(1000, 100, new SendmuxRateLimit(2000, 1000, RESET)).timeLeft()).isEqualTo("1 min 30 s");
	}

	@Test
	void timeLeftWhenLongerThanOneHourReturnsHours() {
		assertThat(running(100_000, 10_000, new SendmuxRateLimit(600, 0, RESET)).timeLeft()).isEqualTo("2 h 29 min");
	}

	@Test
	void waitingWhenRateLimitIsExhaustedReturnsResetTime() {
		AccountImport waiting = running(1000, 600, new SendmuxRateLimit(600, 0, RESET));
		assertThat(waiting.waiting()).isEqualTo("Waiting for the request limit until 02:18:40 UTC");
		assertThat(waiting.summary()).endsWith(" left. Waiting for the request limit until 02:18:40 UTC");
	}

	@Test
	void waitingWhenRequestsAreLeftIsNull() {
		assertThat(running(1000, 600, new SendmuxRateLimit(600, 1, RESET)).waiting()).isNull();
	}

	@Test
	void waitingWhenWindowHasExpiredIsNull() {
		assertThat(running(1000, 600, new SendmuxRateLimit(600, 0, NOW)).waiting()).isNull();
	}

	@Test
	void waitingWhenImportHasEndedIsNull() {
		assertThat(create(State.COMPLETED, new Counts(600, 0, 600, 0, 0, 0), new SendmuxRateLimit(600, 0, RESET))
			.waiting()).isNull();
	}

	@Test
	void summaryWhenRowsCouldNotBeReadCountsThemAsFailed() {
		AccountImport ended = create(State.COMPLETED, new Counts(6, 18, 6, 0, 0, 0), null);
		assertThat(ended.summary()).isEqualTo("Import finished: 6 of 24 created, 18 failed.");
		assertThat(ended.counts().failures()).isEqualTo(18);
		assertThat(ended.createdWidth()).isEqualTo("25.00");
		assertThat(ended.failedWidth()).isEqualTo("75.00");
		assertThat(ended.percent()).isEqualTo(100);
	}

	@Test
	void leastTimeWhenRowsExceedRateLimitIsGiven() {
		AccountImport ready = create(State.READY, new Counts(10_000, 0, 0, 0, 0, 0),
				new SendmuxRateLimit(600, 600, RESET));
		assertThat(ready.leastTime()).isEqualTo("At 600 requests a minute, this takes at least 16 min 40 s.");
	}

	@Test
	void leastTimeWhenRowsAreFewIsNull() {
		assertThat(
				create(State.READY, new Counts(600, 0, 0, 0, 0, 0), new SendmuxRateLimit(600, 600, RESET)).leastTime())
			.isNull();
	}

	private static AccountImport running(int total, int created, @Nullable SendmuxRateLimit rateLimit) {
		return create(State.RUNNING, new Counts(total, 0, created, 0, 0, 0), rateLimit);
	}

	private static AccountImport create(State state, Counts counts, @Nullable SendmuxRateLimit rateLimit) {
		Times times = new Times(NOW, NOW.minusSeconds(20), NOW.minusSeconds(10), null, 0);
		return new AccountImport("id", "accounts.csv", "pool", state, counts, true, false, false, List.of(), times,
				"host:1", null, rateLimit);
	}

}
