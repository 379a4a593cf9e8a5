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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

import ai.sendmux.providers.SendmuxProvidersOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link SendmuxAutoConfiguration} treats the token at startup.
 */
class SendmuxTokenStartupTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class,
				SendmuxAutoConfiguration.class, SendmuxConnectorAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "smx_root_geheim", "geheim", "eyJhbGciOi.J9-geheim_~+/==", "smx_other_geheim" })
	void startWhenTokenIsValidSucceeds(String token) {
		withToken(token).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "smx_mbx_geheim", "smx_agent_geheim", " smx_root_geheim", "smx_root_geheim ",
			"smx_root geheim", "smx_root_geheim\n", "smx_root_geheim\r\nX-Evil: 1", "smx_root_\tgeheim",
			"Bearer smx_root_geheim", "bearer geheim", " BEARER geheim", "Basic geheim", "smx_root_geheim\u00E4",
			"\"smx_root_geheim\"", "geheim\u0000", "geheim=x", "=geheim", "\u00A0geheim" })
	void startWhenTokenIsInvalidFailsWithoutValue(String token) {
		withToken(token).run((context) -> {
			assertThat(context).getFailure().isInstanceOf(InvalidSendmuxConnectionException.class);
			assertThat(stackTraceOf(context.getStartupFailure())).doesNotContain("geheim");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "smx_mbx_geheim", "smx_root geheim" })
	void startWhenTokenIsInvalidAndInitializationIsLazyFails(String token) {
		withToken(token)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context).getFailure().isInstanceOf(InvalidSendmuxConnectionException.class));
	}

	@Test
	void startWhenTokenIsMailboxKeyNamesRequiredKey() {
		withToken("smx_mbx_geheim").run((context) -> assertThat(context).getFailure()
			.hasMessageContaining("mailbox key (smx_mbx_)")
			.hasMessageContaining("root key (smx_root_)"));
	}

	@Test
	void startWhenTokenIsAgentKeyNamesRequiredKey() {
		withToken("smx_agent_geheim").run((context) -> assertThat(context).getFailure()
			.hasMessageContaining("agent key (smx_agent_)")
			.hasMessageContaining("root key (smx_root_)"));
	}

	@Test
	void startWhenTokenHasSchemeSuggestsOmittingIt() {
		withToken("Bearer geheim")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("leave out \"Bearer\""));
	}

	@Test
	void startWhenTokenIsBlankFails() {
		withToken("  ").run((context) -> assertThat(context).getFailure().hasMessageContaining("contains white space"));
	}

	@Test
	void connectionDetailsWhenEnvironmentVariablesAreSetUseThem() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("SENDMUX_TOKEN", "smx_root_env", "SENDMUX_BASE_URL", "https://env.example.com/v1"))))
			.run((context) -> {
				SendmuxConnectionDetails details = context.getBean(SendmuxConnectionDetails.class);
				assertThat(details.getToken()).isEqualTo("smx_root_env");
				assertThat(details.getBaseUrl()).hasToString("https://env.example.com/v1");
				assertThat(context.getBean(SendmuxProvidersOperations.class)).isNotNull();
			});
	}

	@Test
	void connectionDetailsWhenEnvironmentVariablesAreEmptyUseDefaults() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("SENDMUX_TOKEN", "", "SENDMUX_BASE_URL", ""))))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				SendmuxConnectionDetails details = context.getBean(SendmuxConnectionDetails.class);
				assertThat(details.getToken()).isNull();
				assertThat(details.getBaseUrl()).hasToString("https://app.sendmux.ai/api/v1");
			});
	}

	@Test
	void toStringWhenPropertiesHaveTokenHidesIt() {
		withToken("smx_root_geheim")
			.run((context) -> assertThat(context.getBean(SendmuxProperties.class).toString()).contains("baseUrl")
				.doesNotContain("geheim"));
	}

	@Test
	void toStringWhenConnectionDetailsHaveTokenHidesIt() {
		withToken("smx_root_geheim")
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).toString())
				.doesNotContain("geheim"));
	}

	@Test
	void toStringWhenConnectionDetailsAreFixedHidesToken() {
		SendmuxConnectionDetails details = SendmuxConnectionDetails.of(URI.create("https://sendmux.example.com"),
				"smx_root_geheim");
		assertThat(details.toString()).doesNotContain("geheim");
	}

	private ApplicationContextRunner withToken(String token) {
		return this.contextRunner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("sendmux.token", token))));
	}

	private static String stackTraceOf(@Nullable Throwable failure) {
		StringWriter text = new StringWriter();
		Objects.requireNonNull(failure).printStackTrace(new PrintWriter(text, true));
		return text.toString();
	}

}
