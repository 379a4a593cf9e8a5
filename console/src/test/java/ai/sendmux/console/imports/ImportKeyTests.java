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
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.sendmux.console.TestConsoleApplication;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code console.import.encryption-key}: what it protects, and what happens
 * without it.
 */
class ImportKeyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	private static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

	private static final String PASSWORD = "s3cret-of-a-row";

	private static final int ROWS = 60;

	private final String store = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private final SendmuxSandbox sandbox = SendmuxSandbox.start();

	@BeforeEach
	void slowDown() {
		this.sandbox.setRateLimit(100_000);
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(30));
	}

	@AfterEach
	void stopSandbox() {
		this.sandbox.close();
	}

	@Test
	void resumeWhenKeyHasChangedKeepsResults() throws InterruptedException {
		AccountImport interrupted;
		try (ConfigurableApplicationContext application = start(KEY)) {
			interrupted = startImport(application);
			awaitAccounts(10);
		}
		try (ConfigurableApplicationContext application = start(OTHER_KEY)) {
			AccountImport found = resume(application, interrupted.id());
			assertThat(found.state()).isEqualTo(State.INTERRUPTED);
			assertThat(found.resumable()).isFalse();
			assertThat(found.keyConfigured()).isTrue();
			assertThat(found.counts().created()).isPositive();
		}
		try (ConfigurableApplicationContext application = start(KEY)) {
			assertThat(resume(application, interrupted.id()).state()).isEqualTo(State.COMPLETED);
		}
		assertCreatedOnce();
	}

	@Test
	void uploadWhenKeyHasChangedContinuesImport() throws InterruptedException {
		AccountImport interrupted;
		try (ConfigurableApplicationContext application = start(KEY)) {
			interrupted = startImport(application);
			awaitAccounts(10);
		}
		try (ConfigurableApplicationContext application = start(OTHER_KEY)) {
			AccountImport started = startImport(application);
			assertThat(started.id()).isEqualTo(interrupted.id());
			assertThat(awaitEnd(application, started.id()).state()).isEqualTo(State.COMPLETED);
		}
		assertCreatedOnce();
	}

	@Test
	void importWhenRowsAreSwappedSendsNeither() throws InterruptedException {
		try (ConfigurableApplicationContext application = start(KEY)) {
			AccountImport uploaded = upload(application);
			JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
			byte[] first = sealed(jdbc, 1);
			jdbc.update("update console_import_row set sealed = ? where record_no = 1", sealed(jdbc, 2));
			jdbc.update("update console_import_row set sealed = ? where record_no = 2", first);
			application.getBean(ImportService.class).start(uploaded.id(), "pool").block(PATIENCE);
			AccountImport ended = awaitEnd(application, uploaded.id());
			assertThat(ended.state()).isEqualTo(State.STOPPED);
			assertThat(ended.stopReason()).startsWith("A stored row does not belong to this file.");
		}
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).isEmpty();
	}

	@Test
	void passwordWhenRowsAreStoredIsNeverReadable() throws InterruptedException {
		try (ConfigurableApplicationContext application = start(KEY)) {
			AccountImport started = startImport(application);
			awaitAccounts(10);
			assertNoPassword(application);
			awaitEnd(application, started.id());
			assertNoPassword(application);
		}
	}

	@Test
	void rowsWhenImportCompletedAreDeleted() throws InterruptedException {
		try (ConfigurableApplicationContext application = start(KEY)) {
			AccountImport started = startImport(application);
			assertThat(awaitEnd(application, started.id()).state()).isEqualTo(State.COMPLETED);
			assertThat(sealedRows(application)).isZero();
		}
	}

	@Test
	void rowsWhenImportFailedAreDeleted() throws InterruptedException {
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(409).code("conflict");
		try (ConfigurableApplicationContext application = start(KEY)) {
			AccountImport started = startImport(application);
			assertThat(awaitEnd(application, started.id()).state()).isEqualTo(State.FAILED);
			assertThat(sealedRows(application)).isZero();
			assertNoPassword(application);
		}
	}

	private static byte[] sealed(JdbcTemplate jdbc, int record) {
		List<byte[]> sealed = jdbc.queryForList("select sealed from console_import_row where record_no = ?",
				byte[].class, record);
		assertThat(sealed).hasSize(1);
		return sealed.get(0);
	}

	private static int sealedRows(ConfigurableApplicationContext application) {
		Integer count = application.getBean(JdbcTemplate.class)
			.queryForObject("select count(*) from console_import_row where sealed is not null", Integer.class);
		return (count != null) ? count : -1;
	}

	/**
	 * The script holds whatever is stored, the tables of Spring Batch included; bytes are
	 * written in hexadecimal.
	 */
	private static void assertNoPassword(ConfigurableApplicationContext application) {
		String hex = HexFormat.of().formatHex(PASSWORD.getBytes(StandardCharsets.UTF_8));
		List<String> script = application.getBean(JdbcTemplate.class).queryForList("script", String.class);
		assertThat(String.join("\n", script).toLowerCase(Locale.ROOT)).contains("console_import_row", "pool 1")
			.doesNotContain(PASSWORD, hex);
	}

	private void assertCreatedOnce() {
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).doesNotHaveDuplicates().hasSize(ROWS);
	}

	private void awaitAccounts(int count) {
		while (this.sandbox.accounts().size() < count) {
			Thread.onSpinWait();
		}
	}

	private AccountImport upload(ConfigurableApplicationContext application) {
		return application.getBean(ImportService.class)
			.upload("pool 1.csv", new ByteArrayInputStream(rows().getBytes(StandardCharsets.UTF_8)))
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private AccountImport startImport(ConfigurableApplicationContext application) {
		String id = upload(application).id();
		return application.getBean(ImportService.class).start(id, "pool").blockOptional(PATIENCE).orElseThrow();
	}

	private static AccountImport resume(ConfigurableApplicationContext application, String id)
			throws InterruptedException {
		application.getBean(ImportService.class).resume(id).blockOptional(PATIENCE).orElseThrow();
		return awaitEnd(application, id);
	}

	private static AccountImport awaitEnd(ConfigurableApplicationContext application, String id)
			throws InterruptedException {
		ImportService service = application.getBean(ImportService.class);
		assertThat(service.awaitEnd(id, PATIENCE)).isTrue();
		return service.find(id).blockOptional(PATIENCE).orElseThrow();
	}

	private ConfigurableApplicationContext start(String key) {
		return new SpringApplicationBuilder(TestConsoleApplication.class).web(WebApplicationType.NONE)
			.run("--sendmux.token=" + this.sandbox.token(), "--sendmux.base-url=" + this.sandbox.baseUrl(),
					"--spring.datasource.url=" + this.store, "--console.import.encryption-key=" + key,
					"--console.import.chunk-size=5", "--spring.reactor.netty.shutdown-quiet-period=0s");
	}

	private static String rows() {
		return IntStream.range(0, ROWS)
			.mapToObj((number) -> "Pool " + number + ",smtp.example.com,587,starttls,user," + PASSWORD + "\n")
			.collect(Collectors.joining("", "name,host,port,protocol,username,password\n", ""));
	}

}
