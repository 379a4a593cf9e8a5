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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.stream.Stream;

import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.FakeResponse;
import ai.sendmux.http.FakeSendmux;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for when {@link SendmuxProvidersTemplate} sends something, and when it refuses
 * to.
 */
class CallTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	static Stream<String> unusable() {
		return Stream.of("", " ", "a b", "a\nb", "a\r\nX-Evil: 1", "a\t", "\u0000", "\u007F", "größe", "\uD83D\uDE80",
				"k".repeat(256));
	}

	@ParameterizedTest
	@NullSource
	@MethodSource("unusable")
	void createWhenKeyIsUnusableThrowsAtOnce(String key) {
		SendmuxProvidersOperations providers = TestCalls.providers(server.baseUrl());
		assertThatIllegalArgumentException().isThrownBy(() -> providers.create(TestRequests.minimal().build(), key))
			.withMessageContaining("'idempotencyKey' must");
	}

	@ParameterizedTest
	@NullSource
	@MethodSource("unusable")
	@ValueSource(strings = { ".", "..", "a/b", "../limits", "a?b", "a%2Fb", "a.b", "a:b", "stats", "usage", "limits",
			"shared-amazon-ses-limit-request" })
	void getWhenIdIsUnusableThrowsAtOnce(String id) {
		SendmuxProvidersOperations providers = TestCalls.providers(server.baseUrl());
		assertThatIllegalArgumentException().isThrownBy(() -> providers.get(id))
			.withMessageContaining("'providerId' must");
	}

	@Test
	void getWhenIdIsRefusedDoesNotQuoteIt() {
		SendmuxProvidersOperations providers = TestCalls.providers(server.baseUrl());
		assertThatIllegalArgumentException().isThrownBy(() -> providers.get("a\nb")).withMessageNotContaining("a\nb");
	}

	@Test
	@SuppressWarnings("NullAway") // The check for null is what is tested
	void createWhenRequestIsNullThrowsAtOnce() {
		SendmuxProvidersOperations providers = TestCalls.providers(server.baseUrl());
		assertThatIllegalArgumentException().isThrownBy(() -> providers.create(null))
			.withMessage("'request' must not be null");
	}

	@Test
	void createWhenNotSubscribedSendsNothing() {
		Mono<Provider> call = TestCalls.providers(server.baseUrl()).create(TestRequests.minimal().build());
		assertThat(call).isNotNull();
		server.verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void createWhenContentIsInvalidFailsOnSubscriptionWithAllViolations() {
		Mono<Provider> call = TestCalls.providers(server.baseUrl())
			.create(TestRequests.minimal().name("").smtpPort(0).build());
		SendmuxValidationException failure = TestCalls.failureOf(call, SendmuxValidationException.class);
		assertThat(failure.violations()).extracting("field").containsExactly("name", "smtp_port");
		assertThat(failure).hasMessageContainingAll("providers.create", "name: ", "smtp_port: ");
	}

	@Test
	void createWhenContentIsInvalidSendsNothing() {
		Mono<Provider> call = TestCalls.providers(server.baseUrl()).create(TestRequests.minimal().name("").build());
		SendmuxValidationException failure = TestCalls.failureOf(call, SendmuxValidationException.class);
		assertThat(failure.attempts()).isZero();
		assertThat(failure.outcomeUnknown()).isFalse();
		assertThat(failure.retryable()).isFalse();
		assertThat(failure.statusCode()).isNull();
		assertThat(failure.requestId()).isNull();
		server.verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void createWhenCancelledClosesTheConnection() throws Exception {
		try (FakeSendmux silent = FakeSendmux.alwaysReplying(FakeResponse.NOTHING)) {
			Mono<Provider> call = TestCalls.providers(silent.url()).create(TestRequests.minimal().build());
			StepVerifier.create(call).then(() -> awaitRequest(silent)).thenCancel().verify(TestCalls.TIMEOUT);
			assertThat(silent.isClosedByClient()).isTrue();
		}
	}

	@Test
	void createWhenReadTimesOutFailsAndClosesConnection() throws Exception {
		try (FakeSendmux silent = FakeSendmux.alwaysReplying(FakeResponse.NOTHING)) {
			ApiSettings settings = TestCalls.singleAttempt(Duration.ofMillis(500));
			Mono<Provider> call = TestCalls.providers(silent.url(), settings, WebClient.builder())
				.create(TestRequests.minimal().build());
			SendmuxTimeoutException failure = TestCalls.failureOf(call, SendmuxTimeoutException.class);
			assertThat(failure.bound()).isEqualTo(SendmuxTimeoutException.Bound.RESPONSE);
			assertThat(failure.outcomeUnknown()).isTrue();
			assertThat(failure.retryable()).isTrue();
			assertThat(silent.isClosedByClient()).isTrue();
		}
	}

	@Test
	void createWhenConnectionIsRefusedFailsWithKnownOutcome() throws IOException {
		// Taken, so that nobody else listens there, but not listened at.
		try (Socket taken = new Socket()) {
			taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			String url = "http://127.0.0.1:" + taken.getLocalPort();
			Mono<Provider> call = TestCalls.providers(url).create(TestRequests.minimal().build());
			SendmuxTransportException failure = TestCalls.failureOf(call, SendmuxTransportException.class);
			assertThat(failure.outcomeUnknown()).isFalse();
			assertThat(failure.retryable()).isTrue();
		}
	}

	@Test
	void createWhenHostIsUnknownFailsWithKnownOutcome() {
		Mono<Provider> call = TestCalls.providers("http://host.invalid").create(TestRequests.minimal().build());
		SendmuxTransportException failure = TestCalls.failureOf(call, SendmuxTransportException.class);
		assertThat(failure.outcomeUnknown()).isFalse();
		assertThat(failure).hasMessageContaining("host name could not be resolved");
	}

	@Test
	void createWhenServerDoesNotSupportTlsFails() {
		Mono<Provider> call = TestCalls.providers("https://localhost:" + server.getPort())
			.create(TestRequests.minimal().build());
		SendmuxTransportException failure = TestCalls.failureOf(call, SendmuxTransportException.class);
		assertThat(failure).hasMessageContaining("no secure connection");
	}

	private static void awaitRequest(FakeSendmux server) {
		try {
			assertThat(server.nextRequest().method()).isEqualTo("POST");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
