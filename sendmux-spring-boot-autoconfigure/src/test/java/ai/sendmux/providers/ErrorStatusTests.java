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

import java.util.stream.Stream;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxPayloadTooLargeException;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxValidationException;
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
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the exceptions that error responses become whose body has no code that this
 * client knows.
 */
class ErrorStatusTests {

	private static final String HTML = "<html><body>Bad gateway</body></html>";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private SendmuxProvidersOperations providers;

	@BeforeEach
	void createProviders() {
		this.providers = TestCalls.providers(server.baseUrl());
	}

	static Stream<Arguments> statuses() {
		return Stream.of(Arguments.of(300, SendmuxApiException.class), Arguments.of(304, SendmuxApiException.class),
				Arguments.of(400, SendmuxValidationException.class),
				Arguments.of(401, SendmuxAuthenticationException.class), Arguments.of(402, SendmuxApiException.class),
				Arguments.of(403, SendmuxAccessDeniedException.class),
				Arguments.of(404, SendmuxNotFoundException.class), Arguments.of(405, SendmuxApiException.class),
				Arguments.of(408, SendmuxApiException.class), Arguments.of(409, SendmuxApiException.class),
				Arguments.of(412, SendmuxApiException.class), Arguments.of(413, SendmuxPayloadTooLargeException.class),
				Arguments.of(418, SendmuxApiException.class), Arguments.of(422, SendmuxValidationException.class),
				Arguments.of(429, SendmuxRateLimitException.class), Arguments.of(500, SendmuxServerException.class),
				Arguments.of(501, SendmuxServerException.class), Arguments.of(502, SendmuxServerException.class),
				Arguments.of(503, SendmuxServerException.class), Arguments.of(504, SendmuxServerException.class),
				Arguments.of(599, SendmuxServerException.class));
	}

	@ParameterizedTest
	@MethodSource("statuses")
	void createWhenCodeIsUnknownFailsByStatus(int status, Class<? extends SendmuxException> type) {
		respond(status, TestResponses.error("brand_new_code", false));
		TestCalls.failureOf(create(), type);
	}

	@ParameterizedTest
	@MethodSource("statuses")
	void createWhenBodyIsEmptyFailsByStatus(int status, Class<? extends SendmuxException> type) {
		respond(status, "");
		TestCalls.failureOf(create(), type);
	}

	@ParameterizedTest
	@MethodSource("statuses")
	void createWhenCodeIsMissingFailsByStatus(int status, Class<? extends SendmuxException> type) {
		respond(status, "{ \"ok\": false, \"error\": { \"message\": \"What went wrong\", \"retryable\": false } }");
		TestCalls.failureOf(create(), type);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void createWhenServerRedirectsFailsWithoutFollowing(int status) {
		server.stubFor(post("/api/v1/providers")
			.willReturn(aResponse().withStatus(status).withHeader("Location", server.baseUrl() + "/elsewhere")));
		SendmuxApiException failure = TestCalls.failureOf(create(), SendmuxApiException.class);
		assertThat(failure.statusCode()).isEqualTo(status);
		server.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 425, 429, 500, 502, 503, 504 })
	void createWhenBodyHasNoRetryableIsRetryableByStatus(int status) {
		respond(status, HTML);
		assertThat(TestCalls.failureOf(create()).retryable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 400, 401, 403, 404, 409, 413, 418, 422 })
	void createWhenBodyHasNoRetryableIsNotRetryableByStatus(int status) {
		respond(status, HTML);
		assertThat(TestCalls.failureOf(create()).retryable()).isFalse();
	}

	@Test
	void createWhenServerMarksErrorNotRetryableIsNotRetryable() {
		respond(500, TestResponses.error("internal_error", false));
		assertThat(TestCalls.failureOf(create()).retryable()).isFalse();
	}

	@Test
	void createWhenProxyRespondsWithHtmlHasRequestIdOfHeader() {
		respond(502, HTML);
		SendmuxServerException failure = TestCalls.failureOf(create(), SendmuxServerException.class);
		assertThat(failure.code()).isNull();
		assertThat(failure.requestId()).isEqualTo("req_header");
		assertThat(failure).hasMessageContaining("502").hasMessageNotContaining("Bad gateway");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "[{}]", "\"error\"", "1", "null", "true", "{", "{\"error\":", "{\"error\":\"text\"}",
			"{\"error\":[]}", "{\"error\":1}", "{\"error\":null}", "{\"error\":{\"code\":{}}}",
			"{\"error\":{\"errors\":{}}}", "{\"error\":{\"errors\":\"text\"}}", "{\"error\":{\"errors\":[1,\"text\"]}}",
			"{\"error\":{\"errors\":[{\"field\":[]}]}}", "{\"error\":{\"retryable\":\"perhaps\"}}",
			"{\"error\":{},\"meta\":1}", "\u0000", "{}{}" })
	void createWhenErrorBodyIsMalformedFailsByStatus(String body) {
		respond(404, body);
		SendmuxNotFoundException failure = TestCalls.failureOf(create(), SendmuxNotFoundException.class);
		assertThat(failure.requestId()).isEqualTo("req_header");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"error\":\"text\",\"meta\":{\"request_id\":\"req_body\"}}",
			"{\"error\":[1],\"meta\":{\"request_id\":\"req_body\"}}",
			"{\"error\":{\"retryable\":{}},\"meta\":{\"request_id\":\"req_body\"}}",
			"{\"error\":{\"errors\":\"text\"},\"meta\":{\"request_id\":\"req_body\"}}",
			"{\"error\":{\"errors\":[{},\"text\",[]]},\"meta\":{\"request_id\":\"req_body\"}}" })
	void createWhenPartOfErrorBodyIsMalformedReadsTheRest(String body) {
		respond(404, body);
		assertThat(TestCalls.failureOf(create()).requestId()).isEqualTo("req_body");
	}

	@Test
	void createWhenRequestIdOfBodyIsUnusableTakesItFromTheHeader() {
		respond(404, "{\"meta\":{\"request_id\":\"\"}}");
		assertThat(TestCalls.failureOf(create()).requestId()).isEqualTo("req_header");
	}

	@Test
	void createWhenErrorBodyIsLargerThanTheLimitFailsByStatus() {
		respond(404, " ".repeat(3 * 1024 * 1024));
		TestCalls.failureOf(create(), SendmuxNotFoundException.class);
	}

	@Test
	void createWhenServerMessageIsVeryLongShortensIt() {
		respond(404, "{\"error\":{\"code\":\"not_found\",\"message\":\"" + "x".repeat(300_000) + "\"}}");
		assertThat(TestCalls.failureOf(create()).getMessage()).hasSizeLessThan(3000);
	}

	@Test
	void createWhenConflictIsUnknownCallsServerOnce() {
		respond(409, TestResponses.error("brand_new_code", false));
		SendmuxApiException failure = TestCalls.failureOf(create(), SendmuxApiException.class);
		assertThat(failure.attempts()).isEqualTo(1);
		server.verify(1, anyRequestedFor(anyUrl()));
	}

	private Mono<Provider> create() {
		return this.providers.create(TestRequests.minimal().build());
	}

	private void respond(int status, String body) {
		server.stubFor(post("/api/v1/providers")
			.willReturn(aResponse().withStatus(status).withHeader("X-Request-Id", "req_header").withBody(body)));
	}

}
