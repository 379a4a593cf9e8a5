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
import java.util.List;
import java.util.stream.Stream;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxErrorDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link RetryBudget} takes for a failure and gives for a success.
 */
class RetryBudgetAccountingTests {

	private static final SendmuxCallDetails CALL = SendmuxCallDetails.builder("test").attempts(1).build();

	private final Attempt<?> attempt = new ApiCall<>(ApiOperation.get("test", "/test", Object.class).request().build())
		.attempt();

	static Stream<SendmuxException> failuresOfService() {
		return Stream.of(response(500), response(503), response(408),
				new SendmuxServerException(CALL, SendmuxErrorDetails.builder(500).build()),
				new SendmuxIdempotencyConflictException(CALL, SendmuxErrorDetails.builder(409).build()),
				new SendmuxResponseException(CALL, 200, null, "it is empty"),
				new SendmuxTransportException(CALL, "the connection broke", null), timeout(Bound.CONNECT),
				timeout(Bound.RESPONSE), timeout(Bound.TOTAL));
	}

	static Stream<SendmuxException> otherFailures() {
		return Stream.of(response(400), response(409), response(429), response(499), timeout(Bound.ACQUIRE),
				timeout(Bound.TOKEN), timeout(Bound.RATE_LIMIT), new SendmuxTokenException(CALL, "no token", null),
				new SendmuxValidationException(CALL,
						List.of(new SendmuxViolation("name", "invalid", "The name is invalid"))));
	}

	@ParameterizedTest
	@MethodSource("failuresOfService")
	void recordFailureWhenServiceFailsTakesTokens(SendmuxException failure) {
		RetryBudget budget = new RetryBudget(5);
		assertThat(budget.isExhausted()).isFalse();
		assertThat(budget.recordFailure(failure, this.attempt)).isTrue();
		assertThat(budget.isExhausted()).isTrue();
		assertThat(budget.recordFailure(failure, this.attempt)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("otherFailures")
	void recordFailureWhenServiceIsHealthyTakesNone(SendmuxException failure) {
		RetryBudget budget = new RetryBudget(5);
		assertThat(budget.recordFailure(failure, this.attempt)).isTrue();
		assertThat(budget.isExhausted()).isFalse();
	}

	@Test
	void recordFailureWhenPoolIsExhaustedTakesNone() {
		RetryBudget budget = new RetryBudget(5);
		this.attempt.recordExhaustedPool();
		assertThat(budget.recordFailure(new SendmuxTransportException(CALL, "no connection", null), this.attempt))
			.isTrue();
		assertThat(budget.isExhausted()).isFalse();
	}

	@Test
	void recordFailureWhenTokensAreInsufficientReturnsFalse() {
		RetryBudget budget = new RetryBudget(9);
		assertThat(budget.recordFailure(response(500), this.attempt)).isTrue();
		assertThat(budget.recordFailure(response(500), this.attempt)).isFalse();
		refill(budget, 4);
		assertThat(budget.isExhausted()).isTrue();
		refill(budget, 1);
		assertThat(budget.isExhausted()).isFalse();
		assertThat(budget.recordFailure(response(500), this.attempt)).isTrue();
	}

	@Test
	void recordSuccessWhenFullKeepsCapacity() {
		RetryBudget budget = new RetryBudget(5);
		refill(budget, 5);
		assertThat(budget.recordFailure(response(500), this.attempt)).isTrue();
		assertThat(budget.recordFailure(response(500), this.attempt)).isFalse();
		assertThat(budget.successes()).isEqualTo(5);
	}

	@Test
	void recordFailureWhenThereIsNoLimitReturnsTrue() {
		RetryBudget budget = new RetryBudget(0);
		assertThat(budget.recordFailure(response(500), this.attempt)).isTrue();
		assertThat(budget.isExhausted()).isFalse();
	}

	@Test
	void resetWhenExhaustedFillsIt() {
		RetryBudget budget = new RetryBudget(5);
		budget.recordFailure(response(500), this.attempt);
		budget.reset();
		assertThat(budget.isExhausted()).isFalse();
	}

	private static void refill(RetryBudget budget, int successes) {
		for (int i = 0; i < successes; i++) {
			budget.recordSuccess();
		}
	}

	private static SendmuxApiException response(int status) {
		return new SendmuxApiException(CALL, SendmuxErrorDetails.builder(status).build());
	}

	private static SendmuxTimeoutException timeout(Bound bound) {
		return new SendmuxTimeoutException(CALL, bound, Duration.ofSeconds(1));
	}

}
