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

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.util.FileSystemUtils;

/**
 * A Chromium that is driven by the tests of a class, and started by the first. Where it
 * is not installed the tests are skipped, and say what to install; where it has to be
 * there, as in continuous integration, they fail.
 */
final class Browser implements BeforeEachCallback, AfterAllCallback {

	private static final Log logger = LogFactory.getLog(Browser.class);

	private static final File CHROMIUM = new File(System.getProperty("chromium", "/usr/bin/chromium"));

	private static final File DRIVER = new File(System.getProperty("chromedriver", "/usr/bin/chromedriver"));

	private static final ClassPathResource AXE = new ClassPathResource("axe.min.js");

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private @Nullable Path userData;

	private @Nullable ChromeDriver started;

	private String address = "";

	/**
	 * Show the application of the test on a desk, in the light scheme.
	 */
	@Override
	public void beforeEach(ExtensionContext context) throws IOException {
		if (this.started == null) {
			requirePrograms();
			this.userData = Files.createTempDirectory("chromium");
			this.started = start(this.userData);
		}
		this.address = "http://localhost:" + SpringExtension.getApplicationContext(context)
			.getEnvironment()
			.getRequiredProperty("local.server.port");
		size(1280, 800);
		colors("light");
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		if (this.started != null) {
			this.started.quit();
			FileSystemUtils.deleteRecursively(this.userData);
		}
	}

	private static void requirePrograms() {
		if (CHROMIUM.canExecute() && DRIVER.canExecute()) {
			return;
		}
		String message = "The browser tests need " + CHROMIUM + " and " + DRIVER
				+ ": install the Debian packages chromium and chromium-driver";
		if ("true".equals(System.getenv("BROWSER_REQUIRED"))) {
			throw new IllegalStateException(message);
		}
		logger.warn("Skipped  " + message);
		Assumptions.abort(message);
	}

	private static ChromeDriver start(Path userData) {
		ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM)
			.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
					"--disable-background-networking", "--disable-component-update", "--disable-sync",
					"--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1280,800",
					"--user-data-dir=" + userData);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER)
			.usingAnyFreePort()
			.build();
		return new ChromeDriver(service, options);
	}

	private ChromeDriver driver() {
		return Objects.requireNonNull(this.started);
	}

	void go(String path) {
		driver().get(this.address + path);
	}

	WebElement find(By by) {
		return patience().until(ExpectedConditions.presenceOfElementLocated(by));
	}

	void press(By by) {
		patience().until(ExpectedConditions.elementToBeClickable(by)).click();
	}

	void type(String id, String text) {
		WebElement field = find(By.id(id));
		field.clear();
		field.sendKeys(text);
	}

	void choose(String id, String value) {
		new Select(find(By.id(id))).selectByValue(value);
	}

	void awaitText(String selector, String text) {
		ExpectedCondition<Boolean> present = ExpectedConditions
			.textToBePresentInElementLocated(By.cssSelector(selector), text);
		patience().withMessage(present::toString).until((driver) -> {
			try {
				return present.apply(driver);
			}
			catch (WebDriverException ex) {
				if (isReplaced(ex)) {
					return false;
				}
				throw ex;
			}
		});
	}

	/**
	 * ChromeDriver reports in two ways that an element was replaced meanwhile.
	 */
	private static boolean isReplaced(WebDriverException ex) {
		return ex instanceof StaleElementReferenceException
				|| String.valueOf(ex.getMessage()).contains("does not belong to the document");
	}

	void awaitAbsence(String selector) {
		patience().until(ExpectedConditions.numberOfElementsToBe(By.cssSelector(selector), 0));
	}

	List<WebElement> all(String selector) {
		return driver().findElements(By.cssSelector(selector));
	}

	WebElement focused() {
		return driver().switchTo().activeElement();
	}

	Object run(String script) {
		return driver().executeScript(script);
	}

	/**
	 * Return the rules of axe that the page violates, each with the elements that do.
	 */
	List<?> violations() throws IOException {
		driver().executeScript(AXE.getContentAsString(StandardCharsets.UTF_8));
		Object violations = driver().executeAsyncScript(
				"""
						const done = arguments[0];
						axe.run().then((results) => done(results.violations.map((rule) =>
							rule.id + ": " + rule.nodes.map((node) => node.html).join(" "))), (error) => done([String(error)]));""");
		return (List<?>) Objects.requireNonNull(violations);
	}

	/**
	 * The layout of a page that has just come may still change.
	 */
	void awaitResult(String script, Object expected) {
		patience().withMessage(script + " never was " + expected).until((driver) -> expected.equals(run(script)));
	}

	/**
	 * Show pages as a phone does, or as a desk does.
	 */
	void size(int width, int height) {
		driver().executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	void colors(String scheme) {
		driver().executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/**
	 * Let no request get anywhere, as if the application had ended.
	 */
	void offline() {
		driver().executeCdpCommand("Network.enable", Map.of());
		driver().executeCdpCommand("Network.emulateNetworkConditions",
				Map.of("offline", true, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	void online() {
		driver().executeCdpCommand("Network.disable", Map.of());
	}

	void screenshot(String name) throws IOException {
		Files.createDirectories(SCREENSHOTS);
		Files.write(SCREENSHOTS.resolve(name + ".png"), driver().getScreenshotAs(OutputType.BYTES));
	}

	private WebDriverWait patience() {
		return new WebDriverWait(driver(), PATIENCE, Duration.ofMillis(50));
	}

}
