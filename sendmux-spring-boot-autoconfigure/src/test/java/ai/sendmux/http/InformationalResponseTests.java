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
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestRequests;
import ai.sendmux.spring.boot.autoconfigure.TestContexts;
import ai.sendmux.spring.boot.autoconfigure.TestProxy;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for informational responses, of which any number may precede a response.
 */
class InformationalResponseTests {

	private static final String EARLY_HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n";

	@ParameterizedTest
	@ValueSource(ints = { 100, 102, 103, 104, 199 })
	void createWhenInformationalResponsePrecedesReturnsCreatedAccount(int status) throws IOException {
		run(FakeSendmux.replying(preceded("HTTP/1.1 " + status + " Informational\r\n\r\n")), calling(),
				(server, providers) -> {
					assertThat(create(providers)).isEqualTo("acc_new_0");
					assertThat(get(providers)).isEqualTo("acc_1");
					assertThat(server.requests()).hasSize(2);
				});
	}

	@ParameterizedTest
	@ValueSource(strings = { "http-components", "jdk" })
	void createWhenOtherClientGetsInformationalResponseReturnsAccount(String connector) throws IOException {
		run(FakeSendmux.replying(preceded(EARLY_HINTS)),
				calling().withPropertyValues("spring.http.clients.reactive.connector=" + connector),
				(server, providers) -> {
					assertThat(create(providers)).isEqualTo("acc_new_0");
					assertThat(get(providers)).isEqualTo("acc_1");
					assertThat(server.accounts().created()).isOne();
				});
	}

	@Test
	void createWhenInformationalResponsesAreSentInPiecesReturnsCreatedAccount() throws IOException {
		FakeResponse pieces = new FakeResponse(true, true, (out, in, reply) -> {
			for (byte piece : ("HTTP/1.1 100 Continue\r\n\r\n" + EARLY_HINTS).getBytes(StandardCharsets.US_ASCII)) {
				out.write(piece);
				out.flush();
			}
			out.write(reply, 0, 20);
			out.flush();
			out.write(reply, 20, reply.length - 20);
			out.flush();
			return true;
		});
		run(FakeSendmux.replying(pieces), calling(),
				(server, providers) -> assertThat(create(providers)).isEqualTo("acc_new_0"));
	}

	@Test
	void getWhenInformationalResponsePrecedesUsesConnectionAgain() throws IOException {
		run(FakeSendmux.alwaysReplying(preceded(EARLY_HINTS)),
				calling().withPropertyValues("sendmux.pool.max-connections=1"), (server, providers) -> {
					for (int i = 0; i < 30; i++) {
						assertThat(get(providers)).isEqualTo("acc_1");
					}
					assertThat(server.accepted()).isOne();
				});
	}

