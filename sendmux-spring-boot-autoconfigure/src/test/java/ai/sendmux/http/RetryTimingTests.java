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

import java.net.ConnectException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when attempts are retried and when a call gives up, under virtual time.
 */
@Isolated
class RetryTimingTests {

	private static final ApiSettings DEFAULTS = ApiSettings.DEFAULTS;

	private final StubExchange server = new StubExchange();

	@Test
	void retryWhenRepeatedlyFailedBacksOffWithJitter() {
		this.server.thenFail(503).always();
		ApiSettings.Retry retry = new ApiSettings.Retry(6, Duration.ofMillis(250), 2, Duration.ofSeconds(2),
				Duration.ofMillis(100), Duration.ofSeconds(60));
		verifyFailure(FaultClient.settings(ApiSettings.Timeouts.DEFAULTS, retry), FaultCall.GET::on,
				Duration.ofMinutes(1), (failure) -> assertThat(failure.attempts()).isEqualTo(7));
		assertThat(this.server.waits()).hasSize(6);
		assertThat(this.server.waits().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(350));
		assertThat(this.server.waits().get(1)).isBetween(Duration.ofMillis(300), Duration.ofMillis(700));
		assertThat(this.server.waits().get(2)).isBetween(Duration.ofMillis(600), Duration.ofMillis(1400));
		assertThat(this.server.waits().subList(3, 6))
			.allSatisfy((wait) -> assertThat(wait).isBetween(Duration.ofMillis(1200), Duration.ofSeconds(2)));
	}

	@Test
	void retryWhenRetryAfterPresentWaits() {
		this.server.thenFail(429, "Retry-After", "3").thenFail(503, "Retry-After", "4");
		verifySuccess(FaultCall.GET::on, Duration.ofSeconds(8));
		assertThat(this.server.waits().get(0)).isBetween(Duration.ofMillis(3000), Duration.ofMillis(3100));
		assertThat(this.server.waits().get(1)).isBetween(Duration.ofMillis(4000), Duration.ofMillis(4100));
	}

	@Test
	void retryWhenRetryAfterIsShorterThanBackOffBacksOff() {
		this.server.thenFail(429, "Retry-After", "0");
		verifySuccess(FaultCall.GET::on, Duration.ofSeconds(1));
		assertThat(this.server.waits().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(350));
	}

