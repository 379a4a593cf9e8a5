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
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how the auto-configured client shares the HTTP client of the application.
 */
class SendmuxConnectorTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class, SendmuxAutoConfiguration.class,
						SendmuxConnectorAutoConfiguration.class, WebClientAutoConfiguration.class,
						HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class))
		.withPropertyValues("sendmux.token=smx_root_geheim", "sendmux.base-url=http://localhost:1",
				"sendmux.retry.max-retries=0");

	@Test
	void callWhenWebClientCustomizerExistsAppliesIt() {
		stubAccount();
		runWithServer(CustomizerConfiguration.class, (providers) -> {
			TestCalls.resultOf(providers.get("dprov_1"));
			server
				.verify(getRequestedFor(urlEqualTo("/providers/dprov_1")).withHeader("X-Application", equalTo("shop")));
		});
	}

	@Test
	void callWhenWebClientBuilderIsSingletonDoesNotModifyIt() {
		stubAccount();
		server.stubFor(get("/own").willReturn(ok()));
		this.contextRunner.withPropertyValues("sendmux.base-url=" + server.baseUrl())
			.withUserConfiguration(SingletonBuilderConfiguration.class)
			.run((context) -> {
				TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
				WebClient own = context.getBean(WebClient.Builder.class).build();
				StepVerifier.create(own.get().uri(server.baseUrl() + "/own").retrieve().toBodilessEntity())
					.expectNextCount(1)
					.expectComplete()
					.verify(TestCalls.TIMEOUT);
				server.verify(getRequestedFor(urlEqualTo("/own")).withHeader("Authorization", absent())
					.withHeader("Idempotency-Key", absent()));
			});
	}

	@Test
	void connectorFactoryWhenNoCustomConnectorCreatesSeparateConnector() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(SendmuxConnectorFactory.class)
			.hasSingleBean(ClientHttpConnector.class)
			.hasSingleBean(ClientHttpConnectorBuilder.class)
			.getBean(SendmuxConnectorFactory.class)
			.extracting((connector) -> connector.create(null))
			.isNotSameAs(context.getBean(ClientHttpConnector.class)));
	}

	@Test
	void callWhenCustomConnectorExistsUsesIt() {
		this.contextRunner.withUserConfiguration(ConnectorConfiguration.class).run((context) -> {
			assertThat(context).doesNotHaveBean(SendmuxConnectorFactory.class);
			TestCalls.failureOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"),
					SendmuxTransportException.class);
			assertThat(context.getBean(RecordingConnector.class).uris())
				.containsExactly(URI.create("http://localhost:1/providers/dprov_1"));
		});
	}

	@Test
	void callWhenCustomConnectorAndWebClientBuilderExistUsesConnector() {
		this.contextRunner.withUserConfiguration(ConnectorConfiguration.class, SingletonBuilderConfiguration.class)
			.run((context) -> {
				TestCalls.failureOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"),
						SendmuxTransportException.class);
				assertThat(context.getBean(RecordingConnector.class).uris()).hasSize(1);
			});
	}

	@Test
	void callWhenWebClientCustomizerSetsConnectorIgnoresIt() {
		stubAccount();
		RecordingConnector connector = new RecordingConnector();
		this.contextRunner.withPropertyValues("sendmux.base-url=" + server.baseUrl())
			.withBean(WebClientCustomizer.class, () -> (builder) -> builder.clientConnector(connector))
			.run((context) -> {
				TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
				assertThat(connector.uris()).isEmpty();
			});
	}

	@Test
	void callWhenSendmuxWebClientCustomizerSetsConnectorUsesIt() {
		RecordingConnector connector = new RecordingConnector();
		this.contextRunner
			.withBean(SendmuxWebClientCustomizer.class, () -> (builder) -> builder.clientConnector(connector))
			.run((context) -> {
				TestCalls.failureOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"),
						SendmuxTransportException.class);
				assertThat(connector.uris()).hasSize(1);
			});
	}

	@Test
	void callWhenCustomConnectorBuilderExistsUsesItsConnector() {
		this.contextRunner.withUserConfiguration(ConnectorBuilderConfiguration.class).run((context) -> {
			assertThat(context).doesNotHaveBean(SendmuxConnectorFactory.class);
			TestCalls.failureOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"),
					SendmuxTransportException.class);
			RecordingConnectorBuilder builder = context.getBean(RecordingConnectorBuilder.class);
			assertThat(builder.connector().uris()).hasSize(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk" })
	void callWhenRedirectedDoesNotFollow(String connector) {
		server.stubFor(get("/providers/dprov_1").willReturn(temporaryRedirect("/elsewhere")));
		this.contextRunner
			.withPropertyValues("sendmux.base-url=" + server.baseUrl(),
					"spring.http.clients.reactive.connector=" + connector)
			.run((context) -> {
				SendmuxApiException failure = TestCalls.failureOf(
						context.getBean(SendmuxProvidersOperations.class).get("dprov_1"), SendmuxApiException.class);
				assertThat(failure.statusCode()).isEqualTo(302);
				server.verify(1, anyRequestedFor(anyUrl()));
			});
	}

	@Test
	void callWhenServerIsSilentUsesReadTimeout() throws IOException {
		assertTimeout("sendmux.read-timeout=300ms", "spring.http.clients.read-timeout=20s");
	}

	@Test
	void callWhenServerIsSilentUsesReadTimeoutOfApplication() throws IOException {
		assertTimeout("spring.http.clients.read-timeout=300ms");
	}

	private void assertTimeout(String... properties) throws IOException {
		try (ServerSocket silent = new ServerSocket(0)) {
			this.contextRunner.withPropertyValues(properties)
				.withPropertyValues("sendmux.base-url=http://localhost:" + silent.getLocalPort())
				.run((context) -> {
					SendmuxTimeoutException failure = TestCalls.failureOf(
							context.getBean(SendmuxProvidersOperations.class).get("dprov_1"),
							SendmuxTimeoutException.class);
					assertThat(failure).hasMessageContaining("300 ms");
				});
		}
	}

	private void runWithServer(Class<?> configuration, Consumer<SendmuxProvidersOperations> test) {
		this.contextRunner.withPropertyValues("sendmux.base-url=" + server.baseUrl())
			.withUserConfiguration(configuration)
			.run((context) -> test.accept(context.getBean(SendmuxProvidersOperations.class)));
	}

	private static void stubAccount() {
		server.stubFor(get("/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		WebClientCustomizer applicationCustomizer() {
			return (builder) -> builder.defaultHeader("X-Application", "shop");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SingletonBuilderConfiguration {

		@Bean
		WebClient.Builder applicationBuilder() {
			return WebClient.builder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectorConfiguration {

		@Bean
		RecordingConnector applicationConnector() {
			return new RecordingConnector();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectorBuilderConfiguration {

		@Bean
		RecordingConnectorBuilder applicationConnectorBuilder() {
			return new RecordingConnectorBuilder(new RecordingConnector());
		}

	}

	record RecordingConnectorBuilder(
			RecordingConnector connector) implements ClientHttpConnectorBuilder<RecordingConnector> {

		@Override
		public RecordingConnector build(@Nullable HttpClientSettings settings) {
			return this.connector;
		}

	}

	static final class RecordingConnector implements ClientHttpConnector {

		private final List<URI> uris = new CopyOnWriteArrayList<>();

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super ClientHttpRequest, Mono<Void>> callback) {
			this.uris.add(uri);
			return Mono.error(new ConnectException());
		}

		List<URI> uris() {
			return this.uris;
		}

	}

}
