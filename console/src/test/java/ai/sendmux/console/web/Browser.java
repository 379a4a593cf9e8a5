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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A Chromium that is driven by a test. Where it is not installed the tests are skipped,
 * and say what to install; where it has to be there, as in continuous integration, they
 * fail.
 */
final class Browser implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Browser.class);

	private static final File CHROMIUM = new File(System.getProperty("chromium", "/usr/bin/chromium"));

	private static final File DRIVER = new File(System.getProperty("chromedriver", "/usr/bin/chromedriver"));

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ChromeDriver driver;

	private final String address;

	private Browser(ChromeDriver driver, String address) {
		this.driver = driver;
		this.address = address;
	}

	static Browser open(int port, Path userData) {
		if (!CHROMIUM.canExecute() || !DRIVER.canExecute()) {
			String message = "The browser tests need " + CHROMIUM + " and " + DRIVER
					+ ": install the Debian packages chromium and chromium-driver";
			if ("true".equals(System.getenv("BROWSER_REQUIRED"))) {
				throw new IllegalStateException(message);
			}
			logger.warn("Skipped  " + message);
			Assumptions.abort(message);
		}
		ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM)
			.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
					"--disable-background-networking", "--disable-component-update", "--disable-sync",
					"--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1280,800",
					"--user-data-dir=" + userData);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER)
			.usingAnyFreePort()
			.build();
		return new Browser(new ChromeDriver(service, options), "http://localhost:" + port);
	}

	void go(String path) {
		this.driver.get(this.address + path);
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
		patience().ignoring(StaleElementReferenceException.class)
			.until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
	}

	void awaitAbsence(String selector) {
		patience().until(ExpectedConditions.numberOfElementsToBe(By.cssSelector(selector), 0));
	}

	List<WebElement> all(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	Object run(String script) {
		return this.driver.executeScript(script);
	}

	/**
	 * Return the rules that the page violates, each with the elements that do.
	 * @param axe the script of axe
	 */
	List<?> violations(String axe) {
		this.driver.executeScript(axe);
		Object violations = this.driver.executeAsyncScript(
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
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	void colors(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/**
	 * Let no request get anywhere, as if the application had ended.
	 */
	void offline() {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.emulateNetworkConditions",
				Map.of("offline", true, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	void online() {
		this.driver.executeCdpCommand("Network.disable", Map.of());
	}

	void screenshot(String name) throws IOException {
		Files.createDirectories(SCREENSHOTS);
		Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
	}

	private WebDriverWait patience() {
		return new WebDriverWait(this.driver, PATIENCE, Duration.ofMillis(50));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
