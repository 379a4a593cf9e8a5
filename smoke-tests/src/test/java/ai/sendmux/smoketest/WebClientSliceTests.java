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

package ai.sendmux.smoketest;

import java.time.Duration;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the slice for tests of clients has the one of Sendmux, and the sandbox.
 */
@WebClientTest(properties = "sendmux.sandbox.enabled=true")
@ContextConfiguration(classes = AccountApplication.class)
class WebClientSliceTests {

	@Autowired
	private SendmuxProvidersOperations providers;

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void listWhenContextIsWebClientSliceUsesSandbox() {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		assertThat(this.providers.list().map(Provider::name).collectList().block(Duration.ofSeconds(30)))
			.containsExactly("Mail");
	}

}
