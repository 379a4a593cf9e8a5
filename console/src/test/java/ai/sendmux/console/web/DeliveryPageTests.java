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
import java.time.Instant;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxPermission;
import ai.sendmux.sandbox.SendmuxSandbox;
import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the page of an account shows of its emails, as it is without JavaScript.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
class DeliveryPageTests {

	private static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");

	@Autowired
	private WebTestClient webTestClient;

	@Autowired
	private SendmuxSandbox sandbox;

	private ConsolePageClient page;

	private SandboxAccount account;

	@BeforeEach
	void addAccount() {
		this.page = new ConsolePageClient(this.webTestClient);
		this.account = this.sandbox.add(SandboxAccount.smtp().name("Mail").smtpHost("smtp.example.com"));
	}

	@Test
	void showWhenNoWindowIsGivenShowsDaysOfLastWeek() {
		addHistory();
		assertThat(show("")).contains("<title>Mail – Sendmux console</title>",
				"1,241 emails in the last 7 days, 5 in the 7 days before.",
				"aria-label=\"Last 7 days: 1,200 sent, 30 failed, 7 rejected, 4 pending\"",
				"<title>20 Nov: 1,200 sent, 0 failed, 0 rejected, 4 pending</title>",
				"<title>18 Nov: 0 sent, 30 failed, 7 rejected, 0 pending</title>",
				"<title>19 Nov: 0 sent, 0 failed, 0 rejected, 0 pending</title>", "<th scope=\"row\">18 Nov</th>",
				"aria-current=\"true\" hx-get=\"/console/accounts/" + this.account.id() + "?window=7d");
	}

	@Test
	void showWhenWindowIsDayShowsHours() {
		addHistory();
		assertThat(show("?window=24h")).contains("1,204 emails in the last 24 hours", "Hour (UTC)",
				"<title>20 Nov, 10:00: 1,200 sent, 0 failed, 0 rejected, 4 pending</title>",
				"<title>19 Nov, 10:00: 0 sent");
	}

	@Test
	void showWhenWindowIsMonthShowsItsDays() {
		addHistory();
		assertThat(show("?window=30d")).contains("1,246 emails in the last 30 days", "Day (UTC)",
				"<title>8 Nov: 5 sent");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?window=", "?window=1y", "?window=%3Cb%3E" })
	void showWhenWindowIsUnknownShowsWeek(String query) {
		assertThat(show(query)).contains("0 emails in the last 7 days").doesNotContain("<b>");
	}

	@Test
	void showWhenWindowIsChosenKeepsLinkToList() {
		assertThat(show("?window=30d&from=/?q=mail")).contains("<a href=\"/?q=mail\">Accounts</a>",
				"window=24h&amp;from=/?q%3Dmail");
	}

	@Test
	void showWhenAccountHasNoEmailsShowsEmptyChart() {
		assertThat(show("")).contains("0 emails in the last 7 days, 0 in the 7 days before.", "viewBox=\"0 0 80 100\"",
				"<p>None.</p>");
	}

	@Test
	void showWhenOneEmailWasSentShowsOne() {
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.SENT, 1);
		assertThat(show("")).contains(">1 email in the last 7 days");
	}

	@Test
	void showWhenOtherAccountHasEmailsLeavesThemOut() {
		SandboxAccount other = this.sandbox.add(SandboxAccount.smtp());
		this.sandbox.addEmails(other.id(), SandboxEmailOutcome.FAILED, 3);
		assertThat(show("")).contains("0 emails in the last 7 days", "<p>None.</p>");
	}

