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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Tests for imports of the packaged sample whose process is killed or stopped.
 */
@Tag("packaged")
@Tag("killed")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledImportTests {

	private static final int[] KILLED_AT = { 7, 180, 333 };

	@TempDir
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private PoolService service;

	@BeforeEach
	void startService() {
		this.service = new PoolService("--console.data-directory=" + this.directory.resolve("imports"));
	}

	@AfterEach
	void stopService() {
		this.service.close();
	}

	@Test
	void importWhenKilledWithKeyResumesAutomatically() throws Exception {
		String address = "";
		for (int killedAt : KILLED_AT) {
			try (ConsoleProcess console = this.service.start(PoolService.KEY)) {
				address = (killedAt != KILLED_AT[0]) ? address : console.startImport(PoolService.rows(), "pool");
				this.service.awaitAccounts(killedAt);
				console.kill();
			}
		}
		try (ConsoleProcess console = this.service.start(PoolService.KEY)) {
			console.awaitPage(address, PoolService.ALL_CREATED);
			assertThat(console.get("/console/imports")).containsOnlyOnce("accounts.csv").contains("completed");
		}
		this.service.assertCreatedOnce();
	}

	@Test
	void importWhenKilledWithoutKeyResumesAfterUpload() throws Exception {
		for (int killedAt : KILLED_AT) {
			try (ConsoleProcess console = this.service.start()) {
				console.startImport(PoolService.rows(), "pool");
				this.service.awaitAccounts(killedAt);
				console.kill();
			}
		}
		try (ConsoleProcess console = this.service.start()) {
			assertThat(console.get("/console/imports")).contains("interrupted");
			String address = console.startImport(PoolService.rows(), "pool");
			console.awaitPage(address, PoolService.ALL_CREATED);
			assertThat(console.get("/console/imports")).containsOnlyOnce("accounts.csv");
		}
		this.service.assertCreatedOnce();
	}

	/**
	 * Nobody can know whether an account that is not in the list was created and deleted:
	 * its row is left to the user.
	 */
	@Test
	void importWhenKeysHaveExpiredFindsAccountsInList() throws Exception {
		this.service.sandbox().advanceClock(Duration.ofHours(-25));
		String address;
		try (ConsoleProcess console = this.service.start(PoolService.KEY)) {
			address = console.startImport(PoolService.rows(), "pool");
			this.service.awaitAccounts(180);
			console.kill();
		}
		this.service.sandbox().advanceClock(Duration.ofHours(25));
		execute("update console_account set marked_at = marked_at - interval '25' hour",
				"update console_import set lease_until = lease_until - interval '25' hour");
		try (ConsoleProcess console = this.service.start(PoolService.KEY)) {
			console.awaitPage(address, "Import finished: ");
			String failed = console.get(address + "/failed.csv").replace("user,,", "user,s3cret,");
			int unknown = (int) failed.lines().skip(1).count();
			assertThat(unknown).isBetween(1, 50);
			assertThat(console.get(address)).contains(", 0 failed, " + unknown + " with an unknown outcome.");
			assertThat(this.service.accounts()).isEqualTo(PoolService.ROWS - unknown);
			console.awaitPage(console.startImport(failed, "rest"), "Import finished: " + unknown + " of " + unknown);
		}
		this.service.assertCreatedOnce();
	}

	@Test
	void importWhenStoppedWithinChunkCanBeResumed() throws Exception {
		try (ConsoleProcess console = this.service.start("--console.import.chunk-size=500")) {
			String address = console.startImport(PoolService.rows(), "pool");
			this.service.awaitAccounts(90);
			console.press(address, "stop");
			console.awaitPage(address, "Import stopped: ");
			assertThat(this.service.accounts()).isLessThan(PoolService.ROWS);
			console.press(address, "resume");
			console.awaitPage(address, PoolService.ALL_CREATED);
		}
		this.service.assertCreatedOnce();
	}

	@Test
	void commandWhenRunAgainAfterKillResumes() throws Exception {
		String command = command();
		for (int killedAt : KILLED_AT) {
			try (ConsoleProcess process = this.service.start(command)) {
				this.service.awaitAccounts(killedAt);
				process.kill();
			}
		}
		try (ConsoleProcess process = this.service.start(command)) {
			assertThat(process.awaitExit()).as(process::output).isZero();
			assertThat(process.output()).contains(PoolService.ALL_CREATED, "Imported 500 of 500");
		}
		try (ConsoleProcess process = this.service.start(command)) {
			assertThat(process.awaitExit()).as(process::output).isZero();
			assertThat(process.output()).contains("Imported before as 'accounts.csv': nothing was sent");
		}
		this.service.assertCreatedOnce();
	}

	@Test
	void commandWhenInterruptedStopsAndExplainsHowToResume() throws Exception {
		assumeFalse(ignoresInterrupts(), "SIGINT is ignored here, as in a shell's background job, and so in processes "
				+ "that are started here: run Maven in the foreground");
		assertStops("INT", 130);
	}

	@Test
	void commandWhenTerminatedStopsAndExplainsHowToResume() throws Exception {
		assertStops("TERM", 143);
	}

	private void assertStops(String signal, int status) throws IOException {
		String command = command();
		try (ConsoleProcess process = this.service.start(command)) {
			this.service.awaitAccounts(30);
			process.signal(signal);
			assertThat(process.awaitExit()).isEqualTo(status);
			assertThat(process.output()).contains("Import stopped: ", "Run the same command again to continue")
				.doesNotContain("\tat ", "Exception");
		}
		assertThat(this.service.accounts()).isLessThan(PoolService.ROWS);
		try (ConsoleProcess process = this.service.start(command)) {
			assertThat(process.awaitExit()).as(process::output).isZero();
		}
		this.service.assertCreatedOnce();
	}

	private static boolean ignoresInterrupts() throws IOException {
		Path status = Path.of("/proc/self/status");
		return Files.exists(status) && Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("SigIgn:"))
			.anyMatch((line) -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1L << 1) != 0);
	}

	@Test
	void startWhenAnotherProcessUsesStoreExitsWithMessage() throws Exception {
		try (ConsoleProcess first = this.service.start()) {
			first.awaitReady();
			try (ConsoleProcess second = this.service.start()) {
				assertThat(second.awaitExit()).isEqualTo(2);
				assertThat(second.output()).contains("Another process uses the imports", "PostgreSQL")
					.doesNotContain("\tat ");
			}
			assertThat(first.get("/console/imports")).contains("No file has been imported yet.");
		}
		assertThat(this.service.requests()).isZero();
	}

	@Test
	void importWhenPageIsOpenStopsOnTermination() throws Exception {
		try (ConsoleProcess console = this.service.start(PoolService.KEY)) {
			String address = console.startImport(PoolService.rows(), "pool");
			this.service.awaitAccounts(20);
			console.watch(address);
			long signalledAt = System.nanoTime();
			console.signal("TERM");
			assertThat(console.awaitExit()).isEqualTo(143);
			assertThat(Duration.ofNanos(System.nanoTime() - signalledAt)).isLessThan(Duration.ofSeconds(15));
		}
		assertThat(this.service.accounts()).isLessThan(PoolService.ROWS);
	}

	private String command() throws IOException {
		return "--import=" + Files.writeString(this.directory.resolve("accounts.csv"), PoolService.rows());
	}

	/**
	 * Change the store while no process has it.
	 */
	private void execute(String... statements) throws SQLException {
		try (Connection connection = DriverManager
			.getConnection("jdbc:h2:file:" + this.directory.resolve("imports/imports"), "sa", "");
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				assertThat(statement.executeUpdate(sql)).isPositive();
			}
		}
	}

}
