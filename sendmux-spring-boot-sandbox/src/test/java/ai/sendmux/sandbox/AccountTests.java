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
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for updating and listing accounts, and for accounts that a test adds.
 */
@ExtendWith(SendmuxSandboxExtension.class)
class AccountTests {

	private final SendmuxSandbox sandbox;

	private final PlainClient api;

	AccountTests(SendmuxSandbox sandbox) {
		this.sandbox = sandbox;
		this.api = PlainClient.of(sandbox);
	}

	@Test
	void updateWhenFieldsAreAbsentOrNullKeepsOrClearsThem() throws IOException, InterruptedException {
		String path = "/providers/" + this.api.post("/providers", """
				{"name": "One", "smtp_host": "smtp.example.com", "smtp_port": 587, "smtp_protocol": "tls",
				 "smtp_username": "user", "smtp_password": "secret", "from_name": "Acme", "reply_to_name": "Support",
				 "quotas": {"per_day": 10, "per_hour": 5}, "variables": {"a": "1", "b": "2"}}""").id();
		JsonNode account = this.api.patch(path, """
				{"from_name": null, "quotas": {"per_day": null, "per_minute": 1}, "variables": {"c": "3"}}""").data();
		assertThat(account.path("name").asString()).isEqualTo("One");
		assertThat(account.path("from_name").isNull()).isTrue();
		assertThat(account.path("reply_to_name").asString()).isEqualTo("Support");
		assertThat(account.path("quotas").path("per_day").isNull()).isTrue();
		assertThat(account.path("quotas").path("per_hour").path("max").asInt()).isEqualTo(5);
		assertThat(account.path("quotas").path("per_minute").path("min").asInt()).isEqualTo(1);
		assertThat(account.path("variables")).hasToString("{\"c\":\"3\"}");
		assertThat(this.api.patch(path, "{\"variables\": {}}").data().path("variables")).isEmpty();
	}

	@Test
	void updateWhenNameDiffersChangesETagAndTimestampButReturnsNoETag() throws IOException, InterruptedException {
		this.sandbox.stopClockAt(Instant.parse("2026-05-25T02:18:00Z"));
		String path = "/providers/" + this.api.create().id();
		String etag = this.api.get(path).header("ETag");
		this.sandbox.advanceClock(Duration.ofMinutes(1));
		PlainResponse updated = this.api.patch(path, "{\"name\": \"Renamed\"}", "If-Match", etag);
		assertThat(updated.header("ETag")).isEmpty();
		assertThat(updated.data().path("created_at").asString()).isEqualTo("2026-05-25T02:18:00Z");
		assertThat(updated.data().path("updated_at").asString()).isEqualTo("2026-05-25T02:19:00Z");
		assertThat(this.api.get(path).header("ETag")).isNotEqualTo(etag);
	}

	@Test
	void updateWhenNothingChangesKeepsTimestamp() throws IOException, InterruptedException {
		PlainResponse created = this.api.create();
		this.sandbox.advanceClock(Duration.ofMinutes(1));
		assertThat(this.api.patch("/providers/" + created.id(), "{}").data()).isEqualTo(created.data());
	}

