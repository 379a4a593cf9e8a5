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

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sandbox in a {@link SpringBootTest @SpringBootTest}, in which a token is
 * configured, too.
 */
@SpringBootTest(properties = { "sendmux.sandbox.enabled=true", "sendmux.token=smx_root_of_the_real_service" })
class SandboxSpringTestTests {

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private SendmuxConnectionDetails connectionDetails;

	@Test
	void sandboxWhenTokenIsConfiguredTakesPrecedence() {
		assertThat(this.connectionDetails.getBaseUrl()).isEqualTo(this.sandbox.baseUrl());
		assertThat(this.connectionDetails.getToken()).isEqualTo(this.sandbox.token());
	}

	@RepeatedTest(2)
	void sandboxIsResetBeforeEachMethod() {
		assertThat(this.sandbox.accounts()).isEmpty();
		this.sandbox.add(SandboxAccount.smtp());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
