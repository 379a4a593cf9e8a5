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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxAccountStatus;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxPermission;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that axe finds no violation on any page of the console, on a desk and on a phone,
 * in the light and in the dark scheme. The screenshots are in {@code target/screenshots}.
 */
@Tag("browser")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AccessibilityBrowserTests {

	private static final String HEADER = "name,host,port,protocol,username,password\n";

	@TempDir
	private static Path directory;

	@RegisterExtension
	private static final Browser browser = new Browser();

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void listHasNoViolation() throws IOException {
		addAccounts();
		browser.go("/?refresh");
		assertAccessible("list");
	}

	@Test
	void listWhenEmptyHasNoViolation() throws IOException {
		browser.go("/?refresh");
		assertAccessible("list-empty");
	}

	@Test
	void listWhenNothingMatchesHasNoViolation() throws IOException {
		addAccounts();
		browser.go("/?refresh&q=nosuch");
		assertAccessible("list-no-match");
	}

	@Test
	void listWhenServiceIsDownHasNoViolation() throws IOException {
		this.sandbox.onAll().respondWith(503);
		browser.go("/?refresh");
		assertAccessible("list-outage");
	}

	@Test
	void listWhenRateLimitIsExhaustedHasNoViolationAndCountsDown() throws IOException {
		addAccounts();
		this.sandbox.setRateLimit(1);
		browser.go("/?refresh");
		browser.go("/?refresh");
		browser.awaitText("#rate-limit", "(in ");
		assertAccessible("list-rate-limit");
	}

	@Test
	void listWhenTokenIsReadOnlyHasNoViolation() throws IOException {
		addAccounts();
		this.sandbox.setPermissions(SandboxPermission.READ);
		browser.go("/?refresh");
		assertAccessible("list-read-only");
	}

	@Test
	void listWhenActionSucceedsHasNoViolation() throws IOException {
		SandboxAccount account = addAccounts();
		browser.go("/?refresh");
		browser.press(By.id("test-" + account.id()));
		browser.awaitText(".result", "Transactional");
		assertAccessible("list-result");
	}

	@Test
	void formHasNoViolation() throws IOException {
		browser.go("/console/accounts/new");
		assertAccessible("form");
	}

	@Test
	void formWhenInputIsInvalidHasNoViolation() throws IOException {
		browser.go("/console/accounts/new");
		browser.type("name", "Mail");
		browser.type("smtp_port", "70000");
		browser.run("document.querySelector('form.form, main form').noValidate = true");
		browser.press(By.cssSelector("main button.primary"));
		browser.awaitText("#smtp_port-error", "must be at most 65535");
		assertAccessible("form-refused");
	}

	@Test
	void formWhenAccountExistsHasNoViolation() throws IOException {
		browser.go("/console/accounts/" + addAccounts().id() + "/edit");
		assertAccessible("form-edit");
	}

	@Test
	void deletionHasNoViolation() throws IOException {
		browser.go("/console/accounts/" + addAccounts().id() + "/delete");
		assertAccessible("delete");
	}

	@Test
	void detailsHaveNoViolation() throws IOException {
		browser.go("/console/accounts/" + addAccounts().id());
		assertAccessible("details");
	}

	@Test
	void bulkActionHasNoViolation() throws IOException {
		addAccounts();
		browser.go("/?refresh");
		browser.press(By.cssSelector(".mark-all input"));
		browser.press(By.cssSelector("#bulk button[value=deactivate]"));
		browser.find(By.cssSelector("main button.primary, main button.danger"));
		assertAccessible("bulk-confirm");
		browser.size(1280, 800);
		browser.press(By.cssSelector("main form button.primary, main form button.danger"));
		browser.awaitText("main", "Transactional");
		assertAccessible("bulk");
	}

	@Test
	void uploadHasNoViolation() throws IOException {
		browser.go("/console/imports/new");
		assertAccessible("upload");
	}

	@Test
	void uploadWhenFileIsInvalidHasNoViolation() throws IOException {
		upload("no template");
		browser.awaitText("#messages", "lacks name");
		assertAccessible("upload-refused");
	}

	@Test
	void previewHasNoViolation() throws IOException {
		upload(HEADER + "A,h,587,tls,u,s3cret\nB,h,0,tls,u,s3cret\n");
		browser.awaitText("main", "1 account can be imported, 1 row cannot.");
		assertAccessible("import-preview");
	}

	@Test
	void importWhenRunningHasNoViolation() throws IOException {
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofSeconds(20));
		upload(HEADER + "C,h,587,tls,u,s3cret\n");
		browser.press(By.cssSelector("main button.primary"));
		browser.awaitText("main", "Stop the import");
		assertAccessible("import-running");
		browser.run("document.body.dispatchEvent(new CustomEvent('htmx:sseError', {bubbles: true}))");
		browser.awaitText("#connection", "The connection to this application is lost.");
		assertAccessible("import-connection-lost");
		browser.run("document.body.dispatchEvent(new CustomEvent('htmx:sseOpen', {bubbles: true}))");
		browser.awaitAbsence("#connection:not([hidden])");
		browser.size(1280, 800);
		browser.press(By.cssSelector("button[form=stop]"));
		browser.awaitText("#summary", "Import stopped");
		assertAccessible("import-stopped");
	}

	@Test
	void importWhenEndedHasNoViolation() throws IOException {
		upload(HEADER + "D,h,587,tls,u,s3cret\nE,h,0,tls,u,s3cret\n");
		browser.press(By.cssSelector("main button.primary"));
		browser.awaitText("#summary", "Import finished: 1 of 2 created, 1 failed.");
		assertAccessible("import-ended");
		browser.go("/console/imports");
		assertAccessible("imports");
	}

	@Test
	void errorPageWhenPageIsUnknownHasNoViolation() throws IOException {
		browser.go("/nosuch");
		assertAccessible("unknown-page");
	}

	@Test
	void errorPageWhenAccountIsUnknownHasNoViolation() throws IOException {
		browser.go("/console/accounts/dprov_nosuch");
		assertAccessible("unknown-account");
	}

	private SandboxAccount addAccounts() {
		SandboxAccount account = this.sandbox
			.add(SandboxAccount.smtp().name("Transactional").fromEmail("mail@example.com"));
		this.sandbox.addEmails(account.id(), SandboxEmailOutcome.SENT, 1200);
		this.sandbox.addEmails(account.id(), SandboxEmailOutcome.FAILED, 40);
		this.sandbox.add(SandboxAccount.gmail()
			.name("Support")
			.status(SandboxAccountStatus.ERROR)
			.statusReason("The sign-in with Google has expired."));
		return account;
	}

	private static void upload(String content) throws IOException {
		browser.go("/console/imports/new");
		browser.find(By.id("file")).sendKeys(Files.writeString(directory.resolve("accounts.csv"), content).toString());
		browser.press(By.cssSelector("button.primary"));
	}

	private static void assertAccessible(String state) throws IOException {
		for (int width : new int[] { 1280, 390 }) {
			browser.size(width, 800);
			for (String scheme : List.of("light", "dark")) {
				browser.colors(scheme);
				String name = state + "-" + ((width < 600) ? "phone-" : "") + scheme;
				browser.screenshot("axe-" + name);
				assertThat(browser.violations()).as(name).isEmpty();
			}
		}
		browser.colors("light");
	}

}
