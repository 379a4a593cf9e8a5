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

package ai.sendmux.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the delivery log of the sandbox.
 */
@ExtendWith(SendmuxSandboxExtension.class)
class EmailLogTests {

	private static final Instant NOON = Instant.parse("2026-05-25T12:00:00Z");

	private final SendmuxSandbox sandbox;

	private final PlainClient api;

	private String account = "";

	EmailLogTests(SendmuxSandbox sandbox) {
		this.sandbox = sandbox;
		this.api = PlainClient.of(sandbox);
	}

	@BeforeEach
	void addAccount() {
		this.account = this.sandbox.add(SandboxAccount.smtp().name("Shop").fromEmail("shop@example.com")).id();
		this.sandbox.stopClockAt(NOON);
	}

	@Test
	void logWhenEmailWasSentHasItsRecipient() throws IOException, InterruptedException {
		String id = add(SandboxEmailOutcome.SENT, 1).get(0);
		JsonNode log = this.api.get("/emails/logs/" + id).data();
		assertThat(log.path("id").asString()).isEqualTo(id).startsWith("dlog_").hasSize(30);
		assertThat(log.path("provider_name").asString()).isEqualTo("Shop");
		assertThat(log.path("from_email").asString()).isEqualTo("shop@example.com");
		assertThat(log.path("status").asString()).isEqualTo("sent");
		assertThat(log.path("sent_at").asString()).isEqualTo("2026-05-25T12:00:00Z");
		assertThat(log.at("/recipients/0/status").asString()).isEqualTo("accepted");
	}

	@Test
	void logWhenEmailFailedHasAReason() throws IOException, InterruptedException {
		String id = add(SandboxEmailOutcome.FAILED, 1).get(0);
		JsonNode log = this.api.get("/emails/logs/" + id).data();
		assertThat(log.path("status_reason").asString()).isNotEmpty();
		assertThat(log.at("/recipients/0/reason")).isEqualTo(log.path("status_reason"));
	}

