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

import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.InvalidSendmuxConnectionException;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClients;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectorAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxStartupValidatorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that connection details are not validated at startup when the sandbox replaces
 * them.
 */
class SandboxStartupValidationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SendmuxSandboxAutoConfiguration.class, SendmuxAutoConfiguration.class,
				SendmuxConnectorAutoConfiguration.class, SendmuxStartupValidatorAutoConfiguration.class))
		.withBean(SandboxTestContext.class)
		.withPropertyValues("sendmux.sandbox.enabled=true");

	@ParameterizedTest
	@ValueSource(strings = { "sendmux.clients.marketing.token=${MARKETING_TOKEN}",
			"sendmux.clients.marketing.token=smx_mbx_of_a_mailbox", "sendmux.clients.marketing.ssl.bundle=absent",
			"sendmux.clients.marketing.base-url=${MARKETING_URL}",
			"sendmux.clients.marketing.base-url=http://sendmux.example.com" })
	void startWhenDetailsOfClientAreInvalidUsesSandbox(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(SendmuxClients.class).get("marketing").ping().block(TIMEOUT)).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "sendmux.token=${SENDMUX_TOKEN}", "sendmux.ssl.bundle=absent",
			"sendmux.base-url=${SENDMUX_URL}" })
	void startWhenDetailsOfDefaultClientAreInvalidUsesSandbox(String property) {
		this.contextRunner.withPropertyValues(property, "sendmux.clients.marketing.read-timeout=5s").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(SendmuxClients.class).get("marketing").ping().block(TIMEOUT)).isNotNull();
		});
	}

	@Test
	void startWhenConnectionDetailsBeanIsInvalidUsesSandbox() {
		this.contextRunner
			.withBean(SendmuxConnectionDetails.class,
					() -> SendmuxConnectionDetails.of(URI.create("https://sendmux.example.com"), "${SENDMUX_TOKEN}"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SendmuxSandbox.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sendmux.clients.marketing.token=${MARKETING_TOKEN}",
			"sendmux.clients.marketing.ssl.bundle=absent", "sendmux.clients.marketing.base-url=${MARKETING_URL}" })
	void startWhenDetailsOfExcludedClientAreInvalidFails(String property) {
		this.contextRunner.withPropertyValues(property, "sendmux.sandbox.excluded-clients=marketing")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(InvalidSendmuxConnectionException.class,
						(ex) -> assertThat(ex.getAction()).contains("'sendmux.clients.marketing.")));
	}

	@Test
	void startWhenReadTimeoutOfClientIsInvalidFails() {
		this.contextRunner.withPropertyValues("sendmux.clients.marketing.read-timeout=-1s")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("marketing.read-timeout"));
	}

}
