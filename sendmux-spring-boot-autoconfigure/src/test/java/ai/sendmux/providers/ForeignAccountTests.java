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

import java.net.URI;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.sendmux.SendmuxResponseException;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses that are about another account than the call, and for user code
 * that throws an {@link Error}.
 */
class ForeignAccountTests {

	private static final Provider MINE = Provider.builder("dprov_mine").version("\"1\"").build();

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	static Stream<Named<Function<SendmuxProvidersOperations, Mono<Provider>>>> calls() {
		UpdateProviderRequest change = UpdateProviderRequest.builder().name("New").build();
		return Stream.of(Named.of("get", (providers) -> providers.get("dprov_mine")),
				Named.of("refresh", (providers) -> providers.refresh(MINE)),
				Named.of("update", (providers) -> providers.update("dprov_mine", change)),
				Named.of("update of a version", (providers) -> providers.update(MINE, change)),
				Named.of("activate", (providers) -> providers.activate("dprov_mine")),
				Named.of("deactivate", (providers) -> providers.deactivate("dprov_mine")));
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callWhenResponseIsAboutAnotherAccountFails(Function<SendmuxProvidersOperations, Mono<Provider>> call) {
		server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(account("dprov_other"))));
		SendmuxResponseException failure = TestCalls.failureOf(call.apply(TestCalls.providers(server.baseUrl())),
				SendmuxResponseException.class);
		assertThat(failure).hasMessageContaining("another resource").hasMessageNotContaining("dprov_other");
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callWhenResponseIsAboutTheAccountReturnsIt(Function<SendmuxProvidersOperations, Mono<Provider>> call) {
		server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(account("dprov_mine"))));
		assertThat(TestCalls.resultOf(call.apply(TestCalls.providers(server.baseUrl()))).id()).isEqualTo("dprov_mine");
	}

	@Test
	void getWhenFirstResponseIsAboutAnotherAccountIsRetried() {
		server.stubFor(get(anyUrl()).inScenario("mixed up")
			.whenScenarioStateIs(Scenario.STARTED)
			.willSetStateTo("in step")
			.willReturn(aResponse().withBody(account("dprov_other"))));
		server.stubFor(get(anyUrl()).inScenario("mixed up")
			.whenScenarioStateIs("in step")
			.willReturn(aResponse().withBody(account("dprov_mine"))));
		assertThat(TestCalls.resultOf(retrying().get("dprov_mine")).id()).isEqualTo("dprov_mine");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"ok\":true,\"data\":{\"deleted\":true,\"id\":\"dprov_other\"}}",
			"{\"ok\":true,\"data\":{\"id\":\"dprov_other\",\"name\":\"Shop\"}}",
			"{\"deleted\":true,\"id\":\"dprov_other\"}" })
	void deleteWhenResponseIsAboutAnotherAccountFails(String body) {
		server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(body)));
		SendmuxResponseException failure = TestCalls
			.failureOf(TestCalls.providers(server.baseUrl()).delete("dprov_mine"), SendmuxResponseException.class);
		assertThat(failure).hasMessageContaining("another resource");
		assertThat(failure.outcomeUnknown()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"ok\":true,\"data\":{\"deleted\":true,\"id\":\"dprov_mine\"}}",
			"{\"ok\":true,\"data\":{\"deleted\":true}}", "{\"deleted\":true,\"id\":null}",
			"{\"ok\":true,\"data\":{\"deleted\":true,\"id\":{\"unreadable\":1}}}" })
	void deleteWhenResponseDoesNotNameAnotherAccountSucceeds(String body) {
		server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(body)));
		TestCalls.complete(TestCalls.providers(server.baseUrl()).delete("dprov_mine"));
		server.verify(1, anyRequestedFor(anyUrl()));
	}

	@Test
	void updateWhenResponseIsAboutAnotherAccountIsNotRetried() {
		server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(account("dprov_other"))));
		SendmuxResponseException failure = TestCalls.failureOf(
				retrying().update("dprov_mine", UpdateProviderRequest.builder().name("New").build()),
				SendmuxResponseException.class);
		assertThat(failure.outcomeUnknown()).isTrue();
		server.verify(1, anyRequestedFor(anyUrl()));
	}

	@Test
	void updateWhenChangeThrowsErrorFails() {
		server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(account("dprov_mine"))));
		Mono<Provider> update = TestCalls.providers(server.baseUrl()).update("dprov_mine", (provider) -> {
			throw new NoClassDefFoundError("some/Change");
		});
		StepVerifier.create(update)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalStateException.class)
				.hasCauseInstanceOf(NoClassDefFoundError.class))
			.verify(TestCalls.TIMEOUT);
	}

	@Test
	void createAllWhenSourceThrowsErrorFails() {
		Flux<CreateProviderRequest> source = Flux.generate((sink) -> {
			throw new NoClassDefFoundError("some/Source");
		});
		StepVerifier.create(TestCalls.providers(server.baseUrl()).createAll(source))
			.expectError(NoClassDefFoundError.class)
			.verify(TestCalls.TIMEOUT);
	}

	private static SendmuxProvidersOperations retrying() {
		return new SendmuxProvidersTemplate(ApiClient.create(WebClient.create(),
				URI.create(server.baseUrl() + "/api/v1"), BearerToken.of(TestCalls.TOKEN), ApiSettings.DEFAULTS));
	}

	private static String account(String id) {
		return TestResponses.envelope("{\"id\":\"" + id + "\"}");
	}

}
