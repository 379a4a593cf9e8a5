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

import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sandbox in a test without Spring Boot.
 */
@SpringJUnitConfig(SandboxContextConfigurationTests.Application.class)
@TestPropertySource(properties = { "sendmux.sandbox.enabled=true", "sendmux.token=smx_root_of_the_real_service" })
class SandboxContextConfigurationTests {

	@Test
	void sandboxWhenTokenIsConfiguredTakesPrecedence(@Autowired SendmuxSandbox sandbox,
			@Autowired SendmuxConnectionDetails details) {
		assertThat(details.getBaseUrl()).isEqualTo(sandbox.baseUrl());
		assertThat(details.getToken()).isEqualTo(sandbox.token());
	}

	@Test
	void equalsWhenCustomizerIsAnotherInstanceReturnsTrue() {
		assertThat(new SandboxContextCustomizerFactory.SandboxContextCustomizer())
			.isEqualTo(new SandboxContextCustomizerFactory.SandboxContextCustomizer())
			.hasSameHashCodeAs(new SandboxContextCustomizerFactory.SandboxContextCustomizer());
	}

	@ImportAutoConfiguration(SendmuxSandboxAutoConfiguration.class)
	static class Application {

	}

}
