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
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the form that changes an account, as it is without JavaScript.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
class ConsoleEditTests {

	private static final int ATTEMPTS = 3;

	@Autowired
	private WebTestClient webTestClient;

	@Autowired
	private SendmuxSandbox sandbox;

	private ConsolePageClient page;

	@BeforeEach
	void openBrowser() {
		this.page = new ConsolePageClient(this.webTestClient);
	}

	@Test
	void saveWhenFieldsAreEditedUpdatesOnlyThoseFields() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Old").fromEmail("a@example.com"));
		String form = this.page.get("/console/accounts/" + account.id() + "/edit");
		this.page.post("/console/accounts/" + account.id(),
				ConsolePageClient.fields(form, "name", "New", "from_email", ""));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.account(account.id()).name()).isEqualTo("New");
		assertThat(this.page.get("/console/accounts/" + account.id() + "/edit"))
			.contains("value=\"New\"", "smtp.example.com")
			.doesNotContain("a@example.com");
	}

	@Test
	void saveWhenConflictingShowsBothVersionsAndCanOverwrite() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Old"));
		String address = "/console/accounts/" + account.id();
		String first = this.page.get(address + "/edit");
		this.page.post(address, ConsolePageClient.fields(first, "name", "Theirs"));
		String conflict = this.page.post(address, ConsolePageClient.fields(first, "name", "Mine"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.CONFLICT);
		assertThat(conflict).contains("Somebody else changed this account", "<td>Mine</td>", "<td>Theirs</td>");
		this.page.post(address, ConsolePageClient.fields(conflict));
		assertThat(this.sandbox.account(account.id()).name()).isEqualTo("Mine");
	}

	@Test
	void saveWhenInputIsInvalidRequiresPasswordAgain() {
		String address = "/console/accounts/" + this.sandbox.add(SandboxAccount.smtp()).id();
		String form = this.page.get(address + "/edit");
		assertThat(
				this.page.post(address, ConsolePageClient.fields(form, "smtp_password", "n3w", "smtp_port", "70000")))
			.contains("id=\"smtp_password-error\">Enter the new password again; it was not saved<")
			.doesNotContain("n3w");
	}

	@Test
	void saveWhenConflictingRequiresPasswordAgain() {
		String address = "/console/accounts/" + this.sandbox.add(SandboxAccount.smtp()).id();
		String first = this.page.get(address + "/edit");
		this.page.post(address, ConsolePageClient.fields(first, "name", "Theirs"));
		assertThat(this.page.post(address, ConsolePageClient.fields(first, "name", "Mine", "smtp_password", "n3w")))
			.contains("Somebody else changed this account", "Enter the new password again; it was not saved");
	}

	@Test
	void saveWhenPasswordWasNotEnteredDoesNotRequireIt() {
		String address = "/console/accounts/" + this.sandbox.add(SandboxAccount.smtp()).id();
		String form = this.page.get(address + "/edit");
		assertThat(this.page.post(address, ConsolePageClient.fields(form, "smtp_port", "70000")))
			.doesNotContain("smtp_password-error");
	}

	@Test
	void saveWhenResponseIsLostReportsNoConflict() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Old"));
		String address = "/console/accounts/" + account.id();
		String form = this.page.get(address + "/edit");
		this.sandbox.onNext(SandboxOperation.UPDATE).breakAfterActing();
		this.page.post(address, ConsolePageClient.fields(form, "name", "New"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.account(account.id()).name()).isEqualTo("New");
	}

	@Test
	void saveWhenPasswordResponseIsLostReportsUnknownOutcome() {
		String address = "/console/accounts/" + this.sandbox.add(SandboxAccount.smtp().name("Old")).id();
		String form = this.page.get(address + "/edit");
		this.sandbox.onNext(SandboxOperation.UPDATE).breakAfterActing();
		String response = this.page.post(address,
				ConsolePageClient.fields(form, "name", "New", "smtp_password", "n3w"));
		assertThat(response)
			.contains("We can&#39;t tell whether the password was saved", "we can&#39;t tell whether it was saved<")
			.doesNotContain("Somebody else");
		this.page.post(address, ConsolePageClient.fields(response, "smtp_password", "n3w"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
	}

	@Test
	void saveWhenRetriedAfterAllResponsesWereLostReportsNoConflict() {
		String address = "/console/accounts/" + this.sandbox.add(SandboxAccount.smtp().name("Old")).id();
		String form = this.page.get(address + "/edit");
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.UPDATE).breakAfterActing();
		String again = this.page.post(address, ConsolePageClient.fields(form, "name", "New"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		this.page.post(address, ConsolePageClient.fields(again));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
	}

	@Test
	void formWhenAccountIsGoogleHasNoFromEmail() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.gmail());
		String form = this.page.get("/console/accounts/" + account.id() + "/edit");
		assertThat(form).contains("name=\"from_name\"").doesNotContain("name=\"from_email\"");
	}

}
