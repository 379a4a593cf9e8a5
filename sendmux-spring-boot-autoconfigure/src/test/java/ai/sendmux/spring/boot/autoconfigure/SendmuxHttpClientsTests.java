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

package ai.sendmux.spring.boot.autoconfigure;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.function.Function;

import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestRequests;
import ai.sendmux.providers.UpdateProviderRequest;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the client with the HTTP clients that Spring Boot knows and that can be
 * closed.
 */
class SendmuxHttpClientsTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "http-components", "jdk" })
	void callWhenConnectorIsSelectedSendsCompleteRequest(String connector) {
		server.stubFor(any(anyUrl()).willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
		TestContexts.calling(server.baseUrl())
			.withPropertyValues("spring.http.clients.reactive.connector=" + connector)
			.run((context) -> {
				SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
				TestCalls.resultOf(providers.get("dprov_1"));
				TestCalls.resultOf(providers.create(TestRequests.minimal().build(), "key-1"));
				TestCalls
					.resultOf(providers.update("dprov_1", UpdateProviderRequest.builder().name("Renamed").build()));
			});
		server.verify(1,
				postRequestedFor(urlEqualTo("/api/v1/providers"))
					.withHeader(HttpHeaders.CONTENT_LENGTH, matching("[0-9]+"))
					.withHeader("Idempotency-Key", equalTo("key-1"))
					.withHeader(HttpHeaders.AUTHORIZATION, equalTo("Bearer " + TestCalls.TOKEN)));
		server.verify(1, patchRequestedFor(urlEqualTo("/api/v1/providers/dprov_1"))
			.withRequestBody(equalTo("{\"name\":\"Renamed\"}")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "http-components", "jdk" })
	void callWhenConnectionIsRefusedHasKnownOutcome(String connector) {
		TestContexts.calling("http://localhost:1")
			.withPropertyValues("spring.http.clients.reactive.connector=" + connector)
			.run((context) -> {
				SendmuxTransportException failure = TestCalls.failureOf(
						context.getBean(SendmuxProvidersOperations.class).delete("dprov_1"),
						SendmuxTransportException.class);
				assertThat(failure.outcomeUnknown()).isFalse();
				assertThat(failure.attempts()).isEqualTo(3);
			});
	}

	@Test
	void destroyWhenHttpClientWasUsedClosesIt() throws IOException {
		ClosableConnector client = new ClosableConnector();
		SendmuxConnectorFactory connector = new SendmuxConnectorFactory((settings) -> client,
				HttpClientSettings.defaults(), new SendmuxProperties());
		StepVerifier
			.create(connector.create(null)
				.connect(HttpMethod.GET, URI.create("http://localhost:1"), (request) -> Mono.empty()))
			.expectError(ConnectException.class)
			.verify(TestCalls.TIMEOUT);
		assertThat(client.closed).isFalse();
		connector.destroy();
		assertThat(client.closed).isTrue();
	}

	private static final class ClosableConnector implements ClientHttpConnector, Closeable {

		private boolean closed;

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
			return Mono.error(new ConnectException("refused"));
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
