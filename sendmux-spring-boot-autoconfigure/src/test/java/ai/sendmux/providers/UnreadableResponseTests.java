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

import java.io.IOException;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.http.FakeResponse;
import ai.sendmux.http.FakeSendmux;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for replies that report success but cannot be read.
 */
class UnreadableResponseTests {

	private static final String LOCATION = "https://app.example.com/api/v1/providers/dprov_1";

	private static final String MARK = "geheim";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private SendmuxProvidersOperations providers;

	@BeforeEach
	void createProviders() {
		this.providers = TestCalls.providers(server.baseUrl());
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html><body>geheim</body></html>", "geheim", "[]", "[{\"id\":\"geheim\"}]", "\"geheim\"",
			"1", "null", "true", "{", "{\"geheim\"", "{\"data\":{\"id\":\"geheim\"", "{\"data\":{\"id\":\"geheim}",
			"{}", "{\"ok\":true,\"meta\":{}}", "{\"data\":null}", "{\"data\":\"geheim\"}", "{\"data\":1}",
			"{\"data\":true}", "{\"data\":[]}", "{\"data\":[{\"id\":\"geheim\"}]}", "{\"data\":{}}",
			"{\"data\":{\"id\":null}}", "{\"data\":{\"id\":\"\"}}", "{\"data\":{\"id\":\" \"}}",
			"{\"data\":{\"name\":\"geheim\"}}", "\u0000geheim", "{\"data\":{\"id\":\"\u0001\"}}" })
	void createWhenBodyIsNotExpectedJsonFailsWithoutQuotingIt(String body) {
		respond(201, body);
		assertUnreadable(TestCalls.failureOf(create(), SendmuxResponseException.class), 201);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 204 })
	void createWhenBodyIsEmptyFails(int status) {
		respond(status, "");
		assertUnreadable(TestCalls.failureOf(create(), SendmuxResponseException.class), status);
	}

	@Test
	void createWhenBodyIsDeeplyNestedFails() {
		respond(201, "{\"data\":" + "[".repeat(100_000));
		assertUnreadable(TestCalls.failureOf(create(), SendmuxResponseException.class), 201);
	}

	@Test
	void createWhenBodyIsLargerThanTheLimitFails() {
		respond(201, TestResponses.createdWith("name", "\"" + MARK.repeat(512 * 1024) + "\""));
		SendmuxResponseException failure = TestCalls.failureOf(create(), SendmuxResponseException.class);
		assertUnreadable(failure, 201);
		assertThat(failure).hasMessageContaining("sendmux.max-response-size");
	}

	@Test
	void createWhenBodyIsLargeAndGarbageFails() {
		respond(201, MARK.repeat(50_000));
		assertUnreadable(TestCalls.failureOf(create(), SendmuxResponseException.class), 201);
	}

	@Test
	void createWhenBodyIsLargeAndJsonReadsIt() {
		respond(201, TestResponses.createdWith("name", "\"" + MARK.repeat(50_000) + "\""));
		assertThat(TestCalls.resultOf(create()).name()).hasSize(300_000);
	}

	@Test
	void createWhenContentTypeIsWrongReadsJson() {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(201)
			.withHeader("Content-Type", "text/html; charset=broken")
			.withBody(TestResponses.CREATED)));
		assertThat(TestCalls.resultOf(create()).id()).isEqualTo("dprov_1");
	}

	@Test
	void createWhenContentTypeIsMalformedReadsJson() {
		server.stubFor(post("/api/v1/providers")
			.willReturn(aResponse().withStatus(201).withHeader("Content-Type", "///").withBody(TestResponses.CREATED)));
		assertThat(TestCalls.resultOf(create()).id()).isEqualTo("dprov_1");
	}

	@Test
	void createWhenBodyIsUnreadableHasItsRequestId() {
		respond(201, "{\"data\":null,\"meta\":{\"request_id\":\"req_body\"}}");
		assertThat(TestCalls.failureOf(create()).requestId()).isEqualTo("req_body");
	}

	@Test
	void createWhenBodyIsTruncatedHasDetailsOfHead() throws IOException {
		String reply = "HTTP/1.1 201 Created\r\nContent-Length: 1000\r\nX-Request-Id: req_header\r\nLocation: "
				+ LOCATION + "\r\n\r\n{\"data\":{\"id\":\"" + MARK;
		try (FakeSendmux raw = FakeSendmux.alwaysReplying(FakeResponse.last(reply))) {
			Mono<Provider> call = TestCalls.providers(raw.url()).create(TestRequests.minimal().build());
			assertUnreadable(TestCalls.failureOf(call, SendmuxResponseException.class), 201);
		}
	}

	@Test
	void createWhenErrorBodyIsTruncatedFailsByStatus() throws IOException {
		String reply = "HTTP/1.1 501 Not Implemented\r\nContent-Length: 1000\r\nX-Request-Id: req_header\r\n\r\n{";
		try (FakeSendmux raw = FakeSendmux.alwaysReplying(FakeResponse.last(reply))) {
			Mono<Provider> call = TestCalls.providers(raw.url()).create(TestRequests.minimal().build());
			SendmuxServerException failure = TestCalls.failureOf(call, SendmuxServerException.class);
			assertThat(failure.statusCode()).isEqualTo(501);
			assertThat(failure.requestId()).isEqualTo("req_header");
		}
	}

	@Test
	void createWhenChunkIsMalformedFails() {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
		SendmuxException failure = TestCalls.failureOf(create());
		assertThat(failure.outcomeUnknown()).isTrue();
		assertThat(failure).hasNoCause();
	}

	@ParameterizedTest
	@EnumSource(value = Fault.class, names = "MALFORMED_RESPONSE_CHUNK", mode = EnumSource.Mode.EXCLUDE)
	void createWhenConnectionBreaksFailsWithUnknownOutcome(Fault fault) {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withFault(fault)));
		SendmuxTransportException failure = TestCalls.failureOf(create(), SendmuxTransportException.class);
		assertThat(failure.outcomeUnknown()).isTrue();
		assertThat(failure.retryable()).isTrue();
	}

	@Test
	void getWhenResponseIsUnreadableHasKnownOutcome() {
		SendmuxResponseException failure = failureOfGet("geheim");
		assertThat(failure.outcomeUnknown()).isFalse();
		assertThat(failure.idempotencyKey()).isNull();
	}

	private SendmuxResponseException failureOfGet(String body) {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(aResponse().withBody(body)));
		return TestCalls.failureOf(this.providers.get("dprov_1"), SendmuxResponseException.class);
	}

	private void assertUnreadable(SendmuxResponseException failure, int status) {
		assertThat(failure.statusCode()).isEqualTo(status);
		assertThat(failure.requestId()).isEqualTo("req_header");
		assertThat(failure.location()).isEqualTo(LOCATION);
		assertThat(failure.outcomeUnknown()).isTrue();
		assertThat(failure.retryable()).isEqualTo(!String.valueOf(failure.getMessage()).contains("larger"));
		assertThat(failure).hasNoCause().hasMessageNotContaining(MARK);
	}

	private Mono<Provider> create() {
		return this.providers.create(TestRequests.minimal().build());
	}

	private void respond(int status, String body) {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(status)
			.withHeader("X-Request-Id", "req_header")
			.withHeader("Location", LOCATION)
			.withBody(body)));
	}

}
