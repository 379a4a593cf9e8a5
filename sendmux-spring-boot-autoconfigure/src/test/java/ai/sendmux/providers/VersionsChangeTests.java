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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxValidationException;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SendmuxProvidersOperations#update(String, Function)}.
 */
class VersionsChangeTests {

	private static final String PATH = "/api/v1/providers/dprov_1";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().gzipDisabled(true))
		.build();

	private final SendmuxProvidersOperations providers = TestCalls.retryingProviders(server.baseUrl());

	private final List<Provider> changed = new ArrayList<>();

	@Test
	void updateWhenChangeIsGivenWritesVersionThatWasRead() {
		responseReads(version(1));
		responseWrites(written());
		Provider result = TestCalls.resultOf(rename());
		assertThat(result.name()).isEqualTo("Written");
		assertThat(writes()).singleElement()
			.satisfies((write) -> assertThat(write.getHeader("If-Match")).isEqualTo("W/\"1\""))
			.satisfies((write) -> assertThat(write.getBodyAsString()).isEqualTo("{\"name\":\"Read 1!\"}"));
	}

	@Test
	void updateWhenConflictReadsAgainAndReappliesChange() {
		responseReads(version(1), version(2));
		responseWrites(conflict(), written());
		TestCalls.complete(rename());
		assertThat(this.changed).extracting(Provider::name).containsExactly("Read 1", "Read 2");
		assertThat(writes()).extracting((write) -> write.getHeader("If-Match")).containsExactly("W/\"1\"", "W/\"2\"");
		assertThat(writes()).extracting(LoggedRequest::getBodyAsString)
			.containsExactly("{\"name\":\"Read 1!\"}", "{\"name\":\"Read 2!\"}");
	}

	@Test
	void updateWhenConflictAfterLostResponseIsNotAppliedAgain() {
		responseReads(version(1), version(2));
		responseWrites(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), conflict(), written());
		SendmuxConflictException failure = TestCalls.failureOf(rename(), SendmuxConflictException.class);
		assertThat(failure.outcomeUnknown()).isTrue();
		assertThat(failure.attempts()).isEqualTo(2);
		assertThat(this.changed).hasSize(1);
	}

	@Test
	void updateWhenConflictAfterServerErrorIsNotAppliedAgain() {
		responseReads(version(1), version(2));
		responseWrites(aResponse().withStatus(502), conflict(), written());
		assertThat(TestCalls.failureOf(rename(), SendmuxConflictException.class).outcomeUnknown()).isTrue();
		assertThat(this.changed).hasSize(1);
	}

	@Test
	void updateWhenConflictAfterRateLimitReappliesChange() {
		responseReads(version(1), version(2));
		responseWrites(aResponse().withStatus(429).withHeader("Retry-After", "0"), conflict(), written());
		assertThat(TestCalls.resultOf(rename()).name()).isEqualTo("Written");
		assertThat(this.changed).hasSize(2);
	}

	@Test
	void updateWhenResponseHasNoVersionWritesUnconditionally() {
		responseReads(aResponse().withBody(account("Read")));
		responseWrites(written());
		assertThat(TestCalls.resultOf(rename()).name()).isEqualTo("Written");
		assertThat(writes()).singleElement()
			.satisfies((write) -> assertThat(write.containsHeader("If-Match")).isFalse());
	}

	@Test
	void updateWhenChangeIsEmptyEmitsAccountRead() {
		responseReads(version(1));
		Provider result = TestCalls
			.resultOf(this.providers.update("dprov_1", (provider) -> UpdateProviderRequest.builder().build()));
		assertThat(result.name()).isEqualTo("Read 1");
		assertThat(result.version()).isEqualTo("W/\"1\"");
		server.verify(1, anyRequestedFor(anyUrl()));
	}

	@Test
	void updateWhenChangeIsInvalidFailsAndWritesNothing() {
		responseReads(version(1));
		SendmuxValidationException failure = TestCalls.failureOf(
				this.providers.update("dprov_1", (provider) -> UpdateProviderRequest.builder().name("").build()),
				SendmuxValidationException.class);
		assertThat(failure.violations()).extracting("field").containsExactly("name");
		assertThat(writes()).isEmpty();
	}

	@Test
	void updateWhenTheAccountDoesNotExistFailsAndAppliesNothing() {
		responseReads(aResponse().withStatus(404));
		TestCalls.failureOf(rename(), SendmuxNotFoundException.class);
		assertThat(this.changed).isEmpty();
	}

	@Test
	void updateWhenTheChangeThrowsFailsWithThat() {
		responseReads(version(1));
		IllegalStateException thrown = new IllegalStateException("No change");
		assertThat(TestCalls.failureOf(this.providers.update("dprov_1", (provider) -> {
			throw thrown;
		}), IllegalStateException.class)).isSameAs(thrown);
	}

	@Test
	@SuppressWarnings("NullAway") // The check for null is what is tested
	void updateWhenTheChangeReturnsNullFails() {
		responseReads(version(1));
		Function<Provider, UpdateProviderRequest> change = (provider) -> null;
		assertThat(TestCalls.failureOf(this.providers.update("dprov_1", change), IllegalArgumentException.class))
			.hasMessage("'change' must not return null");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void updateWhenSubscribedAgainReadsAgain(int subscriptions) {
		responseReads(version(1));
		responseWrites(written());
		Mono<Provider> call = rename();
		for (int subscription = 0; subscription < subscriptions; subscription++) {
			TestCalls.complete(call);
		}
		server.verify(subscriptions, getRequestedFor(anyUrl()));
		assertThat(writes()).hasSize(subscriptions);
	}

	private Mono<Provider> rename() {
		return this.providers.update("dprov_1", (provider) -> {
			this.changed.add(provider);
			return UpdateProviderRequest.builder().name(provider.name() + "!").build();
		});
	}

	private static ResponseDefinitionBuilder version(int version) {
		return aResponse().withHeader("ETag", "W/\"" + version + "\"").withBody(account("Read " + version));
	}

	private static ResponseDefinitionBuilder written() {
		return aResponse().withBody(account("Written"));
	}

	private static ResponseDefinitionBuilder conflict() {
		return aResponse().withStatus(409).withBody(TestResponses.error("conflict", "The account has changed"));
	}

	private static String account(String name) {
		return TestResponses.envelope("{\"id\":\"dprov_1\",\"name\":\"" + name + "\"}");
	}

	/**
	 * The last response is given from then on.
	 */
	private static void responseReads(ResponseDefinitionBuilder... responses) {
		for (int number = 0; number < responses.length; number++) {
			server.stubFor(get(PATH).inScenario("reads")
				.whenScenarioStateIs(state(number))
				.willReturn(responses[number])
				.willSetStateTo(state(Math.min(number + 1, responses.length - 1))));
		}
	}

	private static void responseWrites(ResponseDefinitionBuilder... responses) {
		for (int number = 0; number < responses.length; number++) {
			server.stubFor(patch(PATH).inScenario("writes")
				.whenScenarioStateIs(state(number))
				.willReturn(responses[number])
				.willSetStateTo(state(Math.min(number + 1, responses.length - 1))));
		}
	}

	private static String state(int number) {
		return (number > 0) ? "responded " + number : Scenario.STARTED;
	}

	private static List<LoggedRequest> writes() {
		return server.findAll(patchRequestedFor(anyUrl()));
	}

}
