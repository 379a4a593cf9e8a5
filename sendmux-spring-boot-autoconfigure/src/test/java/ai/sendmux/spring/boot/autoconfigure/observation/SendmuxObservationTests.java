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

package ai.sendmux.spring.boot.autoconfigure.observation;

import java.net.ConnectException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.sendmux.observation.DefaultSendmuxObservationConvention;
import ai.sendmux.observation.SendmuxObservationContext;
import ai.sendmux.observation.SendmuxObservationConvention;
import ai.sendmux.observation.SendmuxObservationDocumentation.HighCardinalityKeyNames;
import ai.sendmux.observation.SendmuxObservationDocumentation.LowCardinalityKeyNames;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestRequests;
import ai.sendmux.spring.boot.autoconfigure.SendmuxWebClientCustomizer;
import ai.sendmux.spring.boot.autoconfigure.TestContexts;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.ObservationContextAssert;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a call reports Micrometer Observation.
 */
class SendmuxObservationTests {

	private static final String NAME = "sendmux.operation";

	private static final String FOUND = "{\"ok\":true,\"data\":{\"id\":\"dprov_1\"},\"meta\":{\"request_id\":\"req_1\"}}";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	@Test
	void callWhenRetriedIsOneObservationAndThreeRequests() {
		stubAttempt(Scenario.STARTED, 503, "second");
		stubAttempt("second", 503, "third");
		stubAttempt("third", 200, "done");
		run((providers) -> TestCalls.resultOf(providers.get("dprov_1")),
				(observations) -> observations.hasNumberOfObservationsWithNameEqualTo(NAME, 1)
					.hasNumberOfObservationsWithNameEqualTo("http.client.requests", 3)
					.forAllObservationsWithNameEqualTo("http.client.requests",
							(request) -> request.hasLowCardinalityKeyValue("uri", "/api/v1/providers/{id}")));
	}

