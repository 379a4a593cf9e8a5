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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for creating and reading accounts.
 */
class CreateAccountTests {

	private static final SendmuxSandbox sandbox = SendmuxSandbox.start();

	private final PlainClient api = PlainClient.of(sandbox);

	@BeforeEach
	void reset() {
		sandbox.reset();
	}

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@Test
	void createWhenRequestIsValidReturnsAccount() throws IOException, InterruptedException {
		sandbox.stopClockAt(Instant.parse("2026-05-25T02:18:00Z"));
		PlainResponse response = this.api.create();
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.id()).matches("dprov_cl[a-z0-9]{23}");
		assertThat(response.header("Location")).isEqualTo("/api/v1/providers/" + response.id());
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
		assertThat(response.header("X-Request-Id")).startsWith("req_cl")
			.isEqualTo(response.body().at("/meta/request_id").asString());
		assertThat(response.data().path("status").asString()).isEqualTo("active");
		assertThat(response.data().path("created_at").asString()).isEqualTo("2026-05-25T02:18:00Z");
		assertThat(response.data().path("has_smtp_password").asBoolean()).isTrue();
		assertThat(response.http().body()).doesNotContain("smtp-password");
	}

	@Test
	void createWhenQuotasAreNumbersReturnsRanges() throws IOException, InterruptedException {
		JsonNode quotas = this.api.post("/providers", account("""
				"quotas": {"per_day": 5000, "per_minute": {"min": 10, "max": 60}, "per_hour": null}"""))
			.data()
			.path("quotas");
		assertThat(quotas).hasToString(
				"""
						{"per_second":null,"per_minute":{"min":10,"max":60},"per_hour":null,"per_day":{"min":5000,"max":5000}}""");
	}

	@Test
	void createWhenOnlyRequiredFieldsAreAbsentReturnsMissingParameter() throws IOException, InterruptedException {
		PlainResponse response = this.api.post("/providers", "{\"smtp_port\": 587}");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.code()).isEqualTo("missing_parameter");
		assertThat(response.body().at("/error/param").asString()).isEqualTo("name");
		assertThat(response.issues()).containsExactly("name:invalid_type", "smtp_host:invalid_type",
				"smtp_password:invalid_type", "smtp_protocol:invalid_type", "smtp_username:invalid_type");
	}

	@Test
	void createWhenSeveralFieldsAreInvalidReportsAllIssues() throws IOException, InterruptedException {
		PlainResponse response = this.api.post("/providers", """
				{"smtp_host": "", "smtp_port": 65536, "smtp_protocol": "smtps", "smtp_username": 7,
				 "smtp_password": "secret", "from_email": "nobody", "percentage": 101,
				 "quotas": {"per_day": {"min": 0}, "per_week": 1}, "variables": {"Key": "value"}, "colour": "red"}""");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.code()).isEqualTo("invalid_parameter");
		assertThat(response.issues()).containsExactly("colour:unrecognized_keys", "from_email:invalid_string",
				"name:invalid_type", "percentage:too_big", "quotas.per_day.max:invalid_type",
				"quotas.per_day.min:too_small", "quotas.per_week:unrecognized_keys", "smtp_host:too_small",
				"smtp_port:too_big", "smtp_protocol:invalid_enum_value", "smtp_username:invalid_type",
				"variables.Key:invalid_string");
		assertThat(sandbox.accounts()).isEmpty();
	}

	@Test
	void createWhenKeyAndBodyAreSameReplaysFirstResponse() throws IOException, InterruptedException {
		PlainResponse first = this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		PlainResponse second = this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		assertThat(second.http().body()).isEqualTo(first.http().body());
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.header("Location")).isEqualTo(first.header("Location"));
		assertThat(sandbox.accounts()).hasSize(1);
	}

	@Test
	void createWhenKeyIsSameButBodyDiffersReturnsConflict() throws IOException, InterruptedException {
		this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		PlainResponse response = this.api.post("/providers", account("\"percentage\": 5"), "Idempotency-Key", "one");
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.code()).isEqualTo("idempotency_conflict");
	}

	@Test
	void createWhenKeyIsOneDayOldCreatesAnotherAccount() throws IOException, InterruptedException {
		this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		sandbox.advanceClock(Duration.ofHours(24));
		this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		assertThat(sandbox.accounts()).hasSize(2);
	}

	@Test
	void createWhenKeyIsOfInvalidRequestCreatesAccount() throws IOException, InterruptedException {
		this.api.post("/providers", "{}", "Idempotency-Key", "one");
		assertThat(this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one").status()).isEqualTo(201);
	}

	@Test
	void createWhenBodyExceedsOneMebibyteReturnsPayloadTooLarge() throws IOException, InterruptedException {
		PlainResponse response = this.api.post("/providers", " ".repeat(1024 * 1024 + 1));
		assertThat(response.status()).isEqualTo(413);
		assertThat(response.code()).isEqualTo("payload_too_large");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"variables\":" })
	void createWhenBodyIsDeeplyNestedReturnsBadRequest(String start) throws IOException, InterruptedException {
		PlainResponse response = this.api.post("/providers", start.repeat(60_000));
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.code()).isEqualTo("invalid_parameter");
	}

	@Test
	void createWhenFieldsAreNestedReportsTypes() throws IOException, InterruptedException {
		String nested = "[".repeat(400) + "]".repeat(400);
		PlainResponse response = this.api.post("/providers", account("\"variables\":{\"plan\":" + nested
				+ "},\"quotas\":" + nested + ",\"percentage\":" + nested + ",\"more\":" + nested));
		assertThat(response.issues()).containsExactlyInAnyOrder("variables.plan:invalid_type", "quotas:invalid_type",
				"percentage:invalid_type", "more:unrecognized_keys");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e400", "1e999999999", "-1e400", "1e300", "1.5" })
	void createWhenNumberIsExtremeReportsIt(String number) throws IOException, InterruptedException {
		PlainResponse response = this.api.post("/providers",
				account("\"percentage\":" + number + ",\"quotas\":{\"per_day\":" + number + "}"));
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.issues()).hasSize(2);
	}

	@Test
	void createWhenPlanIsFreePermitsOneAccount() throws IOException, InterruptedException {
		sandbox.setPlan(SandboxPlan.free());
		assertThat(this.api.create().status()).isEqualTo(201);
		PlainResponse second = this.api.create();
		assertThat(second.status()).isEqualTo(409);
		assertThat(second.code()).isEqualTo("limit_exceeded");
	}

	@Test
	void createWhenTokenIsUnknownOrAbsentReturnsUnauthorized() throws IOException, InterruptedException {
		PlainResponse response = new PlainClient(sandbox.baseUrl(), "smx_root_other").create();
		assertThat(response.status()).isEqualTo(401);
		assertThat(response.code()).isEqualTo("authentication_required");
		assertThat(new PlainClient(sandbox.baseUrl(), null).create().status()).isEqualTo(401);
		assertThat(sandbox.accounts()).isEmpty();
	}

	@Test
	void getWhenAccountExistsReturnsItWithWeakETag() throws IOException, InterruptedException {
		PlainResponse created = this.api.create();
		PlainResponse response = this.api.get("/providers/" + created.id());
		assertThat(response.data()).isEqualTo(created.data());
		assertThat(response.header("ETag")).matches("W/\"[0-9a-f]{16}\"");
	}

	@Test
	void getWhenETagMatchesReturnsNotModified() throws IOException, InterruptedException {
		String path = "/providers/" + this.api.create().id();
		String etag = this.api.get(path).header("ETag");
		PlainResponse response = this.api.get(path, "If-None-Match", etag);
		assertThat(response.status()).isEqualTo(304);
		assertThat(response.http().body()).isEmpty();
		assertThat(response.header("X-Request-Id")).startsWith("req_cl");
	}

	@Test
	void getWhenAccountIsUnknownReturnsNotFound() throws IOException, InterruptedException {
		assertThat(this.api.get("/providers/dprov_unknown").code()).isEqualTo("not_found");
	}

	private static String account(String more) {
		return PlainClient.ACCOUNT.replaceFirst("}$", ", " + more + "}");
	}

}
