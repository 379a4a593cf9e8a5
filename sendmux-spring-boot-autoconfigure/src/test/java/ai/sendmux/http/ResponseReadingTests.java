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

import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how an reply is understood, without a network.
 */
class ResponseReadingTests {

	private static final String NOT_FOUND = "{\"ok\":false,\"error\":{\"code\":\"not_found\",\"message\":\"Gone\"}}";

	private final StubExchange server = new StubExchange();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					""                     | it is empty
					<html></html>          | it is not the JSON that was expected
					{'ok':true}            | it has no data that can be read
					{'data':{'id':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}} | it is larger than sendmux.max-response-size allows
					""")
	void readWhenSuccessIsUnreadableReportsReason(String body, String reason) {
		this.server.then(() -> Mono.just(StubExchange.response(200, body.replace('\'', '"'))));
		assertThat(TestCalls.failureOf(providers(0, 40).get("acc_1"), SendmuxResponseException.class))
			.hasMessageContaining("the response with status 200 cannot be read: " + reason);
	}

	@Test
	void deleteWhenResponseHasNoBodySucceeds() {
		respond(200, "");
		verifyCompletes(providers(0).delete("acc_1"));
	}

	@Test
	void deleteWhenResponseIsNotJsonFails() {
		respond(200, "<html></html>");
		assertThat(TestCalls.failureOf(providers(0).delete("acc_1"))).isInstanceOf(SendmuxResponseException.class);
	}

	@Test
	void deleteWhenNotFoundAfterLostResponseSucceeds() {
		this.server.thenBreak();
		respond(404, NOT_FOUND);
		verifyCompletes(providers(1).delete("acc_1"));
		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@Test
	void deleteWhenProxyRespondsNotFoundAfterLostResponseFails() {
		this.server.thenBreak();
		respond(404, "<html></html>");
		assertThat(TestCalls.failureOf(providers(1).delete("acc_1"))).isInstanceOf(SendmuxNotFoundException.class);
	}

	@Test
	void deleteWhenNotFoundFails() {
		respond(404, NOT_FOUND);
		assertThat(TestCalls.failureOf(providers(1).delete("acc_1"))).isInstanceOf(SendmuxNotFoundException.class);
	}

	@Test
	void getWhenNotFoundAfterLostResponseFails() {
		this.server.thenBreak();
		respond(404, NOT_FOUND);
		assertThat(TestCalls.failureOf(providers(1).get("acc_1"))).isInstanceOf(SendmuxNotFoundException.class);
	}

	@Test
	void createWhenInvalidAfterLostResponseHasKnownOutcome() {
		this.server.thenBreak().thenFail(400, "invalid_parameter", false);
		SendmuxValidationException failure = TestCalls.failureOf(providers(1).create(TestRequests.minimal().build()),
				SendmuxValidationException.class);
		assertThat(failure.outcomeUnknown()).isFalse();
	}

	@Test
	void rateLimitWhenResponseReportsLimitReturnsIt() {
		Instant reset = Instant.now().plusSeconds(60);
		this.server.then(
				() -> Mono.just(StubExchange.response(200, "{\"data\":{\"id\":\"acc_1\"}}", "X-RateLimit-Limit", "100",
						"X-RateLimit-Remaining", "42", "X-RateLimit-Reset", String.valueOf(reset.getEpochSecond()))));
		SendmuxProvidersOperations providers = providers(0);
		assertThat(providers.rateLimit()).isNull();
		TestCalls.resultOf(providers.get("acc_1"));
		assertThat(providers.rateLimit())
			.isEqualTo(new SendmuxRateLimit(100, 42, Instant.ofEpochSecond(reset.getEpochSecond())));
	}

	@Test
	void callWhenRateLimitIsExhaustedFailsWithoutRetry() {
		this.server.then(() -> Mono.just(StubExchange.response(200, "{\"data\":{\"id\":\"acc_1\"}}",
				"X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset",
				String.valueOf(Instant.now().plusSeconds(10).getEpochSecond()))));
		SendmuxProvidersOperations providers = this.server.providers(new ApiSettings(ApiSettings.Timeouts.DEFAULTS,
				ApiSettings.Retry.DEFAULTS, new ApiSettings.RateLimit(true, Duration.ofSeconds(1), 10),
				ApiSettings.DEFAULTS.maxResponseSize()));
		TestCalls.resultOf(providers.get("acc_1"));
		SendmuxRateLimitException failure = TestCalls.failureOf(providers.get("acc_1"),
				SendmuxRateLimitException.class);
		assertThat(failure.attempts()).isZero();
		assertThat(failure.retryable()).isTrue();
		assertThat(this.server.attempts()).isEqualTo(1);
	}

	@Test
	void callWhenEarlierCallWasRefusedFailsWithoutRequest() {
		this.server.thenFail(429, "X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset",
				String.valueOf(Instant.now().plusSeconds(2).getEpochSecond()), "Retry-After", "3000");
		SendmuxProvidersOperations providers = providers(0);
		TestCalls.failureOf(providers.get("acc_1"));
		SendmuxRateLimitException failure = TestCalls.failureOf(providers.get("acc_1"),
				SendmuxRateLimitException.class);
		assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(2900), Duration.ofSeconds(3000));
		assertThat(this.server.attempts()).isEqualTo(1);
	}

	private static void verifyCompletes(Mono<Void> call) {
		StepVerifier.create(call).expectComplete().verify(TestCalls.TIMEOUT);
	}

	private void respond(int status, String body) {
		this.server.then(() -> Mono.just(StubExchange.response(status, body)));
	}

	private SendmuxProvidersOperations providers(int retries) {
		return providers(retries, 10_000);
	}

	/**
	 * The longest wait that the server may ask for is longer than any here, so that a
	 * call that does not wait has a reason of its own.
	 */
	private SendmuxProvidersOperations providers(int retries, long maxResponseSize) {
		ApiSettings.Retry retry = new ApiSettings.Retry(retries, Duration.ofMillis(1), 1, Duration.ofMillis(1),
				Duration.ZERO, Duration.ofHours(1));
		return this.server.providers(new ApiSettings(ApiSettings.Timeouts.DEFAULTS, retry,
				ApiSettings.RateLimit.DEFAULTS, DataSize.ofBytes(maxResponseSize)));
	}

}
