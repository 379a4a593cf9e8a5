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

import java.util.stream.Stream;

import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectorAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxStartupValidatorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the failure analyses of an application whose sandbox is misconfigured.
 */
@ExtendWith(OutputCaptureExtension.class)
class SandboxFailureAnalysisTests {

	@Test
	void startWhenTokenIsConfiguredReportsBothAndAction(CapturedOutput output) {
		start("--sendmux.token=smx_root_geheim");
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:",
				"Both the Sendmux sandbox ('sendmux.sandbox.enabled')", "'sendmux.token'", "Action:",
				"Remove the token to use the sandbox", "'sendmux.sandbox.enabled=false'",
				"'sendmux.sandbox.yield-to-token=true'");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@Test
	void startWhenTokenIsConfiguredAndInitializationIsLazyReportsBoth(CapturedOutput output) {
		start("--sendmux.token=smx_root_geheim", "--spring.main.lazy-initialization=true");
		assertThat(output).contains("APPLICATION FAILED TO START", "Both the Sendmux sandbox");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@Test
	void startWhenBaseUrlIsMalformedReportsItWithoutItsValue(CapturedOutput output) {
		start("--sendmux.token=smx_root_geheim", "--sendmux.sandbox.yield-to-token=true",
				"--sendmux.base-url=http://user:geheim@[host");
		assertThat(output).contains("APPLICATION FAILED TO START", "The Sendmux base URL is not a valid URL", "Action:",
				"'sendmux.base-url'");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@Test
	void startWhenTokenProviderIsDefinedReportsItsBean(CapturedOutput output) {
		start(TokenProviderApplication.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "Both the Sendmux sandbox",
				"SendmuxTokenProvider bean 'vaultToken'");
	}

	private static void start(String... arguments) {
		start(SandboxApplication.class, arguments);
	}

	private static void start(Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		assertThatException().isThrownBy(() -> application.run(withSandbox(arguments)).close());
	}

	private static String[] withSandbox(String... arguments) {
		return Stream.concat(Stream.of("--sendmux.sandbox.enabled=true"), Stream.of(arguments)).toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SendmuxSandboxAutoConfiguration.class, SendmuxStartupValidatorAutoConfiguration.class,
			SendmuxAutoConfiguration.class, SendmuxConnectorAutoConfiguration.class })
	static class SandboxApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class TokenProviderApplication extends SandboxApplication {

		@Bean
		SendmuxTokenProvider vaultToken() {
			return SendmuxTokenProvider.of("smx_root_of_the_real_service");
		}

	}

}