	@Test
	void retryWhenResetOfServerErrorIsIgnored() {
		long reset = System.currentTimeMillis() / 1000 + 20;
		this.server.thenFail(503, "X-RateLimit-Limit", "600", "X-RateLimit-Remaining", "5", "X-RateLimit-Reset",
				Long.toString(reset));
		verifySuccess(FaultCall.GET::on, Duration.ofSeconds(1));
		assertThat(this.server.waits().get(0)).isLessThan(Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@CsvSource({ "600, -1", "many, 0", "'', ''" })
	void retryWhenOnlyTheResetOfTheRateLimitIsReadableWaitsForIt(String limit, String remaining) {
		long reset = System.currentTimeMillis() / 1000 + 20;
		this.server.thenFail(429, "X-RateLimit-Limit", limit, "X-RateLimit-Remaining", remaining, "X-RateLimit-Reset",
				Long.toString(reset));
		verifySuccess(FaultCall.GET::on, Duration.ofSeconds(21));
		assertThat(this.server.waits().get(0)).isGreaterThan(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5", "0.5", "2, 2", "0,2", "2s" })
	void retryWhenRetryAfterIsNotAWholeNumberWaits(String retryAfter) {
		this.server.thenFail(503, "Retry-After", retryAfter);
		verifySuccess(FaultCall.GET::on, Duration.ofSeconds(3));
		assertThat(this.server.waits().get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@CsvSource({ "429, 9999999999999999999", "503, 9999999999999999999", "503, 99999999999999999999999.9" })
	void retryWhenRetryAfterIsBeyondAnyNumberIsNotMade(int status, String retryAfter) {
		this.server.thenFail(status, "Retry-After", retryAfter);
		verifyFailure(DEFAULTS, FaultCall.GET::on, Duration.ZERO, (failure) -> {
			assertThat(failure.attempts()).isEqualTo(1);
			assertThat(((SendmuxApiException) failure).retryAfter()).isGreaterThan(Duration.ofDays(365_000));
		});
	}

	@Test
	void retryWhenRetryAfterIsTooLongFailsAtOnce() {
		this.server.thenFail(503, "Retry-After", "61");
		verifyFailure(DEFAULTS, FaultCall.GET::on, Duration.ZERO, (failure) -> {
			assertThat(failure.attempts()).isEqualTo(1);
			assertThat(((SendmuxApiException) failure).retryAfter()).isEqualTo(Duration.ofSeconds(61));
		});
	}

	@Test
	void retryWhenWaitExceedsTotalTimeoutFailsAtOnce() {
		this.server.thenFail(429, "Retry-After", "10");
		verifyFailure(FaultClient.settings(timeouts(Duration.ofSeconds(10)), ApiSettings.Retry.DEFAULTS),
				FaultCall.GET::on, Duration.ZERO,
				(failure) -> assertThat(failure).isInstanceOf(SendmuxApiException.class));
		assertThat(this.server.attempts()).isEqualTo(1);
	}

	@Test
	void callWhenTotalTimeoutExpiresFails() {
		this.server.then(Mono::never).always();
		verifyFailure(FaultClient.settings(timeouts(Duration.ofSeconds(45)), ApiSettings.Retry.DEFAULTS),
				FaultCall.CREATE::on, Duration.ofSeconds(45), (failure) -> {
					assertThat(((SendmuxTimeoutException) failure).bound()).isEqualTo(Bound.TOTAL);
					assertThat(failure.attempts()).isEqualTo(2);
					assertThat(failure.outcomeUnknown()).isTrue();
					assertThat(failure).hasMessageContaining("45000 ms");
					assertThat(failure.getSuppressed()).singleElement()
						.extracting((earlier) -> ((SendmuxTimeoutException) earlier).bound())
						.isEqualTo(Bound.RESPONSE);
				});
	}

	@Test
	void testWhenSlowHasLongerReadTimeout() {
		this.server.then(Mono::never).always();
		ApiSettings once = FaultClient.settings(ApiSettings.Timeouts.DEFAULTS, noRetries());
		verifyFailure(once, FaultCall.GET::on, Duration.ofSeconds(30),
				(failure) -> assertThat(((SendmuxTimeoutException) failure).bound()).isEqualTo(Bound.RESPONSE));
		verifyFailure(once, (providers) -> providers.test("acc_1"), Duration.ofSeconds(90),
				(failure) -> assertThat(((SendmuxTimeoutException) failure).bound()).isEqualTo(Bound.RESPONSE));
	}

	@Test
	void createWhenResponseIsUnreadableIsRetriedOnce() {
		this.server.then(() -> Mono.just(StubExchange.response(201, "no JSON"))).always();
		verifyFailure(DEFAULTS, FaultCall.CREATE::on, Duration.ofMinutes(1),
				(failure) -> assertThat(failure.attempts()).isEqualTo(2));
	}

	@Test
	void getWhenResponseUnreadableIsRetried() {
		this.server.then(() -> Mono.just(StubExchange.response(200, "no JSON"))).always();
		verifyFailure(DEFAULTS, FaultCall.GET::on, Duration.ofMinutes(1),
				(failure) -> assertThat(failure.attempts()).isEqualTo(3));
	}

	@Test
	void callWhenRetriesAreDisabledIsNotRetried() {
		this.server.thenFail(503).always();
		verifyFailure(FaultClient.settings(ApiSettings.Timeouts.DEFAULTS, noRetries()), FaultCall.CREATE::on,
				Duration.ZERO, (failure) -> assertThat(failure.attempts()).isEqualTo(1));
		assertThat(this.server.attempts()).isEqualTo(1);
	}

	@Test
	void callWhenErrorIsRetryableIsRetried() {
		this.server.thenFail(409, "some_new_code", true);
		verifySuccess(FaultCall.UPDATE::on, Duration.ofSeconds(1));
		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@Test
	void callWhenErrorIsNotRetryableFails() {
		this.server.thenFail(503, "service_unavailable", false);
		verifyFailure(DEFAULTS, FaultCall.CREATE::on, Duration.ZERO,
				(failure) -> assertThat(failure.retryable()).isFalse());
	}

	@Test
	void updateWhenOutcomeIsUnknownIsNotRetried() {
		this.server.then(() -> StubExchange.broken(new ConnectException("refused"))).thenFail(429).thenFail(503);
		verifyFailure(FaultClient.settings(ApiSettings.Timeouts.DEFAULTS, retries(9)), FaultCall.UPDATE::on,
				Duration.ofSeconds(9), (failure) -> {
					assertThat(failure).isInstanceOf(SendmuxServerException.class);
					assertThat(failure.attempts()).isEqualTo(3);
				});
	}

	@Test
	void callWhenRetriesFailHasEarlierFailuresSuppressed() {
		this.server.thenFail(500).thenBreak().thenFail(404, "not_found", false);
		verifyFailure(DEFAULTS, FaultCall.GET::on, Duration.ofSeconds(5), (failure) -> {
			assertThat(failure).isInstanceOf(SendmuxNotFoundException.class).hasNoCause();
			assertThat(failure.attempts()).isEqualTo(3);
			assertThat(failure.getSuppressed()).hasExactlyElementsOfTypes(SendmuxServerException.class,
					SendmuxTransportException.class);
			assertThat(failure.getSuppressed()).extracting((earlier) -> ((SendmuxException) earlier).attempts())
				.containsExactly(1, 2);
		});
	}

	@Test
	void createWhenOwnRequestStillRunsIsRetriedUntilTotalTimeout() {
		this.server.thenBreak().thenFail(409, "idempotency_conflict", false).always();
		verifyFailure(DEFAULTS, FaultCall.CREATE::on, Duration.ofMinutes(2), (failure) -> {
			assertThat(failure).isInstanceOf(SendmuxIdempotencyConflictException.class);
			assertThat(failure.outcomeUnknown()).isTrue();
			assertThat(failure.attempts()).isGreaterThan(20);
		});
	}

	@Test
	void retryWhenSeveralCallersWaitIndependently() {
		this.server.thenFail(503, "Retry-After", "30");
		StepVerifier.withVirtualTime(() -> {
			SendmuxProvidersOperations providers = this.server.providers(DEFAULTS);
			return providers.get("acc_1")
				.map((response) -> "first")
				.mergeWith(providers.get("acc_1").map((response) -> "second"));
		})
			.expectNext("second")
			.thenAwait(Duration.ofSeconds(31))
			.expectNext("first")
			.expectComplete()
			.verify(FaultClient.PATIENCE);
		assertThat(this.server.attempts()).isEqualTo(3);
	}

	@Test
	void retryWhenCancelledEndsWait() {
		this.server.thenFail(503, "Retry-After", "30");
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			Disposable call = this.server.providers(DEFAULTS).get("acc_1").subscribe();
			time.advanceTimeBy(Duration.ofSeconds(1));
			call.dispose();
			time.advanceTimeBy(Duration.ofMinutes(5));
			assertThat(this.server.attempts()).isEqualTo(1);
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@Test
	void requestIdWhenRetriedIsCleared() {
		this.server.thenFail(503, "X-Request-Id", "req_1").then(Mono::never).always();
		verifyFailure(FaultClient.settings(timeouts(Duration.ofMinutes(2)), retries(1)), FaultCall.GET::on,
				Duration.ofMinutes(1), (failure) -> {
					assertThat(failure).isInstanceOf(SendmuxTimeoutException.class);
					assertThat(failure.attempts()).isEqualTo(2);
					assertThat(failure.requestId()).isNull();
					assertThat(((SendmuxException) failure.getSuppressed()[0]).requestId()).isEqualTo("req_1");
				});
	}

	private void verifySuccess(Function<SendmuxProvidersOperations, Mono<?>> call, Duration wait) {
		StepVerifier.withVirtualTime(() -> call.apply(this.server.providers(DEFAULTS)).then())
			.thenAwait(wait)
			.expectComplete()
			.verify(FaultClient.PATIENCE);
	}

	private void verifyFailure(ApiSettings settings, Function<SendmuxProvidersOperations, Mono<?>> call, Duration wait,
			Consumer<SendmuxException> assertions) {
		StepVerifier.withVirtualTime(() -> call.apply(this.server.providers(settings)).then())
			.thenAwait(wait)
			.expectErrorSatisfies((failure) -> assertions.accept((SendmuxException) failure))
			.verify(FaultClient.PATIENCE);
	}

	private static ApiSettings.Timeouts timeouts(Duration total) {
		return new ApiSettings.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30),
				Duration.ofSeconds(90), total);
	}

	private static ApiSettings.Retry noRetries() {
		return retries(0);
	}

	private static ApiSettings.Retry retries(int number) {
		return new ApiSettings.Retry(number, Duration.ofMillis(250), 2, Duration.ofSeconds(5), Duration.ofMillis(100),
				Duration.ofSeconds(60));
	}

}
