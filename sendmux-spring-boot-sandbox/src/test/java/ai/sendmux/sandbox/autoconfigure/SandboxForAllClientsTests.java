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

package ai.sendmux.sandbox.autoconfigure;

import java.net.URI;
import java.time.Duration;

import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SmtpProtocol;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxTeam;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClients;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that an enabled sandbox serves all clients of an application.
 */
class SandboxForAllClientsTests {

	/**
	 * Nothing listens there.
	 */
	private static final String REAL_SERVICE = "http://127.0.0.1:1/api/v1";

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SendmuxSandboxAutoConfiguration.class, SendmuxAutoConfiguration.class,
				SendmuxConnectorAutoConfiguration.class))
		.withBean(SandboxTestContext.class)
		.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.base-url=" + REAL_SERVICE,
				"sendmux.retry.max-retries=0");

	@Test
	void clientsWhenDefinedByPropertiesHaveSeparateTeams() {
		this.contextRunner
			.withPropertyValues("sendmux.token=smx_root_real", "sendmux.clients.marketing.token=smx_root_marketing",
					"sendmux.clients.partner-eu.base-url=" + REAL_SERVICE)
			.run((context) -> {
				SendmuxClients clients = context.getBean(SendmuxClients.class);
				create(context.getBean(SendmuxClient.class), "of the default client");
				create(clients.get("marketing"), "of marketing");
				create(clients.get("partner-eu"), "of the partner");
				SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
				assertThat(sandbox.accounts()).extracting(SandboxAccount::name)
					.containsExactly("of the default client");
				assertThat(namesOf(sandbox.teamOfClient("default"))).containsExactly("of the default client");
				assertThat(namesOf(sandbox.teamOfClient("marketing"))).containsExactly("of marketing");
				assertThat(namesOf(sandbox.teamOfClient("partner-eu"))).containsExactly("of the partner");
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { MarketingConfiguration.class, MarketingProviderConfiguration.class })
	void clientWhenCreatedByFactoryUsesTeamOfItsName(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration).run((context) -> {
			create(context.getBean("marketingClient", SendmuxClient.class), "of marketing");
			SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
			assertThat(sandbox.accounts()).isEmpty();
			assertThat(namesOf(sandbox.teamOfClient("marketing"))).containsExactly("of marketing");
		});
	}

	@Test
	void clientWhenCreatedWithTokenOfTeamUsesThatTeam() {
		this.contextRunner.run((context) -> {
			SandboxTeam team = context.getBean(SendmuxSandbox.class).team("smx_root_parallel");
			create(context.getBean(SendmuxClientFactory.class)
				.create("parallel",
						SendmuxConnectionDetails.of(context.getBean(SendmuxSandbox.class).baseUrl(), team.token())),
					"of the team");
			assertThat(namesOf(team)).containsExactly("of the team");
		});
	}

	@Test
	void defaultClientWhenConnectionDetailsAreDefinedUsesSandbox() {
		this.contextRunner
			.withBean(SendmuxConnectionDetails.class,
					() -> SendmuxConnectionDetails.of(URI.create(REAL_SERVICE), "smx_root_real"))
			.run((context) -> {
				create(context.getBean(SendmuxClient.class), "first");
				assertThat(context.getBean(SendmuxSandbox.class).accounts()).hasSize(1);
			});
	}

	@Test
	void clientWhenExcludedUsesRealService() {
		this.contextRunner.withUserConfiguration(MarketingConfiguration.class)
			.withPropertyValues("sendmux.sandbox.excluded-clients=marketing,partner",
					"sendmux.clients.partner.token=smx_root_partner")
			.run((context) -> {
				assertUnreachable(context.getBean("marketingClient", SendmuxClient.class));
				assertUnreachable(context.getBean(SendmuxClients.class).get("partner"));
				create(context.getBean(SendmuxClient.class), "first");
			});
	}

	@Test
	void defaultClientWhenExcludedUsesRealService() {
		this.contextRunner
			.withPropertyValues("sendmux.sandbox.excluded-clients=default", "sendmux.token=smx_root_real",
					"sendmux.clients.marketing.read-timeout=5s")
			.run((context) -> {
				assertThat(context.getBean(SendmuxConnectionDetails.class).getToken()).isEqualTo("smx_root_real");
				assertUnreachable(context.getBean(SendmuxClient.class));
				create(context.getBean(SendmuxClients.class).get("marketing"), "of marketing");
			});
	}

	@Test
	void startWhenNotInTestAndClientHasTokenFails() {
		outsideOfTest("sendmux.clients.marketing.token=smx_root_marketing")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(SandboxWithTokenException.class,
						(ex) -> assertThat(ex.getTokenSource()).isEqualTo("'sendmux.clients.marketing.token'")));
	}

	@Test
	void startWhenNotInTestAndClientWithTokenIsExcludedSucceeds() {
		outsideOfTest("sendmux.clients.marketing.token=smx_root_marketing",
				"sendmux.sandbox.excluded-clients=marketing")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void clientWhenSandboxYieldsToTokenUsesRealService() {
		outsideOfTest("sendmux.clients.marketing.token=smx_root_marketing", "sendmux.sandbox.yield-to-token=true")
			.run((context) -> assertUnreachable(context.getBean(SendmuxClients.class).get("marketing")));
	}

	@Test
	void teamOfClientWhenNameHasSpecialCharactersReturnsUniqueToken() {
		try (SendmuxSandbox sandbox = SendmuxSandbox.start()) {
			assertThat(sandbox.teamOfClient("a b").token()).isNotEqualTo(sandbox.teamOfClient("a.b").token())
				.matches("[A-Za-z0-9._]+");
		}
	}

	private ApplicationContextRunner outsideOfTest(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SendmuxSandboxAutoConfiguration.class,
					SendmuxAutoConfiguration.class, SendmuxConnectorAutoConfiguration.class))
			.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.base-url=" + REAL_SERVICE,
					"sendmux.retry.max-retries=0")
			.withPropertyValues(properties);
	}

	private static void create(SendmuxClient client, String name) {
		CreateProviderRequest request = CreateProviderRequest.builder()
			.name(name)
			.smtpHost("smtp.example.com")
			.smtpPort(587)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("user")
			.smtpPassword("smtp-password")
			.build();
		assertThat(client.providers().create(request).block(TIMEOUT)).isNotNull();
	}

	private static void assertUnreachable(SendmuxClient client) {
		assertThatException().isThrownBy(() -> client.ping().block(TIMEOUT))
			.withMessageContaining("no connection could be made");
	}

	private static Iterable<String> namesOf(SandboxTeam team) {
		return team.accounts().stream().map(SandboxAccount::name).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class MarketingConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("marketing")
		SendmuxClient marketingClient(SendmuxClientFactory factory) {
			return factory.create("marketing",
					SendmuxConnectionDetails.of(URI.create(REAL_SERVICE), "smx_root_marketing"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarketingProviderConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("marketing")
		SendmuxClient marketingClient(SendmuxClientFactory factory) {
			return factory.create("marketing", SendmuxConnectionDetails.of(URI.create(REAL_SERVICE)),
					SendmuxTokenProvider.of("smx_root_marketing"));
		}

	}

}
