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
 * Tests for creating accounts and reading them.
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
	void createAnswersTheAccount() throws IOException, InterruptedException {
		sandbox.stopClockAt(Instant.parse("2026-05-25T02:18:00Z"));
		Answer answer = this.api.create();
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.id()).matches("dprov_cl[a-z0-9]{23}");
		assertThat(answer.header("Location")).isEqualTo("/api/v1/providers/" + answer.id());
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.header("X-Request-Id")).startsWith("req_cl")
			.isEqualTo(answer.body().at("/meta/request_id").asString());
		assertThat(answer.data().path("status").asString()).isEqualTo("active");
		assertThat(answer.data().path("created_at").asString()).isEqualTo("2026-05-25T02:18:00Z");
		assertThat(answer.data().path("has_smtp_password").asBoolean()).isTrue();
		assertThat(answer.response().body()).doesNotContain("smtp-password");
	}

	@Test
	void createNormalisesQuotasToRanges() throws IOException, InterruptedException {
		JsonNode quotas = this.api.post("/providers", account("""
				"quotas": {"per_day": 5000, "per_minute": {"min": 10, "max": 60}, "per_hour": null}"""))
			.data()
			.path("quotas");
		assertThat(quotas).hasToString(
				"""
						{"per_second":null,"per_minute":{"min":10,"max":60},"per_hour":null,"per_day":{"min":5000,"max":5000}}""");
	}

	@Test
	void createWhenOnlyRequiredFieldsAreAbsentAnswersMissingParameter() throws IOException, InterruptedException {
		Answer answer = this.api.post("/providers", "{\"smtp_port\": 587}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("missing_parameter");
		assertThat(answer.body().at("/error/param").asString()).isEqualTo("name");
		assertThat(answer.issues()).containsExactly("name:invalid_type", "smtp_host:invalid_type",
				"smtp_password:invalid_type", "smtp_protocol:invalid_type", "smtp_username:invalid_type");
	}

	@Test
	void createAnswersAllIssuesAtOnce() throws IOException, InterruptedException {
		Answer answer = this.api.post("/providers", """
				{"smtp_host": "", "smtp_port": 65536, "smtp_protocol": "smtps", "smtp_username": 7,
				 "smtp_password": "secret", "from_email": "nobody", "percentage": 101,
				 "quotas": {"per_day": {"min": 0}, "per_week": 1}, "variables": {"Key": "value"}, "colour": "red"}""");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("invalid_parameter");
		assertThat(answer.issues()).containsExactly("colour:unrecognized_keys", "from_email:invalid_string",
				"name:invalid_type", "percentage:too_big", "quotas.per_day.max:invalid_type",
				"quotas.per_day.min:too_small", "quotas.per_week:unrecognized_keys", "smtp_host:too_small",
				"smtp_port:too_big", "smtp_protocol:invalid_enum_value", "smtp_username:invalid_type",
				"variables.Key:invalid_string");
		assertThat(sandbox.accounts()).isEmpty();
	}

	@Test
	void createWithSameKeyAndBodyReplaysFirstAnswer() throws IOException, InterruptedException {
		Answer first = this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		Answer second = this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		assertThat(second.response().body()).isEqualTo(first.response().body());
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.header("Location")).isEqualTo(first.header("Location"));
		assertThat(sandbox.accounts()).hasSize(1);
	}

	@Test
	void createWithSameKeyAndOtherBodyIsConflict() throws IOException, InterruptedException {
		this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		Answer answer = this.api.post("/providers", account("\"percentage\": 5"), "Idempotency-Key", "one");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.code()).isEqualTo("idempotency_conflict");
	}

	@Test
	void createForgetsKeyAfterADay() throws IOException, InterruptedException {
		this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		sandbox.advanceClock(Duration.ofHours(24));
		this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		assertThat(sandbox.accounts()).hasSize(2);
	}

	@Test
	void createForgetsKeyOfInvalidRequest() throws IOException, InterruptedException {
		this.api.post("/providers", "{}", "Idempotency-Key", "one");
		assertThat(this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one").status()).isEqualTo(201);
	}

	@Test
	void createWhenBodyExceedsOneMebibyteAnswersPayloadTooLarge() throws IOException, InterruptedException {
		Answer answer = this.api.post("/providers", " ".repeat(1024 * 1024 + 1));
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.code()).isEqualTo("payload_too_large");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"variables\":" })
	void createWhenBodyIsNestedDeeplyIsBadRequest(String start) throws IOException, InterruptedException {
		Answer answer = this.api.post("/providers", start.repeat(60_000));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("invalid_parameter");
	}

	@Test
	void createWhenFieldsAreNestedReportsTypes() throws IOException, InterruptedException {
		String nested = "[".repeat(400) + "]".repeat(400);
		Answer answer = this.api.post("/providers", account("\"variables\":{\"plan\":" + nested + "},\"quotas\":"
				+ nested + ",\"percentage\":" + nested + ",\"more\":" + nested));
		assertThat(answer.issues()).containsExactlyInAnyOrder("variables.plan:invalid_type", "quotas:invalid_type",
				"percentage:invalid_type", "more:unrecognized_keys");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e400", "1e999999999", "-1e400", "1e300", "1.5" })
	void createWhenNumberIsExtremeReportsIt(String number) throws IOException, InterruptedException {
		Answer answer = this.api.post("/providers",
				account("\"percentage\":" + number + ",\"quotas\":{\"per_day\":" + number + "}"));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.issues()).hasSize(2);
	}

	@Test
	void createOnFreePlanAllowsOneAccount() throws IOException, InterruptedException {
		sandbox.setPlan(SandboxPlan.free());
		assertThat(this.api.create().status()).isEqualTo(201);
		Answer second = this.api.create();
		assertThat(second.status()).isEqualTo(409);
		assertThat(second.code()).isEqualTo("limit_exceeded");
	}

	@Test
	void createWithUnknownTokenIsUnauthenticated() throws IOException, InterruptedException {
		Answer answer = new PlainClient(sandbox.baseUrl(), "smx_root_other").create();
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.code()).isEqualTo("authentication_required");
		assertThat(new PlainClient(sandbox.baseUrl(), null).create().status()).isEqualTo(401);
		assertThat(sandbox.accounts()).isEmpty();
	}

	@Test
	void getAnswersTheAccountWithWeakETag() throws IOException, InterruptedException {
		Answer created = this.api.create();
		Answer answer = this.api.get("/providers/" + created.id());
		assertThat(answer.data()).isEqualTo(created.data());
		assertThat(answer.header("ETag")).matches("W/\"[0-9a-f]{16}\"");
	}

	@Test
	void getWhenETagMatchesIsNotModified() throws IOException, InterruptedException {
		String path = "/providers/" + this.api.create().id();
		String etag = this.api.get(path).header("ETag");
		Answer answer = this.api.get(path, "If-None-Match", etag);
		assertThat(answer.status()).isEqualTo(304);
		assertThat(answer.response().body()).isEmpty();
		assertThat(answer.header("X-Request-Id")).startsWith("req_cl");
	}

	@Test
	void getUnknownAccountIsNotFound() throws IOException, InterruptedException {
		assertThat(this.api.get("/providers/dprov_unknown").code()).isEqualTo("not_found");
	}

	private static String account(String more) {
		return PlainClient.ACCOUNT.replaceFirst("}$", ", " + more + "}");
	}

}
