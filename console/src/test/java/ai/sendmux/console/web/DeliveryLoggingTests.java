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

package ai.sendmux.console.web;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no email address gets into a log of the application, even if it logs for
 * debugging.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "logging.level.ai.sendmux=trace", "logging.level.org.springframework.web=debug",
				"logging.level.org.springframework.http=debug", "logging.level.org.thymeleaf=debug" })
@AutoConfigureWebTestClient(timeout = "30s")
@ExtendWith(OutputCaptureExtension.class)
class DeliveryLoggingTests {

	@Autowired
	private WebTestClient webTestClient;

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void showWhenLoggingIsVerboseLogsNoEmailAddress(CapturedOutput output) {
		SandboxAccount account = add();
		assertThat(show(account)).contains("recipient-1@example.com", "owner@example.com");
		assertThat(output).contains(account.id()).doesNotContain("@example.com", "Message 1");
	}

	@Test
	void showWhenEmailsCannotBeReadLogsNoEmailAddress(CapturedOutput output) {
		SandboxAccount account = add();
		this.sandbox.onAll(SandboxOperation.LIST_EMAIL_LOGS).cutBody();
		assertThat(show(account)).contains("Emails");
		assertThat(output).contains(account.id()).doesNotContain("@example.com", "Message 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/console/accounts/{id}/edit", "/console/accounts/{id}/delete" })
	void pageWhenLoggingIsVerboseLogsNoEmailAddress(String address, CapturedOutput output) {
		SandboxAccount account = add();
		assertThat(new ConsolePageClient(this.webTestClient).get(address.replace("{id}", account.id())))
			.contains(account.id());
		assertThat(output).contains("View name").doesNotContain("@example.com");
	}

	private SandboxAccount add() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail").fromEmail("owner@example.com"));
		this.sandbox.addEmails(account.id(), SandboxEmailOutcome.FAILED, 1);
		return account;
	}

	private String show(SandboxAccount account) {
		return new ConsolePageClient(this.webTestClient).get("/console/accounts/" + account.id());
	}

}
