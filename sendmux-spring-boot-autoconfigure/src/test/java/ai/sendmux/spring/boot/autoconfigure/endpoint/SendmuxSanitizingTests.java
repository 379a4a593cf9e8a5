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

package ai.sendmux.spring.boot.autoconfigure.endpoint;

import java.util.List;
import java.util.Map;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.spring.boot.autoconfigure.TestContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SendmuxSanitizingAutoConfiguration} with the endpoints themselves.
 */
class SendmuxSanitizingTests {

	private final ApplicationContextRunner contextRunner = TestContexts.calling("http://localhost:1")
		.withConfiguration(AutoConfigurations.of(EnvironmentEndpointAutoConfiguration.class,
				ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=env,configprops",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always");

	@ParameterizedTest
	@CsvSource({ "sendmux.token, geheim", "sendmux.proxy.password, geheim", "sendmux.clients.marketing.token, geheim",
			"sendmux.clients[marketing-eu].token, geheim", "sendmux.clients.marketing.proxy.password, geheim",
			"marketing.api-key, " + TestCalls.TOKEN, "marketing.key, Bearer smx_mbx_geheim" })
	void environmentWhenPropertyIsSecretHidesValue(String name, String value) {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("secrets", Map.of(name, value))))
			.run((context) -> {
				String json = jsonOf(context.getBean(EnvironmentEndpoint.class).environment(null));
				assertThat(json).contains(name).doesNotContain("geheim");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "SENDMUX_TOKEN | geheim", "SENDMUX_PROXY_PASSWORD | geheim",
			"SENDMUX_CLIENTS_MARKETING_TOKEN | geheim", "MARKETING_KEY | smx_root_geheim",
			"JAVA_TOOL_OPTIONS | -Dsendmux.token=geheim", "ARGUMENTS | --sendmux.clients.marketing.token=geheim",
			"SPRING_APPLICATION_JSON | {\"sendmux\": {\"clients\":{\"eu\":{\"token\": \"geheim\"}}}}",
			"SPRING_APPLICATION_JSON | {\"sendmux\": {\"token\":\"geheim\"}}",
			"SPRING_APPLICATION_JSON | {\"sendmux.token\" :\"geheim\"}" })
	void environmentWhenVariableContainsSecretHidesValue(String name, String value) {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(name, value))))
			.run((context) -> {
				String json = jsonOf(context.getBean(EnvironmentEndpoint.class).environment(null));
				assertThat(json).contains(name).doesNotContain("geheim");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "shop.smtp-password | visible", "shop.token | visible",
					"sendmux.sandbox.yield-to-token | visible", "sendmuxtoken.name | visible",
					"shop.json | {'sendmux':{'read-timeout':'visible'}}",
					"shop.arguments | --sendmux.sandbox.yield-to-token=visible" })
	void environmentWhenKeyIsNotOfSendmuxShowsValue(String name, String value) {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("others", Map.of(name, value.replace('\'', '"')))))
			.run((context) -> {
				String json = jsonOf(context.getBean(EnvironmentEndpoint.class).environment(null));
				assertThat(json).contains("visible");
			});
	}

	@Test
	void environmentWhenSendmuxPropertyIsNotSecretShowsValue() {
		this.contextRunner.run((context) -> {
			String json = jsonOf(context.getBean(EnvironmentEndpoint.class).environment("sendmux"));
			assertThat(json).contains("http://localhost:1/api/v1", "******").doesNotContain("geheim");
		});
	}

	@Test
	void configurationPropertiesWhenClientHasSecretsHidesThem() {
		this.contextRunner.withPropertyValues("sendmux.proxy.password=geheim", "sendmux.proxy.host=proxy.example.com")
			.run((context) -> {
				String json = jsonOf(
						context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties());
				assertThat(json).contains("\"token\"", "******", "proxy.example.com").doesNotContain("geheim");
			});
	}

	@Test
	void configurationPropertiesWhenRequestsAreBoundHidesPasswords() {
		this.contextRunner.withUserConfiguration(ShopConfiguration.class)
			.withPropertyValues("shop.accounts[0].name=first", "shop.accounts[0].smtp-password=geheim")
			.run((context) -> {
				assertThat(context.getBean(ShopProperties.class).accounts()).hasSize(1);
				String json = jsonOf(
						context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties());
				assertThat(json).contains("\"first\"").doesNotContain("geheim");
			});
	}

	@Test
	void startWhenActuatorIsMissingSucceeds() {
		TestContexts.calling("http://localhost:1")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SendmuxSanitizingAutoConfiguration.class));
	}

	@Test
	void environmentWhenClientIsDisabledHidesSecrets() {
		this.contextRunner.withPropertyValues("sendmux.enabled=false", "sendmux.clients.eu.token=geheim")
			.run((context) -> {
				String json = jsonOf(context.getBean(EnvironmentEndpoint.class).environment(null));
				assertThat(json).contains("sendmux.token", "sendmux.clients.eu.token")
					.doesNotContain(TestCalls.TOKEN, "geheim");
			});
	}

	private static String jsonOf(Object descriptor) {
		return JsonMapper.shared().writeValueAsString(descriptor);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ShopProperties.class)
	static class ShopConfiguration {

	}

	@ConfigurationProperties("shop")
	record ShopProperties(List<CreateProviderRequest> accounts) {

	}

}