	@Test
	void getWhenInformationalResponsePrecedesCompressedBodyReturnsAccount() throws IOException {
		FakeResponse compressed = new FakeResponse(true, true, (out, in, reply) -> {
			out.write("HTTP/1.1 103 Early Hints\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			return FakeResponse.GZIP.action().send(out, in, reply);
		});
		run(FakeSendmux.replying(compressed), calling(),
				(server, providers) -> assertThat(get(providers)).isEqualTo("acc_1"));
	}

	@Test
	void getWhenTwentyInformationalResponsesPrecedeReturnsAccount() throws IOException {
		run(FakeSendmux.replying(preceded(EARLY_HINTS.repeat(20)), preceded(EARLY_HINTS.repeat(20))),
				calling().withPropertyValues("sendmux.retry.max-retries=0"), (server, providers) -> {
					assertThat(get(providers)).isEqualTo("acc_1");
					assertThat(get(providers)).isEqualTo("acc_1");
				});
	}

	@Test
	void updateWhenTooManyInformationalResponsesPrecedeFailsWithUnknownOutcome() throws IOException {
		run(FakeSendmux.alwaysReplying(preceded(EARLY_HINTS.repeat(21))), calling(), (server, providers) -> {
			SendmuxTransportException failure = TestCalls.failureOf(FaultCall.UPDATE.on(providers),
					SendmuxTransportException.class);
			assertThat(failure.outcomeUnknown()).isTrue();
			assertThat(failure).hasCauseInstanceOf(ProtocolException.class);
			assertThat(server.requests()).hasSize(1);
			Awaitility.await().until(() -> server.open() == 0);
		});
	}

	@Test
	void createWhenTooManyInformationalResponsesRetriesOnNewConnection() throws IOException {
		run(FakeSendmux.replying(preceded(EARLY_HINTS.repeat(21))), calling(), (server, providers) -> {
			assertThat(create(providers)).isEqualTo("acc_new_0");
			assertThat(server.accepted()).isEqualTo(2);
			assertThat(server.accounts().created()).isOne();
		});
	}

	@Test
	void updateWhenNothingFollowsInformationalResponseTimesOut() throws IOException {
		FakeResponse silent = new FakeResponse(true, true, (out, in, reply) -> {
			out.write(EARLY_HINTS.getBytes(StandardCharsets.US_ASCII));
			return FakeResponse.NOTHING.action().send(out, in, reply);
		});
		run(FakeSendmux.replying(silent), calling().withPropertyValues("sendmux.read-timeout=300ms"),
				(server, providers) -> {
					SendmuxTimeoutException failure = TestCalls.failureOf(FaultCall.UPDATE.on(providers),
							SendmuxTimeoutException.class);
					assertThat(failure.outcomeUnknown()).isTrue();
					Awaitility.await().until(() -> server.open() == 0);
				});
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "http-components", "jdk" })
	void createAllWhenInformationalResponsePrecedesMatchesAccounts(String connector) throws IOException {
		run(FakeSendmux.replying(FakeResponse.COMPLETE, FakeResponse.COMPLETE, preceded(EARLY_HINTS)), calling()
			.withPropertyValues("spring.http.clients.reactive.connector=" + connector, "sendmux.bulk.concurrency=2"),
				(server, providers) -> {
					List<ProviderCreation> rows = providers
						.createAll(Flux.range(0, 30).map((row) -> TestRequests.minimal().name("Row " + row).build()))
						.collectList()
						.blockOptional(TestCalls.TIMEOUT)
						.orElseThrow();
					assertThat(rows).hasSize(30)
						.allSatisfy((row) -> assertThat(row.provider()).isNotNull()
							.extracting(Provider::name)
							.isEqualTo(row.request().name()));
					assertThat(server.accounts().created()).isEqualTo(30);
				});
	}

	@Test
	void createWhenInformationalResponsePrecedesOverTlsReturnsCreatedAccount() throws Exception {
		run(FakeSendmux.secure(FaultCertificates.unknownIssuer().server(), preceded(EARLY_HINTS),
				FakeResponse.surrounded("", FramingFault.Foreign.RESPONSE)),
				secure(calling().withPropertyValues("sendmux.pool.max-connections=1")), (server, providers) -> {
					assertThat(create(providers)).isEqualTo("acc_new_0");
					assertThat(get(providers)).isEqualTo("acc_1");
					assertThat(get(providers)).isEqualTo("acc_1");
					assertThat(server.accepted()).isEqualTo(2);
				});
	}

	@Test
	void createWhenProxiedInformationalResponsePrecedesReturnsAccount() throws IOException {
		try (TestProxy proxy = new TestProxy("shop", "proxy");
				FakeSendmux server = FakeSendmux.replying(preceded(EARLY_HINTS))) {
			calling().withPropertyValues("sendmux.base-url=http://sendmux.example.com:" + server.uri().getPort(),
					"sendmux.allow-insecure-base-url=true", "sendmux.proxy.host=localhost",
					"sendmux.proxy.port=" + proxy.port(), "sendmux.proxy.username=shop", "sendmux.proxy.password=proxy")
				.run((context) -> {
					SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
					assertThat(create(providers)).isEqualTo("acc_new_0");
					assertThat(get(providers)).isEqualTo("acc_1");
					assertThat(proxy.tunnels()).isNotEmpty();
				});
		}
	}

