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
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.spring.boot.autoconfigure.SendmuxFailureAnalysisTests.PlainApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what happens at the start when a property is empty or beyond every sensible
 * bound.
 */
@ExtendWith(OutputCaptureExtension.class)
class SendmuxPropertyBoundsTests {

	/**
	 * Those of a shared rate limit and of health are read with these only, and have a
	 * test there.
	 */
	static Stream<Arguments> durationsThatAreTooLong() throws IOException {
		List<String> names = SendmuxMetadataTests.namesOfType(Duration.class);
		assertThat(names).hasSizeGreaterThan(12).contains("sendmux.read-timeout", "sendmux.pool.max-life-time");
		return names.stream()
			.filter((name) -> !name.startsWith("sendmux.rate-limit.shared.") && !name.startsWith("management."))
			.flatMap((name) -> Stream.of("36501d", "365000000000d", "9223372036854775807s", "9223372036854775807d")
				.map((value) -> Arguments.of(name, value)));
	}

	@ParameterizedTest
	@MethodSource("durationsThatAreTooLong")
	void startWhenDurationIsTooLongNamesPropertyAndReportsReason(String name, String value, CapturedOutput output) {
		SendmuxFailureAnalysisTests.start(PlainApplication.class, "--sendmux.token=smx_root_abc",
				"--" + name + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", name, "Action:")
			.containsAnyOf("It must not be longer than ", "long overflow");
	}

	@Test
	void startWhenConnectTimeoutExceedsHttpClientMaximumNamesProperty(CapturedOutput output) {
		SendmuxFailureAnalysisTests.start(PlainApplication.class, "--sendmux.connect-timeout=25d");
		assertThat(output).contains("APPLICATION FAILED TO START", "'sendmux.connect-timeout'",
				"It must not be longer than 24 days.");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			textBlock = """
					spring.http.clients.connect-timeout=25d, Property spring.http.clients.connect-timeout with value 'PT600H' is invalid: It must not be longer than 24 days.
					spring.http.clients.read-timeout=365000000000d, Property spring.http.clients.read-timeout with value 'PT8760000000000H' is invalid: It must not be longer than 36500 days.
					""")
	void providersWhenHttpClientsTimeoutIsTooLongReportsReason(String property, String reason) {
		new ApplicationContextRunner().withConfiguration(TestContexts.AUTO_CONFIGURATIONS)
			.withPropertyValues("sendmux.token=smx_root_abc", property)
			.run((context) -> assertThatException().isThrownBy(() -> context.getBean(SendmuxProvidersOperations.class))
				.havingRootCause()
				.withMessage(reason));
	}

	@Test
	void startWhenMaxResponseSizeIsTooLargeNamesProperty(CapturedOutput output) {
		SendmuxFailureAnalysisTests.start(PlainApplication.class, "--sendmux.max-response-size=9223372036854775807TB");
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "sendmux.max-response-size");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://proxy.example.com", "http://user:geheim@proxy.example.com:3128",
			"user:geheim@proxy.example.com", "proxy.example.com:3128", "proxy.example.com/geheim", "proxy geheim" })
	void startWhenProxyHostIsNotAHostNameReportsItWithoutValue(String host, CapturedOutput output) {
		SendmuxFailureAnalysisTests.start(PlainApplication.class, "--sendmux.proxy.host=" + host);
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "'sendmux.proxy.host'", "Action:",
				"'sendmux.proxy.port'");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@ParameterizedTest
	@ValueSource(strings = { "maybe", "2" })
	void startWhenEnabledIsNotABooleanNamesProperty(String enabled, CapturedOutput output) {
		SendmuxFailureAnalysisTests.start(PlainApplication.class, "--sendmux.enabled=" + enabled);
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "sendmux.enabled", "Action:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "true", "on", "yes", "1" })
	void clientWhenEnabledIsEmptyOrTrueIsAutoConfigured(String enabled) {
		new ApplicationContextRunner().withConfiguration(TestContexts.AUTO_CONFIGURATIONS)
			.withPropertyValues("sendmux.enabled=" + enabled, "sendmux.token=smx_root_abc")
			.run((context) -> assertThat(context).hasSingleBean(SendmuxProvidersOperations.class)
				.hasSingleBean(SendmuxConnectorFactory.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "FALSE", "off", "no", "0" })
	void clientWhenEnabledIsFalseBacksOff(String enabled) {
		new ApplicationContextRunner().withConfiguration(TestContexts.AUTO_CONFIGURATIONS)
			.withPropertyValues("sendmux.enabled=" + enabled)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SendmuxProvidersOperations.class)
				.doesNotHaveBean(SendmuxConnectorFactory.class));
	}

	/**
	 * Spring Boot 4.0 binds no empty text to a map.
	 */
	static Stream<String> names() throws IOException {
		return SendmuxMetadataTests.namesOfType(Object.class)
			.stream()
			.filter((name) -> !name.equals("sendmux.clients"));
	}

	/**
	 * Binding refuses an empty number, as it does in Spring Boot.
	 */
	@ParameterizedTest
	@MethodSource("names")
	void startWhenPropertyIsEmptyUsesDefaultOrNamesProperty(String name) {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(TestContexts.AUTO_CONFIGURATIONS);
		runner.run((expected) -> runner.withPropertyValues(name + "=").run((context) -> {
			if (context.getStartupFailure() != null) {
				assertThat(name).isNotEqualTo("sendmux.enabled");
				assertThat(context).getFailure().rootCause().hasMessageContaining("cannot be assigned to a primitive");
				assertThat(context).getFailure().cause().hasMessageContaining("'" + name + "'");
				return;
			}
			assertThat(context.getBean(SendmuxConnectionDetails.class).getToken()).isNull();
			assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
				.isEqualTo(expected.getBean(SendmuxConnectionDetails.class).getBaseUrl());
			assertThat(context.getBean(SendmuxProperties.class)).usingRecursiveComparison()
				.ignoringFields("token", "baseUrl", "ssl.bundle", "proxy.host", "proxy.username", "proxy.password")
				.isEqualTo(expected.getBean(SendmuxProperties.class));
		}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void proxyWhenHostIsEmptyIsNotUsed(String host) {
		new ApplicationContextRunner().withConfiguration(TestContexts.AUTO_CONFIGURATIONS)
			.withPropertyValues("sendmux.proxy.host=" + host, "sendmux.token=smx_root_abc",
					"spring.http.clients.reactive.connector=jdk")
			.run((context) -> assertThat(context).hasSingleBean(SendmuxProvidersOperations.class)
				.getBean(SendmuxProvidersOperations.class)
				.isNotNull());
	}

}
