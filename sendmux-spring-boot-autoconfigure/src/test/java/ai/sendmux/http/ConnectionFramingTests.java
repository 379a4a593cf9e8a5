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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import ai.sendmux.SendmuxException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.spring.boot.autoconfigure.SendmuxWebClientCustomizer;
import ai.sendmux.spring.boot.autoconfigure.TestContexts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for callers that share a connection with a server that breaks the framing of its
 * responses.
 */
class ConnectionFramingTests {

	private static final String FAILURE = "failure";

	private static final String OTHER = "acc_other";

	private final CountDownLatch sendsMore = new CountDownLatch(1);

	@ParameterizedTest
	@EnumSource
	void getWhenEarlierFramingIsInvalidReturnsOwnAccount(FramingFault fault) throws IOException {
		run(fault, calling().withPropertyValues("sendmux.pool.max-connections=1"), (server, providers) -> {
			get(providers, 1, 1);
			assertThat(get(providers, 3, 1)).containsExactly("acc_0", "acc_1", "acc_2");
			assertThat(server.accepted()).isEqualTo(fault.isRecoverable() ? 1 : 2);
		});
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "LENGTH_TOO_LARGE", "LENGTH_WITHOUT_BODY", "NO_LENGTH" })
	void getWhenWaitingForInvalidConnectionReturnsOwnAccounts(FramingFault fault) throws IOException {
		run(fault, calling().withPropertyValues("sendmux.pool.max-connections=1"), (server, providers) -> {
			List<String> ids = get(providers, 8, 8);
			String first = server.requests().get(0).path();
			for (int i = 0; i < ids.size(); i++) {
				if (!first.endsWith("/acc_" + i)) {
					assertThat(ids.get(i)).isEqualTo("acc_" + i);
				}
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void getWhenConnectorOfApplicationIsReactorNettyReturnsOwnAccount(FramingFault fault) throws IOException {
		run(fault, calling().withUserConfiguration(ConnectorConfiguration.class), (server, providers) -> {
			get(providers, 1, 1);
			assertThat(get(providers, 3, 1)).containsExactly("acc_0", "acc_1", "acc_2");
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "INFORMATIONAL_103", "TWO_RESPONSES", "NOT_MODIFIED_WITH_BODY" })
	void getWhenConnectorOfCustomizerIsReactorNettyReturnsOwnAccount(FramingFault fault) throws IOException {
		run(fault, calling().withUserConfiguration(CustomizerConfiguration.class), (server, providers) -> {
			get(providers, 1, 1);
			assertThat(get(providers, 3, 1)).containsExactly("acc_0", "acc_1", "acc_2");
		});
	}

	@ParameterizedTest
	@EnumSource
	void getWhenHttpClientIsOfJdkReturnsNoOtherAccount(FramingFault fault) throws IOException {
		run(fault, calling().withPropertyValues("spring.http.clients.reactive.connector=jdk"),
				ConnectionFramingTests::assertNoOtherAccount);
	}

	@ParameterizedTest
	@EnumSource
	void getWhenHttpClientIsOfApacheReturnsNoOtherAccount(FramingFault fault) throws IOException {
		run(fault, calling().withPropertyValues("spring.http.clients.reactive.connector=http-components"),
				ConnectionFramingTests::assertNoOtherAccount);
	}

	private static void assertNoOtherAccount(FakeSendmux server, SendmuxProvidersOperations providers) {
		get(providers, 1, 1);
		List<String> ids = get(providers, 4, 1);
		for (int i = 0; i < ids.size(); i++) {
			assertThat(ids.get(i)).isIn("acc_" + i, FAILURE);
		}
	}

	static Stream<String> unsolicited() {
		return Stream.of(FramingFault.Foreign.RESPONSE, "HTTP/1.1 408 Request Timeout\r\n\r\n",
				"HTTP/1.1 103 Early Hints\r\n\r\n", "garbage");
	}

	@ParameterizedTest
	@MethodSource("unsolicited")
	void getWhenIdleConnectionReceivedBytesUsesOtherConnection(String bytes) throws IOException {
		run(FakeSendmux.replying(withMore(bytes)), calling(), (server, providers) -> {
			assertThat(get(providers, 1, 1)).containsExactly("acc_0");
			this.sendsMore.countDown();
			Awaitility.await().until(() -> server.open() == 0);
			assertThat(get(providers, 1, 1)).containsExactly("acc_0");
			assertThat(server.accepted()).isEqualTo(2);
		});
	}

	@Test
	void getWhenEarlierResponseIsLateReturnsOwnAccount() throws IOException {
		FakeResponse late = new FakeResponse(true, true, (out, in, reply) -> {
			await(this.sendsMore);
			out.write(reply);
			out.flush();
			return true;
		});
		run(FakeSendmux.replying(late), calling().withPropertyValues("sendmux.read-timeout=1s"),
				(server, providers) -> {
					TestCalls.failureOf(providers.get(OTHER));
					this.sendsMore.countDown();
					assertThat(get(providers, 3, 1)).containsExactly("acc_0", "acc_1", "acc_2");
				});
	}

	@Test
	void getWhenEarlierCallIsCancelledReturnsOwnAccount() throws IOException {
		FakeResponse late = new FakeResponse(true, true, (out, in, reply) -> {
			out.write(reply, 0, reply.length - 10);
			out.flush();
			await(this.sendsMore);
			out.write(reply, reply.length - 10, 10);
			out.flush();
			return true;
		});
		run(FakeSendmux.replying(late), calling(), (server, providers) -> {
			Disposable call = providers.get(OTHER).subscribe();
			Awaitility.await().until(() -> server.requests().size() == 1);
			call.dispose();
			this.sendsMore.countDown();
			assertThat(get(providers, 3, 1)).containsExactly("acc_0", "acc_1", "acc_2");
		});
	}

	private FakeResponse withMore(String bytes) {
		return new FakeResponse(true, true, (out, in, reply) -> {
			out.write(reply);
			out.flush();
			await(this.sendsMore);
			out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			return true;
		});
	}

	private static void await(CountDownLatch latch) throws IOException {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * Ids of accounts that are requested by as many callers, in the order of the callers.
	 */
	private static List<String> get(SendmuxProvidersOperations providers, int callers, int concurrency) {
		return Flux.range(0, callers)
			.flatMapSequential((number) -> providers.get("acc_" + number)
				.map(Provider::id)
				.onErrorResume(SendmuxException.class, (ex) -> Mono.just(FAILURE)), concurrency)
			.collectList()
			.blockOptional(Duration.ofSeconds(30))
			.orElseThrow();
	}

	private static ApplicationContextRunner calling() {
		return TestContexts.calling("http://localhost").withPropertyValues("sendmux.retry.max-retries=0");
	}

	/**
	 * A caller whose response is incomplete does not wait for long.
	 */
	private static void run(FramingFault fault, ApplicationContextRunner runner, Check check) throws IOException {
		FakeSendmux server = FakeSendmux.replying(fault.reply());
		run(server, fault.isIncomplete() ? runner.withPropertyValues("sendmux.read-timeout=1s") : runner, check);
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
	static class ConnectorConfiguration {

		@Bean
		ClientHttpConnector applicationConnector() {
			return new ReactorClientHttpConnector();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		SendmuxWebClientCustomizer connectorCustomizer() {
			return (builder) -> builder.clientConnector(new ReactorClientHttpConnector());
		}

	}

}
