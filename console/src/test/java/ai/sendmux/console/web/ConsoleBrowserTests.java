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
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderQuotas;
import ai.sendmux.providers.Quota;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxAccountStatus;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the console in Chromium. Their screenshots are in {@code target/screenshots}.
 */
@Tag("browser")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ConsoleBrowserTests {

	@TempDir
	private static Path directory;

	@RegisterExtension
	private static final Browser browser = new Browser();

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private SendmuxProvidersOperations providers;

	@Test
	void createWhenInvalidInputIsCorrectedCreatesAccount() throws IOException {
		browser.go("/");
		browser.press(By.linkText("New account"));
		browser.type("name", "Transactional");
		browser.type("smtp_host", "smtp.example.com");
		browser.type("smtp_port", "70000");
		browser.type("smtp_username", "user");
		browser.type("smtp_password", "s3cret");
		browser.press(By.cssSelector("button.primary"));
		browser.awaitText("#smtp_port-error", "must be at most 65535");
		assertThat(browser.find(By.id("name")).getDomProperty("value")).isEqualTo("Transactional");
		assertThat(browser.find(By.id("smtp_password")).getDomProperty("value")).isEmpty();
		assertThat(browser.focused().getDomAttribute("id")).isEqualTo("smtp_port");
		browser.screenshot("form-mistake");
		browser.type("smtp_port", "587");
		browser.type("smtp_password", "s3cret");
		browser.press(By.cssSelector("button.primary"));
		browser.awaitText("#messages", "Created 'Transactional'.");
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).containsExactly("Transactional");
	}

	@Test
	void createWhenOnlyKeyboardIsUsedCreatesAccount() {
		browser.go("/console/accounts/new");
		focus("name").sendKeys("By keyboard", Keys.TAB, "smtp.example.com", Keys.TAB);
		browser.focused().sendKeys(Keys.chord(Keys.CONTROL, "a"), "465", Keys.TAB, "ssl", Keys.TAB, "user", Keys.TAB);
		browser.focused().sendKeys("s3cret", Keys.ENTER);
		browser.awaitText("#messages", "Created 'By keyboard'.");
		browser.find(By.tagName("body")).sendKeys(Keys.TAB);
		assertThat(browser.focused().getCssValue("outline-style")).isEqualTo("solid");
	}

	@Test
	void rowWhenActionsArePressedUpdatesAccount() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Old"));
		String row = "#account-" + account.id();
		browser.go("/");
		browser.press(By.cssSelector(row + " button[aria-label='Test Old']"));
		browser.awaitText(row + " .result", "42 ms");
		browser.press(By.cssSelector(row + " button[aria-label='Deactivate Old']"));
		browser.awaitText(row + " .status", "Inactive");
		assertThat(browser.all(row + " .result")).hasSize(2);
		assertThat(browser.focused().getDomAttribute("aria-label")).isEqualTo("Activate Old");
		browser.press(By.cssSelector(row + " a[aria-label='Edit Old']"));
		browser.type("name", "New");
		browser.press(By.cssSelector("button.primary"));
		browser.awaitText(row + " .name", "New");
		browser.press(By.cssSelector(row + " a[aria-label='Delete New']"));
		browser.press(By.cssSelector("main button.danger"));
		browser.awaitText("#messages", "New: Deleted.");
		assertThat(this.sandbox.accounts()).isEmpty();
	}

	@Test
	void editWhenAccountIsGoogleSavesName() throws IOException {
		SandboxAccount account = this.sandbox.add(SandboxAccount.gmail().name("Old"));
		browser.go("/console/accounts/" + account.id() + "/edit");
		browser.type("name", "New");
		browser.screenshot("form-google");
		browser.press(By.cssSelector("button.primary"));
		browser.awaitText("#messages", "Saved 'New'.");
		assertThat(browser.all("#smtp_protocol")).isEmpty();
	}

	@Test
	void filterWhenChangedReplacesListOnly() {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.sandbox.add(SandboxAccount.gmail().name("Google"));
		IntStream.range(0, 24).forEach((number) -> this.sandbox.add(SandboxAccount.smtp()));
		browser.go("/");
		assertThat(browser.all(".paging")).hasSize(1);
		browser.run("window.untouched = true");
		browser.choose("type", "gmail_api");
		browser.awaitText("#count", "1 account");
		assertThat(browser.all(".name")).extracting(WebElement::getText).containsExactly("Google");
		assertThat(browser.all(".paging")).isEmpty();
		assertThat(browser.run("return window.untouched && location.search"))
			.isEqualTo("?q=&status=&type=gmail_api&sort=");
	}

	@Test
	void importWhenRunningUpdatesProgressBar() throws IOException {
		this.sandbox.setRateLimit(100000);
		this.sandbox.onEvery(4, SandboxOperation.CREATE).delay(Duration.ofMillis(40));
		Path file = Files.writeString(directory.resolve("accounts.csv"), IntStream.rangeClosed(1, 500)
			.mapToObj((number) -> "Pool " + number + ",smtp.example.com," + ((number % 100 != 0) ? 587 : "none")
					+ ",starttls,user" + number + ",s3cret")
			.collect(Collectors.joining("\r\n", "\uFEFFname,smtp_host,smtp_port,protocol,username,password\r\n", "")));
		browser.go("/");
		browser.press(By.linkText("Import a file"));
		browser.find(By.id("file")).sendKeys(file.toString());
		browser.press(By.cssSelector("button.primary"));
		browser.awaitText("main", "495 accounts can be imported, 5 rows cannot.");
		browser.screenshot("import-preview");
		browser.press(By.cssSelector("button.primary"));
		Set<String> widths = new LinkedHashSet<>();
		while (browser.all("#summary").isEmpty()) {
			if (widths.add(width()) && widths.size() == 6) {
				browser.screenshot("console-import");
			}
		}
		assertThat(widths).as("positions of the bar").hasSizeGreaterThan(5);
		browser.awaitText("#summary", "Import finished: 495 of 500 created, 5 failed.");
		assertThat(this.sandbox.accounts()).hasSize(495);
		browser.screenshot("import-done");
	}

	@Test
	void listWhenServiceIsDownShowsBannerUntilRecovery() throws IOException {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.sandbox.onAll().respondWith(503);
		browser.go("/");
		browser.awaitText("[role=alert]", "Sendmux is not available right now.");
		browser.screenshot("outage");
		browser.press(By.linkText("New account"));
		browser.awaitText("h1", "New SMTP account");
		this.sandbox.reset();
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		browser.go("/");
		browser.awaitText(".name", "Mail");
		browser.awaitAbsence("[role=alert]");
	}

	@Test
	void pageWhenViewportIsNarrowFitsWidth() throws IOException {
		addPool();
		browser.size(1360, 760);
		browser.go("/");
		browser.awaitText("#accounts", "Campaigns");
		browser.screenshot("console-light");
		browser.colors("dark");
		browser.screenshot("console-dark");
		browser.size(390, 844);
		browser.screenshot("console-phone-dark");
		browser.colors("light");
		browser.screenshot("console-phone");
		for (String path : new String[] { "/", "/console/accounts/new", "/console/imports/new" }) {
			browser.go(path);
			browser.awaitResult("return document.documentElement.scrollWidth", 390L);
		}
		browser.screenshot("upload-phone");
	}

	private void addPool() {
		addWithTraffic("Transactional", 50, 4200, 31);
		addWithTraffic("Password resets", 30, 2650, 4);
		addWithTraffic("Campaigns", 20, 1830, 120);
		SandboxAccount gmail = this.sandbox.add(SandboxAccount.gmail()
			.name("Support")
			.status(SandboxAccountStatus.ERROR)
			.statusReason("The sign-in with Google has expired."));
		this.sandbox.addEmails(gmail.id(), SandboxEmailOutcome.SENT, 310);
		this.sandbox.addEmails(gmail.id(), SandboxEmailOutcome.FAILED, 260);
		this.sandbox.add(SandboxAccount.outlook()
			.name("Sales")
			.status(SandboxAccountStatus.PENDING)
			.statusReason("Waiting for the sign-in with Microsoft."));
		this.sandbox.add(SandboxAccount.smtp().name("Old relay").status(SandboxAccountStatus.INACTIVE));
		this.sandbox.add(SandboxAccount.sharedAmazonSes().name("Shared Amazon SES"));
	}

	private void addWithTraffic(String name, int share, int sent, int failed) {
		String id = create(name, share).id();
		this.sandbox.addEmails(id, SandboxEmailOutcome.SENT, sent);
		this.sandbox.addEmails(id, SandboxEmailOutcome.FAILED, failed);
		this.sandbox.addEmails(id, SandboxEmailOutcome.REJECTED, sent / 60);
		this.sandbox.addEmails(id, SandboxEmailOutcome.PENDING, sent / 20);
	}

	private Provider create(String name, int share) {
		return this.providers
			.create(CreateProviderRequest.builder()
				.name(name)
				.smtpHost("smtp.example.com")
				.smtpPort(587)
				.smtpProtocol(SmtpProtocol.STARTTLS)
				.smtpUsername("user")
				.smtpPassword("s3cret")
				.fromName("Example")
				.fromEmail("mail@example.com")
				.percentage(share)
				.quotas(ProviderQuotas.builder().perMinute(Quota.between(10, 60)).perDay(Quota.of(5000)).build())
				.build())
			.blockOptional()
			.orElseThrow();
	}

	private static WebElement focus(String id) {
		browser.run("document.getElementById('" + id + "').focus()");
		return browser.focused();
	}

	private static String width() {
		try {
			return browser.all("rect.created")
				.stream()
				.map((bar) -> bar.getDomAttribute("width"))
				.findAny()
				.orElse("0.00");
		}
		catch (StaleElementReferenceException ex) {
			return "0.00";
		}
	}

}