	/**
	 * Each stream of HTTP/2 has one response, and an informational one ends it for
	 * Reactor Netty.
	 */
	@Test
	void getWhenHttp2InformationalResponseIsReceivedIsRetried() {
		AtomicInteger requests = new AtomicInteger();
		DisposableServer server = HttpServer.create()
			.protocol(HttpProtocol.H2C)
			.host("localhost")
			.port(0)
			.handle((request, response) -> {
				String id = request.path().substring(request.path().lastIndexOf('/') + 1);
				if (requests.getAndIncrement() == 0) {
					response.withConnection((connection) -> connection.channel()
						.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("103"))));
				}
				return response
					.sendString(Mono.just("{\"ok\":true,\"data\":{\"id\":\"" + id + "\",\"name\":\"Shop\"}}"));
			})
			.bindNow();
		try {
			calling().withPropertyValues("sendmux.base-url=http://localhost:" + server.port())
				.withUserConfiguration(Http2ConnectorConfiguration.class)
				.run((context) -> {
					SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
					List<String> ids = Flux.range(0, 10)
						.flatMapSequential((number) -> providers.get("acc_" + number).map(Provider::id))
						.collectList()
						.blockOptional(TestCalls.TIMEOUT)
						.orElseThrow();
					assertThat(ids).isEqualTo(IntStream.range(0, 10).mapToObj((number) -> "acc_" + number).toList());
					assertThat(requests).hasValue(11);
				});
		}
		finally {
			server.disposeNow();
		}
	}

	@Test
	void createWhenCustomizerEnablesHttp2UsesHttp1() throws IOException {
		run(FakeSendmux.replying(preceded(EARLY_HINTS)), calling().withUserConfiguration(Http2Configuration.class),
				(server, providers) -> {
					assertThat(create(providers)).isEqualTo("acc_new_0");
					assertThat(server.requests()).singleElement()
						.satisfies((request) -> assertThat(request.header("upgrade")).isNull());
				});
	}

	@Test
	void createWhenCustomizerEnablesHttp2OverTlsUsesHttp1() throws Exception {
		run(FakeSendmux.secure(FaultCertificates.unknownIssuer().server(), preceded(EARLY_HINTS)),
				secure(calling().withUserConfiguration(Http2OverTlsConfiguration.class)), (server, providers) -> {
					assertThat(create(providers)).isEqualTo("acc_new_0");
					assertThat(get(providers)).isEqualTo("acc_1");
				});
	}

	@Test
	void createWhenCustomizerDisablesHttp1SendsNothing() throws IOException {
		run(FakeSendmux.replying(), calling().withUserConfiguration(OnlyHttp2Configuration.class),
				(server, providers) -> {
					SendmuxTransportException failure = TestCalls.failureOf(FaultCall.CREATE.on(providers),
							SendmuxTransportException.class);
					assertThat(failure.outcomeUnknown()).isFalse();
					assertThat(failure.retryable()).isFalse();
					assertThat(failure).cause().hasMessageContaining("speaks HTTP/1.1");
					assertThat(server.accepted()).isZero();
				});
	}

	/**
	 * The issuer of the certificate of the server is trusted.
	 */
	private static ApplicationContextRunner secure(ApplicationContextRunner runner) throws CertificateException {
		String issuer = Base64.getMimeEncoder().encodeToString(FaultCertificates.unknownIssuer().issuer().getEncoded());
		return runner
			.withPropertyValues("spring.ssl.bundle.pem.test.truststore.certificate=-----BEGIN CERTIFICATE-----\n"
					+ issuer + "\n-----END CERTIFICATE-----\n", "sendmux.ssl.bundle=test");
	}

	private static String create(SendmuxProvidersOperations providers) {
		return TestCalls.resultOf(providers.create(FaultCall.creation())).id();
	}

	private static String get(SendmuxProvidersOperations providers) {
		return TestCalls.resultOf(providers.get("acc_1")).id();
	}

	private static FakeResponse preceded(String informational) {
		return FakeResponse.surrounded(informational, "");
	}

	private static ApplicationContextRunner calling() {
		return TestContexts.calling("http://localhost");
	}

	private static void run(FakeSendmux server, ApplicationContextRunner runner, Check check) throws IOException {
		try (server) {
			runner.withPropertyValues("sendmux.base-url=" + server.uri())
				.run((context) -> check.check(server, context.getBean(SendmuxProvidersOperations.class)));
		}
	}

	/**
	 * Uses a client.
	 */
	interface Check {

		void check(FakeSendmux server, SendmuxProvidersOperations providers);

	}

	@Configuration(proxyBeanMethods = false)
	static class Http2Configuration {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> protocols() {
			return (builder) -> builder
				.withHttpClientCustomizer((client) -> client.protocol(HttpProtocol.H2C, HttpProtocol.HTTP11));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Http2OverTlsConfiguration {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> protocols() {
			return (builder) -> builder
				.withHttpClientCustomizer((client) -> client.protocol(HttpProtocol.H2, HttpProtocol.HTTP11));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Http2ConnectorConfiguration {

		@Bean
		ClientHttpConnector applicationConnector() {
			return new ReactorClientHttpConnector(
					HttpClient.create(ConnectionProvider.create("http2", 1)).protocol(HttpProtocol.H2C));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnlyHttp2Configuration {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> protocols() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.protocol(HttpProtocol.H2C));
		}

	}

}
