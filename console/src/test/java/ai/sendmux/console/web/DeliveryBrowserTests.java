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
import java.time.Duration;
import java.time.Instant;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SandboxPermission;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests in Chromium of what the page of an account shows of its emails.
 */
@Tag("browser")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DeliveryBrowserTests {

	private static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");

	@RegisterExtension
	private static final Browser browser = new Browser();

	@Autowired
	private SendmuxSandbox sandbox;

	private SandboxAccount account;

	@BeforeEach
	void addAccount() {
		browser.size(1280, 1100);
		this.account = this.sandbox.add(
				SandboxAccount.smtp().name("Transactional").smtpHost("smtp.example.com").fromEmail("mail@example.com"));
	}

	@Test
	void periodWhenChosenReplacesChartOnly() {
		addHistory();
		browser.go("/");
		browser.press(By.linkText("Transactional"));
		browser.awaitText("h1", "Transactional");
		browser.awaitText("#deliveries [aria-current]", "7 days");
		assertThat(browser.all("#deliveries svg g")).hasSize(8);
		browser.run("window.untouched = true");
		browser.press(By.linkText("24 hours"));
		browser.awaitText("#deliveries [aria-current]", "24 hours");
		assertThat(browser.all("#deliveries svg g")).hasSize(25);
		assertThat(browser.focused().getText()).isEqualTo("24 hours");
		browser.press(By.linkText("30 days"));
		browser.awaitText("#deliveries [aria-current]", "30 days");
		assertThat(browser.all("#deliveries svg g")).hasSize(31);
		assertThat(browser.run("return window.untouched && location.search")).asString().contains("window=30d");
	}

	@Test
	void tableWhenExpandedHasRowForEachBar() {
		addHistory();
		browser.go("/console/accounts/" + this.account.id());
		browser.press(By.cssSelector("#deliveries summary"));
		assertThat(browser.all("#deliveries tbody tr")).hasSameSizeAs(browser.all("#deliveries svg g"));
		assertThat(browser.find(By.cssSelector("#deliveries tbody tr:last-child")).getText()).startsWith("20 Nov");
	}

	@Test
	void pageWhenViewportIsNarrowFitsWidth() throws IOException {
		addHistory();
		browser.go("/console/accounts/" + this.account.id() + "?window=30d");
		browser.awaitText("#deliveries", "in the last 30 days");
		browser.screenshot("account-light");
		browser.colors("dark");
		browser.screenshot("account-dark");
		browser.size(390, 1500);
		browser.awaitResult("return document.documentElement.scrollWidth", 390L);
		browser.screenshot("account-phone-dark");
		browser.colors("light");
		browser.press(By.cssSelector("#deliveries summary"));
		browser.awaitResult("const edge = (selector) => document.querySelector(selector).getBoundingClientRect().right;"
				+ "return edge('#deliveries table') < edge('#deliveries')", true);
		browser.screenshot("account-phone");
	}

	@Test
	void pageWhenReasonIsLongFitsPhone() {
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.REJECTED, 3);
		browser.size(390, 844);
		browser.go("/console/accounts/" + this.account.id());
		browser.run("document.querySelectorAll('.failed-messages bdi').forEach("
				+ "(text) => text.textContent = 'x'.repeat(400))");
		browser.awaitResult("return document.documentElement.scrollWidth", 390L);
	}

	@Test
	void pageWhenTokenLacksEmailPermissionShowsMessage() throws IOException {
		this.sandbox.setPermissions(SandboxPermission.READ);
		browser.go("/console/accounts/" + this.account.id());
		browser.awaitText("#deliveries", "The API key may not read how many emails were sent.");
		browser.screenshot("account-no-permission");
		assertThat(browser.all("#deliveries svg")).isEmpty();
	}

	private void addHistory() {
		for (int hours = 24 * 29; hours >= 0; hours -= 3) {
			this.sandbox.stopClockAt(NOW.minus(Duration.ofHours(hours)));
			int sent = 20 + 37 * hours % 61;
			this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.SENT, sent);
			if (hours % 5 == 0) {
				this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.FAILED, sent / 12);
			}
			if (hours % 14 == 0) {
				this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.REJECTED, sent / 15);
			}
		}
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.PENDING, 12);
	}

}
