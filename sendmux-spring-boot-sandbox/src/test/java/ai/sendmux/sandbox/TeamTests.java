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
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the state of a team: limits, reports, rate limit and recorded requests.
 */
@ExtendWith(SendmuxSandboxExtension.class)
class TeamTests {

	private final SendmuxSandbox sandbox;

	private final PlainClient api;

	TeamTests(SendmuxSandbox sandbox) {
		this.sandbox = sandbox;
		this.api = PlainClient.of(sandbox);
	}

	@Test
	void teamWhenTokenDiffersHasIsolatedState() throws IOException, InterruptedException {
		SandboxTeam other = this.sandbox.team("smx_root_other");
		new PlainClient(this.sandbox.baseUrl(), other.token()).create();
		assertThat(other.accounts()).hasSize(1);
		assertThat(this.api.get("/providers").data()).isEmpty();
		other.reset();
		assertThat(new PlainClient(this.sandbox.baseUrl(), other.token()).get("/providers").data()).isEmpty();
	}

	@Test
	void meWhenTokensAreOfTwoTeamsReturnsDifferentStableIds() throws IOException, InterruptedException {
		SandboxTeam other = this.sandbox.team("smx_root_other");
		PlainClient otherApi = new PlainClient(this.sandbox.baseUrl(), other.token());
		String id = otherApi.get("/me").data().path("team").path("id").asString();
		assertThat(id).isNotEqualTo(this.api.get("/me").data().path("team").path("id").asString());
		other.reset();
		assertThat(otherApi.get("/me").data().path("team").path("id").asString()).isEqualTo(id);
	}

	@Test
	void rateLimitWhenExhaustedReturns429UntilWindowExpires() throws IOException, InterruptedException {
		this.sandbox.stopClockAt(Instant.parse("2026-05-25T02:18:00Z"));
		this.sandbox.setRateLimit(2);
		PlainResponse first = this.api.get("/providers");
		assertThat(first.header("X-RateLimit-Limit")).isEqualTo("2");
		assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
		assertThat(first.header("X-RateLimit-Reset"))
			.isEqualTo(String.valueOf(Instant.parse("2026-05-25T02:19:00Z").getEpochSecond()));
		this.sandbox.advanceClock(Duration.ofSeconds(20));
		assertThat(this.api.get("/providers").header("X-RateLimit-Remaining")).isEqualTo("0");
		PlainResponse third = this.api.get("/providers");
		assertThat(third.status()).isEqualTo(429);
		assertThat(third.header("Retry-After")).isEqualTo("40");
		this.sandbox.advanceClock(Duration.ofSeconds(40));
		assertThat(this.api.get("/providers").header("X-RateLimit-Remaining")).isEqualTo("1");
	}

	@Test
	void rateLimitWhenClockIsSetBackStartsNewWindow() throws IOException, InterruptedException {
		this.sandbox.setRateLimit(1);
		this.api.get("/providers");
		this.sandbox.stopClockAt(Instant.parse("2026-05-25T02:18:00Z"));
		assertThat(this.api.get("/providers").status()).isEqualTo(200);
		assertThat(this.api.get("/providers").header("Retry-After")).isEqualTo("60");
		this.sandbox.advanceClock(Duration.ofSeconds(60));
		assertThat(this.api.get("/providers").status()).isEqualTo(200);
	}

	@Test
	void idempotencyKeyWhenClockIsSetBackExpiresAfterOneDay() throws IOException, InterruptedException {
		createWithKey("before");
		this.sandbox.stopClockAt(Instant.parse("2026-05-25T02:18:00Z"));
		String first = createWithKey("after");
		this.sandbox.advanceClock(Duration.ofHours(23));
		assertThat(createWithKey("after")).isEqualTo(first);
		this.sandbox.advanceClock(Duration.ofHours(1));
		String second = createWithKey("after");
		assertThat(second).isNotEqualTo(first);
		assertThat(createWithKey("after")).isEqualTo(second);
	}

	@Test
	void statsCountByStatusAndType() throws IOException, InterruptedException {
		this.sandbox.add(SandboxAccount.smtp());
		this.sandbox.add(SandboxAccount.gmail().status(SandboxAccountStatus.ERROR));
		assertThat(this.api.get("/providers/stats").data()).hasToString("""
				{"active":1,"inactive":0,"error":1,"pending":0,"total":2,\
				"by_status":{"active":1,"inactive":0,"error":1,"pending":0},\
				"by_type":{"smtp":1,"gmail_api":1,"outlook_api":0,"amazon_ses":0}}""");
	}

