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
import java.util.HashMap;
import java.util.Map;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxPlan;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the form of a new account, as it is without JavaScript. The client does not
 * pace its calls here, for one that is refused would hold back those of the next test.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "sendmux.rate-limit.enabled=false")
@AutoConfigureWebTestClient(timeout = "30s")
class ConsoleFormTests {

	private static final int ATTEMPTS = 3;

	private static final Duration LONGER_THAN_CLIENT_WAITS = Duration.ofMinutes(2);

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
	void submitWhenFormIsValidCreatesAccount() {
		this.page.get("/console/accounts/new");
		this.page.post("/console/accounts", form());
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).containsExactly("Transactional");
		assertThat(this.page.get("/")).contains("Created &#39;Transactional&#39;.");
		assertThat(this.page.get("/")).doesNotContain("Created &#39;");
	}

	@Test
	void submitWhenSentTwiceCreatesOneAccount() {
		this.page.get("/console/accounts/new");
		Map<String, String> form = form("submission", "once");
		this.page.post("/console/accounts", form);
		this.page.post("/console/accounts", form);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void submitWhenRetriedAfterUnknownOutcomeCreatesOneAccount() {
		String again = createWithUnknownOutcome();
		assertThat(this.page.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		this.page.post("/console/accounts", ConsolePageClient.fields(again, "smtp_password", "s3cret"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void submitWhenFirstRetryLacksPasswordCreatesOneAccount() {
		String again = createWithUnknownOutcome();
		String empty = this.page.post("/console/accounts", ConsolePageClient.fields(again));
		assertThat(this.page.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
		this.page.post("/console/accounts", ConsolePageClient.fields(empty, "smtp_password", "s3cret"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "401, authentication_required", "409, idempotency_conflict", "429, rate_limit_exceeded" })
	void submitWhenFirstRetryFailsCreatesOneAccount(int status, String code) {
		String again = createWithUnknownOutcome();
		this.sandbox.onNext(SandboxOperation.CREATE)
			.respondWith(status)
			.code(code)
			.retryAfter(LONGER_THAN_CLIENT_WAITS);
		String refused = this.page.post("/console/accounts",
				ConsolePageClient.fields(again, "smtp_password", "s3cret"));
		assertThat(this.page.status()).isNotEqualTo(HttpStatus.SEE_OTHER);
		this.page.post("/console/accounts", ConsolePageClient.fields(refused, "smtp_password", "s3cret"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void submitWhenFormChangedAfterUnknownOutcomeRefersToList() {
		String again = createWithUnknownOutcome();
		assertThat(this.page.post("/console/accounts",
				ConsolePageClient.fields(again, "name", "Other", "smtp_password", "s3cret")))
			.contains("Check the list. If the account is not there, start again with a new form.");
		assertThat(this.page.status()).isEqualTo(HttpStatus.CONFLICT);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void submitWhenContentIsRejectedChangesSubmission() {
		String form = this.page.get("/console/accounts/new");
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(422);
		String refused = this.page.post("/console/accounts", ConsolePageClient.fields(form, NEW));
		assertThat(ConsolePageClient.fields(refused).get("submission")).isNotEmpty()
			.isNotEqualTo(ConsolePageClient.fields(form).get("submission"));
	}

	@Test
	void submitWhenServiceIsDownReturnsServiceUnavailable() {
		String form = this.page.get("/console/accounts/new");
		this.sandbox.onAll(SandboxOperation.CREATE).respondWith(503);
		assertThat(this.page.post("/console/accounts", ConsolePageClient.fields(form, NEW)))
			.contains("Sendmux is not available");
		assertThat(this.page.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void submitWhenInputIsInvalidShowsErrorsAndKeepsInput() {
		this.page.get("/console/accounts/new");
		String response = this.page.post("/console/accounts",
				form("smtp_port", "70000", "from_email", "nobody", "quotas.per_day", "many"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(response)
			.contains("id=\"smtp_port-error\">must be at most 65535<",
					"id=\"from_email-error\">must be an email address<",
					"id=\"quotas-per_day-error\">must be a whole number such as 1000, or a range such as 10-60<",
					"value=\"70000\"", "value=\"nobody\"", "value=\"many\"", "aria-invalid=\"true\"")
			.doesNotContain("s3cret");
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).isEmpty();
	}

	@Test
	void submitWhenPlanLimitIsReachedShowsMessage() {
		this.sandbox.setPlan(SandboxPlan.free());
		this.sandbox.add(SandboxAccount.smtp());
		this.page.get("/console/accounts/new");
		assertThat(this.page.post("/console/accounts", form()))
			.contains("You&#39;ve reached the account limit of your plan.", "value=\"Transactional\"");
	}

	private String createWithUnknownOutcome() {
		String form = this.page.get("/console/accounts/new");
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).breakAfterActing();
		return this.page.post("/console/accounts", ConsolePageClient.fields(form, NEW));
	}

	private static Map<String, String> form(String... values) {
		Map<String, String> form = new HashMap<>(Map.of("name", "Transactional", "smtp_host", "smtp.example.com",
				"smtp_port", "587", "smtp_protocol", "starttls", "smtp_username", "user", "smtp_password", "s3cret",
				"submission", "form-1", "quotas.per_minute", "10-60"));
		ConsolePageClient.put(form, values);
		return form;
	}

}
