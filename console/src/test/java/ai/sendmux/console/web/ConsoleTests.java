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

import java.util.Map;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxAccountStatus;
import ai.sendmux.sandbox.SandboxEmailOutcome;
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
 * Tests for the page of accounts, as it is without JavaScript.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
class ConsoleTests {

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
	void showsAccounts() {
		SandboxAccount account = this.sandbox
			.add(SandboxAccount.smtp().name("<b>First</b>").fromEmail("a@example.com"));
		this.sandbox.add(SandboxAccount.gmail()
			.name("Broken")
			.status(SandboxAccountStatus.ERROR)
			.statusReason("The sign-in has expired."));
		this.sandbox.addEmails(account.id(), SandboxEmailOutcome.SENT, 1200);
		this.sandbox.addEmails(account.id(), SandboxEmailOutcome.REJECTED, 3);
		assertThat(this.page.get("/"))
			.contains("&lt;b&gt;First&lt;/b&gt;", "a@example.com", "Gmail", "error", "The sign-in has expired.",
					"Last 7 days: 1,200 sent, 0 failed, 3 rejected, 0 pending", "2 of 1,000 sending accounts used",
					"<strong>Sandbox</strong>", this.sandbox.baseUrl().toString())
			.doesNotContain("<b>First");
	}

	@Test
	void eachRequestHasConnectionOfItsOwn() {
		this.page.get("/");
		assertThat(this.page.headers().getConnection()).containsExactly("close");
	}

	@Test
	void offersOnlyAllowedActions() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.sharedAmazonSes());
		assertThat(this.page.get("/")).contains("/console/accounts/" + account.id() + "/deactivate")
			.doesNotContain(account.id() + "/test", account.id() + "/edit", account.id() + "/delete",
					account.id() + "/activate");
	}

	@Test
	void filtersAndPages() {
		for (int i = 0; i < 27; i++) {
			this.sandbox.add(SandboxAccount.smtp().name("SMTP " + i));
		}
		this.sandbox.add(SandboxAccount.gmail().name("Mine").status(SandboxAccountStatus.INACTIVE));
		assertThat(this.page.get("/?status=inactive&type=gmail_api")).contains("Mine", "1 account on this page")
			.doesNotContain("SMTP 1");
		String first = this.page.get("/?type=smtp");
		assertThat(first).contains("25 accounts on this page, more on the next");
		String next = first.replaceAll("(?s).*href=\"(/\\?type=smtp&amp;cursor=[^\"]+)\".*", "$1")
			.replace("&amp;", "&");
		assertThat(this.page.get(next)).contains("2 accounts on this page", "First page").doesNotContain("Next page");
	}

	@Test
	void addressWithInvalidCursorIsToldSo() {
		assertThat(this.page.get("/?cursor=stale")).contains("Sendmux refused this: cursor: ", "Try again")
			.doesNotContain("The account is invalid.");
	}

	@Test
	void outageLeavesPageUsable() {
		this.sandbox.onAll().respondWith(503);
		assertThat(this.page.get("/")).contains("role=\"alert\"", "Sendmux is not available at the moment.",
				"Try again", "New account", "Import a file");
		assertThat(this.page.status()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void accountsAreShownWithoutTraffic() {
		this.sandbox.add(SandboxAccount.smtp().name("First"));
		this.sandbox.onAll(SandboxOperation.USAGE).respondWith(500);
		this.sandbox.onAll(SandboxOperation.LIMITS).respondWith(500);
		assertThat(this.page.get("/")).contains("First", "The traffic could not be read.");
	}

	@Test
	void testsActivatesAndDeletes() {
		SandboxAccount account = this.sandbox
			.add(SandboxAccount.smtp().name("A").status(SandboxAccountStatus.INACTIVE));
		String address = "/console/accounts/" + account.id();
		this.page.get("/");
		this.page.post(address + "/test", Map.of());
		assertThat(this.page.get("/")).contains("The connection works.", "42 ms");
		this.page.post(address + "/activate", Map.of());
		assertThat(this.sandbox.account(account.id()).status()).isEqualTo(SandboxAccountStatus.ACTIVE);
		assertThat(this.page.get(address + "/delete")).contains("This cannot be undone.");
		this.page.post(address + "/delete", Map.of("name", "A"));
		assertThat(this.page.get("/")).contains("Deleted &#39;A&#39;.");
		assertThat(this.sandbox.accounts()).isEmpty();
	}

	@Test
	void htmxGetsRowAndMessage() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("A"));
		this.page.get("/");
		String answer = this.page.post("/console/accounts/" + account.id() + "/deactivate", Map.of(), "HX-Request");
		assertThat(answer).contains("inactive", "hx-swap-oob", "&#39;A&#39; is deactivated.").doesNotContain("<html");
	}

	@Test
	void actionThatFailsIsTold() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp());
		this.page.get("/");
		this.sandbox.onAll(SandboxOperation.TEST).respondWith(500);
		this.page.post("/console/accounts/" + account.id() + "/test", Map.of());
		assertThat(this.page.get("/")).contains("notice error", "Sendmux failed.");
	}

	@Test
	void accountThatIsGoneIsTold() {
		assertThat(this.page.get("/console/accounts/dprov_gone/edit")).contains("There is no such account.");
		assertThat(this.page.status()).isEqualTo(HttpStatus.NOT_FOUND);
	}

}
