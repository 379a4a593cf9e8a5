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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the HTTP proxy of the client.
 */
class SendmuxProxyTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final TestProxy proxy;

	SendmuxProxyTests() throws IOException {
		this.proxy = new TestProxy("shop", "proxy-geheim");
	}

	@BeforeEach
	void stubAccount() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
	}

	@AfterEach
	void stopProxy() throws IOException {
		this.proxy.close();
	}

	@Test
	void callWhenProxyHasCredentialsSendsThem() {
		calling("proxy-geheim").run((context) -> {
			TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
			assertThat(this.proxy.tunnels()).singleElement()
				.asString()
				.startsWith("CONNECT sendmux.example.com:" + server.getPort());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1.example.com", "localhost.example.com", "10.0.0.1", "[::2]" })
	void callWhenHostResemblesLoopbackUsesProxy(String host) {
		calling("proxy-geheim").withPropertyValues(baseUrl(host)).run((context) -> {
			TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
			assertThat(this.proxy.tunnels()).hasSize(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]", "[0:0:0:0:0:0:0:1]" })
	void callWhenHostIsLoopbackBypassesProxy(String host) {
		calling("proxy-geheim").withPropertyValues(baseUrl(host)).run((context) -> {
			Mono<Provider> call = context.getBean(SendmuxProvidersOperations.class).get("dprov_1");
			// Some of these addresses have no server on some machines.
			StepVerifier.create(call.onErrorComplete(SendmuxTransportException.class).then())
				.expectComplete()
				.verify(Duration.ofSeconds(20));
			assertThat(this.proxy.tunnels()).isEmpty();
		});
	}

	@Test
	void callWhenHostIsLoopbackReturnsAccount() {
		calling("proxy-geheim").withPropertyValues(baseUrl("localhost"))
			.run((context) -> assertThat(
					TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1")).id())
				.isEqualTo("dprov_1"));
	}

	@Test
	void callWhenSystemPropertiesSetProxyUsesIt() throws IOException {
		assertThat(runWithProxyOfJavaProcess(this.proxy.port())).isEmpty();
		assertThat(this.proxy.tunnels()).singleElement()
			.asString()
			.startsWith("CONNECT sendmux.example.com:" + server.getPort());
	}

	@Test
	void callWhenSystemPropertiesSetAnotherProxyUsesThatOfClient() throws IOException {
		try (TestProxy another = new TestProxy("shop", "proxy-geheim")) {
			assertThat(runWithProxyOfJavaProcess(another.port(), "sendmux.proxy.host=localhost",
					"sendmux.proxy.port=" + this.proxy.port(), "sendmux.proxy.username=shop",
					"sendmux.proxy.password=proxy-geheim"))
				.isEmpty();
			assertThat(another.tunnels()).isEmpty();
		}
		assertThat(this.proxy.tunnels()).hasSize(1);
	}

	@Test
	void callWhenProxyRejectsCredentialsIsNotSent() {
		calling("wrong").run((context) -> {
			SendmuxTransportException failure = TestCalls.failureOf(
					context.getBean(SendmuxProvidersOperations.class).get("dprov_1"), SendmuxTransportException.class);
			assertThat(failure.outcomeUnknown()).isFalse();
			server.verify(0, anyRequestedFor(anyUrl()));
		});
	}

	@Test
	void callWhenEverythingIsLoggedHidesProxyPassword() {
		String encoded = Base64.getEncoder().encodeToString("shop:proxy-geheim".getBytes(StandardCharsets.UTF_8));
		try (LogCapture log = LogCapture.ofEverything()) {
			calling("proxy-geheim")
				.run((context) -> TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1")));
			assertThat(log.lines("reactor.netty")).isNotEmpty();
			assertThat(log.lines()).noneMatch((line) -> line.contains("geheim") || line.contains(encoded));
		}
	}

	@Test
	void providersWhenProxyIsSetAndHttpClientIsNotReactorNettyFails() {
		assertRefused(calling("proxy-geheim").withPropertyValues("spring.http.clients.reactive.connector=jdk"),
				"'sendmux.proxy.host'");
	}

	@Test
	void providersWhenProxyIsSetAndConnectorIsCustomFails() {
		assertRefused(calling("proxy-geheim").withUserConfiguration(ConnectorConfiguration.class), "proxy");
	}

	private static String runWithProxyOfJavaProcess(int port, String... properties) throws IOException {
		List<String> options = List.of("-Dhttp.proxyHost=localhost", "-Dhttp.proxyPort=" + port,
				"-Dhttp.proxyUser=shop", "-Dhttp.proxyPassword=proxy-geheim");
		List<String> arguments = new ArrayList<>(List.of(properties));
		arguments.addAll(List.of("sendmux.token=" + TestCalls.TOKEN, baseUrl("sendmux.example.com"),
				"sendmux.allow-insecure-base-url=true", "sendmux.retry.max-retries=0"));
		return JavaProcess.run(SmallApplication.class, SmallClassPathTests.classPathWithout("nothing"), options,
				arguments);
	}

	private static void assertRefused(ApplicationContextRunner runner, String text) {
		runner
			.run((context) -> assertThatException().isThrownBy(() -> context.getBean(SendmuxProvidersOperations.class))
				.havingRootCause()
				.isInstanceOf(InvalidSendmuxConnectionException.class)
				.withMessageContaining(text));
	}

	private static String baseUrl(String host) {
		return "sendmux.base-url=http://" + host + ":" + server.getPort() + "/api/v1";
	}

	private ApplicationContextRunner calling(String password) {
		return TestContexts.calling(server.baseUrl())
			.withPropertyValues(baseUrl("sendmux.example.com"), "sendmux.allow-insecure-base-url=true",
					"sendmux.retry.max-retries=0", "sendmux.proxy.host=localhost",
					"sendmux.proxy.port=" + this.proxy.port(), "sendmux.proxy.username=shop",
					"sendmux.proxy.password=" + password);
	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectorConfiguration {

		@Bean
		ClientHttpConnector applicationConnector() {
			return new ReactorClientHttpConnector();
		}

	}

}
