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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.sendmux.console.TestConsoleApplication;
import ai.sendmux.console.imports.AccountFile.FailedRow;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ImportService} with the job and the store.
 */
@SpringBootTest(classes = TestConsoleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "console.import.chunk-size=5", "console.import.max-rows=50" })
class ImportServiceTests {

	private static final String HEADER = "name,host,port,protocol,username,password\n";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private ImportService service;

	@Autowired
	private SendmuxSandbox sandbox;

	@BeforeEach
	void raiseRateLimit() {
		this.sandbox.setRateLimit(100_000);
	}

	@Test
	void importWhenRowsAreValidCreatesAccountForEachRow() throws InterruptedException {
		AccountImport ended = run(upload(rows("all", 12)), "all");
		assertThat(ended.state()).isEqualTo(State.COMPLETED);
		assertThat(ended.counts().created()).isEqualTo(12);
		assertThat(this.sandbox.accounts()).hasSize(12);
	}

	@Test
	void importWhenRowFailedRetriesOnlyThatRow() throws InterruptedException {
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(409).code("conflict");
		AccountImport failed = run(upload(rows("again", 7)), "again");
		assertThat(failed.state()).isEqualTo(State.FAILED);
		assertThat(failed.counts().failed()).isEqualTo(1);
		int sent = this.sandbox.requests(SandboxOperation.CREATE).size();
		AccountImport ended = run(upload(rows("again", 7)), "again");
		assertThat(ended.state()).isEqualTo(State.COMPLETED);
		assertThat(ended.id()).isEqualTo(failed.id());
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).hasSize(sent + 1);
		assertThat(this.sandbox.accounts()).hasSize(7);
	}

	@Test
	void importWhenFileWasImportedSendsNothing() throws InterruptedException {
		AccountImport first = run(upload(rows("twice", 6)), "twice");
		int sent = this.sandbox.requests(SandboxOperation.CREATE).size();
		AccountImport second = run(upload(rows("twice", 6)), "twice");
		assertThat(second.id()).isEqualTo(first.id());
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).hasSize(sent);
	}

	@Test
	void importWhenLargerFileHasRowsOfEarlierOneSendsOnlyNewRows() throws InterruptedException {
		run(upload(rows("more", 6)), "more");
		AccountImport larger = run(upload(rows("more", 9)), "more");
		assertThat(larger.counts().existing()).isEqualTo(6);
		assertThat(larger.counts().created()).isEqualTo(3);
		assertThat(this.sandbox.accounts()).hasSize(9);
	}

	@Test
	void importWhenNameDiffersCreatesAccountsAgain() throws InterruptedException {
		run(upload(rows("names", 2)), "first");
		run(upload(rows("names", 2)), "second");
		assertThat(this.sandbox.accounts()).hasSize(4);
	}

	@Test
	void importWhenResumedWhileServiceStillCreatesAccountWaitsForIt() throws InterruptedException {
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofSeconds(2));
		AccountImport started = start(upload(rows("busy", 3)), "busy");
		while (this.sandbox.requests(SandboxOperation.CREATE).isEmpty()) {
			Thread.onSpinWait();
		}
		this.service.stop(started.id()).block(PATIENCE);
		assertThat(this.service.awaitEnd(started.id(), PATIENCE)).isTrue();
		this.service.resume(started.id()).block(PATIENCE);
		assertThat(this.service.awaitEnd(started.id(), PATIENCE)).isTrue();
		assertThat(find(started.id()).state())
			.as(() -> String.valueOf(this.service.failures(started.id(), 30).block(PATIENCE)))
			.isEqualTo(State.COMPLETED);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(3);
	}

	@Test
	void importWhenStoppedAndResumedCreatesEachAccountOnce() throws InterruptedException {
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(50));
		AccountImport started = start(upload(rows("stop", 30)), "stop");
		while (this.sandbox.accounts().isEmpty()) {
			Thread.onSpinWait();
		}
		this.service.stop(started.id()).block(PATIENCE);
		assertThat(this.service.awaitEnd(started.id(), PATIENCE)).isTrue();
		AccountImport stopped = find(started.id());
		assertThat(stopped.state()).isEqualTo(State.STOPPED);
		assertThat(stopped.counts().created()).isLessThan(30);
		this.service.resume(started.id()).block(PATIENCE);
		assertThat(this.service.awaitEnd(started.id(), PATIENCE)).isTrue();
		assertThat(find(started.id()).state())
			.as(() -> String.valueOf(this.service.failures(started.id(), 30).block(PATIENCE)))
			.isEqualTo(State.COMPLETED);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(30);
	}

	@Test
	void importWhenTokenIsRejectedStopsWithReason() throws InterruptedException {
		this.sandbox.onAll(SandboxOperation.CREATE).respondWith(401);
		AccountImport ended = run(upload(rows("token", 12)), "token");
		assertThat(ended.stopReason()).isEqualTo("The API key was rejected. Check SENDMUX_TOKEN.");
		assertThat(this.service.failureOfRun(ended.id())).isPresent();
		assertThat(this.sandbox.accounts()).isEmpty();
	}

	@Test
	void uploadWhenAccountsAreSameButPasswordDiffersRejectsLater() {
		AccountImport uploaded = upload(HEADER + row("A", "one") + row("A", "two"));
		assertThat(uploaded.counts().total()).isEqualTo(1);
		assertThat(failures(uploaded)).singleElement()
			.satisfies((failed) -> assertThat(failed.reason()).isEqualTo("is the same account as on line 2"));
	}

	@Test
	void uploadWhenNotStartedKeepsNoPasswordReadable() {
		AccountImport uploaded = upload(HEADER + row("A", "s3cret"));
		assertThat(uploaded.toString()).doesNotContain("s3cret");
		assertThat(this.service.preview(uploaded.id(), 1).block(PATIENCE)).singleElement()
			.satisfies((row) -> assertThat(row.cells()).doesNotContain("s3cret"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 51, 60 })
	void uploadWhenTooManyRowsKeepsNothing(int count) {
		int before = list().size();
		assertThatExceptionOfType(AccountFile.UnreadableException.class).isThrownBy(() -> upload(rows("many", count)))
			.withMessage("The file has more than 50 rows.");
		assertThat(list()).hasSize(before);
	}

	@Test
	void deleteWhenImportHasEndedKeepsAccounts() throws InterruptedException {
		AccountImport ended = run(upload(rows("gone", 3)), "gone");
		assertThat(this.service.delete(ended.id()).block(PATIENCE)).isTrue();
		assertThat(this.service.find(ended.id()).blockOptional(PATIENCE)).isEmpty();
		AccountImport again = run(upload(rows("gone", 3)), "gone");
		assertThat(again.counts().existing()).isEqualTo(3);
		assertThat(this.sandbox.accounts()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool ", " pool", "pool\u00A0" })
	void startWhenNameHasSurroundingSpaceReturnsSameImport(String name) throws InterruptedException {
		String file = rows("Stripped " + Integer.toHexString(name.hashCode()), 1);
		AccountImport first = run(upload(file), "pool");
		AccountImport second = start(upload(file), name);
		assertThat(second.id()).isEqualTo(first.id());
		assertThat(second.name()).isEqualTo("pool");
	}

	private AccountImport upload(String content) {
		return this.service.upload("accounts.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private AccountImport start(AccountImport uploaded, String name) {
		return this.service.start(uploaded.id(), name).blockOptional(PATIENCE).orElseThrow();
	}

	private AccountImport run(AccountImport uploaded, String name) throws InterruptedException {
		AccountImport started = start(uploaded, name);
		assertThat(this.service.awaitEnd(started.id(), PATIENCE)).isTrue();
		return find(started.id());
	}

	private AccountImport find(String id) {
		return this.service.find(id).blockOptional(PATIENCE).orElseThrow();
	}

	private List<FailedRow> failures(AccountImport accountImport) {
		return this.service.failures(accountImport.id(), 10).blockOptional(PATIENCE).orElseThrow();
	}

	private List<AccountImport> list() {
		return this.service.list(0, 100).blockOptional(PATIENCE).orElseThrow();
	}

	private static String rows(String name, int count) {
		return IntStream.range(0, count)
			.mapToObj((number) -> row(name + " " + number, "s3cret"))
			.collect(Collectors.joining("", HEADER, ""));
	}

	private static String row(String name, String password) {
		return name + ",smtp.example.com,587,starttls,user," + password + "\n";
	}

}