	@Test
	void usageWhenEmailsAreOlderThanSevenDaysExcludesThem() throws IOException, InterruptedException {
		this.sandbox.stopClockAt(Instant.parse("2026-05-25T12:00:00Z"));
		String id = this.sandbox.add(SandboxAccount.smtp()).id();
		this.sandbox.addEmails(id, SandboxEmailOutcome.SENT, 5);
		this.sandbox.advanceClock(Duration.ofDays(6));
		this.sandbox.addEmails(id, SandboxEmailOutcome.SENT, 3);
		this.sandbox.addEmails(id, SandboxEmailOutcome.REJECTED, 2);
		JsonNode usage = this.api.get("/providers/usage").data().path("providers").path(0);
		assertThat(usage.path("sent_today").asInt()).isEqualTo(3);
		assertThat(usage.path("sent_7d").asInt()).isEqualTo(8);
		assertThat(usage.path("rejected_7d").asInt()).isEqualTo(2);
		assertThat(usage.path("total_7d").asInt()).isEqualTo(10);
		this.sandbox.advanceClock(Duration.ofDays(1));
		assertThat(this.api.get("/providers/usage").data().path("providers").path(0).path("sent_7d").asInt())
			.isEqualTo(3);
	}

	@Test
	void approveLimitRequestWhenPendingRaisesAccountLimit() throws IOException, InterruptedException {
		this.sandbox.setPlan(SandboxPlan.paid().withMaxAccounts(1));
		this.api.create();
		String path = "/providers/limits/sending-accounts/request-increase";
		String requestId = this.api.post(path, "").data().path("request_id").asString();
		JsonNode pending = this.api.get("/providers/limits").data().path("sending_accounts");
		assertThat(pending.path("pending_request_id").asString()).isEqualTo(requestId);
		assertThat(pending.path("is_at_limit").asBoolean()).isTrue();
		assertThat(pending.path("can_request_increase").asBoolean()).isFalse();
		this.sandbox.team(this.sandbox.token()).approveLimitRequest(requestId);
		assertThat(this.api.create().status()).isEqualTo(201);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.sandbox.team(this.sandbox.token()).denyLimitRequest(requestId));
	}

	@Test
	void cancelLimitRequestWhenRequestIsDecidedReturnsConflict() throws IOException, InterruptedException {
		SandboxTeam team = this.sandbox.team(this.sandbox.token());
		String id = this.sandbox.add(SandboxAccount.sharedAmazonSes()).id();
		team.addEmails(id, SandboxEmailOutcome.SENT, 800);
		String path = "/providers/shared-amazon-ses-limit-request";
		String denied = this.api.post(path, "").data().at("/request/id").asString();
		team.denyLimitRequest(denied);
		String approved = this.api.post(path, "").data().at("/request/id").asString();
		team.approveLimitRequest(approved);
		assertThat(this.api.delete(path + "/" + denied).status()).isEqualTo(409);
		assertThat(this.api.delete(path + "/" + approved).status()).isEqualTo(409);
		assertThat(this.api.get(path).data().at("/limit/daily_limit").asInt()).isEqualTo(2000);
	}

	@Test
	void meWhenPermissionsAreSetReturnsTeamCredentialAndPermissions() throws IOException, InterruptedException {
		this.sandbox.setPermissions(SandboxPermission.READ, SandboxPermission.CREATE);
		JsonNode me = this.api.get("/me").data();
		assertThat(me.at("/team/id").asString()).isNotEmpty();
		assertThat(me.at("/credential/type").asString()).isEqualTo("api_key");
		assertThat(me.path("permissions")).hasToString("[\"provider.read\",\"provider.create\"]");
	}

	@Test
	void meWhenTokenIsNoApiKeyHasOAuthCredential() throws IOException, InterruptedException {
		SandboxTeam team = this.sandbox.team("ey.access-token");
		assertThat(client(team).get("/me").data().at("/credential/type").asString()).isEqualTo("oauth");
	}

	@Test
	void meWhenTeamHasNoMailboxesListsNone() throws IOException, InterruptedException {
		assertThat(this.api.get("/me").data().path("mailboxes")).hasToString("[]");
	}

	@Test
	void meWhenTeamHasMailboxesListsThem() throws IOException, InterruptedException {
		this.sandbox.setMailboxes("support@example.com", "sales@example.com");
		JsonNode mailboxes = this.api.get("/me").data().path("mailboxes");
		assertThat(mailboxes).extracting((mailbox) -> mailbox.path("email").asString())
			.containsExactly("support@example.com", "sales@example.com");
		assertThat(mailboxes).extracting((mailbox) -> mailbox.path("id").asString())
			.doesNotContain("")
			.doesNotHaveDuplicates();
		assertThat(client(this.sandbox.team("smx_root_other")).get("/me").data().path("mailboxes")).isEmpty();
	}

	@Test
	void meWhenUnchangedIsNotModified() throws IOException, InterruptedException {
		String etag = this.api.get("/me").header("ETag");
		PlainResponse second = this.api.get("/me", "If-None-Match", etag);
		assertThat(second.status()).isEqualTo(304);
		assertThat(second.header("ETag")).isEqualTo(etag);
		assertThat(second.header("X-Request-Id")).isNotEmpty();
		assertThat(second.http().body()).isEmpty();
	}

	@Test
	void meWhenPermissionsChangeIsModified() throws IOException, InterruptedException {
		String etag = this.api.get("/me").header("ETag");
		this.sandbox.setPermissions();
		assertThat(this.api.get("/me", "If-None-Match", etag).status()).isEqualTo(200);
	}

	@Test
	void meWhenMailboxesChangeIsModified() throws IOException, InterruptedException {
		String etag = this.api.get("/me").header("ETag");
		this.sandbox.setMailboxes("support@example.com");
		assertThat(this.api.get("/me", "If-None-Match", etag).status()).isEqualTo(200);
	}

	@Test
	void meWhenUnchangedStillChecksCredential() throws IOException, InterruptedException {
		String etag = this.api.get("/me").header("ETag");
		PlainClient unknown = new PlainClient(this.sandbox.baseUrl(), "smx_root_unknown");
		assertThat(unknown.get("/me", "If-None-Match", etag).status()).isEqualTo(401);
		this.sandbox.setRateLimit(0);
		assertThat(this.api.get("/me", "If-None-Match", etag).status()).isEqualTo(429);
	}

	@Test
	void setMailboxesWhenAddressIsBlankThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.setMailboxes("support@example.com", " "));
	}

	@Test
	void requestsWhenCallsWereMadeContainNoSecrets() throws IOException, InterruptedException {
		this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one", "Content-Type", "application/json");
		this.api.get("/providers?limit=5");
		new PlainClient(this.sandbox.baseUrl(), "smx_root_unknown").get("/providers");
		assertThat(this.sandbox.requests()).extracting(RecordedRequest::status).containsExactly(201, 200, 401);
		RecordedRequest create = this.sandbox.requests(SandboxOperation.CREATE).get(0);
		assertThat(create.method()).isEqualTo("POST");
		assertThat(create.path()).isEqualTo("/providers");
		assertThat(create.idempotencyKey()).isEqualTo("one");
		assertThat(create.headers()).containsEntry("content-type", "application/json");
		assertThat(this.sandbox.requests(SandboxOperation.LIST).get(0).query()).containsEntry("limit", "5");
		assertThat(this.sandbox.requests().toString()).doesNotContain("smx_root", "smtp-password");
	}

	@Test
	void requestLogWhenFullKeepsLatest() {
		TeamState.RequestLog log = new TeamState.RequestLog();
		for (int i = 0; i <= TeamState.RequestLog.CAPACITY; i++) {
			log.add(new RecordedRequest(Instant.EPOCH, null, "GET", "/" + i, Map.of(), Map.of(), null, null, 404));
		}
		assertThat(log.all()).hasSize(TeamState.RequestLog.CAPACITY);
		assertThat(log.all().get(0).path()).isEqualTo("/1");
	}

	private PlainClient client(SandboxTeam team) {
		return new PlainClient(this.sandbox.baseUrl(), team.token());
	}

	private String createWithKey(String key) throws IOException, InterruptedException {
		return this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", key).id();
	}

}
