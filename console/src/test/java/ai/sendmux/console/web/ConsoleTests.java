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

import java.time.Duration;
import java.util.Map;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxAccountStatus;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxPermission;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	private static final int MAX_EXPORT = 16 * 1024 * 1024;

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
	void listWhenAccountsExistShowsThem() {
		SandboxAccount account = this.sandbox
			.add(SandboxAccount.smtp().name("<b>First</b>").fromEmail("a@example.com"));
		this.sandbox.add(SandboxAccount.gmail()
			.name("Broken")
			.status(SandboxAccountStatus.ERROR)
			.statusReason("The sign-in has expired."));
		this.sandbox.addEmails(account.id(), SandboxEmailOutcome.SENT, 1200);
		this.sandbox.addEmails(account.id(), SandboxEmailOutcome.REJECTED, 3);
		assertThat(this.page.get("/"))
			.contains("&lt;b&gt;First&lt;/b&gt;", "a@example.com", "Gmail", "Error", "The sign-in has expired.",
					"Last 7 days: 1,200 sent, 0 failed, 3 rejected, 0 pending", "2 of 1,000 sending accounts used",
					"<strong>Sandbox</strong>", this.sandbox.baseUrl().toString())
			.doesNotContain("<b>First");
	}

	@Test
	void responseClosesConnection() {
		this.page.get("/");
		assertThat(this.page.headers().getConnection()).containsExactly("close");
	}

	@Test
	void listWhenAccountIsSharedOffersOnlyAllowedActions() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.sharedAmazonSes());
		assertThat(this.page.get("/")).contains("/console/accounts/" + account.id() + "/deactivate")
			.doesNotContain(account.id() + "/test", account.id() + "/edit", account.id() + "/delete",
					account.id() + "/activate");
	}

	@Test
	void listWhenFilteredShowsMatchingAccounts() {
		addNumbered(27);
		this.sandbox.add(SandboxAccount.gmail().name("Mine").status(SandboxAccountStatus.INACTIVE));
		assertThat(this.page.get("/?status=inactive&type=gmail_api")).contains("Mine", ">1 account<")
			.doesNotContain("SMTP 1");
	}

	@Test
	void listWhenLongHasPages() {
		addNumbered(27);
		assertThat(this.page.get("/?type=smtp")).contains("1–25 of 27 accounts", "/?type=smtp&amp;page=2", "Next page")
			.doesNotContain("Previous page");
		assertThat(this.page.get("/?type=smtp&page=2")).contains("26–27 of 27 accounts", "href=\"/?type=smtp\"")
			.doesNotContain("Next page");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "0", "99999999999999", "x" })
	void listWhenPageDoesNotExistShowsNearestPage(String number) {
		addNumbered(26);
		assertThat(this.page.get("/?page=" + number)).contains("26 accounts", "class=\"name\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "NEWS", "bulk.example", "dprov", "editor@" })
	void listWhenSearchedShowsMatchingAccounts(String text) {
		this.sandbox.add(SandboxAccount.smtp().name("Alerts").smtpHost("smtp.example.com"));
		this.sandbox
			.add(SandboxAccount.smtp().name("News").smtpHost("bulk.example.com").fromEmail("editor@example.com"));
		assertThat(this.page.get("/?q=" + text)).contains(">News<");
	}

	@Test
	void listWhenNothingMatchesSearchShowsNoAccounts() {
		this.sandbox.add(SandboxAccount.smtp().name("Alerts"));
		assertThat(this.page.get("/?q=news")).contains("No accounts match.", "Clear filters")
			.doesNotContain(">Alerts<");
	}

	@Test
	void listWhenSortedByNameIsInThatOrder() {
		this.sandbox.add(SandboxAccount.smtp().name("beta"));
		this.sandbox.add(SandboxAccount.smtp().name("Alpha"));
		this.sandbox.add(SandboxAccount.smtp().name("gamma"));
		assertThat(this.page.get("/?sort=name")).containsSubsequence(">Alpha<", ">beta<", ">gamma<");
	}

	@Test
	void listWhenEmptyInvitesToCreateAccount() {
		assertThat(this.page.get("/")).contains("No accounts yet.", "Create an account", "Import from a file");
	}

	@Test
	void exportWhenFilteredReturnsMatchesWithoutSecretsAndFormulas() {
		this.sandbox.add(SandboxAccount.smtp().name("=1+1").smtpHost("smtp.example.com"));
		this.sandbox.add(SandboxAccount.gmail().name("Other"));
		String csv = this.page.get("/console/accounts.csv?type=smtp");
		assertThat(csv).startsWith("id,type,status,status_reason,name,host,port,protocol,username,from_name")
			.contains(",smtp,active,,'=1+1,smtp.example.com,587,")
			.doesNotContain("Other", "password");
		assertThat(this.page.headers().getFirst("Content-Disposition"))
			.isEqualTo("attachment; filename=\"accounts.csv\"");
	}

	@Test
	void exportWhenAccountsExceedMaximumNamesFileFirst() {
		for (int i = 0; i <= 10_000; i++) {
			this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		}
		ConsolePageClient page = new ConsolePageClient(this.webTestClient.mutate()
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(MAX_EXPORT))
			.build());
		assertThat(page.get("/console/accounts.csv").lines()).hasSize(10_001);
		assertThat(page.headers().getFirst("Content-Disposition"))
			.isEqualTo("attachment; filename=\"accounts-first-10000.csv\"");
	}

	@Test
	void detailsShowIdSettingsAndTimes() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail").smtpHost("smtp.example.com"));
		assertThat(this.page.get("/console/accounts/" + account.id())).contains("<title>Mail – Sendmux console</title>",
				">" + account.id() + "<", "smtp.example.com", "Created", "UTC");
	}

	@Test
	void formWhenOpenedFromFilteredListReturnsToIt() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		String address = "/console/accounts/" + account.id();
		String form = this.page.get(address + "/edit?from=/?q=mail");
		assertThat(form).contains("href=\"/?q=mail\"");
		this.page.post(address, ConsolePageClient.fields(form, "name", "Mail 2", "from", "/?q=mail&page=2"));
		assertThat(this.page.location()).isEqualTo("/?q=mail&page=2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example.com", "//evil.example.com", "/?q=%zz", "javascript:alert(1)" })
	void formWhenReturnAddressIsInvalidReturnsToList(String from) {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.page.get("/");
		this.page.post("/console/accounts/" + account.id() + "/test", Map.of("from", from));
		assertThat(this.page.location()).isEqualTo("/");
	}

	@Test
	void actionsWhenTokenIsReadOnlyAreNotOffered() {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.sandbox.setPermissions(SandboxPermission.READ);
		assertThat(this.page.get("/")).contains("Mail")
			.doesNotContain("New account", "Import a file", "/edit", "/delete", "/test", "/deactivate", "console/bulk");
	}

	@Test
	void listWhenServiceIsDownStaysUsable() {
		this.sandbox.onAll().respondWith(503);
		assertThat(this.page.get("/")).contains("role=\"alert\"", "Sendmux is not available right now.", "Try again",
				"New account", "Import a file");
		assertThat(this.page.status()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void listWhenUsageIsUnavailableShowsAccounts() {
		this.sandbox.add(SandboxAccount.smtp().name("First"));
		this.sandbox.onAll(SandboxOperation.USAGE).respondWith(500);
		this.sandbox.onAll(SandboxOperation.LIMITS).respondWith(500);
		assertThat(this.page.get("/")).contains("First", "Couldn&#39;t load sending stats.");
	}

	@Test
	void actionsWhenSubmittedTestActivateAndDeleteAccount() {
		SandboxAccount account = this.sandbox
			.add(SandboxAccount.smtp().name("A").status(SandboxAccountStatus.INACTIVE));
		String address = "/console/accounts/" + account.id();
		this.page.get("/");
		this.page.post(address + "/test", Map.of());
		assertThat(this.page.get("/")).contains("A: The connection works.", "42 ms");
		this.page.post(address + "/activate", Map.of());
		assertThat(this.sandbox.account(account.id()).status()).isEqualTo(SandboxAccountStatus.ACTIVE);
		assertThat(this.page.get(address + "/delete")).contains("This cannot be undone.");
		this.page.post(address + "/delete", Map.of());
		assertThat(this.page.get("/")).contains("A: Deleted.");
		assertThat(this.sandbox.accounts()).isEmpty();
	}

	@Test
	void actionWhenHtmxReturnsResultAndChangedParts() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("A"));
		this.page.get("/");
		String result = this.page.post("/console/accounts/" + account.id() + "/deactivate", Map.of(), "HX-Request");
		assertThat(result)
			.contains("<bdi>A</bdi>", "Deactivated.", "data-replaces=\"state-" + account.id(), "Inactive",
					account.id() + "/activate")
			.doesNotContain("<html");
	}

	@Test
	void actionWhenFailedShowsNameAndReason() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.page.get("/");
		this.sandbox.onAll(SandboxOperation.TEST).respondWith(500);
		this.page.post("/console/accounts/" + account.id() + "/test", Map.of());
		assertThat(this.page.get("/")).contains("notice error", "Mail: Sendmux had an internal error.");
	}

	@Test
	void actionWhenAccountIsGoneShowsMessage() {
		this.sandbox.add(SandboxAccount.smtp());
		this.page.get("/");
		String result = this.page.post("/console/accounts/dprov_gone/test", Map.of(), "HX-Request");
		assertThat(result).contains("The account no longer exists.", "data-gone=\"true\"");
	}

	@Test
	void listWhenRateLimitIsExhaustedShowsRetryDelay() {
		this.sandbox.onAll().respondWith(429).code("rate_limit_exceeded").retryAfter(Duration.ofHours(1));
		assertThat(this.page.get("/")).contains("The request limit of Sendmux is exhausted. Try again in 3600 s.");
	}

	private void addNumbered(int count) {
		for (int i = 0; i < count; i++) {
			this.sandbox.add(SandboxAccount.smtp().name("SMTP " + i));
		}
	}

	@Test
	void pageWhenAccountIsGoneIsNotFound() {
		assertThat(this.page.get("/console/accounts/dprov_gone/edit")).contains("This account does not exist.");
		assertThat(this.page.status()).isEqualTo(HttpStatus.NOT_FOUND);
	}

}
