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

package ai.sendmux.spring.boot.autoconfigure.health;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.spring.boot.autoconfigure.InvalidSendmuxConnectionException;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.TestContexts;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link SendmuxHealthContributorAutoConfiguration} and
 * {@link SendmuxHealthIndicator} with the endpoint itself.
 */
@ExtendWith(OutputCaptureExtension.class)
class SendmuxHealthTests {

	private static final String ME = """
			{ "ok": true, "data": { "team": { "id": "team_1", "name": "Acme" }, "label": "Acme CI",
				"credential": { "id": "key_1", "type": "api_key", "name": "CI" },
				"permissions": [ "provider.read", "provider.create" ] }, "meta": { "request_id": "req_1" } }
			""";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ApplicationContextRunner contextRunner = TestContexts.calling(server.baseUrl())
		.withConfiguration(AutoConfigurations.of(HealthEndpointAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=health");

	@Test
	void healthWhenNotEnabledIsAbsent() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(HealthEndpoint.class)
			.doesNotHaveBean(SendmuxHealthContributorAutoConfiguration.class));
	}

	@Test
	void healthWhenTokenIsAcceptedIsUpWithTeamAndPermissions() {
		respond(okJson(ME));
		check((health) -> {
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(detailsOf(health)).containsExactlyInAnyOrderEntriesOf(Map.of("label", "Acme CI", "team", "Acme",
					"permissions", List.of("provider.read", "provider.create")));
		});
	}

	@Test
	void healthWhenTokenIsRejectedIsDownWithoutSecrets(CapturedOutput output) {
		respond(aResponse().withStatus(401)
			.withBody("{\"error\":{\"code\":\"unauthorized\",\"message\":\"" + TestCalls.TOKEN
					+ "\"},\"meta\":{\"request_id\":\"req_2\"}}"));
		check((health) -> {
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(detailsOf(health)).containsEntry("requestId", "req_2")
				.extractingByKey("error")
				.asString()
				.contains("401")
				.doesNotContain("geheim");
		});
		assertThat(output.getAll()).doesNotContain("Exception", "geheim");
	}

	@Test
	void healthWhenServerFailsIsDownAfterOneAttempt() {
		respond(aResponse().withStatus(503));
		check((health) -> assertThat(health.getStatus()).isEqualTo(Status.DOWN));
		server.verify(1, anyRequestedFor(anyUrl()));
	}

	@Test
	void healthWhenResponseIsLateIsDown() {
		respond(okJson(ME).withFixedDelay(20_000));
		check((health) -> {
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(detailsOf(health)).containsEntry("error", "No response within 200 ms");
		}, "management.health.sendmux.timeout=200ms");
	}

	@Test
	void healthWhenCachedSendsNoRequest() {
		respond(okJson(ME));
		enabled().run((context) -> {
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			assertThat(ask(endpoint).getStatus()).isEqualTo(Status.UP);
			respond(aResponse().withStatus(503));
			assertThat(ask(endpoint).getStatus()).isEqualTo(Status.UP);
			server.verify(1, anyRequestedFor(anyUrl()));
		});
	}

