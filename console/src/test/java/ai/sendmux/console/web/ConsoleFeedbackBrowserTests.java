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

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
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
 * Tests in Chromium of what the console reports without being loaded anew.
 */
@Tag("browser")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ConsoleFeedbackBrowserTests {

	@TempDir
	private static Path directory;

	@RegisterExtension
	private static final Browser browser = new Browser();

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void buttonWhenActionRunsShowsProgress() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.sandbox.onNext(SandboxOperation.TEST).delay(Duration.ofSeconds(2));
		browser.go("/");
		By button = By.id("test-" + account.id());
		browser.press(button);
		browser.awaitText("#test-" + account.id(), "Testing…");
		browser.awaitText("#results-" + account.id(), "The connection works.");
		browser.awaitText("#test-" + account.id(), "Test");
	}

	@Test
	void resultWhenPageIsScrolledIsVisibleInRowUntilDismissed() throws IOException {
		for (int i = 0; i < 24; i++) {
			this.sandbox.add(SandboxAccount.smtp().name("Account " + i));
		}
		SandboxAccount first = this.sandbox.accounts().get(0);
		browser.go("/?sort=name");
		browser.press(By.id("test-" + first.id()));
		browser.awaitText("#results-" + first.id(), first.name());
		browser.awaitResult("const box = document.querySelector('.result').getBoundingClientRect();"
				+ "return box.top >= 0 && box.bottom <= innerHeight", true);
		browser.screenshot("result-in-row");
		browser.press(By.cssSelector("#results-" + first.id() + " .dismiss"));
		browser.awaitAbsence(".result");
	}

	@Test
	void resultWhenAnotherActionEndsFirstIsKept() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.sandbox.onNext(SandboxOperation.TEST).delay(Duration.ofSeconds(2));
		browser.go("/");
		browser.press(By.id("test-" + account.id()));
		browser.press(By.id("press-" + account.id()));
		browser.awaitText("#results-" + account.id(), "Deactivated.");
		browser.awaitText("#results-" + account.id(), "The connection works.");
		assertThat(browser.all("#results-" + account.id() + " .result")).hasSize(2);
	}

	@Test
	void resultWhenFilterChangesMeanwhileIsShownBesideList() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.sandbox.add(SandboxAccount.gmail().name("Google"));
		this.sandbox.onNext(SandboxOperation.TEST).delay(Duration.ofSeconds(2));
		browser.go("/");
		browser.press(By.id("press-" + account.id()));
		browser.awaitText("#results-" + account.id(), "Deactivated.");
		browser.press(By.id("test-" + account.id()));
		browser.choose("type", "gmail_api");
		browser.awaitText("#count", "1 account");
		browser.awaitText("#results", "Deactivated.");
		browser.awaitText("#results", "The connection works.");
	}

	@Test
	void rowWhenAccountIsGoneIsRemoved() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		browser.go("/");
		this.sandbox.reset();
		browser.press(By.id("test-" + account.id()));
		browser.awaitText("#results", "The account no longer exists.");
		browser.awaitAbsence("#account-" + account.id());
	}

	@Test
	void bulkActionWhenOneAccountFailsShowsResultOfEach() throws IOException {
		for (int i = 0; i < 3; i++) {
			this.sandbox.add(SandboxAccount.smtp().name("Account " + i));
		}
		this.sandbox.onNext(SandboxOperation.DELETE).respondWith(409).code("conflict");
		browser.go("/");
		browser.press(By.cssSelector("[data-marks]"));
		browser.press(By.cssSelector("#bulk button[value=delete]"));
		browser.awaitText("h1", "Delete 3 accounts?");
		browser.screenshot("bulk-confirm");
		browser.press(By.cssSelector("main button.danger"));
		browser.awaitText("#progress", "3 of 3 done");
		assertThat(browser.all("#run tr.error")).hasSize(1);
		assertThat(browser.all("#run tr.success")).hasSize(2);
		assertThat(this.sandbox.accounts()).hasSize(1);
		browser.screenshot("bulk-done");
	}

	@Test
	void bulkActionWhenRunningKeepsFocusOnCancel() {
		for (int i = 0; i < 3; i++) {
			this.sandbox.add(SandboxAccount.smtp().name("Account " + i));
		}
		this.sandbox.onNext(SandboxOperation.DELETE).delay(Duration.ofSeconds(8));
		browser.go("/");
		browser.press(By.cssSelector("[data-marks]"));
		browser.press(By.cssSelector("#bulk button[value=delete]"));
		browser.press(By.cssSelector("main button.danger"));
		browser.awaitText("#progress", "2 of 3 done");
		browser.run("document.getElementById('cancel').focus(); document.getElementById('run').title = 'old'");
		browser.awaitResult("return document.getElementById('run').title", "");
		assertThat(browser.focused().getDomAttribute("id")).isEqualTo("cancel");
	}

	@Test
	void detailsWhenOpenedFromListShowAccount() throws IOException {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		browser.go("/");
		browser.press(By.linkText("Mail"));
		browser.awaitText("#account-id", account.id());
		browser.screenshot("details");
	}

	@Test
	void actionWhenApplicationIsUnreachableShowsMessage() throws IOException {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		By button = By.id("test-" + account.id());
		browser.go("/");
		browser.offline();
		try {
			browser.press(button);
			browser.awaitText("#messages", "The application is not reachable.");
			browser.screenshot("unreachable");
		}
		finally {
			browser.online();
		}
		browser.press(button);
		browser.awaitText(".result", "The connection works.");
		browser.awaitAbsence(".unreachable");
	}

	@Test
	void importWhenRowFailsShowsItAtEnd() throws IOException {
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(409).code("conflict").delay(Duration.ofSeconds(3));
		Path file = Files.writeString(directory.resolve("accounts.csv"),
				"name,host,port,protocol,username,password\nPool,smtp.example.com,587,starttls,user,s3cret\n");
		browser.go("/console/imports/new");
		browser.find(By.id("file")).sendKeys(file.toString());
		browser.press(By.cssSelector("button.primary"));
		browser.awaitText("main", "can be imported");
		browser.press(By.cssSelector("button.primary"));
		browser.awaitText("main", "You can close this page");
		browser.run("window.untouched = true");
		browser.awaitText("[aria-labelledby=bad]", "The account was changed, or its status does not allow this.");
		assertThat(browser.run("return window.untouched")).isEqualTo(true);
		browser.awaitText("#summary", "0 of 1 created, 1 failed.");
	}

}
