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

import java.util.function.Consumer;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestRequests;
import ch.qos.logback.classic.Level;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.netty.handler.logging.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.netty.transport.logging.AdvancedByteBufFormat;
import reactor.test.StepVerifier;

import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is logged, and for what is not.
 */
class SendmuxLoggingTests {

	private static final String CLIENT = "ai.sendmux.client";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ApplicationContextRunner contextRunner = TestContexts.calling(server.baseUrl());

	@Test
	void logWhenCreateSucceedsHidesSecrets() {
		server.stubFor(post("/api/v1/providers").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
		createWithEverythingLogged();
	}

	@Test
	void logWhenCreateFailsHidesSecrets() {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(503)
			.withBody("{\"error\":{\"message\":\"" + TestRequests.PASSWORD + " " + TestCalls.TOKEN + "\"}}")));
		createWithEverythingLogged();
	}

	@Test
	void logWhenRequestIsSentByApplicationShowsItsHeaders() {
		server.stubFor(get("/own").willReturn(ok()));
		try (LogCapture log = LogCapture.ofEverything()) {
			runVerbose((context) -> {
				WebClient own = context.getBean(WebClient.Builder.class).build();
				StepVerifier.create(
						own.get().uri(server.baseUrl() + "/own").header("X-Own", "4711").retrieve().toBodilessEntity())
					.expectNextCount(1)
					.expectComplete()
					.verify(TestCalls.TIMEOUT);
			});
			assertThat(log.lines("wiretap")).anySatisfy((line) -> assertThat(line).contains("4711"));
		}
	}

	@Test
	void callWhenSuccessfulLogsOneLine() {
		server.stubFor(get("/api/v1/providers/dprov_1")
			.willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"},\"meta\":{\"request_id\":\"req_1\"}}")));
		try (LogCapture log = LogCapture.of(CLIENT, Level.DEBUG)) {
			run((providers) -> TestCalls.resultOf(providers.get("dprov_1")));
			assertThat(log.lines(CLIENT)).singleElement()
				.asString()
				.matches(
						"DEBUG providers.get succeeded: client default, status 200, request id req_1, \\d+ ms, attempts 1");
		}
	}

	@Test
	void callWhenNotSentLogsOneLine() {
		try (LogCapture log = LogCapture.of(CLIENT, Level.DEBUG)) {
			run((providers) -> TestCalls.failureOf(providers.create(TestRequests.minimal().smtpPort(0).build())));
			assertThat(log.lines(CLIENT)).singleElement()
				.asString()
				.matches(
						"DEBUG providers.create failed: client default, status none, request id none, \\d+ ms, attempts 0");
		}
	}

	@Test
	void callWhenRetriesFailLogsWarning() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(aResponse().withStatus(503)));
		try (LogCapture log = LogCapture.of(CLIENT, Level.INFO)) {
			run((providers) -> TestCalls.failureOf(providers.get("dprov_1")));
			assertThat(log.lines(CLIENT)).singleElement()
				.asString()
				.startsWith("WARN Gave up after 3 attempts")
				.contains("providers.get", "503");
		}
	}

	@Test
	void callWhenNotRetriedLogsNoWarning() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(aResponse().withStatus(404)));
		try (LogCapture log = LogCapture.of(CLIENT, Level.INFO)) {
			run((providers) -> TestCalls.failureOf(providers.get("dprov_1")));
			assertThat(log.lines(CLIENT)).isEmpty();
		}
	}

	private void createWithEverythingLogged() {
		try (LogCapture log = LogCapture.ofEverything()) {
			runVerbose((context) -> StepVerifier
				.create(context.getBean(SendmuxProvidersOperations.class)
					.create(TestRequests.full().build())
					.onErrorComplete()
					.then())
				.expectComplete()
				.verify(TestCalls.TIMEOUT));
			assertThat(log.lines(CLIENT)).isNotEmpty();
			assertThat(log.lines("org.springframework.web.reactive.function.client")).isNotEmpty();
			assertThat(log.lines("reactor.netty.http.client")).isNotEmpty();
			assertThat(log.lines()).noneMatch((line) -> line.contains("geheim"));
		}
	}

	private void runVerbose(ContextConsumer<? super AssertableApplicationContext> test) {
		this.contextRunner.withUserConfiguration(WiretapConfiguration.class)
			.withPropertyValues("spring.http.codecs.log-request-details=true")
			.run(test);
	}

	private void run(Consumer<SendmuxProvidersOperations> calls) {
		this.contextRunner.run((context) -> calls.accept(context.getBean(SendmuxProvidersOperations.class)));
	}

	@Configuration(proxyBeanMethods = false)
	static class WiretapConfiguration {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> wiretap() {
			return (builder) -> builder.withHttpClientCustomizer(
					(client) -> client.wiretap("wiretap", LogLevel.TRACE, AdvancedByteBufFormat.TEXTUAL));
		}

	}

}
