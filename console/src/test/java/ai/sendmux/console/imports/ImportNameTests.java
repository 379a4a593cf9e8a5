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
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.sendmux.console.TestConsoleApplication;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for imports of different files under the same name.
 */
@SpringBootTest(classes = TestConsoleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "console.import.chunk-size=5", "console.import.max-rows=50" })
class ImportNameTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private ImportService service;

	@Autowired
	private ImportStore imports;

	@Autowired
	private ImportRunner runner;

	@Autowired
	private ImportTeam team;

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private JdbcClient jdbc;

	private final String name = "pool " + UUID.randomUUID();

	@BeforeEach
	void slowDown() {
		this.sandbox.setRateLimit(100_000);
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(100));
	}

	@AfterEach
	void endImports() throws InterruptedException {
		for (AccountImport found : this.service.list(0, 100).blockOptional(PATIENCE).orElseThrow()) {
			this.service.stop(found.id()).block(PATIENCE);
			this.service.awaitEnd(found.id(), PATIENCE);
		}
	}

	@Test
	void startWhenImportOfSameNameRunsIsRefusedUntilItEnds() throws InterruptedException {
		String first = start(upload(0, 30), this.name);
		String second = upload(0, 40);
		assertRefused(this.service.start(second, this.name));
		assertThat(find(second).state()).isEqualTo(State.READY);
		assertCompletes(first);
		assertThat(start(second, this.name)).isEqualTo(second);
		assertThat(assertCompletes(second).counts().existing()).isEqualTo(30);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(40);
	}

	@Test
	void startWhenRetriedUnderOtherNameSucceeds() throws InterruptedException {
		String first = start(upload(0, 30), this.name);
		String second = upload(30, 20);
		assertRefused(this.service.start(second, this.name));
		assertThat(start(second, this.name + " b")).isEqualTo(second);
		assertThat(assertCompletes(second).name()).isEqualTo(this.name + " b");
		assertCompletes(first);
	}

	@Test
	void startWhenTwoFilesAreStartedAtOnceRunsOne() {
		List<String> started = Flux.just(upload(0, 30), upload(0, 40))
			.flatMap((id) -> this.service.start(id, this.name)
				.map(AccountImport::id)
				.onErrorResume(ImportNameInUseException.class, (ex) -> Mono.empty()))
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
		assertThat(started).hasSize(1);
	}

	@Test
	void startWhenStoppedFileIsUploadedAgainWhileSameNameRunsIsRefused() throws InterruptedException {
		String stopped = stop(start(upload(0, 30), this.name));
		start(upload(0, 40), this.name);
		String again = upload(0, 30);
		assertRefused(this.service.start(again, this.name));
		assertThat(find(again).state()).isEqualTo(State.READY);
		assertThat(find(stopped).state()).isEqualTo(State.STOPPED);
	}

	@Test
	void resumeWhenImportOfSameNameRunsIsRefusedUntilItEnds() throws InterruptedException {
		String stopped = stop(start(upload(0, 30), this.name));
		String running = start(upload(0, 40), this.name);
		assertRefused(this.service.resume(stopped));
		assertCompletes(running);
		this.service.resume(stopped).block(PATIENCE);
		assertCompletes(stopped);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(40);
	}

	@Test
	void takeOverWhenImportOfSameNameRunsWaitsUntilItEnds() throws InterruptedException {
		String orphan = stop(start(upload(0, 30), this.name));
		String running = start(upload(0, 40), this.name);
		this.jdbc
			.sql("update console_import set state = 'RUNNING', owner = 'other', lease_until = current_timestamp "
					+ "where id = :id")
			.param("id", orphan)
			.update();
		assertThat(this.imports.findOrphans()).contains(orphan);
		assertThat(this.runner.takeOver(orphan, this.team.current().blockOptional(PATIENCE).orElseThrow())).isNull();
		assertCompletes(running);
		Awaitility.await().atMost(PATIENCE).until(() -> find(orphan).state() == State.COMPLETED);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(40);
	}

	private void assertRefused(Mono<AccountImport> started) {
		assertThatExceptionOfType(ImportNameInUseException.class).isThrownBy(() -> started.block(PATIENCE))
			.withMessage("Another import named '" + this.name
					+ "' is running. Wait until it has ended, or use another name.");
	}

	private AccountImport assertCompletes(String id) throws InterruptedException {
		assertThat(this.service.awaitEnd(id, PATIENCE)).isTrue();
		AccountImport ended = find(id);
		assertThat(ended.state()).isEqualTo(State.COMPLETED);
		return ended;
	}

	private String start(String id, String name) {
		return this.service.start(id, name).blockOptional(PATIENCE).orElseThrow().id();
	}

	private String stop(String id) throws InterruptedException {
		this.service.stop(id).block(PATIENCE);
		assertThat(this.service.awaitEnd(id, PATIENCE)).isTrue();
		return id;
	}

	private AccountImport find(String id) {
		return this.service.find(id).blockOptional(PATIENCE).orElseThrow();
	}

	private String upload(int first, int count) {
		String content = IntStream.range(first, first + count)
			.mapToObj((number) -> "Pool " + number + ",smtp.example.com,587,starttls,user,s3cret\n")
			.collect(Collectors.joining("", "name,host,port,protocol,username,password\n", ""));
		return this.service.upload("accounts.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
			.blockOptional(PATIENCE)
			.orElseThrow()
			.id();
	}

}
