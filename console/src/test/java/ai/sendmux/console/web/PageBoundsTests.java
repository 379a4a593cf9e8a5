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

import ai.sendmux.console.accounts.AccountDirectory;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no page waits for long. The client of the tests waits for a response for 12
 * seconds, and the limit for a minute.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "12s")
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class PageBoundsTests {

	private static final String BANNER = "request limit is\n\t\t\texhausted until <time";

	@Autowired
	private WebTestClient webTestClient;

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private AccountDirectory directory;

	private ConsolePageClient page;

	@BeforeEach
	void openBrowser() {
		this.page = new ConsolePageClient(this.webTestClient);
	}

	@Test
	void listWhenRateLimitIsExhaustedShowsCachedListAndResetTime() {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.page.get("/");
		this.sandbox.setRateLimit(1);
		this.page.get("/");
		assertThat(this.page.get("/")).contains(BANNER, ">Mail<", "1 account<", "refresh the list", "as of ");
	}

	@Test
	void listWhenRateLimitIsExhaustedAndNotCachedShowsResetTime() {
		this.sandbox.setRateLimit(1);
		this.sandbox.onNext(SandboxOperation.LIST).respondWith(429).retryAfter(Duration.ofMinutes(2));
		assertThat(this.page.get("/")).contains(BANNER, "load the accounts", "The limit is reset at ");
		assertThat(this.page.status()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void listWhenUsageIsSlowShowsAccountsWithoutStats() {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.sandbox.onNext(SandboxOperation.LIST).delay(Duration.ofMillis(4500));
		this.sandbox.onNext(SandboxOperation.USAGE).delay(Duration.ofSeconds(30));
		assertThat(this.page.get("/")).contains(">Mail<", "load sending stats");
	}

	@Test
	void detailsWhenRateLimitIsExhaustedShowResetTime() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		exhaust();
		assertThat(this.page.get("/console/accounts/" + account.id())).contains("The limit is reset at ");
		assertThat(this.page.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
	}

	@Test
	void actionWhenRateLimitIsExhaustedShowsResetTime() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.page.get("/");
		exhaust();
		String result = this.page.post("/console/accounts/" + account.id() + "/deactivate", Map.of(), "HX-Request");
		assertThat(result).contains("<bdi>Mail</bdi>", "The limit is reset at ");
	}

	@Test
	void listWhenRefreshFailsShowsLatestChange() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.page.get("/");
		this.page.post("/console/accounts/" + account.id() + "/deactivate", Map.of(), "HX-Request");
		this.sandbox.onAll(SandboxOperation.LIST).respondWith(503);
		assertThat(this.page.get("/")).contains("Inactive", "refresh the list");
	}

	@Test
	void listWhenTokenWasRejectedShowsNoAccounts() {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		this.page.get("/");
		this.sandbox.onAll(SandboxOperation.LIST).respondWith(401);
		assertThat(this.page.get("/")).contains("The API key was rejected.").doesNotContain(">Mail<");
		assertThat(this.directory.latest()).isPresent();
	}

	private void exhaust() {
		this.sandbox.setRateLimit(1);
		this.page.get("/?refresh=true");
		this.page.get("/?refresh=true");
	}

}
