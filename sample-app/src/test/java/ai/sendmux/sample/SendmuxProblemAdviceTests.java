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

package ai.sendmux.sample;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxErrorDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxPayloadTooLargeException;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import ai.sendmux.console.web.SecurityConfiguration;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link SendmuxProblemAdvice} with each exception of the client.
 */
@WebFluxTest(controllers = AccountController.class,
		excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "ai\\.sendmux\\.console\\..*"))
@Import(SecurityConfiguration.class)
class SendmuxProblemAdviceTests {

	private static final SendmuxCallDetails CALL = SendmuxCallDetails.builder("providers.get")
		.attempts(1)
		.requestId("req_1")
		.build();

	@Autowired
	private WebTestClient client;

	@MockitoBean
	private SendmuxProvidersOperations providers;

	@ParameterizedTest
	@MethodSource("exceptions")
	void adviceWhenCallFailsReturnsProblem(SendmuxException exception, int status) {
		problem(exception, status).jsonPath("$.request_id")
			.isEqualTo("req_1")
			.jsonPath("$.outcome_unknown")
			.doesNotExist()
			.jsonPath("$.idempotency_key")
			.doesNotExist();
	}

	static Stream<Arguments> exceptions() {
		return Stream.of(Arguments
			.of(new SendmuxValidationException(CALL, List.of(new SendmuxViolation("name", "code", "text"))), 422),
				Arguments.of(new SendmuxNotFoundException(CALL, error(404)), 404),
				Arguments.of(new SendmuxConflictException(CALL, error(409)), 409),
				Arguments.of(new SendmuxLimitExceededException(CALL, error(409)), 409),
				Arguments.of(new SendmuxIdempotencyConflictException(CALL, error(409)), 409),
				Arguments.of(new SendmuxPayloadTooLargeException(CALL, error(413)), 413),
				Arguments.of(new SendmuxRateLimitException(CALL, error(429)), 429),
				Arguments.of(new SendmuxAuthenticationException(CALL, error(401)), 502),
				Arguments.of(new SendmuxAccessDeniedException(CALL, error(403)), 502),
				Arguments.of(new SendmuxServerException(CALL, error(500)), 502),
				Arguments.of(new SendmuxServerException(CALL, error(503)), 503),
				Arguments.of(new SendmuxApiException(CALL, error(418)), 502),
				Arguments.of(new SendmuxResponseException(CALL, 200, null, "it is empty"), 502),
				Arguments.of(new SendmuxTransportException(CALL, "no connection could be made", null), 503),
				Arguments.of(new SendmuxTimeoutException(CALL, SendmuxTimeoutException.Bound.RESPONSE,
						Duration.ofSeconds(1)), 504));
	}

	@Test
	void adviceWhenRetryAfterIsPresentReturnsHeader() {
		SendmuxErrorDetails error = SendmuxErrorDetails.builder(503).retryAfter(Duration.ofSeconds(7)).build();
		given(this.providers.get("dprov_1")).willReturn(Mono.error(new SendmuxServerException(CALL, error)));
		this.client.get().uri("/accounts/dprov_1").exchange().expectHeader().valueEquals("Retry-After", "7");
	}

	@Test
	void adviceWhenOutcomeIsUnknownReturnsKeyForRetry() {
		SendmuxCallDetails call = SendmuxCallDetails.builder("providers.create")
			.idempotencyKey("once")
			.outcomeUnknown(true)
			.build();
		problem(new SendmuxTransportException(call, "the connection broke", null), 503).jsonPath("$.outcome_unknown")
			.isEqualTo(true)
			.jsonPath("$.idempotency_key")
			.isEqualTo("once")
			.jsonPath("$.request_id")
			.doesNotExist();
	}

	private WebTestClient.BodyContentSpec problem(SendmuxException exception, int status) {
		given(this.providers.get("dprov_1")).willReturn(Mono.error(exception));
		return this.client.get()
			.uri("/accounts/dprov_1")
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status);
	}

	private static SendmuxErrorDetails error(int status) {
		return SendmuxErrorDetails.builder(status).build();
	}

}
