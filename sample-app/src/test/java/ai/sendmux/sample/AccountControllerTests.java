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

package ai.sendmux.sample;

import java.time.Duration;
import java.util.List;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxPlan;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountController} against the sandbox.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient
class AccountControllerTests {

	private static final String ACCOUNT = """
			{
				"name": "Transactional SMTP",
				"smtp_host": "smtp.example.com",
				"smtp_port": 587,
				"smtp_protocol": "starttls",
				"smtp_username": "api-user",
				"smtp_password": "s3cret",
				"quotas": { "per_day": 5000, "per_minute": { "min": 10, "max": 60 } }
			}
			""";

	@Autowired
	private WebTestClient client;

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void createWhenRequestIsValidReturnsAccount() {
		WebTestClient.ResponseSpec response = post(ACCOUNT);
		SandboxAccount account = this.sandbox.accounts().get(0);
		response.expectStatus()
			.isCreated()
			.expectHeader()
			.location("/accounts/" + account.id())
			.expectBody()
			.jsonPath("$.id")
			.isEqualTo(account.id())
			.jsonPath("$.status")
			.isEqualTo("active")
			.jsonPath("$.smtp_host")
			.isEqualTo("smtp.example.com")
			.jsonPath("$.has_smtp_password")
			.isEqualTo(true)
			.jsonPath("$.quotas.per_minute.max")
			.isEqualTo(60)
			.jsonPath("$.smtp_password")
			.doesNotExist();
	}

	@Test
	void createWhenIdempotencyKeyIsPresentSendsIt() {
		postWithKey("order-4711/account").expectStatus().isCreated();
		postWithKey("order-4711/account").expectStatus().isCreated();
		assertThat(this.sandbox.accounts()).hasSize(1);
		assertThat(this.sandbox.requests(SandboxOperation.CREATE))
			.allSatisfy((request) -> assertThat(request.idempotencyKey()).isEqualTo("order-4711/account"));
	}

	@Test
	void getWhenAccountExistsReturnsAccount() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp());
		get(account.id()).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.id")
			.isEqualTo(account.id())
			.jsonPath("$.name")
			.isEqualTo(account.name());
	}

	@Test
	void createWhenAccountIsInvalidReturnsAllViolations() {
		problem(post("{ \"name\": \"\", \"smtp_port\": 0, \"smtp_protocol\": \"gopher\", \"smtp_host\": \"h\" }"),
				HttpStatus.UNPROCESSABLE_CONTENT)
			.jsonPath("$.violations[*].field")
			.isEqualTo(List.of("name", "smtp_port", "smtp_protocol", "smtp_username", "smtp_password"))
			.jsonPath("$.violations[0].code")
			.isEqualTo("too_small")
			.jsonPath("$.violations[0].message")
			.isEqualTo("must not be empty");
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).isEmpty();
	}

	@Test
	void createWhenSendmuxRejectsAccountReturnsUnprocessable() {
		this.sandbox.onAll().respondWith(400);
		problem(post(ACCOUNT), HttpStatus.UNPROCESSABLE_CONTENT).jsonPath("$.violations[0].message")
			.isNotEmpty()
			.jsonPath("$.request_id")
			.isNotEmpty();
	}

	@Test
	void getWhenAccountIsUnknownReturnsNotFound() {
		problem(get("dprov_unknown"), HttpStatus.NOT_FOUND).jsonPath("$.request_id").isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stats", "a b", "ä" })
	void getWhenIdIsInvalidReturnsBadRequest(String id) {
		problem(get(id), HttpStatus.BAD_REQUEST).jsonPath("$.detail").isNotEmpty();
		assertThat(this.sandbox.requests()).isEmpty();
	}

	@Test
	void createWhenIdempotencyKeyIsInvalidReturnsBadRequest() {
		problem(postWithKey("two words"), HttpStatus.BAD_REQUEST).jsonPath("$.detail").isNotEmpty();
		assertThat(this.sandbox.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{", "{ \"smtp_port\": \"s3cret\" }", "{ \"quotas\": { \"per_day\": \"s3cret\" } }", "[]" })
	void createWhenJsonIsUnreadableReturnsBadRequest(String json) {
		problem(post(json), HttpStatus.BAD_REQUEST).jsonPath("$.detail").isEqualTo("Failed to read HTTP message");
	}

	@Test
	void createWhenPlanLimitIsReachedReturnsConflict() {
		this.sandbox.setPlan(SandboxPlan.free());
		post(ACCOUNT).expectStatus().isCreated();
		problem(post(ACCOUNT), HttpStatus.CONFLICT).jsonPath("$.code").isEqualTo("limit_exceeded");
	}

	@Test
	void createWhenIdempotencyKeyIsReusedReturnsConflict() {
		postWithKey("once").expectStatus().isCreated();
		WebTestClient.ResponseSpec response = this.client.post()
			.uri("/accounts")
			.contentType(MediaType.APPLICATION_JSON)
			.header("Idempotency-Key", "once")
			.bodyValue(ACCOUNT.replace("Transactional", "Other"))
			.exchange();
		problem(response, HttpStatus.CONFLICT).jsonPath("$.code").isEqualTo("idempotency_conflict");
	}

	@Test
	void createWhenRateLimitIsExhaustedReturnsRetryAfter() {
		this.sandbox.onAll().respondWith(429).retryAfter(Duration.ofHours(1));
		WebTestClient.ResponseSpec response = post(ACCOUNT);
		response.expectHeader().valueEquals("Retry-After", "3600");
		problem(response, HttpStatus.TOO_MANY_REQUESTS).jsonPath("$.code").isEqualTo("rate_limit_exceeded");
	}

	@Test
	void createWhenPermissionIsMissingReturnsBadGateway() {
		this.sandbox.setPermissions();
		problem(post(ACCOUNT), HttpStatus.BAD_GATEWAY).jsonPath("$.detail")
			.isEqualTo("The API key lacks the permission for this.");
	}

	@Test
	void createWhenConnectionBreaksReportsUnknownOutcome() {
		this.sandbox.onAll().breakAfterActing();
		problem(postWithKey("once"), HttpStatus.SERVICE_UNAVAILABLE).jsonPath("$.outcome_unknown")
			.isEqualTo(true)
			.jsonPath("$.idempotency_key")
			.isEqualTo("once");
	}

	@Test
	void createWhenRequestIsCrossSiteIsRejected() {
		this.client.post()
			.uri("/accounts")
			.contentType(MediaType.TEXT_PLAIN)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
		this.client.options()
			.uri("/accounts")
			.header("Origin", "http://evil.example")
			.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers", "content-type")
			.exchange()
			.expectHeader()
			.doesNotExist("Access-Control-Allow-Origin");
	}

	private WebTestClient.ResponseSpec get(String id) {
		return this.client.get().uri("/accounts/{id}", id).exchange();
	}

	private WebTestClient.ResponseSpec post(String json) {
		return this.client.post().uri("/accounts").contentType(MediaType.APPLICATION_JSON).bodyValue(json).exchange();
	}

	private WebTestClient.ResponseSpec postWithKey(String idempotencyKey) {
		return this.client.post()
			.uri("/accounts")
			.contentType(MediaType.APPLICATION_JSON)
			.header("Idempotency-Key", idempotencyKey)
			.bodyValue(ACCOUNT)
			.exchange();
	}

	private static WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec response, HttpStatus status) {
		return response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status.value())
			.jsonPath("$.title")
			.isEqualTo(status.getReasonPhrase());
	}

}
