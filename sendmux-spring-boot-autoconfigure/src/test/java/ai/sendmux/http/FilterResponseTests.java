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

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.netty.channel.ConnectTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls of an application whose filter turns responses into exceptions.
 */
class FilterResponseTests {

	private static final ExchangeFilterFunction THROWING = ExchangeFilterFunction
		.ofResponseProcessor((response) -> response.statusCode().isError()
				? response.createException().flatMap(Mono::error) : Mono.just(response));

	private static final String ACCOUNT = "{\"ok\":true,\"data\":{\"id\":\"acc_1\"}}";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504 })
	void createWhenFilterThrowsForStatusFailsAsWithoutIt(int status) {
		respond(status, error("brand_new_code"));
		SendmuxException expected = failureOf(providers((builder) -> builder));
		SendmuxException failure = failureOf(providers((builder) -> builder.filter(THROWING)));
		assertThat(failure).isExactlyInstanceOf(expected.getClass()).hasMessage(expected.getMessage());
		assertThat(failure).usingRecursiveComparison()
			.ignoringFields("stackTrace", "call.idempotencyKey", "idempotencyKey")
			.isEqualTo(expected);
	}

	@Test
	void createWhenFilterThrowsForInvalidRequestHasViolations() {
		respond(422, """
				{"ok":false,"error":{"code":"validation_error","message":"Invalid","errors":[
				{"field":"smtp_port","code":"too_large","message":"Too large"}]},"meta":{"request_id":"req_9"}}""");
		SendmuxValidationException failure = (SendmuxValidationException) failureOf(
				providers((builder) -> builder.filter(THROWING)));
		assertThat(failure.violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.field()).isEqualTo("smtp_port"));
		assertThat(failure.requestId()).isEqualTo("req_9");
	}

	@Test
	void createWhenFilterWrapsTheExceptionFailsByItsResponse() {
		respond(409, error("limit_exceeded"));
		SendmuxProvidersOperations providers = providers((builder) -> builder
			.filter(ExchangeFilterFunction.ofResponseProcessor((response) -> response.createException()
				.flatMap((ex) -> Mono.error(new IllegalStateException("of the application", ex))))));
		assertThat(((SendmuxApiException) failureOf(providers)).code()).isEqualTo("limit_exceeded");
	}

	@Test
	void createWhenFilterThrowsForUnavailableServiceIsRetried() {
		server.stubFor(any(anyUrl()).inScenario("outage")
			.whenScenarioStateIs(Scenario.STARTED)
			.willSetStateTo("over")
			.willReturn(aResponse().withStatus(503)));
		server.stubFor(any(anyUrl()).inScenario("outage")
			.whenScenarioStateIs("over")
			.willReturn(aResponse().withStatus(201).withBody(ACCOUNT)));
		SendmuxProvidersOperations providers = providers((builder) -> builder.filter(THROWING), FaultClient.SETTINGS);
		assertThat(TestCalls.resultOf(providers.create(FaultCall.creation())).id()).isEqualTo("acc_1");
	}

	@Test
	void createWhenFilterThrowsForRateLimitReportsIt() {
		long reset = System.currentTimeMillis() / 1000 + 30;
		server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429)
			.withHeader("X-RateLimit-Limit", "600")
			.withHeader("X-RateLimit-Remaining", "0")
			.withHeader("X-RateLimit-Reset", String.valueOf(reset))
			.withHeader("Retry-After", "30")));
		SendmuxProvidersOperations providers = providers((builder) -> builder.filter(THROWING));
		SendmuxRateLimitException failure = (SendmuxRateLimitException) failureOf(providers);
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30));
		assertThat(providers.rateLimit()).isNotNull().isEqualTo(failure.rateLimit());
	}

	@Test
	void createWhenFilterThrowsForSuccessReturnsTheAccount() {
		respond(201, ACCOUNT);
		SendmuxProvidersOperations providers = providers((builder) -> builder.filter(ExchangeFilterFunction
			.ofResponseProcessor((response) -> response.createException().flatMap(Mono::error))));
		assertThat(TestCalls.resultOf(providers.create(FaultCall.creation())).id()).isEqualTo("acc_1");
	}

	@Test
	void createWhenExceptionHasNoHeadersAndNoBodyFailsByStatus() {
		respond(503, error("service_unavailable"));
		SendmuxProvidersOperations providers = providers((builder) -> builder
			.filter((request, next) -> next.exchange(request)
				.flatMap((response) -> response.createException().flatMap((ex) -> Mono.error(withoutContent(ex))))));
		SendmuxException failure = failureOf(providers);
		assertThat(failure).isInstanceOf(SendmuxServerException.class);
		assertThat(failure.retryable()).isTrue();
		assertThat(failure.outcomeUnknown()).isTrue();
	}

	private static WebClientResponseException withoutContent(WebClientResponseException ex) {
		return WebClientResponseException.create(ex.getStatusCode(), "", HttpHeaders.EMPTY, new byte[0], null,
				ex.getRequest());
	}

	@Test
	void createWhenRequestOfTheFilterItselfFailsHasUnknownResponse() {
		respond(201, ACCOUNT);
		WebClientResponseException foreign = WebClientResponseException.create(HttpStatusCode.valueOf(401), "",
				HttpHeaders.EMPTY, new byte[0], null, new ForeignRequest());
		SendmuxException failure = failureOf(
				providers((builder) -> builder.filter((request, next) -> Mono.error(foreign))));
		assertThat(failure).isInstanceOf(SendmuxTransportException.class).hasNoCause();
		assertThat(failure.outcomeUnknown()).isFalse();
	}

	static Stream<IOException> failuresToConnect() {
		return Stream.of(new ConnectException("Connection refused"), new UnknownHostException("audit.example.com"),
				new ConnectTimeoutException("connection timed out"), new SSLHandshakeException("no certificate"));
	}

	@ParameterizedTest
	@MethodSource("failuresToConnect")
	void createWhenFilterCannotConnectToAnotherServiceHasUnknownOutcome(IOException failure) {
		respond(201, ACCOUNT);
		assertThat(failureOf(providers((builder) -> builder.filter(auditing(failure)))).outcomeUnknown()).isTrue();
	}

	@Test
	void updateWhenFilterCannotConnectToAnotherServiceIsNotRetried() {
		respond(200, ACCOUNT);
		SendmuxProvidersOperations providers = providers(
				(builder) -> builder.filter(auditing(new ConnectException("Connection refused"))),
				FaultClient.SETTINGS);
		SendmuxException failure = TestCalls.failureOf(FaultCall.UPDATE.on(providers));
		assertThat(failure.attempts()).isOne();
		assertThat(failure.outcomeUnknown()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(value = FaultCall.class, names = { "CREATE", "UPDATE" })
	void callWhenFilterRetriesAndCannotConnectHasUnknownOutcome(FaultCall call) throws IOException {
		try (ClosingServer closing = new ClosingServer()) {
			SendmuxProvidersOperations providers = TestCalls.providers(closing.url(), FaultClient.SETTINGS,
					WebClient.builder().filter((request, next) -> next.exchange(request).retry(1)));
			SendmuxException failure = TestCalls.failureOf(call.on(providers));
			assertThat(failure.outcomeUnknown()).isTrue();
		}
	}

	@Test
	void updateWhenFilterRetriesAndCannotConnectIsNotRetried() throws IOException {
		try (ClosingServer closing = new ClosingServer()) {
			SendmuxProvidersOperations providers = TestCalls.providers(closing.url(), FaultClient.SETTINGS,
					WebClient.builder().filter((request, next) -> next.exchange(request).retry(1)));
			assertThat(TestCalls.failureOf(FaultCall.UPDATE.on(providers)).attempts()).isOne();
		}
	}

	@Test
	void updateWhenFilterRetriesAndNeverConnectsIsRetried() throws IOException {
		String url;
		try (ClosingServer closing = new ClosingServer()) {
			url = closing.url();
		}
		SendmuxProvidersOperations providers = TestCalls.providers(url, FaultClient.SETTINGS,
				WebClient.builder().filter((request, next) -> next.exchange(request).retry(1)));
		SendmuxException failure = TestCalls.failureOf(FaultCall.UPDATE.on(providers));
		assertThat(failure.attempts()).isGreaterThan(1);
		assertThat(failure.outcomeUnknown()).isFalse();
	}

	/**
	 * Sends a request of its own about each response.
	 */
	private static ExchangeFilterFunction auditing(IOException failure) {
		return ExchangeFilterFunction.ofResponseProcessor((response) -> response.releaseBody()
			.then(Mono.error(new WebClientRequestException(failure, HttpMethod.POST,
					URI.create("https://audit.example.com/calls"), HttpHeaders.EMPTY))));
	}

	@Test
	void createWhenBodyOfExceptionIsLargerThanAllowedFailsByStatus() {
		respond(409, error("limit_exceeded") + " ".repeat(2000));
		ApiSettings defaults = TestCalls.singleAttempt(ApiSettings.Timeouts.DEFAULTS.read());
		ApiSettings settings = new ApiSettings(defaults.timeouts(), defaults.retry(), defaults.rateLimit(),
				DataSize.ofKilobytes(1));
		SendmuxApiException failure = (SendmuxApiException) failureOf(
				providers((builder) -> builder.filter(THROWING), settings));
		assertThat(failure.statusCode()).isEqualTo(409);
		assertThat(failure.code()).isNull();
	}

	@Test
	void createWhenBodyOfExceptionQuotesSecretsHidesThem() {
		String quoted = "Bearer " + TestCalls.TOKEN + " and a password";
		respond(500, "{\"ok\":false,\"error\":{\"code\":\"internal_error\",\"message\":\"" + quoted + "\"}}");
		SendmuxException failure = failureOf(providers((builder) -> builder.filter(THROWING)));
		assertThat(failure).hasMessageContaining("Bearer ****** and ******").hasNoCause();
	}

	@Test
	void createWhenFilterCompletesWithoutResponseHasUnknownOutcome() {
		respond(201, ACCOUNT);
		SendmuxException failure = failureOf(providers((builder) -> builder.filter(
				(request, next) -> next.exchange(request).flatMap(ClientResponse::releaseBody).then(Mono.empty()))));
		assertThat(failure).isInstanceOf(SendmuxTransportException.class);
		assertThat(failure.outcomeUnknown()).isTrue();
		assertThat(failure.retryable()).isFalse();
	}

	private static String error(String code) {
		return """
				{"ok":false,"error":{"code":"%s","message":"Refused"},"meta":{"request_id":"req_1"}}""".formatted(code);
	}

	private static void respond(int status, String body) {
		ResponseDefinitionBuilder response = aResponse().withStatus(status)
			.withHeader("Content-Type", "application/json")
			.withBody(body.getBytes(StandardCharsets.UTF_8));
		server.stubFor(any(anyUrl()).willReturn(response));
	}

	private static SendmuxException failureOf(SendmuxProvidersOperations providers) {
		return TestCalls.failureOf(providers.create(FaultCall.creation(), "key-1"));
	}

	private static SendmuxProvidersOperations providers(Function<WebClient.Builder, WebClient.Builder> customizer) {
		return providers(customizer, TestCalls.singleAttempt(ApiSettings.Timeouts.DEFAULTS.read()));
	}

	private static SendmuxProvidersOperations providers(Function<WebClient.Builder, WebClient.Builder> customizer,
			ApiSettings settings) {
		return TestCalls.providers(server.baseUrl(), settings, customizer.apply(WebClient.builder()));
	}

	/**
	 * Accepts one request, and ends without a response.
	 */
	private static final class ClosingServer implements AutoCloseable {

		private final ServerSocket server;

		ClosingServer() throws IOException {
			this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
			Thread thread = new Thread(this::acceptOne, "closing server");
			thread.setDaemon(true);
			thread.start();
		}

		private void acceptOne() {
			try (Socket connection = this.server.accept()) {
				connection.getInputStream().read();
				this.server.close();
			}
			catch (IOException ex) {
				// The test has ended.
			}
		}

		String url() {
			return "http://127.0.0.1:" + this.server.getLocalPort();
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

	}

	/**
	 * As a filter sends it to get a token of its own.
	 */
	private static final class ForeignRequest extends MockClientHttpRequest {

		ForeignRequest() {
			super(HttpMethod.POST, URI.create("https://login.example.com/token"));
		}

	}

}
