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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests in Chromium of what the console tells without being loaded anew.
 */
@Tag("browser")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ConsoleFeedbackBrowserTests {

	@TempDir
	private static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	@Autowired
	private SendmuxSandbox sandbox;

	@AfterAll
	static void closeBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void openBrowser(@LocalServerPort int port) {
		if (browser == null) {
			browser = Browser.open(port, directory.resolve("chromium"));
		}
	}

	@Test
	void buttonShowsThatItIsBusy() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.sandbox.onNext(SandboxOperation.TEST).delay(Duration.ofSeconds(2));
		browser.go("/");
		By button = By.id("test-" + account.id());
		String opacity = "return getComputedStyle(document.getElementById('test-" + account.id() + "')).opacity";
		browser.press(button);
		browser.awaitResult(opacity, "0.55");
		browser.awaitText("#messages", "The connection works.");
		browser.awaitResult(opacity, "1");
	}

	@Test
	void applicationThatCannotBeReachedIsTold() throws IOException {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		By button = By.id("test-" + account.id());
		browser.go("/");
		browser.offline();
		try {
			browser.press(button);
			browser.awaitText("#messages", "This application cannot be reached.");
			browser.screenshot("unreachable");
		}
		finally {
			browser.online();
		}
		browser.press(button);
		browser.awaitText("#messages", "The connection works.");
		browser.awaitAbsence(".unreachable");
	}

	@Test
	void rowsThatFailedAreShownWhenImportEnds() throws IOException {
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
		browser.awaitText("[aria-labelledby=bad]", "The account has changed, or its state does not allow this.");
		assertThat(browser.run("return window.untouched")).isEqualTo(true);
		browser.awaitText("#summary", "0 of 1 created, 1 failed.");
	}

}