	@Test
	void listWhenPagedReturnsAllAccountsWithoutVariables() throws IOException, InterruptedException {
		for (int i = 1; i <= 5; i++) {
			this.sandbox.add(SandboxAccount.smtp().name("Account " + i));
		}
		List<String> names = new ArrayList<>();
		String cursor = "";
		do {
			PlainResponse page = this.api.get("/providers?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
			page.data().forEach((item) -> names.add(item.path("name").asString()));
			assertThat(page.data()).allSatisfy((item) -> assertThat(item.has("variables")).isFalse());
			cursor = page.body().at("/pagination/next_cursor").asString("");
			assertThat(page.body().at("/pagination/has_more").asBoolean()).isEqualTo(!cursor.isEmpty());
		}
		while (!cursor.isEmpty());
		assertThat(names).containsExactly("Account 1", "Account 2", "Account 3", "Account 4", "Account 5");
	}

	@Test
	void listWhenAccountAtCursorIsDeletedReturnsNextAccounts() throws IOException, InterruptedException {
		String first = this.sandbox.add(SandboxAccount.smtp()).id();
		String second = this.sandbox.add(SandboxAccount.smtp()).id();
		String cursor = this.api.get("/providers?limit=1").body().at("/pagination/next_cursor").asString();
		this.api.delete("/providers/" + first);
		assertThat(this.api.get("/providers?cursor=" + cursor).data()).extracting((item) -> item.path("id").asString())
			.containsExactly(second);
	}

	@Test
	void listWhenStatusOrTypeIsGivenReturnsMatchingAccounts() throws IOException, InterruptedException {
		this.sandbox.add(SandboxAccount.smtp());
		this.sandbox.add(SandboxAccount.smtp().status(SandboxAccountStatus.INACTIVE));
		this.sandbox.add(SandboxAccount.outlook().status(SandboxAccountStatus.ERROR).statusReason("Token expired"));
		assertThat(this.api.get("/providers?status=inactive").data()).hasSize(1);
		assertThat(this.api.get("/providers?type=smtp").data()).hasSize(2);
		assertThat(this.api.get("/providers?type=smtp&status=error").data()).isEmpty();
		assertThat(this.api.get("/providers?type=outlook_api").data().path(0).path("status_reason").asString())
			.isEqualTo("Token expired");
	}

	@Test
	void activateWhenAccountIsNotConnectedReturnsPending() throws IOException, InterruptedException {
		SandboxAccount account = this.sandbox
			.add(SandboxAccount.gmail().connected(false).status(SandboxAccountStatus.INACTIVE));
		PlainResponse response = this.api.post("/providers/" + account.id() + "/activate", "");
		assertThat(response.data().path("status").asString()).isEqualTo("pending");
		assertThat(response.data().path("is_active").asBoolean()).isFalse();
		assertThat(response.data().path("has_refresh_token").asBoolean()).isFalse();
	}

	@Test
	void testWhenHostIsUnreachableReportsFailure() throws IOException, InterruptedException {
		SandboxAccount good = this.sandbox.add(SandboxAccount.smtp());
		SandboxAccount bad = this.sandbox.add(SandboxAccount.smtp().smtpHost("smtp.example.invalid"));
		assertThat(this.api.post("/providers/" + good.id() + "/test", "").data().path("success").asBoolean()).isTrue();
		PlainResponse failure = this.api.post("/providers/" + bad.id() + "/test", "");
		assertThat(failure.status()).isEqualTo(200);
		assertThat(failure.data().path("success").asBoolean()).isFalse();
		assertThat(this.sandbox.account(bad.id()).lastTestedAt()).isNotNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "GMAIL_API", "OUTLOOK_API" })
	void testWhenTypeUsesOAuthReturnsValidationError(SandboxAccountType type) throws IOException, InterruptedException {
		SandboxAccount account = this.sandbox
			.add((type == SandboxAccountType.GMAIL_API) ? SandboxAccount.gmail() : SandboxAccount.outlook());
		String path = "/providers/" + account.id();
		PlainResponse response = this.api.post(path + "/test", "");
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.code()).isEqualTo("validation_error");
		assertThat(this.api.get(path).data().at("/allowed_actions/test").asBoolean()).isFalse();
		assertThat(this.sandbox.account(account.id()).lastTestedAt()).isNull();
	}

	@Test
	void allowedActionsWhenAccountIsSharedAreDeactivateAndVariables() throws IOException, InterruptedException {
		SandboxAccount shared = this.sandbox.add(SandboxAccount.sharedAmazonSes());
		JsonNode account = this.api.get("/providers/" + shared.id()).data();
		assertThat(account.path("is_shared").asBoolean()).isTrue();
		assertThat(account.path("allowed_actions")).hasToString("""
				{"update":false,"delete":false,"activate":false,"deactivate":true,"test":false,\
				"update_variables":true}""");
	}

	@Test
	void accountWhenCreatedReturnsSettingsWithoutPassword() throws IOException, InterruptedException {
		SandboxAccount account = this.sandbox.account(this.api.create().id());
		assertThat(account.name()).isEqualTo("Transactional SMTP");
		assertThat(account.type()).isEqualTo(SandboxAccountType.SMTP);
		assertThat(account.settings()).containsEntry("smtp_port", 587).doesNotContainKey("smtp_password");
		assertThat(account.toString()).doesNotContain("smtp-password");
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.account("dprov_unknown"));
	}

	@Test
	void addWhenTypesDifferAddsEachButOnlyOneSharedAccount() throws IOException, InterruptedException {
		this.sandbox.add(SandboxAccount.smtp().variables(Map.of("first_name", "Ada")));
		this.sandbox.add(SandboxAccount.gmail().fromEmail("ada@gmail.example"));
		this.sandbox.add(SandboxAccount.outlook());
		this.sandbox.add(SandboxAccount.sharedAmazonSes());
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::type)
			.containsExactly(SandboxAccountType.values());
		assertThat(this.api.get("/providers?type=gmail_api").data().path(0).path("oauth_email").asString())
			.isEqualTo("ada@gmail.example");
		assertThatIllegalStateException().isThrownBy(() -> this.sandbox.add(SandboxAccount.sharedAmazonSes()));
	}

}
