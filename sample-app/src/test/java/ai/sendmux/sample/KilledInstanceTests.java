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

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for instances of the packaged sample that share their imports in PostgreSQL, of
 * which one is killed or paused.
 */
@Tag("packaged")
@Tag("killed")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledInstanceTests {

	private static final int[] KILLED_AT = { 7, 180, 333 };

	/**
	 * Requests that were being written when the process was paused, for rows that the
	 * other instance has sent since: at most {@code sendmux.bulk.concurrency}.
	 */
	private static final int ON_THEIR_WAY = 8;

	private static final Pattern TAKEN_OVER = Pattern.compile("Another process has taken over the import pool");

	@SuppressWarnings("NullAway.Init")
	private static PostgresServer postgres;

	@TempDir
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private PoolService service;

	@BeforeAll
	static void startPostgres() {
		postgres = PostgresServer.start();
	}

	@AfterAll
	static void stopPostgres() {
		if (postgres != null) {
			postgres.close();
		}
	}

	@BeforeEach
	void startService() {
		this.service = new PoolService("--spring.datasource.url=" + postgres.url(),
				"--spring.datasource.username=console", PoolService.KEY);
	}

	@AfterEach
	void stopService() {
		this.service.close();
	}

	@Test
	void importWhenProcessIsKilledResumesAfterLeaseExpires() throws Exception {
		String address = "";
		for (int killedAt : KILLED_AT) {
			try (ConsoleProcess console = this.service.start()) {
				address = (killedAt != KILLED_AT[0]) ? address : console.startImport(PoolService.rows(), "pool");
				this.service.awaitAccounts(killedAt);
				console.kill();
			}
			expireLease();
		}
		try (ConsoleProcess console = this.service.start()) {
			console.awaitPage(address, PoolService.ALL_CREATED);
			assertThat(console.get("/console/imports")).containsOnlyOnce(address).contains("completed");
		}
		this.service.assertCreatedOnce();
	}

	@Test
	void commandWhenRunAgainAfterKillWaitsForLeaseAndResumes() throws Exception {
		String command = "--import=" + Files.writeString(this.directory.resolve("accounts.csv"), PoolService.rows());
		try (ConsoleProcess process = this.service.start(command)) {
			this.service.awaitAccounts(90);
			process.kill();
		}
		try (ConsoleProcess process = this.service.start(command)) {
			assertThat(process.awaitExit()).as(process::output).isZero();
			assertThat(process.output()).contains(PoolService.ALL_CREATED, "Imported 500 of 500")
				.doesNotContain("Another process");
		}
		this.service.assertCreatedOnce();
	}

	@Test
	void importWhenInstanceIsKilledOrPausedIsTakenOver() throws Exception {
		try (ConsoleProcess second = this.service.start(); ConsoleProcess third = this.service.start()) {
			String address;
			try (ConsoleProcess first = this.service.start()) {
				second.awaitReady();
				third.awaitReady();
				address = first.startImport(PoolService.rows(), "pool");
				this.service.awaitAccounts(60);
				third.signal("STOP");
			}
			expireLease();
			this.service.awaitAccounts(200);
			second.signal("STOP");
			third.signal("CONT");
			// Now the lease expires by itself.
			this.service.awaitAccounts(320);
			third.press(address, "stop");
			third.awaitPage(address, "Import stopped: ");
			int created = this.service.accounts();
			int sent = this.service.requests();
			second.signal("CONT");
			second.await(TAKEN_OVER);
			assertThat(this.service.accounts()).isEqualTo(created);
			assertThat(this.service.requests()).isBetween(sent, sent + ON_THEIR_WAY);
			second.press(address, "resume");
			third.awaitPage(address, PoolService.ALL_CREATED);
			assertThat(second.get("/console/imports")).containsOnlyOnce(address).contains("completed");
		}
		this.service.assertCreatedOnce();
	}

	/**
	 * Let a test not wait for 30 seconds after each process that it has killed.
	 */
	private static void expireLease() throws SQLException {
		try (Connection connection = DriverManager.getConnection(postgres.url(), "console", "");
				Statement statement = connection.createStatement()) {
			assertThat(statement.executeUpdate("update console_import set lease_until = current_timestamp "
					+ "where state = 'RUNNING' and lease_until > current_timestamp"))
				.isOne();
		}
	}

}
