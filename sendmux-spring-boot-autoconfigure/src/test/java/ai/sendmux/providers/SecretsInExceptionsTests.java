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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import ai.sendmux.http.ApiSettings;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no exception gives away the token or the password.
 */
class SecretsInExceptionsTests {

	private static final String ECHO = "Bad credentials '" + TestRequests.PASSWORD + "' for token " + TestCalls.TOKEN;

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	@ParameterizedTest
	@ValueSource(ints = { 301, 400, 401, 403, 404, 408, 409, 413, 418, 422, 429, 500, 502, 503 })
	void createWhenErrorEchoesSecretsHidesThem(int status) throws IOException {
		respond(status, """
				{ "error": { "code": "%1$s", "message": "%1$s", "param": "%1$s", "doc_url": "https://%1$s",
					"retryable": false, "errors": [ { "field": "%1$s", "code": "%1$s", "message": "%1$s" } ] },
					"meta": { "request_id": "%1$s" } }
				""".formatted(ECHO));
		SendmuxException failure = failureOfCreate(server.baseUrl());
		assertKeepsSecrets(failure);
		assertThat(failure).hasMessageContaining("Bad credentials '******' for token ******");
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 404, 409, 500 })
	void createWhenErrorEchoesSecretsHidesThemInAccessors(int status) {
		respond(status, """
				{ "error": { "code": "%1$s", "param": "%1$s", "doc_url": "%1$s", "retryable": false } }
				""".formatted(ECHO));
		SendmuxApiException failure = (SendmuxApiException) failureOfCreate(server.baseUrl());
		assertThat(Arrays.asList(failure.code(), failure.param(), failure.docUrl()))
			.containsOnly("Bad credentials '******' for token ******");
	}

	@Test
	void createWhenViolationEchoesSecretsHidesThem() {
		respond(422, """
				{ "error": { "errors": [ { "field": "%1$s", "code": "%1$s", "message": "%1$s" } ] } }
				""".formatted(ECHO));
		SendmuxValidationException failure = (SendmuxValidationException) failureOfCreate(server.baseUrl());
		String redacted = "Bad credentials '******' for token ******";
		assertThat(failure.violations()).containsExactly(new SendmuxViolation(redacted, redacted, redacted));
	}

	@ParameterizedTest
	@ValueSource(strings = { "o", "conflict", "idempotency_conflict" })
	void createWhenPasswordIsPartOfAnErrorCodeStillFailsByTheCode(String password) {
		respond(409, TestResponses.error("idempotency_conflict", false));
		TestCalls.failureOf(
				TestCalls.providers(server.baseUrl()).create(TestRequests.minimal().smtpPassword(password).build()),
				SendmuxIdempotencyConflictException.class);
	}

	@Test
	void createWhenPasswordStartsWithTokenHidesWholePassword() {
		respond(401, "{ \"error\": { \"message\": \"Bad credentials " + TestCalls.TOKEN + "-rest\" } }");
		SendmuxException failure = TestCalls.failureOf(TestCalls.providers(server.baseUrl())
			.create(TestRequests.minimal().smtpPassword(TestCalls.TOKEN + "-rest").build()));
		assertThat(failure).hasMessageContaining("Bad credentials ******").hasMessageNotContaining("rest");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 301, 401, 404, 422, 500, 502 })
	void createWhenHtmlEchoesSecretsHidesThem(int status) throws IOException {
		respond(status, "<html><body>" + ECHO + "</body></html>");
		assertKeepsSecrets(failureOfCreate(server.baseUrl()));
	}

	@Test
	void createWhenDataEchoesSecretsHidesThem() throws IOException {
		respond(201, "{ \"data\": { \"name\": \"" + ECHO + "\" } }");
		assertKeepsSecrets(failureOfCreate(server.baseUrl()));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 401, 404, 422, 500 })
	void createWhenRequestIdOrLocationEchoesSecretsHidesThem(int status) throws IOException {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(status)
			.withHeader("X-Request-Id", "req-" + TestCalls.TOKEN)
			.withHeader("Location", "/providers?token=" + TestCalls.TOKEN)
			.withBody("{\"meta\":{\"request_id\":\"" + TestCalls.TOKEN + "\"}}")));
		assertKeepsSecrets(failureOfCreate(server.baseUrl()));
	}

	@ParameterizedTest
	@EnumSource(Fault.class)
	void createWhenConnectionBreaksHidesSecrets(Fault fault) throws IOException {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withFault(fault)));
		assertKeepsSecrets(failureOfCreate(server.baseUrl()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:1", "https://localhost:1", "http://host.invalid" })
	void createWhenConnectionIsNotMadeHidesSecrets(String url) throws IOException {
		assertKeepsSecrets(failureOfCreate(url));
	}

	@Test
	void createWhenServerDoesNotSupportTlsHidesSecrets() throws IOException {
		assertKeepsSecrets(failureOfCreate("https://localhost:" + server.getPort()));
	}

	@Test
	void createWhenServerDoesNotRespondHidesSecrets() throws IOException {
		try (ServerSocket silent = new ServerSocket(0)) {
			assertKeepsSecrets(failureOfCreate("http://localhost:" + silent.getLocalPort()));
		}
	}

	@Test
	void createWhenContentIsInvalidHidesSecrets() throws IOException {
		assertKeepsSecrets(TestCalls.failureOf(TestCalls.providers(server.baseUrl())
			.create(TestRequests.full().name("").smtpPassword(TestRequests.PASSWORD.repeat(50)).build())));
	}

	private SendmuxException failureOfCreate(String url) {
		ApiSettings settings = TestCalls.singleAttempt(Duration.ofSeconds(2));
		return TestCalls
			.failureOf(TestCalls.providers(url, settings, WebClient.builder()).create(TestRequests.full().build()));
	}

	private void respond(int status, String body) {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(status).withBody(body)));
	}

	private static void assertKeepsSecrets(SendmuxException failure) throws IOException {
		List<String> texts = new ArrayList<>();
		collect(failure, texts);
		StringWriter stackTrace = new StringWriter();
		failure.printStackTrace(new PrintWriter(stackTrace, true));
		texts.add(stackTrace.toString());
		texts.add(serialized(failure));
		assertThat(texts).hasSizeGreaterThan(3)
			.allSatisfy((text) -> assertThat(text).doesNotContain(TestRequests.PASSWORD, TestCalls.TOKEN));
	}

	private static void collect(@Nullable Throwable failure, List<String> texts) {
		if (failure == null) {
			return;
		}
		texts.add(failure.toString());
		texts.add(String.valueOf(failure.getMessage()));
		collect(failure.getCause(), texts);
		Arrays.stream(failure.getSuppressed()).forEach((suppressed) -> collect(suppressed, texts));
	}

	private static String serialized(SendmuxException failure) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(failure);
		}
		return bytes.toString(StandardCharsets.ISO_8859_1);
	}

}
