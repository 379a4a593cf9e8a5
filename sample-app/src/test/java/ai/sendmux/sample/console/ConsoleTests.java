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

package ai.sendmux.sample.console;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxAccountStatus;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxPlan;
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
 * Tests for the pages of accounts, as they are without JavaScript.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
class ConsoleTests {

	private static final int ATTEMPTS = 3;

	private static final String[] NEW = { "name", "Transactional", "smtp_host", "smtp.example.com", "smtp_username",
			"user", "smtp_password", "s3cret" };

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
		this.sandbox.onAll().answer(503);
		assertThat(this.page.get("/")).contains("role=\"alert\"", "Sendmux is not available at the moment.",
				"Try again", "New account", "Import a file");
		assertThat(this.page.status()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void accountsAreShownWithoutTraffic() {
		this.sandbox.add(SandboxAccount.smtp().name("First"));
		this.sandbox.onAll(SandboxOperation.USAGE).answer(500);
		this.sandbox.onAll(SandboxOperation.LIMITS).answer(500);
		assertThat(this.page.get("/")).contains("First", "The traffic could not be read.");
	}

	@Test
	void createsAccount() {
		this.page.get("/console/accounts/new");
		this.page.post("/console/accounts", form());
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).containsExactly("Transactional");
		assertThat(this.page.get("/")).contains("Created &#39;Transactional&#39;.");
		assertThat(this.page.get("/")).doesNotContain("Created &#39;");
	}

	@Test
	void sendingFormTwiceCreatesOneAccount() {
		this.page.get("/console/accounts/new");
		Map<String, String> form = form("submission", "once");
		this.page.post("/console/accounts", form);
		this.page.post("/console/accounts", form);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void formWhoseOutcomeIsUnknownCreatesOneAccountWhenSentAgain() {
		String form = this.page.get("/console/accounts/new");
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).breakAfterActing();
		String again = this.page.post("/console/accounts", fields(form, NEW));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		this.page.post("/console/accounts", fields(again, "smtp_password", "s3cret"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void formThatIsRefusedIsAnsweredWithStatusOfFailure() {
		String form = this.page.get("/console/accounts/new");
		this.sandbox.onAll(SandboxOperation.CREATE).answer(503);
		assertThat(this.page.post("/console/accounts", fields(form, NEW))).contains("Sendmux is not available");
		assertThat(this.page.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void mistakesStandBesideTheirFieldsAndWhatWasTypedStays() {
		this.page.get("/console/accounts/new");
		String answer = this.page.post("/console/accounts",
				form("smtp_port", "70000", "from_email", "nobody", "quotas.per_day", "many"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(answer).contains("id=\"smtp_port-error\">must be from 1 to 65535<",
				"id=\"from_email-error\">must be an e-mail address<", "id=\"quotas-per_day-error\">must be at least 1<",
				"value=\"70000\"", "value=\"nobody\"", "value=\"many\"", "aria-invalid=\"true\"")
			.doesNotContain("s3cret");
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).isEmpty();
	}

	@Test
	void limitOfPlanIsTold() {
		this.sandbox.setPlan(SandboxPlan.free());
		this.sandbox.add(SandboxAccount.smtp());
		this.page.get("/console/accounts/new");
		assertThat(this.page.post("/console/accounts", form())).contains("Your plan allows no further account.",
				"value=\"Transactional\"");
	}

	@Test
	void editChangesWhatWasEdited() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Old").fromEmail("a@example.com"));
		String form = this.page.get("/console/accounts/" + account.id() + "/edit");
		this.page.post("/console/accounts/" + account.id(), fields(form, "name", "New", "from_email", ""));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.account(account.id()).name()).isEqualTo("New");
		assertThat(this.page.get("/console/accounts/" + account.id() + "/edit"))
			.contains("value=\"New\"", "smtp.example.com")
			.doesNotContain("a@example.com");
	}

	@Test
	void conflictShowsBothVersionsAndCanBeOverwritten() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Old"));
		String address = "/console/accounts/" + account.id();
		String first = this.page.get(address + "/edit");
		this.page.post(address, fields(first, "name", "Theirs"));
		String conflict = this.page.post(address, fields(first, "name", "Mine"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.CONFLICT);
		assertThat(conflict).contains("Somebody else has changed this account", "<td>Mine</td>", "<td>Theirs</td>");
		this.page.post(address, fields(conflict));
		assertThat(this.sandbox.account(account.id()).name()).isEqualTo("Mine");
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
		this.sandbox.onAll(SandboxOperation.TEST).answer(500);
		this.page.post("/console/accounts/" + account.id() + "/test", Map.of());
		assertThat(this.page.get("/")).contains("notice error", "Sendmux failed.");
	}

	@Test
	void accountThatIsGoneIsTold() {
		assertThat(this.page.get("/console/accounts/dprov_gone/edit")).contains("There is no such account.");
		assertThat(this.page.status()).isEqualTo(HttpStatus.NOT_FOUND);
	}

	private static Map<String, String> form(String... values) {
		Map<String, String> form = new HashMap<>(Map.of("name", "Transactional", "smtp_host", "smtp.example.com",
				"smtp_port", "587", "smtp_protocol", "starttls", "smtp_username", "user", "smtp_password", "s3cret",
				"submission", "form-1", "quotas.per_minute", "10-60"));
		put(form, values);
		return form;
	}

	/**
	 * Take the fields of a form as the page shows them, and change some.
	 */
	private static Map<String, String> fields(String page, String... values) {
		Map<String, String> form = new HashMap<>();
		Matcher inputs = Pattern.compile("<input([^>]*)>").matcher(page);
		while (inputs.find()) {
			String name = inputs.group(1).replaceAll("(?s).*name=\"([^\"]*)\".*", "$1");
			boolean filled = inputs.group(1).matches("(?s).*\\svalue=\".*");
			String value = filled ? inputs.group(1).replaceAll("(?s).*\\svalue=\"([^\"]*)\".*", "$1") : "";
			form.put(name, value.replace("&quot;", "\""));
		}
		form.remove("_csrf");
		form.put("smtp_protocol", page.replaceAll("(?s).*<option value=\"(\\w+)\"\\s+selected.*", "$1"));
		put(form, values);
		return form;
	}

	private static void put(Map<String, String> form, String... values) {
		for (int i = 0; i < values.length; i += 2) {
			form.put(values[i], values[i + 1]);
		}
	}

}
