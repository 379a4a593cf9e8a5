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

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a {@link SendmuxTokenProvider} bean.
 */
class SendmuxTokenProviderTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	@BeforeEach
	void stubAccount() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
	}

	@Test
	void tokenProviderWhenPropertyIsSetTakesPrecedence() {
		with(SendmuxTokenProvider.of("smx_root_provided")).run((context) -> {
			TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
			assertThat(authorizations()).containsExactly("Bearer smx_root_provided");
		});
	}

	@Test
	void tokenProviderWhenPropertyIsMissingIsUsed() {
		with(SendmuxTokenProvider.of("smx_root_provided")).withPropertyValues("sendmux.token=").run((context) -> {
			TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
			assertThat(authorizations()).containsExactly("Bearer smx_root_provided");
		});
	}

	@Test
	void connectionDetailsWhenTokenIsGivenTakePrecedenceOverProvider() {
		AtomicInteger asked = new AtomicInteger();
		with(() -> Mono.fromSupplier(() -> "smx_root_" + asked.incrementAndGet()))
			.withBean(SendmuxConnectionDetails.class,
					() -> SendmuxConnectionDetails.of(URI.create(server.baseUrl() + "/api/v1"), "smx_root_details"))
			.run((context) -> {
				TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
				assertThat(authorizations()).containsExactly("Bearer smx_root_details");
				assertThat(asked).hasValue(0);
			});
	}

	@Test
	void connectionDetailsWhenTokenIsMissingUseTokenProvider() {
		with(SendmuxTokenProvider.of("smx_root_provided"))
			.withBean(SendmuxConnectionDetails.class,
					() -> SendmuxConnectionDetails.of(URI.create(server.baseUrl() + "/api/v1")))
			.run((context) -> {
				TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
				assertThat(authorizations()).containsExactly("Bearer smx_root_provided");
			});
	}

	@Test
	void tokenProviderWhenCallIsRetriedIsInvokedForEachAttempt() {
		server.stubFor(get("/api/v1/providers/dprov_1").inScenario("rotation")
			.whenScenarioStateIs(Scenario.STARTED)
			.willReturn(aResponse().withStatus(503))
			.willSetStateTo("rotated"));
		AtomicInteger asked = new AtomicInteger();
		with(() -> Mono.fromSupplier(() -> "smx_root_" + asked.incrementAndGet())).run((context) -> {
			TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
			assertThat(authorizations()).containsExactly("Bearer smx_root_1", "Bearer smx_root_2");
		});
	}

	@Test
	void tokenProviderWhenNothingIsCalledIsNotInvoked() {
		AtomicInteger asked = new AtomicInteger();
		with(() -> Mono.fromSupplier(() -> "smx_root_" + asked.incrementAndGet())).run((context) -> {
			context.getBean(SendmuxProvidersOperations.class).get("dprov_1");
			assertThat(asked).hasValue(0);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "smx_mbx_geheim", "smx_agent_geheim", "Bearer geheim", "geheim\r\nX-Evil: 1", "" })
	void tokenProviderWhenTokenIsMalformedSendsNothing(String value) {
		with(SendmuxTokenProvider.of(value)).run((context) -> {
			SendmuxTokenException failure = TestCalls.failureOf(
					context.getBean(SendmuxProvidersOperations.class).get("dprov_1"), SendmuxTokenException.class);
			assertThat(failure).hasMessageContaining("the token of the token provider ").hasNoCause();
			assertThat(failure.toString()).doesNotContain("geheim");
			assertNothingSent(failure);
		});
	}

	@ParameterizedTest
	@MethodSource
	void tokenProviderWhenFailedFailsCall(SendmuxTokenProvider provider) {
		with(provider).run((context) -> {
			SendmuxTokenException failure = TestCalls.failureOf(
					context.getBean(SendmuxProvidersOperations.class).get("dprov_1"), SendmuxTokenException.class);
			assertThat(failure).hasMessageContaining("the token provider failed").cause().isNotNull();
			assertNothingSent(failure);
		});
	}

	static Stream<SendmuxTokenProvider> tokenProviderWhenFailedFailsCall() {
		return Stream.of(() -> Mono.error(new IllegalStateException("vault is sealed")), () -> {
			throw new IllegalStateException("vault is sealed");
		});
	}

	@Test
	void tokenProviderWhenEmptyFailsCall() {
		with(Mono::empty).run((context) -> {
			SendmuxTokenException failure = TestCalls.failureOf(
					context.getBean(SendmuxProvidersOperations.class).get("dprov_1"), SendmuxTokenException.class);
			assertThat(failure).hasMessageContaining("gave no token");
			assertNothingSent(failure);
		});
	}

	@Test
	void tokenProviderWhenSilentTimesOutAfterReadTimeout() {
		with(Mono::never).withPropertyValues("sendmux.read-timeout=200ms", "sendmux.retry.max-retries=0")
			.run((context) -> {
				SendmuxTimeoutException failure = TestCalls.failureOf(
						context.getBean(SendmuxProvidersOperations.class).get("dprov_1"),
						SendmuxTimeoutException.class);
				assertThat(failure.attempts()).isZero();
				assertThat(failure.outcomeUnknown()).isFalse();
			});
	}

	@Test
	void tokenProviderWhenSecondClientExistsIsNotUsedByIt() {
		with(SendmuxTokenProvider.of("smx_root_provided")).withUserConfiguration(MarketingConfiguration.class)
			.run((context) -> {
				TestCalls.resultOf(context.getBean("marketing", SendmuxProvidersOperations.class).get("dprov_1"));
				assertThat(authorizations()).containsExactly("Bearer smx_root_marketing");
			});
	}

	private static void assertNothingSent(SendmuxTokenException failure) {
		assertThat(failure.attempts()).isZero();
		assertThat(failure.outcomeUnknown()).isFalse();
		assertThat(authorizations()).isEmpty();
	}

	private static List<String> authorizations() {
		return server.findAll(anyRequestedFor(anyUrl()))
			.stream()
			.map((request) -> request.getHeader("Authorization"))
			.toList();
	}

	private static ApplicationContextRunner with(SendmuxTokenProvider provider) {
		return TestContexts.calling(server.baseUrl()).withBean(SendmuxTokenProvider.class, () -> provider);
	}

	@Configuration(proxyBeanMethods = false)
	static class MarketingConfiguration {

		@Bean(defaultCandidate = false)
		SendmuxProvidersOperations marketing(SendmuxClientFactory factory) {
			return factory
				.create("marketing",
						SendmuxConnectionDetails.of(URI.create(server.baseUrl() + "/api/v1"), "smx_root_marketing"))
				.providers();
		}

	}

}
