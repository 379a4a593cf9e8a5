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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.http.fault.FaultRow;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectorAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the auto-configured client does with its connections.
 */
class ConnectionTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SendmuxAutoConfiguration.class,
				SendmuxConnectorAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class))
		.withPropertyValues("sendmux.token=smx_root_test", "sendmux.retry.max-retries=0");

	@Test
	void callWhenConnectionIsIdleReusesIt() throws IOException {
		run(FakeSendmux.replying(), (server, providers) -> {
			succeed(providers);
			// It may be on its way back to the pool when the call has ended.
			Awaitility.await().until(() -> {
				int accepted = server.accepted();
				succeed(providers);
				return server.accepted() == accepted;
			});
		});
	}

	@Test
	void connectionWhenIdleForLongIsClosed() throws IOException {
		run(FakeSendmux.replying(), (server, providers) -> {
			succeed(providers);
			Awaitility.await().until(() -> server.open() == 0);
		}, "sendmux.pool.max-idle-time=50ms");
	}

	@Test
	void connectionWhenLifetimeExceededIsNotReused() throws IOException {
		run(FakeSendmux.replying(), (server, providers) -> {
			succeed(providers);
			succeed(providers);
			assertThat(server.accepted()).isEqualTo(2);
		}, "sendmux.pool.max-life-time=1ms");
	}

	@Test
	void callWhenPoolIsExhaustedFailsWithAcquireTimeout() throws IOException {
		run(FakeSendmux.replying(FakeResponse.NOTHING), (server, providers) -> {
			Disposable busy = providers.get("acc_1").subscribe();
			Awaitility.await().until(() -> server.requests().size() == 1);
			SendmuxTimeoutException failure = FaultClient.failureOf(FaultCall.UPDATE.on(providers),
					SendmuxTimeoutException.class);
			assertThat(failure.bound()).isEqualTo(Bound.ACQUIRE);
			assertThat(failure.outcomeUnknown()).isFalse();
			assertThat(failure).hasMessageContaining("100 ms");
			busy.dispose();
		}, "sendmux.pool.max-connections=1", "sendmux.pool.acquire-timeout=100ms");
	}

	@Test
	void callWhenNoConnectionWithinReadTimeoutHasKnownOutcome() throws IOException {
		run(FakeSendmux.replying(FakeResponse.NOTHING), (server, providers) -> {
			Disposable busy = providers.test("acc_1").subscribe();
			Awaitility.await().until(() -> server.requests().size() == 1);
			SendmuxTimeoutException failure = FaultClient.failureOf(FaultCall.UPDATE.on(providers),
					SendmuxTimeoutException.class);
			assertThat(failure.bound()).isEqualTo(Bound.RESPONSE);
			assertThat(failure.outcomeUnknown()).isFalse();
			assertThat(server.requests()).hasSize(1);
			busy.dispose();
		}, "sendmux.pool.max-connections=1", "sendmux.pool.acquire-timeout=10s", "sendmux.read-timeout=100ms");
	}

	@Test
	void callWhenConnectTimesOutFailsWithConnectTimeout() throws IOException {
		List<Socket> fillers = new ArrayList<>();
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			fill(full, fillers);
			this.contextRunner
				.withPropertyValues("sendmux.base-url=http://127.0.0.1:" + full.getLocalPort(),
						"sendmux.connect-timeout=100ms")
				.run((context) -> {
					SendmuxTimeoutException failure = FaultClient.failureOf(
							FaultCall.UPDATE.on(context.getBean(SendmuxProvidersOperations.class)),
							SendmuxTimeoutException.class);
					assertThat(failure.bound()).isEqualTo(Bound.CONNECT);
					assertThat(failure.outcomeUnknown()).isFalse();
					assertThat(failure.retryable()).isTrue();
				});
		}
		finally {
			for (Socket filler : fillers) {
				filler.close();
			}
		}
	}

	/**
	 * Connections that nobody accepts, until no more fit in the queue.
	 */
	private static void fill(ServerSocket full, List<Socket> fillers) throws IOException {
		try {
			while (fillers.size() < 100) {
				Socket filler = new Socket();
				fillers.add(filler);
				filler.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
			}
		}
		catch (SocketTimeoutException ex) {
			assertThat(fillers).isNotEmpty();
		}
	}

	@Test
	void callWhenRedirectedDoesNotFollow() throws IOException {
		FakeResponse redirect = FakeResponse.text(false,
				"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
		run(FakeSendmux.replying(redirect), (server, providers) -> {
			SendmuxApiException failure = FaultClient.failureOf(providers.get("acc_1"), SendmuxApiException.class);
			assertThat(failure.statusCode()).isEqualTo(302);
			assertThat(server.requests()).hasSize(1);
		});
	}

	@Test
	void callWhenResponseIsCompressedReadsIt() throws IOException {
		run(FakeSendmux.replying(FakeResponse.GZIP), (server, providers) -> {
			StepVerifier.create(providers.get("acc_1"))
				.assertNext((provider) -> assertThat(provider.name()).isEqualTo("Shop"))
				.expectComplete()
				.verify(FaultClient.PATIENCE);
			assertThat(server.requests().get(0).header("accept-encoding")).contains("gzip");
		});
	}

	@Test
	void callWhenResponseIsTooLargeFails() throws IOException {
		run(FakeSendmux.replying(), (server, providers) -> {
			SendmuxResponseException failure = FaultClient.failureOf(FaultCall.CREATE.on(providers),
					SendmuxResponseException.class);
			assertThat(failure).hasMessageContaining("larger");
			assertThat(failure.outcomeUnknown()).isTrue();
			assertThat(failure.retryable()).isFalse();
		}, "sendmux.max-response-size=64B");
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk" })
	void getWhenResponseHeadersAreTooLargeFailsWithoutRetry(String connector) throws IOException {
		FakeResponse large = FakeResponse.text(true,
				"HTTP/1.1 200 OK\r\nX-Large: " + "x".repeat(500_000) + "\r\nContent-Length: 0\r\n\r\n");
		run(FakeSendmux.replying(large), (server, providers) -> {
			SendmuxTransportException failure = FaultClient.failureOf(FaultCall.GET.on(providers),
					SendmuxTransportException.class);
			assertThat(failure).hasMessageContaining("the headers of the response are larger");
			assertThat(failure.retryable()).isFalse();
			assertThat(server.requests()).hasSize(1);
			succeed(providers);
		}, "spring.http.clients.reactive.connector=" + connector, "sendmux.retry.max-retries=2");
	}

	@Test
	void callWhenCancelledClosesConnection() throws IOException {
		run(FakeSendmux.replying(FakeResponse.NOTHING), (server, providers) -> {
			Disposable call = providers.get("acc_1").subscribe();
			Awaitility.await().until(() -> server.requests().size() == 1);
			call.dispose();
			Awaitility.await().until(() -> server.open() == 0);
		});
	}

	@Test
	void closeWhenCallsAreInFlightClosesAllConnections() throws IOException {
		List<Throwable> failures = new ArrayList<>();
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.NOTHING)) {
			context(server).withPropertyValues("sendmux.retry.max-retries=2").run((context) -> {
				SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
				providers.get("acc_1").subscribe((provider) -> {
				}, failures::add);
				Awaitility.await().until(() -> server.requests().size() == 1);
				succeed(providers);
				assertThat(server.open()).isEqualTo(2);
			});
			Awaitility.await().until(() -> server.open() == 0);
			Awaitility.await().until(() -> !failures.isEmpty());
			assertThat(failures).singleElement().isInstanceOf(SendmuxException.class);
			assertThat(server.requests()).hasSize(2);
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.contains("sendmux"));
		}
	}

	@Test
	void callWhenConnectorIsCustomHasTimeouts() throws IOException {
		try (FakeSendmux server = FakeSendmux.replying(FakeResponse.NOTHING)) {
			context(server).withUserConfiguration(OwnConnector.class)
				.withPropertyValues("sendmux.read-timeout=200ms")
				.run((context) -> {
					assertThat(context).doesNotHaveBean("sendmuxConnector");
					SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
					SendmuxTimeoutException failure = FaultClient.failureOf(FaultCall.UPDATE.on(providers),
							SendmuxTimeoutException.class);
					assertThat(failure.bound()).isEqualTo(Bound.RESPONSE);
					assertThat(failure.outcomeUnknown()).isTrue();
					Awaitility.await().until(() -> server.open() == 0);
				});
		}
	}

	@Test
	void callWhenCustomConnectorCannotConnectIsRetried() {
		this.contextRunner.withUserConfiguration(OwnConnector.class)
			.withPropertyValues("sendmux.base-url=" + FaultRow.refusing(), "sendmux.retry.max-retries=1",
					"sendmux.retry.delay=1ms", "sendmux.retry.jitter=0")
			.run((context) -> {
				SendmuxException failure = FaultClient.failureOf(
						FaultCall.UPDATE.on(context.getBean(SendmuxProvidersOperations.class)), SendmuxException.class);
				assertThat(failure.attempts()).isEqualTo(2);
				assertThat(failure.outcomeUnknown()).isFalse();
			});
	}

	private void run(FakeSendmux server, Check check, String... properties) throws IOException {
		try (server) {
			context(server).withPropertyValues(properties)
				.run((context) -> check.check(server, context.getBean(SendmuxProvidersOperations.class)));
		}
	}

	private ApplicationContextRunner context(FakeSendmux server) {
		return this.contextRunner.withPropertyValues("sendmux.base-url=" + server.uri());
	}

	private static void succeed(SendmuxProvidersOperations providers) {
		StepVerifier.create(FaultCall.GET.on(providers))
			.expectNextCount(1)
			.expectComplete()
			.verify(FaultClient.PATIENCE);
	}

	/**
	 * Uses a client.
	 */
	interface Check {

		void check(FakeSendmux server, SendmuxProvidersOperations providers);

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnector {

		@Bean
		ClientHttpConnector ownConnector() {
			return new JdkClientHttpConnector();
		}

	}

}
