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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.sendmux.SendmuxTokenException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a token of the properties that is bound again while the application runs.
 */
class SendmuxTokenRotationTests {

	private static final String PATH = "/api/v1/providers/dprov_1";

	private static final String ACCOUNT = "{\"data\":{\"id\":\"dprov_1\"}}";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final Map<String, Object> properties = new HashMap<>(
			Map.of("sendmux.token", "smx_root_first", "sendmux.clients.marketing.token", "smx_root_marketing"));

	private Runnable onResponse = () -> {
	};

	private final ApplicationContextRunner contextRunner = TestContexts.calling(server.baseUrl())
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("rotated", this.properties)));

	@BeforeEach
	void stubAccount() {
		server.stubFor(get(PATH).willReturn(okJson(ACCOUNT)));
	}

	@Test
	void callWhenTokenIsReboundUsesIt() {
		this.contextRunner.run((context) -> {
			SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
			TestCalls.resultOf(providers.get("dprov_1"));
			bind(context, "sendmux.token", "smx_root_second");
			TestCalls.resultOf(providers.get("dprov_1"));
			assertThat(tokens()).containsExactly("smx_root_first", "smx_root_second");
		});
	}

	@Test
	void callWhenTokenOfNamedClientIsReboundUsesIt() {
		this.contextRunner.run((context) -> {
			SendmuxProvidersOperations providers = context.getBean(SendmuxClients.class).get("marketing").providers();
			TestCalls.resultOf(providers.get("dprov_1"));
			bind(context, "sendmux.clients.marketing.token", "smx_root_second");
			TestCalls.resultOf(providers.get("dprov_1"));
			assertThat(tokens()).containsExactly("smx_root_marketing", "smx_root_second");
		});
	}

	@Test
	void retryWhenTokenIsReboundUsesIt() {
		assertUsesTokenThatIsBoundWhenFirstResponseHas(503);
	}

	@Test
	void callWhenTokenIsRejectedAndReboundIsRetried() {
		assertUsesTokenThatIsBoundWhenFirstResponseHas(401);
	}

	private void assertUsesTokenThatIsBoundWhenFirstResponseHas(int status) {
		server.stubFor(get(PATH).inScenario("first")
			.whenScenarioStateIs(Scenario.STARTED)
			.willSetStateTo("further")
			.willReturn(aResponse().withStatus(status)));
		this.contextRunner
			.withBean(SendmuxWebClientCustomizer.class,
					() -> (builder) -> builder.filter(
							(request, next) -> next.exchange(request).doOnNext((response) -> this.onResponse.run())))
			.run((context) -> {
				this.onResponse = () -> bind(context, "sendmux.token", "smx_root_second");
				TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
				assertThat(tokens()).containsExactly("smx_root_first", "smx_root_second");
			});
	}

	@Test
	void callWhenTokenIsRejectedAndUnchangedFails() {
		server.stubFor(get(PATH).willReturn(aResponse().withStatus(401)));
		this.contextRunner.run((context) -> {
			TestCalls.failureOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
			assertThat(tokens()).containsExactly("smx_root_first");
		});
	}

	@ParameterizedTest
	@CsvSource({ "'', no token is configured", "Bearer geheim, the configured token starts with a scheme",
			"smx_mbx_geheim, the configured token is a mailbox key" })
	void callWhenReboundTokenIsInvalidSendsNothing(String token, String reason) {
		this.contextRunner.run((context) -> {
			SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
			bind(context, "sendmux.token", token);
			assertThat(TestCalls.failureOf(providers.get("dprov_1"))).isInstanceOf(SendmuxTokenException.class)
				.hasMessageContaining(reason)
				.hasMessageNotContaining("geheim");
			assertThat(tokens()).isEmpty();
		});
	}

	/**
	 * As Spring Cloud does it when the environment has changed.
	 */
	private void bind(AssertableApplicationContext context, String name, String value) {
		this.properties.put(name, value);
		String bean = context.getBeanNamesForType(SendmuxProperties.class)[0];
		context.getBean(ConfigurationPropertiesBindingPostProcessor.class)
			.postProcessBeforeInitialization(context.getBean(bean), bean);
	}

	private static List<String> tokens() {
		return server.findAll(anyRequestedFor(anyUrl()))
			.stream()
			.map((request) -> request.getHeader("Authorization").substring("Bearer ".length()))
			.toList();
	}

}
