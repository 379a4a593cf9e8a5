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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import ai.sendmux.SendmuxTransportException;
import ai.sendmux.emails.EmailLogPosition;
import ai.sendmux.emails.EmailLogQuery;
import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.identity.SendmuxIdentityOperations;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.spring.boot.autoconfigure.endpoint.SendmuxSanitizingAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link SendmuxAutoConfiguration}.
 */
class SendmuxAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class, SendmuxAutoConfiguration.class,
					SendmuxConnectorAutoConfiguration.class, WebClientAutoConfiguration.class,
					HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class));

	@Test
	void providersWhenTokenIsSetIsAutoConfigured() {
		this.contextRunner.withPropertyValues("sendmux.token=smx_root_x")
			.run((context) -> assertThat(context).hasSingleBean(SendmuxProvidersOperations.class)
				.getBean(SendmuxProvidersOperations.class)
				.isInstanceOf(SendmuxProvidersTemplate.class));
	}

	@Test
	void providersWhenNoOtherAutoConfigurationExistsIsAutoConfigured() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class,
					SendmuxAutoConfiguration.class))
			.withPropertyValues("sendmux.token=smx_root_x")
			.run((context) -> assertThat(context).hasSingleBean(SendmuxProvidersOperations.class)
				.doesNotHaveBean(HttpClientSettings.class)
				.getBean(SendmuxProvidersOperations.class)
				.isNotNull());
	}

	@Test
	void startWhenTokenIsMissingAndClientIsNotUsedSucceeds() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "sendmux.other=x", "sendmux.token=" })
	void startWhenTokenIsMissingAndClientIsUsedFails(String property) {
		this.contextRunner.withPropertyValues(property)
			.withUserConfiguration(ClientUserConfiguration.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(UnsatisfiedDependencyException.class)
				.rootCause()
				.isInstanceOf(InvalidSendmuxConnectionException.class));
	}

	@Test
	void autoConfigurationWhenDisabledRegistersOnlySanitizing() {
		new ApplicationContextRunner().withConfiguration(TestContexts.AUTO_CONFIGURATIONS)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("sendmux.enabled=false", "sendmux.token=smx_root_x",
					"management.health.sendmux.enabled=true")
			.run((context) -> assertThat(beansOfOurs(context))
				.containsExactly(SendmuxSanitizingAutoConfiguration.class.getName()));
	}

	@Test
	void autoConfigurationWhenEnabledExplicitlyRegistersBeans() {
		this.contextRunner.withPropertyValues("sendmux.enabled=true")
			.run((context) -> assertThat(beansOfOurs(context)).isNotEmpty());
	}

	@Test
	void startWhenDisabledDoesNotValidateToken() {
		this.contextRunner.withPropertyValues("sendmux.enabled=false", "sendmux.token=smx_mbx_x")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void autoConfigurationWhenTokenIsSetRegistersOnlySendmuxTypes() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class,
					SendmuxAutoConfiguration.class, SendmuxConnectorAutoConfiguration.class))
			.withPropertyValues("sendmux.token=smx_root_x")
			.run((context) -> {
				context.getBean(SendmuxProvidersOperations.class);
				assertThat(context.getBeanDefinitionNames()).filteredOn((name) -> !isOurs(context, name))
					.allSatisfy((name) -> assertThat(name).startsWith("org.springframework."));
				assertThat(context).doesNotHaveBean(WebClient.class)
					.doesNotHaveBean(WebClient.Builder.class)
					.doesNotHaveBean(ClientHttpConnector.class)
					.doesNotHaveBean(ClientHttpConnectorBuilder.class)
					.doesNotHaveBean(HttpClientSettings.class)
					.doesNotHaveBean(ObjectMapper.class);
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { WebClient.class, WebClientCustomizer.class, HttpClientSettings.class, JsonMapper.class })
	void autoConfigurationWhenLibraryIsMissingBacksOff(Class<?> type) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class,
					SendmuxAutoConfiguration.class, SendmuxConnectorAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(type))
			.withPropertyValues("sendmux.token=smx_root_x")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("sendmuxProviders"));
	}

	@Test
	void providersWhenCustomBeanIsDefinedBacksOff() {
		this.contextRunner.withUserConfiguration(OperationsConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(SendmuxProvidersOperations.class)
				.hasBean("myProviders"));
	}

	@Test
	void identityWhenTokenIsSetIsThatOfClient() {
		this.contextRunner.withPropertyValues("sendmux.token=smx_root_x")
			.run((context) -> assertThat(context).hasSingleBean(SendmuxIdentityOperations.class)
				.getBean(SendmuxIdentityOperations.class)
				.isSameAs(context.getBean(SendmuxClient.class).identity()));
	}

	@Test
	void identityWhenCustomBeanIsDefinedBacksOff() {
		this.contextRunner.withBean("myIdentity", SendmuxIdentityOperations.class, () -> mock())
			.run((context) -> assertThat(context).hasSingleBean(SendmuxIdentityOperations.class).hasBean("myIdentity"));
	}

	@Test
	void emailsWhenTokenIsSetIsThatOfClient() {
		this.contextRunner.withPropertyValues("sendmux.token=smx_root_x")
			.run((context) -> assertThat(context).hasSingleBean(SendmuxEmailsOperations.class)
				.getBean("sendmuxEmails")
				.isSameAs(context.getBean(SendmuxClient.class).emails()));
	}

	@Test
	void emailsWhenCustomBeanIsDefinedBacksOff() {
		this.contextRunner.withBean("myEmails", SendmuxEmailsOperations.class, () -> mock())
			.run((context) -> assertThat(context).hasSingleBean(SendmuxEmailsOperations.class).hasBean("myEmails"));
	}

	@Test
	void followWhenContextIsClosedFails() {
		Sinks.Empty<Void> ended = Sinks.empty();
		this.contextRunner
			.withPropertyValues("sendmux.token=smx_root_x", "sendmux.base-url=http://localhost:1",
					"sendmux.retry.max-retries=0")
			.run((context) -> context.getBean(SendmuxEmailsOperations.class)
				.follow(EmailLogQuery.all(), EmailLogPosition.at(Instant.now()))
				.subscribe(null, ended::tryEmitError));
		StepVerifier.create(ended.asMono())
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(SendmuxTransportException.class)
				.hasMessageContaining("closed"))
			.verify(Duration.ofSeconds(20));
	}

	@Test
	void clientWhenCustomBeanIsDefinedBacksOff() {
		this.contextRunner.withUserConfiguration(ClientConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(SendmuxClient.class)
				.getBean(SendmuxProvidersOperations.class)
				.isSameAs(context.getBean("myClient", SendmuxClient.class).providers()));
	}

	@Test
	void connectorWhenConnectorBuilderIsMissingBacksOff() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class,
					SendmuxAutoConfiguration.class, SendmuxConnectorAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(ClientHttpConnectorBuilder.class))
			.withPropertyValues("sendmux.token=smx_root_x")
			.run((context) -> assertThat(context).doesNotHaveBean(SendmuxConnectorFactory.class)
				.getBean(SendmuxProvidersOperations.class)
				.isNotNull());
	}

	@Test
	void connectionDetailsWhenCustomBeanIsDefinedBacksOff() {
		this.contextRunner.withUserConfiguration(ConnectionDetailsConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(SendmuxConnectionDetails.class)
				.hasBean("myConnectionDetails")
				.getBean(SendmuxProvidersOperations.class)
				.isNotNull());
	}

	@Test
	void startWhenCustomConnectionDetailsAreInvalidFails() {
		this.contextRunner.withUserConfiguration(WrongConnectionDetailsConfiguration.class)
			.run((context) -> assertThat(context).getFailure().isInstanceOf(InvalidSendmuxConnectionException.class));
	}

	@Test
	void clientFactoryWhenUsedAddsClients() {
		this.contextRunner.withUserConfiguration(SecondTeamConfiguration.class)
			.withPropertyValues("sendmux.token=smx_root_x")
			.run((context) -> {
				assertThat(context).hasBean("sendmuxProviders").hasBean("secondTeam");
				assertThat(context.getBean(SendmuxProvidersOperations.class))
					.isNotSameAs(context.getBean("secondTeam"));
			});
	}

	private static List<String> beansOfOurs(ApplicationContext context) {
		return Arrays.stream(context.getBeanDefinitionNames()).filter((name) -> isOurs(context, name)).toList();
	}

	private static boolean isOurs(ApplicationContext context, String name) {
		return String.valueOf(context.getType(name)).contains("ai.sendmux.");
	}

	@Configuration(proxyBeanMethods = false)
	static class ClientUserConfiguration {

		@Bean
		String clientUser(SendmuxProvidersOperations providers) {
			return providers.toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OperationsConfiguration {

		@Bean
		SendmuxProvidersOperations myProviders() {
			return mock(SendmuxProvidersOperations.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectionDetailsConfiguration {

		@Bean
		SendmuxConnectionDetails myConnectionDetails() {
			return SendmuxConnectionDetails.of(URI.create("https://sendmux.example.com/api/v1"), "smx_root_y");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrongConnectionDetailsConfiguration {

		@Bean
		SendmuxConnectionDetails myConnectionDetails() {
			return SendmuxConnectionDetails.of(URI.create("https://sendmux.example.com/api/v1"), "smx_mbx_y");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClientConfiguration {

		@Bean
		SendmuxClient myClient(SendmuxClientFactory factory) {
			return factory.create("mine",
					SendmuxConnectionDetails.of(URI.create("https://sendmux.example.com/api/v1"), "smx_root_y"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondTeamConfiguration {

		@Bean(defaultCandidate = false)
		SendmuxProvidersOperations secondTeam(SendmuxClientFactory factory) {
			return factory
				.create("second",
						SendmuxConnectionDetails.of(URI.create("https://sendmux.example.com/api/v1"), "smx_root_y"))
				.providers();
		}

	}

}
