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

import java.time.Duration;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoConfigureSendmuxSandbox @AutoConfigureSendmuxSandbox}.
 */
class AutoConfigureSendmuxSandboxTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static void assertListed(SendmuxProvidersOperations providers, SendmuxSandbox sandbox) {
		sandbox.add(SandboxAccount.smtp().name("Mail"));
		assertThat(providers.list().map(Provider::name).collectList().block(PATIENCE)).containsExactly("Mail");
	}

	@Nested
	@SpringBootTest(classes = Application.class,
			properties = { "sendmux.token=smx_root_of_the_real_service", "sendmux.sandbox.enabled=false" })
	@AutoConfigureSendmuxSandbox
	class WhenApplicationHasToken {

		@Test
		void listReturnsAccountsOfSandbox(@Autowired SendmuxProvidersOperations providers,
				@Autowired SendmuxSandbox sandbox) {
			assertListed(providers, sandbox);
		}

		@RepeatedTest(2)
		void sandboxIsResetBeforeEachMethod(@Autowired SendmuxSandbox sandbox) {
			assertThat(sandbox.accounts()).isEmpty();
			sandbox.add(SandboxAccount.smtp());
		}

	}

	@Nested
	@JsonTest
	@ContextConfiguration(classes = Application.class)
	@AutoConfigureSendmuxSandbox
	class WhenTestIsSlice {

		@Test
		void listReturnsAccountsOfSandbox(@Autowired SendmuxProvidersOperations providers,
				@Autowired SendmuxSandbox sandbox) {
			assertListed(providers, sandbox);
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class)
	@AutoConfigureSendmuxSandbox(resetBeforeEachTest = false)
	class WhenNotReset {

		@RepeatedTest(2)
		void sandboxKeepsAccounts(@Autowired SendmuxSandbox sandbox, RepetitionInfo repetition) {
			sandbox.add(SandboxAccount.smtp());
			assertThat(sandbox.accounts()).hasSize(repetition.getCurrentRepetition());
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, properties = "sendmux.sandbox.reset-before-each-test=false")
	@AutoConfigureSendmuxSandbox
	class WhenPropertySaysNotReset {

		@RepeatedTest(2)
		void sandboxKeepsAccounts(@Autowired SendmuxSandbox sandbox, RepetitionInfo repetition) {
			sandbox.add(SandboxAccount.smtp());
			assertThat(sandbox.accounts()).hasSize(repetition.getCurrentRepetition());
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, properties = "sendmux.sandbox.enabled=true")
	@AutoConfigureSendmuxSandbox(enabled = false)
	class WhenDisabled {

		@Test
		void contextHasNoSandbox(@Autowired ApplicationContext context) {
			assertThat(context.getBeanProvider(SendmuxSandbox.class)).isEmpty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
