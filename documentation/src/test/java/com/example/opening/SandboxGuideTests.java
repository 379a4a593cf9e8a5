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

package com.example.opening;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.RecordedRequest;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxAccountStatus;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SandboxFault;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxPermission;
import ai.sendmux.sandbox.SandboxPlan;
import ai.sendmux.sandbox.SandboxTeam;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code docs/testing.md} shows of the sandbox.
 */
@SpringBootTest(properties = "sendmux.sandbox.enabled=true")
class SandboxGuideTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Autowired
	private SendingAccountService service;

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private SendmuxClientFactory clientFactory;

	@Autowired
	private SendmuxProvidersOperations providers;

	@Test
	void teamWhenCreatedIsIsolatedFromOthers(TestInfo testInfo) {
		SandboxTeam team = this.sandbox.team("smx_root_" + testInfo.getDisplayName().hashCode());
		SendmuxClient client = this.clientFactory.create("parallel",
				SendmuxConnectionDetails.of(this.sandbox.baseUrl(), team.token()));
		SendingAccountService service = new SendingAccountService(client.providers());
		assertThat(service.open("Ada", 587).block(PATIENCE)).isNotNull();
		assertThat(team.accounts()).extracting(SandboxAccount::name).containsExactly("Mail of Ada");
		team.remove(team.accounts().get(0).id());
		team.add(SandboxAccount.gmail().name("Sales"));
		assertThat(client.providers().list().map(Provider::name).collectList().block()).containsExactly("Sales");
		assertThat(this.sandbox.accounts()).isEmpty();
	}

	@Test
	void listWhenAccountsAreAddedReturnsEachType() {
		SendmuxSandbox sandbox = this.sandbox;
		SandboxAccount google = sandbox.add(SandboxAccount.gmail().name("Sales").connected(false));
		SandboxAccount broken = sandbox
			.add(SandboxAccount.smtp().status(SandboxAccountStatus.ERROR).statusReason("Refused"));
		SandboxAccount shared = sandbox.add(SandboxAccount.sharedAmazonSes());
		sandbox.addEmails(shared.id(), SandboxEmailOutcome.SENT, 900);
		assertThat(this.providers.list().map(Provider::id).collectList().block()).contains(google.id(), broken.id(),
				shared.id());
		assertThat(Objects.requireNonNull(this.providers.usage().block()).providers())
			.anySatisfy((usage) -> assertThat(usage.sentToday()).isEqualTo(900));
	}

	@Test
	void deleteWhenPermissionsAreReadOnlyIsDenied() {
		SendmuxSandbox sandbox = this.sandbox;
		sandbox.setPlan(SandboxPlan.free()); // one account: the next is limit_exceeded
		sandbox.setRateLimit(10); // the eleventh request within 60 seconds is 429
		sandbox.setPermissions(SandboxPermission.READ); // all but reading accounts is 403
		sandbox.setMailboxes("support@example.com"); // what GET /me lists
		sandbox.stopClockAt(Instant.parse("2026-05-25T02:18:00Z"));
		sandbox.advanceClock(Duration.ofHours(24)); // idempotency keys are forgotten
		assertThatExceptionOfType(SendmuxAccessDeniedException.class)
			.isThrownBy(() -> this.providers.delete("dprov_1").block());
	}

	@Test
	void openWhenOutageEndsCreatesAccount() {
		SandboxFault outage = this.sandbox.onAll(SandboxOperation.CREATE).respondWith(503);
		assertThatExceptionOfType(SendmuxServerException.class).isThrownBy(() -> open("Ada"));
		outage.end();
		open("Ada");
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void openWhenRateLimitIsExhaustedWaitsForNextWindow() {
		this.sandbox.setRateLimit(1);
		open("Ada");
		CompletableFuture<Provider> waiting = this.service.open("Bob", 587).toFuture();
		this.sandbox.advanceClock(Duration.ofMinutes(1));
		assertThat(waiting).succeedsWithin(PATIENCE);
	}

	@Test
	void openWhenFieldIsRejectedReportsViolation() {
		this.sandbox.onAll(SandboxOperation.CREATE)
			.matching((request) -> "Mail of Bob".equals(request.field("name")))
			.respondWith(422)
			.invalidField("smtp_host", "Refused");
		open("Ada");
		assertThatExceptionOfType(SendmuxValidationException.class).isThrownBy(() -> open("Bob"))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(SendmuxViolation::field)
				.containsExactly("smtp_host"));
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).containsExactly("Mail of Ada");
	}

	@Test
	void requestsWhenAccountIsCreatedRedactPassword() {
		open("Ada");
		RecordedRequest request = this.sandbox.requests(SandboxOperation.CREATE).get(0);
		assertThat(request.field("smtp_host")).isEqualTo("smtp.example.com");
		assertThat(request.field("smtp_password")).isEqualTo(RecordedRequest.REDACTED);
	}

	private void open(String customer) {
		this.service.open(customer, 587).block(PATIENCE);
	}

	@Test
	void statsWhenStubbedResponseIsUnreadableFails() {
		SendmuxSandbox sandbox = this.sandbox;
		sandbox.wireMockServer()
			.stubFor(get("/api/v1/providers/stats").willReturn(aResponse().withStatus(200).withBody("{")));
		assertThatExceptionOfType(SendmuxResponseException.class).isThrownBy(() -> this.providers.stats().block());
	}

}