	@Test
	void observationWhenCallSucceedsHasExactlyDocumentedKeys() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson(FOUND)));
		run((providers) -> TestCalls.resultOf(providers.get("dprov_1")),
				(observations) -> call(observations).hasContextualNameEqualTo("sendmux providers.get")
					.hasOnlyKeys(namesOf(LowCardinalityKeyNames.values(), HighCardinalityKeyNames.values()))
					.hasLowCardinalityKeyValue("sendmux.client", "default")
					.hasLowCardinalityKeyValue("sendmux.operation", "providers.get")
					.hasLowCardinalityKeyValue("sendmux.outcome", "SUCCESS")
					.hasLowCardinalityKeyValue("sendmux.error.code", "none")
					.hasLowCardinalityKeyValue("sendmux.status", "200")
					.hasHighCardinalityKeyValue("sendmux.provider.id", "dprov_1")
					.hasHighCardinalityKeyValue("sendmux.request.id", "req_1")
					.hasHighCardinalityKeyValue("sendmux.attempts", "1"));
	}

	@Test
	void observationWhenRefusedHasCode() {
		stubCreate(409, "{\"error\":{\"code\":\"limit_exceeded\"}}");
		run((providers) -> TestCalls.failureOf(providers.create(TestRequests.minimal().build())),
				(observations) -> call(observations).hasError()
					.hasLowCardinalityKeyValue("sendmux.outcome", "CLIENT_ERROR")
					.hasLowCardinalityKeyValue("sendmux.error.code", "limit_exceeded")
					.hasLowCardinalityKeyValue("sendmux.status", "409")
					.doesNotHaveHighCardinalityKeyValueWithKey("sendmux.provider.id"));
	}

	@Test
	void observationWhenInvalidHasStatus() {
		stubCreate(422, "{\"error\":{\"code\":\"validation_failed\"}}");
		run((providers) -> TestCalls.failureOf(providers.create(TestRequests.minimal().build())),
				(observations) -> call(observations).hasLowCardinalityKeyValue("sendmux.outcome", "INVALID")
					.hasLowCardinalityKeyValue("sendmux.error.code", "validation_failed")
					.hasLowCardinalityKeyValue("sendmux.status", "422"));
	}

	@Test
	void observationWhenCodeIsUnknownHasNoTagOfIt() {
		stubCreate(500, "{\"error\":{\"code\":\"At 12:04:07, host 17\"}}");
		run((providers) -> TestCalls.failureOf(providers.create(TestRequests.minimal().build())),
				(observations) -> call(observations).hasLowCardinalityKeyValue("sendmux.outcome", "SERVER_ERROR")
					.hasLowCardinalityKeyValue("sendmux.error.code", "none")
					.hasHighCardinalityKeyValue("sendmux.attempts", "3"));
	}

	@Test
	void observationWhenResponseIsUnreadableIsUnreadable() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("no JSON")));
		run((providers) -> TestCalls.failureOf(providers.get("dprov_1")),
				(observations) -> call(observations).hasLowCardinalityKeyValue("sendmux.outcome", "UNREADABLE")
					.hasLowCardinalityKeyValue("sendmux.status", "200"));
	}

	@Test
	void observationWhenNothingIsSentIsRecorded() {
		run((providers) -> TestCalls.failureOf(providers.create(TestRequests.minimal().smtpPort(0).build())),
				(observations) -> call(observations.hasNumberOfObservationsEqualTo(1))
					.hasLowCardinalityKeyValue("sendmux.outcome", "INVALID")
					.hasLowCardinalityKeyValue("sendmux.status", "none")
					.hasHighCardinalityKeyValue("sendmux.attempts", "0"));
	}

	@Test
	void observationWhenNoConnectionIsIoError() {
		run(BrokenConnectorConfiguration.class, (providers) -> TestCalls.failureOf(providers.get("dprov_1")),
				(observations) -> call(observations).hasLowCardinalityKeyValue("sendmux.outcome", "IO_ERROR")
					.hasLowCardinalityKeyValue("sendmux.status", "none"));
	}

	@Test
	void observationWhenCancelledIsCancelled() {
		run(SilentConnectorConfiguration.class,
				(providers) -> StepVerifier.create(providers.get("dprov_1"))
					.expectSubscription()
					.thenCancel()
					.verify(TestCalls.TIMEOUT),
				(observations) -> call(observations).hasLowCardinalityKeyValue("sendmux.outcome", "CANCELLED")
					.doesNotHaveError());
	}

	@Test
	void observationWhenCallIsActiveHasUnknownOutcome() {
		SendmuxObservationContext context = new SendmuxObservationContext("providers.get", "default", null);
		DefaultSendmuxObservationConvention convention = new DefaultSendmuxObservationConvention();
		assertThat(outcome(convention, context)).isEqualTo("UNKNOWN");
		context.setEnded(true);
		assertThat(outcome(convention, context)).isEqualTo("SUCCESS");
	}

	@Test
	void longTaskTimerWhenCallIsActiveHasUnknownOutcome() {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		TestContexts.calling(server.baseUrl())
			.withUserConfiguration(SilentConnectorConfiguration.class)
			.withBean(ObservationRegistry.class, () -> observations)
			.run((context) -> StepVerifier.create(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"))
				.expectSubscription()
				.then(() -> assertThat(
						meters.get("sendmux.operation.active").longTaskTimer().getId().getTag("sendmux.outcome"))
					.isEqualTo("UNKNOWN"))
				.thenCancel()
				.verify(TestCalls.TIMEOUT));
	}

	private static String outcome(DefaultSendmuxObservationConvention convention, SendmuxObservationContext context) {
		return convention.getLowCardinalityKeyValues(context)
			.stream()
			.filter((key) -> key.getKey().equals("sendmux.outcome"))
			.map(KeyValue::getValue)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void observationWhenConventionIsCustomUsesIt() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson(FOUND)));
		run(ConventionConfiguration.class, (providers) -> TestCalls.resultOf(providers.get("dprov_1")),
				(observations) -> observations.hasObservationWithNameEqualTo("mail.accounts")
					.that()
					.hasLowCardinalityKeyValue("team", "default"));
	}

	@Test
	void observationWhenCreateFailsContainsNoSecret() {
		stubCreate(409, "{\"error\":{\"code\":\"limit_exceeded\",\"message\":\"" + TestCalls.TOKEN
				+ TestRequests.PASSWORD + "\"}}");
		run((providers) -> TestCalls.failureOf(providers.create(TestRequests.full().build())),
				(observations) -> observations
					.hasHandledContextsThatSatisfy((contexts) -> assertThat(contexts).hasSize(2)
						.allSatisfy((context) -> assertThat(context.getAllKeyValues()).extracting(KeyValue::getValue)
							.noneMatch((value) -> value.contains("geheim")))));
	}

	private static ObservationContextAssert<?> call(TestObservationRegistryAssert observations) {
		return observations.hasNumberOfObservationsWithNameEqualTo(NAME, 1).hasObservationWithNameEqualTo(NAME).that();
	}

	private static void run(Consumer<SendmuxProvidersOperations> calls,
			Consumer<TestObservationRegistryAssert> expectations) {
		run(NothingConfiguration.class, calls, expectations);
	}

	private static void run(Class<?> configuration, Consumer<SendmuxProvidersOperations> calls,
			Consumer<TestObservationRegistryAssert> expectations) {
		TestObservationRegistry registry = TestObservationRegistry.create();
		TestContexts.observed(server.baseUrl())
			.withBean(TestObservationRegistry.class, () -> registry)
			.withUserConfiguration(configuration)
			.run((context) -> {
				calls.accept(context.getBean(SendmuxProvidersOperations.class));
				expectations.accept(TestObservationRegistryAssert.assertThat(registry));
			});
	}

	private static void stubAttempt(String state, int status, String nextState) {
		server.stubFor(get("/api/v1/providers/dprov_1").inScenario("retry")
			.whenScenarioStateIs(state)
			.willReturn(aResponse().withStatus(status).withBody(FOUND))
			.willSetStateTo(nextState));
	}

	private static void stubCreate(int status, String body) {
		server.stubFor(post("/api/v1/providers").willReturn(aResponse().withStatus(status).withBody(body)));
	}

	private static String[] namesOf(KeyName[] low, KeyName[] high) {
		return Stream.of(low, high).flatMap(Arrays::stream).map(KeyName::asString).toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	static class NothingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class BrokenConnectorConfiguration {

		@Bean
		SendmuxWebClientCustomizer broken() {
			return (builder) -> builder
				.clientConnector((method, uri, callback) -> Mono.error(new ConnectException("refused")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SilentConnectorConfiguration {

		@Bean
		SendmuxWebClientCustomizer silent() {
			return (builder) -> builder.clientConnector((method, uri, callback) -> Mono.never());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConventionConfiguration {

		@Bean
		SendmuxObservationConvention convention() {
			return new DefaultSendmuxObservationConvention() {

				@Override
				public String getName() {
					return "mail.accounts";
				}

				@Override
				public KeyValues getLowCardinalityKeyValues(SendmuxObservationContext context) {
					return KeyValues.of("team", context.getClient());
				}

			};
		}

	}

}