	@Test
	void healthWhenCacheExpiredSendsRequest() {
		respond(okJson(ME));
		enabled("management.health.sendmux.time-to-live=0s").run((context) -> {
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			assertThat(ask(endpoint).getStatus()).isEqualTo(Status.UP);
			respond(aResponse().withStatus(503));
			assertThat(ask(endpoint).getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void healthWhenTwoClientsHasTwoComponents() {
		respond(okJson(ME));
		enabled().withUserConfiguration(MarketingConfiguration.class).run((context) -> {
			HealthDescriptor health = ask(context.getBean(HealthEndpoint.class));
			assertThat(health).isInstanceOfSatisfying(CompositeHealthDescriptor.class,
					(composite) -> assertThat(composite.getComponents()).containsOnlyKeys("default", "marketing"));
			assertThat(context.getBean(SendmuxClient.class).name()).isEqualTo("default");
		});
	}

	@Test
	void healthWhenClientsAreConfiguredHasComponentForEach() {
		respond(okJson(ME));
		enabled("sendmux.clients.marketing.token=smx_root_marketing",
				"sendmux.clients.partner-eu.token=smx_root_partner")
			.run((context) -> {
				HealthDescriptor health = ask(context.getBean(HealthEndpoint.class));
				assertThat(health).isInstanceOfSatisfying(CompositeHealthDescriptor.class,
						(composite) -> assertThat(composite.getComponents()).containsOnlyKeys("default", "marketing",
								"partner-eu"));
				server.verify(1,
						anyRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer smx_root_partner")));
			});
	}

	@Test
	void healthWhenClientsHaveSameNameHasComponentForEach() {
		respond(okJson(ME));
		enabled().withUserConfiguration(MarketingConfiguration.class, SecondMarketingConfiguration.class)
			.run((context) -> assertThat(ask(context.getBean(HealthEndpoint.class))).isInstanceOfSatisfying(
					CompositeHealthDescriptor.class, (composite) -> assertThat(composite.getComponents()).hasSize(3)
						.containsKeys("default", "marketing")));
	}

	@Test
	void startWhenHealthIsEnabledAndNamedClientHasNoTokenFails() {
		enabled("sendmux.clients.marketing.read-timeout=1s").run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(InvalidSendmuxConnectionException.class)
			.hasMessageContaining("'marketing' needs a token"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			timeout=0s          | It must be at least one millisecond.
			timeout=36501d      | It must not be longer than 36500 days.
			time-to-live=-1s    | It must not be negative.
			time-to-live=36501d | It must not be longer than 36500 days.
			""")
	void startWhenPropertyIsOutOfBoundsNamesIt(String property, String reason) {
		String name = "management.health.sendmux." + property.substring(0, property.indexOf('='));
		enabled("management.health.sendmux." + property).run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(InvalidConfigurationPropertyValueException.class)
			.hasMessageContaining("Property " + name + " ")
			.hasMessageContaining(reason));
	}

	@Test
	void healthWhenIndicatorHasSameNameBacksOff() {
		enabled().withUserConfiguration(OwnIndicatorConfiguration.class).run((context) -> {
			assertThat(context).doesNotHaveBean("sendmuxHealthContributor");
			HealthDescriptor health = ask(context.getBean(HealthEndpoint.class));
			assertThat(detailsOf(health)).containsEntry("own", true);
		});
	}

	@Test
	void healthWhenContributorHasSameNameBacksOff() {
		enabled().withBean("sendmuxHealthContributor", HealthIndicator.class, () -> () -> Health.outOfService().build())
			.run((context) -> assertThat(ask(context.getBean(HealthEndpoint.class)).getStatus())
				.isEqualTo(Status.OUT_OF_SERVICE));
	}

	@Test
	void startWhenHealthIsEnabledAndTokenIsMissingFails() {
		enabled("sendmux.token=").withBean(SendmuxProvidersOperations.class, () -> mock())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSendmuxConnectionException.class)
				.hasMessageContaining("needs a token"));
	}

	@Test
	void healthWhenIndicatorIsCustomNeedsNoToken() {
		enabled("sendmux.token=").withUserConfiguration(OwnIndicatorConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenHealthModuleIsMissingSucceeds() {
		TestContexts.calling(server.baseUrl())
			.withPropertyValues("management.health.sendmux.enabled=true")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SendmuxHealthContributorAutoConfiguration.class));
	}

	private void check(Consumer<HealthDescriptor> expectations, String... properties) {
		enabled(properties).run((context) -> expectations.accept(ask(context.getBean(HealthEndpoint.class))));
	}

	private ApplicationContextRunner enabled(String... properties) {
		return this.contextRunner.withPropertyValues("management.health.sendmux.enabled=true")
			.withPropertyValues(properties);
	}

	private static HealthDescriptor ask(HealthEndpoint endpoint) {
		return Objects.requireNonNull(endpoint.healthForPath("sendmux"));
	}

	private static void respond(ResponseDefinitionBuilder reply) {
		server.stubFor(get("/api/v1/me").willReturn(reply));
	}

	private static Map<String, Object> detailsOf(HealthDescriptor health) {
		assertThat(health).isInstanceOf(IndicatedHealthDescriptor.class);
		return ((IndicatedHealthDescriptor) health).getDetails();
	}

	@Configuration(proxyBeanMethods = false)
	static class MarketingConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("marketing")
		SendmuxClient marketingClient(SendmuxClientFactory factory) {
			return factory.create("marketing",
					SendmuxConnectionDetails.of(URI.create(server.baseUrl() + "/api/v1"), "smx_root_marketing"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondMarketingConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("second")
		SendmuxClient secondMarketingClient(SendmuxClientFactory factory) {
			return factory.create("marketing",
					SendmuxConnectionDetails.of(URI.create(server.baseUrl() + "/api/v1"), "smx_root_second"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnIndicatorConfiguration {

		@Bean
		HealthIndicator sendmuxHealthIndicator() {
			return () -> Health.up().withDetail("own", true).build();
		}

	}

}