	@Test
	void logWhenOutcomeChangesIsModified() throws IOException, InterruptedException {
		List<String> ids = add(SandboxEmailOutcome.PENDING, 3);
		String etag = this.api.get("/emails/logs/" + ids.get(1)).header("ETag");
		this.sandbox.advanceClock(Duration.ofSeconds(9));
		this.sandbox.setEmailOutcome(ids.get(1), SandboxEmailOutcome.SENT);
		PlainResponse changed = this.api.get("/emails/logs/" + ids.get(1), "If-None-Match", etag);
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.data().path("sent_at").asString()).isEqualTo("2026-05-25T12:00:09Z");
		assertThat(changed.data().path("created_at").asString()).isEqualTo("2026-05-25T12:00:00Z");
		assertThat(statuses("")).containsExactly("pending", "sent", "pending");
		assertThat(this.api.get("/emails/logs/" + ids.get(0)).data().path("status").asString()).isEqualTo("pending");
	}

	@Test
	void setEmailOutcomeWhenEmailIsUnknownThrows() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.sandbox.setEmailOutcome("dlog_unknown", SandboxEmailOutcome.SENT));
	}

	@Test
	void usageWhenOutcomeChangesCountsNewOutcome() throws IOException, InterruptedException {
		this.sandbox.setEmailOutcome(add(SandboxEmailOutcome.PENDING, 5).get(2), SandboxEmailOutcome.SENT);
		JsonNode usage = this.api.get("/providers/usage").data().at("/providers/0");
		assertThat(usage.path("total_7d").asInt()).isEqualTo(5);
		assertThat(usage.path("sent_7d").asInt()).isEqualTo(1);
		assertThat(usage.path("sent_today").asInt()).isEqualTo(1);
		assertThat(usage.path("pending_7d").asInt()).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource({ "1", "7", "100" })
	void logsWhenPagedReturnEachEmailOnceNewestFirst(int limit) throws IOException, InterruptedException {
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			expected.addAll(add(SandboxEmailOutcome.SENT, 5));
			expected.addAll(add(SandboxEmailOutcome.FAILED, 2));
			this.sandbox.advanceClock(Duration.ofMillis(i));
		}
		List<String> ids = new ArrayList<>();
		String cursor = "";
		do {
			JsonNode page = this.api.get("/emails/logs?limit=" + limit + cursor).body();
			assertThat(page.path("data").size()).isLessThanOrEqualTo(limit);
			page.path("data").forEach((log) -> ids.add(0, log.path("id").asString()));
			cursor = page.at("/pagination/has_more").asBoolean()
					? "&cursor=" + page.at("/pagination/next_cursor").asString() : "";
		}
		while (!cursor.isEmpty());
		assertThat(ids).isEqualTo(expected);
	}

	@Test
	void logsWhenLimitIsAbsentHas25() throws IOException, InterruptedException {
		add(SandboxEmailOutcome.SENT, 26);
		assertThat(this.api.get("/emails/logs").data()).hasSize(25);
	}

	@Test
	void logsWhenEmailsAreAddedBetweenPagesHaveEachOnce() throws IOException, InterruptedException {
		add(SandboxEmailOutcome.SENT, 4);
		JsonNode first = this.api.get("/emails/logs?limit=2").body();
		add(SandboxEmailOutcome.SENT, 3);
		JsonNode second = this.api.get("/emails/logs?limit=2&cursor=" + first.at("/pagination/next_cursor").asString())
			.body();
		assertThat(subjects(first)).containsExactly("Message 4", "Message 3");
		assertThat(subjects(second)).containsExactly("Message 2", "Message 1");
	}

	@ParameterizedTest
	@CsvSource({ "status=sent, sent", "status=failed, ''", "from_date=2026-05-25, 'rejected,sent'",
			"from_date=2026-05-25T12:00:00.001Z, rejected", "from_date=2026-05-25T14:00:00.001%2B02:00, rejected",
			"from_date=2026-05-26, ''", "to_date=2026-05-24, pending", "to_date=2026-05-25T12:00:00Z, 'sent,pending'",
			"search=MESSAGE 2, sent", "search=shop@, 'rejected,sent,pending'", "search=recipient-3@, rejected",
			"provider_id=dprov_other, ''", "from_date=2026-05-25&to_date=2026-05-25&status=rejected, rejected" })
	void logsWhenFilteredReturnMatchingEmails(String query, String statuses) throws IOException, InterruptedException {
		this.sandbox.stopClockAt(NOON.minus(Duration.ofDays(1)));
		add(SandboxEmailOutcome.PENDING, 1);
		this.sandbox.stopClockAt(NOON);
		add(SandboxEmailOutcome.SENT, 1);
		this.sandbox.advanceClock(Duration.ofMillis(1));
		add(SandboxEmailOutcome.REJECTED, 1);
		assertThat(String.join(",", statuses("?" + query.replace(" ", "%20")))).isEqualTo(statuses);
	}

	@Test
	void logsWhenFilteredByAccountReturnItsEmails() throws IOException, InterruptedException {
		String other = this.sandbox.add(SandboxAccount.smtp()).id();
		add(SandboxEmailOutcome.SENT, 1);
		this.sandbox.addEmails(other, SandboxEmailOutcome.FAILED, 1);
		assertThat(statuses("?provider_id=" + other)).containsExactly("failed");
	}

	@Test
	void logsWhenEmailIsLateAreOrderedByTime() throws IOException, InterruptedException {
		add(SandboxEmailOutcome.SENT, 1);
		this.sandbox.advanceClock(Duration.ofSeconds(-90));
		add(SandboxEmailOutcome.FAILED, 1);
		assertThat(statuses("")).containsExactly("sent", "failed");
	}

	@Test
	void logsWhenAccountIsDeletedKeepItsEmails() throws IOException, InterruptedException {
		add(SandboxEmailOutcome.SENT, 1);
		this.api.delete("/providers/" + this.account);
		JsonNode log = this.api.get("/emails/logs").data().get(0);
		assertThat(log.path("provider_id").asString()).isEqualTo(this.account);
		assertThat(log.path("provider_name").isNull()).isTrue();
	}

	@Test
	void logsWhenEmailsAreOfAnotherTeamAreEmpty() throws IOException, InterruptedException {
		add(SandboxEmailOutcome.SENT, 1);
		SandboxTeam other = this.sandbox.team("smx_root_other");
		assertThat(new PlainClient(this.sandbox.baseUrl(), other.token()).get("/emails/logs").data()).isEmpty();
	}

	@Test
	void logsWhenUnknownEnumValuesAreScriptedHaveUnknownStatus() throws IOException, InterruptedException {
		add(SandboxEmailOutcome.SENT, 1);
		this.sandbox.onNext(SandboxOperation.LIST_EMAIL_LOGS).unknownEnumValues();
		assertThat(this.api.withoutContract().get("/emails/logs").data().get(0).path("status").asString())
			.isEqualTo("deferred");
	}

	@Test
	void metricsWhenEmailsAreInTwoPeriodsCompareThem() throws IOException, InterruptedException {
		this.sandbox.stopClockAt(NOON.minus(Duration.ofHours(30)));
		add(SandboxEmailOutcome.SENT, 4);
		this.sandbox.stopClockAt(NOON.minus(Duration.ofHours(20)));
		add(SandboxEmailOutcome.SENT, 5);
		this.sandbox.stopClockAt(NOON);
		add(SandboxEmailOutcome.FAILED, 2);
		JsonNode metrics = this.api.get("/emails/metrics").data();
		assertThat(metrics.path("summary"))
			.hasToString("{\"total\":7,\"sent\":5,\"failed\":2,\"rejected\":0,\"pending\":0}");
		assertThat(metrics.at("/comparison/total").asInt()).isEqualTo(4);
		assertThat(metrics.at("/comparison/change_pct"))
			.hasToString("{\"total\":75.0,\"sent\":25.0,\"failed\":100.0,\"rejected\":0.0,\"pending\":0.0}");
		assertThat(metrics.path("timeseries")).extracting((interval) -> interval.path("total").asInt())
			.containsExactly(5, 2);
		assertThat(metrics.at("/timeseries/1/timestamp").asString()).isEqualTo("2026-05-25T00:00:00Z");
	}

	@Test
	void metricsWhenHourlyHaveAnIntervalForEachHour() throws IOException, InterruptedException {
		add(SandboxEmailOutcome.SENT, 3);
		JsonNode series = this.api.get("/emails/metrics?granularity=hourly&window=24h").data().path("timeseries");
		assertThat(series).hasSize(25);
		assertThat(series.get(24).path("sent").asInt()).isEqualTo(3);
	}

	@Test
	void metricsWhenDatesAreGivenIgnoreTheWindow() throws IOException, InterruptedException {
		add(SandboxEmailOutcome.SENT, 3);
		String account = "&provider_id=" + this.account;
		JsonNode day = this.api.get("/emails/metrics?from_date=2026-05-25&to_date=2026-05-25&window=30d" + account)
			.data();
		assertThat(day.path("timeseries")).hasSize(1);
		assertThat(day.at("/summary/total").asInt()).isEqualTo(3);
		JsonNode before = this.api.get("/emails/metrics?from_date=2026-05-24&to_date=2026-05-24").data();
		assertThat(before.at("/summary/total").asInt()).isZero();
	}

	private List<String> add(SandboxEmailOutcome outcome, int count) {
		return this.sandbox.addEmails(this.account, outcome, count);
	}

	private List<String> statuses(String query) throws IOException, InterruptedException {
		List<String> statuses = new ArrayList<>();
		this.api.get("/emails/logs" + query).data().forEach((log) -> statuses.add(log.path("status").asString()));
		return statuses;
	}

	private static List<String> subjects(JsonNode page) {
		List<String> subjects = new ArrayList<>();
		page.path("data").forEach((log) -> subjects.add(log.path("subject").asString()));
		return subjects;
	}

}
