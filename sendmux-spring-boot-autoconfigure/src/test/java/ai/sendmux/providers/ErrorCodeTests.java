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

package ai.sendmux.providers;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxPayloadTooLargeException;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the exceptions that error responses with the API's error body become.
 */
class ErrorCodeTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private SendmuxProvidersOperations providers;

	@BeforeEach
	void createProviders() {
		this.providers = TestCalls.providers(server.baseUrl());
	}

	static Stream<Arguments> codes() {
		return Stream.of(Arguments.of(400, "invalid_parameter", false, SendmuxValidationException.class),
				Arguments.of(400, "missing_parameter", false, SendmuxValidationException.class),
				Arguments.of(401, "authentication_required", false, SendmuxAuthenticationException.class),
				Arguments.of(403, "insufficient_permissions", false, SendmuxAccessDeniedException.class),
				Arguments.of(404, "not_found", false, SendmuxNotFoundException.class),
				Arguments.of(409, "conflict", false, SendmuxConflictException.class),
				Arguments.of(409, "limit_exceeded", false, SendmuxLimitExceededException.class),
				Arguments.of(409, "idempotency_conflict", false, SendmuxIdempotencyConflictException.class),
				Arguments.of(413, "payload_too_large", false, SendmuxPayloadTooLargeException.class),
				Arguments.of(422, "validation_error", false, SendmuxValidationException.class),
				Arguments.of(429, "rate_limit_exceeded", true, SendmuxRateLimitException.class),
				Arguments.of(500, "internal_error", true, SendmuxServerException.class),
				Arguments.of(503, "service_unavailable", true, SendmuxServerException.class));
	}

	@ParameterizedTest
	@MethodSource("codes")
	void createWhenErrorCodeFailsWithItsException(int status, String code, boolean retryable,
			Class<? extends SendmuxException> type) {
		respond(status, TestResponses.error(code, retryable));
		SendmuxException failure = TestCalls.failureOf(create(), type);
		assertThat(failure.retryable()).isEqualTo(retryable);
	}

	@ParameterizedTest
	@MethodSource("codes")
	void createWhenErrorCodeDescribesCall(int status, String code) {
		respond(status, TestResponses.error(code, false));
		SendmuxException failure = TestCalls.failureOf(create());
		assertThat(failure.operation()).isEqualTo("providers.create");
		assertThat(failure.attempts()).isEqualTo(1);
		assertThat(failure.idempotencyKey()).isEqualTo("import-1");
		assertThat(failure.requestId()).isEqualTo("req_body");
		assertThat(failure).hasMessageContainingAll("providers.create", Integer.toString(status), code, "req_body",
				"What went wrong");
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 409, 413, 418, 429, 500, 503 })
	void createWhenErrorResponseHasError(int status) {
		respond(status, TestResponses.error("some_code", false));
		SendmuxApiException failure = (SendmuxApiException) TestCalls.failureOf(create());
		assertThat(failure.statusCode()).isEqualTo(status);
		assertThat(failure.code()).isEqualTo("some_code");
		assertThat(failure.param()).isEqualTo("smtp_host");
		assertThat(failure.docUrl()).isEqualTo("https://docs.example.com/errors");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 422 })
	void createWhenContentIsRefusedHasError(int status) {
		respond(status, TestResponses.error("some_code", false));
		SendmuxValidationException failure = TestCalls.failureOf(create(), SendmuxValidationException.class);
		assertThat(failure.statusCode()).isEqualTo(status);
		assertThat(failure.code()).isEqualTo("some_code");
		assertThat(failure.param()).isEqualTo("smtp_host");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 422 })
	void createWhenServerListsNoErrorsHasOneViolationOfParamAndMessage(int status) {
		respond(status, TestResponses.error("some_code", false));
		SendmuxValidationException failure = TestCalls.failureOf(create(), SendmuxValidationException.class);
		assertThat(failure.violations())
			.containsExactly(new SendmuxViolation("smtp_host", "some_code", "What went wrong"));
	}

	@Test
	void createWhenServerListsErrorsHasAViolationForEach() {
		respond(422, """
				{ "error": { "code": "validation_error", "message": "Two errors", "errors": [
					{ "field": "quotas.per_day.min", "code": "too_small", "message": "Too small" }, null,
					{ "field": "name", "code": "too_big", "message": "Too big" } ] } }
				""");
		SendmuxValidationException failure = TestCalls.failureOf(create(), SendmuxValidationException.class);
		assertThat(failure.violations()).containsExactly(
				new SendmuxViolation("quotas.per_day.min", "too_small", "Too small"),
				new SendmuxViolation("name", "too_big", "Too big"));
	}

	@Test
	void createWhenRefusalHasNoReadableBodyHasOneViolationWithoutField() {
		respond(422, "<html></html>");
		SendmuxValidationException failure = TestCalls.failureOf(create(), SendmuxValidationException.class);
		assertThat(failure.violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.field()).isEmpty());
	}

	@Test
	void createWhenBodyHasNoRequestIdTakesItFromTheHeader() {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(500)
			.withHeader("X-Request-Id", "req_header")
			.withBody("{ \"error\": { \"code\": \"internal_error\" } }")));
		assertThat(TestCalls.failureOf(create()).requestId()).isEqualTo("req_header");
	}

	@Test
	void createWhenBodyAndHeaderHaveARequestIdTakesThatOfTheBody() {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(500)
			.withHeader("X-Request-Id", "req_header")
			.withBody(TestResponses.error("internal_error", true))));
		assertThat(TestCalls.failureOf(create()).requestId()).isEqualTo("req_body");
	}

	@Test
	void createWhenRetryAfterIsSecondsHasIt() {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(429)
			.withHeader("Retry-After", "3600")
			.withBody(TestResponses.error("rate_limit_exceeded", false))));
		SendmuxRateLimitException failure = TestCalls.failureOf(create(), SendmuxRateLimitException.class);
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void createWhenRetryAfterIsDateCountsFromDateOfResponse() {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(503)
			.withHeader("Date", "Mon, 25 May 2020 02:18:00 GMT")
			.withHeader("Retry-After", "Mon, 25 May 2020 03:18:30 GMT")
			.withBody(TestResponses.error("service_unavailable", false))));
		SendmuxServerException failure = TestCalls.failureOf(create(), SendmuxServerException.class);
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(60).plusSeconds(30));
	}

	@Test
	void createWhenRateLimitHeadersArePresentHasThem() {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(429)
			.withHeader("X-RateLimit-Limit", "600")
			.withHeader("X-RateLimit-Remaining", "0")
			.withHeader("X-RateLimit-Reset", "1779675480")
			.withBody(TestResponses.error("rate_limit_exceeded", false))));
		SendmuxRateLimitException failure = TestCalls.failureOf(create(), SendmuxRateLimitException.class);
		assertThat(failure.rateLimit()).isEqualTo(new SendmuxRateLimit(600, 0, Instant.parse("2026-05-25T02:18:00Z")));
	}

	@Test
	void createWhenNoDetailsHasNullAccessors() {
		respond(404, "{}");
		SendmuxNotFoundException failure = TestCalls.failureOf(create(), SendmuxNotFoundException.class);
		assertThat(failure.code()).isNull();
		assertThat(failure.param()).isNull();
		assertThat(failure.docUrl()).isNull();
		assertThat(failure.retryAfter()).isNull();
		assertThat(failure.rateLimit()).isNull();
		assertThat(failure.requestId()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void createWhenServerFailsHasUnknownOutcome(int status) {
		respond(status, TestResponses.error("some_code", false));
		assertThat(TestCalls.failureOf(create()).outcomeUnknown()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 400, 401, 403, 404, 409, 413, 422, 429 })
	void createWhenServerRefusesHasKnownOutcome(int status) {
		respond(status, TestResponses.error("some_code", false));
		assertThat(TestCalls.failureOf(create()).outcomeUnknown()).isFalse();
	}

	private Mono<Provider> create() {
		return this.providers.create(TestRequests.full().build(), "import-1");
	}

	private void respond(int status, String body) {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(status).withBody(body)));
	}

}
