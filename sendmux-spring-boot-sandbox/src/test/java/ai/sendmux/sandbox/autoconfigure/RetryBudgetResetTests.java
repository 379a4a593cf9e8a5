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

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxTeam;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a reset of the sandbox restores the retry budgets that a test has drained.
 */
@SpringBootTest(properties = { "sendmux.sandbox.enabled=true", "sendmux.retry.budget=5" })
class RetryBudgetResetTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private SendmuxProvidersOperations providers;

	@Autowired
	private SendmuxClientFactory clientFactory;

	@RepeatedTest(3)
	void callWhenPreviousTestExhaustedBudgetIsRetried() {
		assertIsRetried(this.providers);
	}

	@Test
	void resetWhenBudgetIsExhaustedRestoresIt() {
		assertIsRetried(this.providers);
		this.sandbox.reset();
		assertIsRetried(this.providers);
	}

	@Test
	void resetWhenCalledOnTeamRestoresBudgetOfItsClient() {
		SandboxTeam team = this.sandbox.team("smx_root_team");
		SendmuxProvidersOperations ofTeam = this.clientFactory
			.create("team", SendmuxConnectionDetails.of(this.sandbox.baseUrl(), team.token()))
			.providers();
		for (int i = 0; i < 2; i++) {
			team.onNext(SandboxOperation.STATS).respondWith(503);
			assertThat(ofTeam.stats().block(PATIENCE)).isNotNull();
			team.reset();
		}
	}

	private void assertIsRetried(SendmuxProvidersOperations providers) {
		this.sandbox.onNext(SandboxOperation.STATS).respondWith(503);
		assertThat(providers.stats().block(PATIENCE)).isNotNull();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