	@Test
	void showWhenMessagesFailedListsReasonsNewestFirst() {
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.REJECTED, 1);
		this.sandbox.advanceClock(Duration.ofMinutes(1));
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.SENT, 1);
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.FAILED, 1);
		assertThat(show(""))
			.containsSubsequence("451 4.4.1 The mail server did not respond", "Failed", "Message 3",
					"recipient-3@example.com", "550 5.1.1 The mailbox does not exist", "Rejected", "Message 1",
					"recipient-1@example.com")
			.doesNotContain("recipient-2@example.com");
	}

	@Test
	void showWhenManyMessagesFailedListsTen() {
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.FAILED, 30);
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.REJECTED, 30);
		assertThat(show("").split("data-label=\"Message\"")).hasSize(11);
	}

	@Test
	void showWhenReasonHasMarkupEscapesIt() {
		this.sandbox.wireMockServer()
			.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/emails/logs")).willReturn(WireMock.okJson("""
					{"ok": true, "data": [{"id": "dlog_1", "status": "failed", "attempts": 1,
					"status_reason": "<script>alert('reason')</script>", "subject": "<b>subject</b>",
					"to_email": "\\"<i>\\"@example.com", "created_at": "2026-11-20T10:00:00Z"}],
					"pagination": {"has_more": false}, "meta": {"request_id": "req_1"}}""")));
		assertThat(show(""))
			.contains("&lt;script&gt;alert(&#39;reason&#39;)&lt;/script&gt;", "&lt;b&gt;subject&lt;/b&gt;", "&lt;i&gt;")
			.doesNotContain("<script>alert", "<b>", "<i>");
	}

	@Test
	void showWhenMessageHasNoDetailsShowsPlaceholders() {
		this.sandbox.wireMockServer()
			.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/emails/logs")).willReturn(WireMock.okJson("""
					{"ok": true, "data": [{"id": "dlog_1", "status": "failed"}],
					"pagination": {"has_more": false}, "meta": {"request_id": "req_1"}}""")));
		assertThat(show("")).contains("No reason given.", "(no subject)");
	}

	@Test
	void showWhenTimeSeriesHasUnreadableTimesShowsFigures() {
		this.sandbox.wireMockServer()
			.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/emails/metrics")).willReturn(WireMock.okJson("""
					{"ok": true, "data": {"summary": {"total": 3, "sent": 3},
					"timeseries": [{"timestamp": "2026-11-20T00:00:00Z", "sent": 2},
					{"timestamp": "<string>", "sent": 1}, {"timestamp": "2026-11-19T00:00:00Z", "sent": -5}]},
					"meta": {"request_id": "req_1"}}""")));
		assertThat(show("")).contains("3 emails in the last 7 days")
			.containsSubsequence("<title>–: 1 sent", "<title>19 Nov: 0 sent", "<title>20 Nov: 2 sent");
	}

	@Test
	void showWhenAccountIsUnknownShowsNotFoundPage() {
		assertThat(this.page.get("/console/accounts/dprov_gone?window=24h")).contains(
				"<title>Account not found – Sendmux console</title>", "<h1>Account not found</h1>",
				"This account does not exist.", "View accounts");
		assertThat(this.page.status()).isEqualTo(HttpStatus.NOT_FOUND);
	}

	@Test
	void showWhenTokenLacksEmailPermissionShowsMessage() {
		this.sandbox.setPermissions(SandboxPermission.READ);
		assertThat(show(""))
			.contains("smtp.example.com", "The API key may not read how many emails were sent.",
					"The API key may not read emails.")
			.doesNotContain("class=\"chart\"", "<p>None.</p>");
		assertThat(this.sandbox.requests(SandboxOperation.GET_EMAIL_METRICS)).isEmpty();
		assertThat(this.sandbox.requests(SandboxOperation.LIST_EMAIL_LOGS)).isEmpty();
	}

	@Test
	void showWhenTokenLacksLogPermissionShowsChart() {
		this.sandbox.setPermissions(SandboxPermission.READ, SandboxPermission.READ_ANALYTICS);
		assertThat(show("")).contains("0 emails in the last 7 days", "The API key may not read emails.")
			.doesNotContain("The API key may not read how many");
	}

	@Test
	void showWhenPermissionsAreUnknownAndCallIsDeniedShowsMessage() {
		this.sandbox.setPermissions(SandboxPermission.READ);
		this.sandbox.onAll(SandboxOperation.ME).respondWith(403).code("insufficient_permissions");
		assertThat(show("")).contains("The API key may not read how many emails were sent.",
				"The API key may not read emails.");
		assertThat(this.page.status()).isEqualTo(HttpStatus.OK);
	}

	@ParameterizedTest
	@CsvSource({ "503, Sendmux is not available right now.", "500, Sendmux had an internal error." })
	void showWhenEmailsCannotBeReadShowsAccount(int status, String text) {
		this.sandbox.onAll(SandboxOperation.GET_EMAIL_METRICS).respondWith(status);
		this.sandbox.onAll(SandboxOperation.LIST_EMAIL_LOGS).respondWith(status);
		assertThat(show("")).contains("smtp.example.com", "7 days</a>")
			.containsSubsequence("<h2 id=\"emails\">", text, "<h2 id=\"failed\">", text)
			.doesNotContain("<p>None.</p>");
		assertThat(this.page.status()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void showWhenOnlyRejectedMessagesCannotBeReadShowsOthersAndNotice() {
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.FAILED, 1);
		this.sandbox.onAll(SandboxOperation.LIST_EMAIL_LOGS)
			.matching((request) -> request.query().containsValue("rejected"))
			.respondWith(500);
		assertThat(show("")).contains("Sendmux had an internal error.", "recipient-1@example.com");
	}

	@Test
	void showWhenServiceIsDownShowsErrorPage() {
		this.sandbox.onAll().respondWith(503);
		assertThat(show("")).contains("Something went wrong", "Sendmux is not available right now.");
		assertThat(this.page.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void showWhenRateLimitIsExhaustedShowsRetryDelay() {
		this.sandbox.onAll(SandboxOperation.GET_EMAIL_METRICS)
			.respondWith(429)
			.code("rate_limit_exceeded")
			.retryAfter(Duration.ofHours(1));
		assertThat(show("")).contains("smtp.example.com",
				"The request limit of Sendmux is exhausted. Try again in 3600 s.");
		assertThat(this.page.status()).isEqualTo(HttpStatus.OK);
	}

	private String show(String query) {
		return this.page.get("/console/accounts/" + this.account.id() + query);
	}

	private void addHistory() {
		this.sandbox.stopClockAt(NOW.minus(Duration.ofDays(12)));
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.SENT, 5);
		this.sandbox.stopClockAt(NOW.minus(Duration.ofDays(2)));
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.FAILED, 30);
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.REJECTED, 7);
		this.sandbox.stopClockAt(NOW);
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.SENT, 1200);
		this.sandbox.addEmails(this.account.id(), SandboxEmailOutcome.PENDING, 4);
	}

}
