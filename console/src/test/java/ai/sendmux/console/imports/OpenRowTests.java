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

package ai.sendmux.console.imports;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

import ai.sendmux.console.TestConsoleApplication;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.console.imports.ImportStore.ImportTarget;
import ai.sendmux.console.imports.ImportTeam.Team;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxAccountStatus;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rows that an earlier run did not finish: their outcome is not known, or their
 * account was not deactivated.
 */
@SpringBootTest(classes = TestConsoleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "console.import.chunk-size=5", "console.import.max-rows=50" })
class OpenRowTests {

	private static final int ATTEMPTS = 3;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private ImportService service;

	@Autowired
	private ImportStore imports;

	@Autowired
	private RowStore rows;

	@Autowired
	private ImportDigests digests;

	@Autowired
	private ImportTeam team;

	@Autowired
	private SendmuxProvidersOperations providers;

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private JdbcClient jdbc;

	private final String name = "open " + UUID.randomUUID();

	@BeforeEach
	void raiseRateLimit() {
		this.sandbox.setRateLimit(100_000);
	}

	@Test
	void importWhenOutcomeUnknownDoesNotClaimLaterAccount() throws InterruptedException {
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).breakBeforeActing();
		assertThat(run("active").counts().undecided()).isEqualTo(1);
		expireKeys();
		createByHand();
		assertThat(run("active").counts().undecided()).isEqualTo(1);
	}

	@Test
	void importWhenOutcomeUnknownClaimsAccountOfSameTime() throws InterruptedException {
		this.sandbox.advanceClock(Duration.ofDays(-3));
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).breakAfterActing();
		assertThat(run("active").counts().undecided()).isEqualTo(1);
		expireKeys();
		assertThat(run("active").state()).isEqualTo(State.COMPLETED);
	}

	@Test
	void importWhenInterruptedImportIsDeletedDoesNotClaimLaterAccount() throws InterruptedException {
		assertThat(this.service.delete(interrupt()).block(PATIENCE)).isTrue();
		createByHand();
		assertThat(run("active").counts().undecided()).isEqualTo(1);
	}

	@Test
	void importWhenEndOfSendingIsUnknownDoesNotClaimLaterAccount() throws InterruptedException {
		assertThat(this.service.delete(interrupt()).block(PATIENCE)).isTrue();
		this.jdbc.sql("update console_account set sent_until = null").update();
		createByHand();
		assertThat(run("active").counts().undecided()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "active", "" })
	void importWhenRowIsNoLongerInactiveLeavesAccountActive(String status) throws InterruptedException {
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.DEACTIVATE).breakBeforeActing();
		assertThat(run("inactive").state()).isEqualTo(State.FAILED);
		assertThat(run(status).state()).isEqualTo(State.COMPLETED);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::status)
			.containsExactly(SandboxAccountStatus.ACTIVE);
	}

	@Test
	void importWhenRowIsNoLongerInactiveActivatesAccount() throws InterruptedException {
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.DEACTIVATE).breakAfterActing();
		assertThat(run("inactive").state()).isEqualTo(State.FAILED);
		this.sandbox.onNext(SandboxOperation.ACTIVATE).respondWith(409).code("conflict");
		AccountImport failed = run("active");
		assertThat(this.service.failures(failed.id(), 10).block(PATIENCE)).singleElement()
			.satisfies((row) -> assertThat(row.reason()).startsWith("created, but not activated: "));
		assertThat(run("active").state()).isEqualTo(State.COMPLETED);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::status)
			.containsExactly(SandboxAccountStatus.ACTIVE);
	}

	@Test
	void importWhenRowIsStillInactiveDeactivatesAccount() throws InterruptedException {
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.DEACTIVATE).breakBeforeActing();
		assertThat(run("inactive").state()).isEqualTo(State.FAILED);
		assertThat(run("inactive").state()).isEqualTo(State.COMPLETED);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::status)
			.containsExactly(SandboxAccountStatus.INACTIVE);
	}

	@Test
	void importWhenRowOfFinishedAccountChangesStatusChangesNothing() throws InterruptedException {
		assertThat(run("active").state()).isEqualTo(State.COMPLETED);
		assertThat(run("inactive").counts().existing()).isEqualTo(1);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::status)
			.containsExactly(SandboxAccountStatus.ACTIVE);
	}

	@ParameterizedTest
	@CsvSource({ "422,validation_error", "400,invalid_parameter", "409,limit_exceeded" })
	void importWhenRejectedAfterUnknownOutcomeCanBeSentLater(int status, String code) throws InterruptedException {
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).breakBeforeActing();
		assertThat(run("active").counts().undecided()).isEqualTo(1);
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(status).code(code);
		AccountImport rejected = run("active");
		assertThat(rejected.counts().undecided()).isZero();
		assertThat(rejected.counts().failed()).isEqualTo(1);
		expireKeys();
		assertThat(run("active").state()).isEqualTo(State.COMPLETED);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "401,authentication_required", "403,insufficient_permissions", "409,conflict", "501,internal_error" })
	void importWhenFailureIsInconclusiveForEarlierAttemptsStaysUnknown(int status, String code)
			throws InterruptedException {
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).breakAfterActing();
		assertThat(run("active").counts().undecided()).isEqualTo(1);
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).respondWith(status).code(code);
		assertThat(run("active").counts().undecided()).isEqualTo(1);
		this.sandbox.endFaults();
		assertThat(run("active").state()).isEqualTo(State.COMPLETED);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void importWhenRejectionIsNotFromServiceStaysUnknown() throws InterruptedException {
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).breakAfterActing();
		assertThat(run("active").counts().undecided()).isEqualTo(1);
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).html(422);
		assertThat(run("active").counts().undecided()).isEqualTo(1);
	}

	/**
	 * Leave a row as a process does that ended three days ago while it sent the row.
	 */
	private String interrupt() {
		String id = upload("active").id();
		Team current = this.team.current().blockOptional(PATIENCE).orElseThrow();
		byte[] scope = this.digests.scope(current.baseUrl(), current.id(), this.name);
		this.imports.identify(id, this.digests.identity(scope, new byte[1]), scope,
				new ImportTarget(current.baseUrl(), current.id(), this.name, ""));
		ImportRun run = this.imports.claim(id, "other", "other/1", current).orElseThrow();
		this.rows.mark(run, this.rows.pending(id, id, 0, 1));
		this.jdbc
			.sql("update console_import set lease_until = lease_until - interval '3' day, key_id = 'other', "
					+ "key_configured = true where id = :id")
			.param("id", id)
			.update();
		expireKeys();
		return id;
	}

	/**
	 * Let three days go by.
	 */
	private void expireKeys() {
		this.jdbc
			.sql("update console_account set marked_at = marked_at - interval '3' day, "
					+ "sent_until = sent_until - interval '3' day")
			.update();
	}

	private void createByHand() {
		CreateProviderRequest request = this.service.preview(upload("active").id(), 1)
			.map((rows) -> rows.get(0).request())
			.blockOptional(PATIENCE)
			.orElseThrow();
		this.providers.create(request).block(PATIENCE);
	}

	private AccountImport run(String status) throws InterruptedException {
		AccountImport started = this.service.start(upload(status).id(), this.name)
			.blockOptional(PATIENCE)
			.orElseThrow();
		assertThat(this.service.awaitEnd(started.id(), PATIENCE)).isTrue();
		return this.service.find(started.id()).blockOptional(PATIENCE).orElseThrow();
	}

	private AccountImport upload(String status) {
		String content = "name,host,port,protocol,username,password,status\nA,smtp.example.com,587,starttls,user,s3cret,"
				+ status + "\n";
		return this.service.upload("accounts.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

}
