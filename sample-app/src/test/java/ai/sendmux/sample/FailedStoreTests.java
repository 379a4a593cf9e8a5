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
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for imports of the packaged sample whose store cannot be written any more.
 */
@Tag("packaged")
@Tag("killed")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailedStoreTests {

	private static final String SMALL_CHUNKS = "--console.import.chunk-size=5";

	@TempDir
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private PoolService service;

	@BeforeEach
	void startService() {
		this.service = new PoolService("--console.data-directory=" + this.directory.resolve("imports"), SMALL_CHUNKS);
	}

	@AfterEach
	void stopService() {
		this.service.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 40, 200, 400, 4000 })
	void commandWhenDiskIsFullFailsAndResumesLater(int kilobytes) throws Exception {
		String command = command();
		try (ConsoleProcess process = this.service.startWithFileSize(kilobytes, command)) {
			assertFailed(process);
			assertThat(process.output()).contains("(File too large)");
		}
		assertThat(this.service.accounts()).isLessThan(PoolService.ROWS);
		assertGoesOn(command);
	}

	@Test
	void importWhenDiskIsFullStopsAndShowsReason() throws Exception {
		try (ConsoleProcess console = this.service.startWithFileSize(4000)) {
			String address = console.startImport(PoolService.rows(), "pool");
			console.await(Pattern.compile("The import pool was stopped: The imports in .*File too large"));
			int sent = this.service.requests();
			assertThat(console.send(address).statusCode()).isIn(200, 503);
			assertThat(console.send(address).body()).contains("cannot be read or written");
			assertThat(this.service.requests()).isEqualTo(sent).isLessThan(PoolService.ROWS);
			assertThat(console.output()).doesNotContain("\tat ");
		}
		try (ConsoleProcess console = this.service.start()) {
			console.awaitPage(console.startImport(PoolService.rows(), "pool"), PoolService.ALL_CREATED);
		}
		this.service.assertCreatedOnce();
	}

	@Test
	void commandWhenDatabaseStopsFailsWithMessage() throws Exception {
		try (PostgresServer postgres = PostgresServer.start();
				ConsoleProcess process = this.service.start(command(), "--spring.datasource.url=" + postgres.url(),
						"--spring.datasource.username=console")) {
			this.service.awaitAccounts(50);
			postgres.stop();
			assertFailed(process);
		}
		assertThat(this.service.accounts()).isLessThan(PoolService.ROWS);
	}

	private static void assertFailed(ConsoleProcess process) {
		assertThat(process.awaitExit()).as(process::output).isEqualTo(2);
		assertThat(process.output()).containsOnlyOnce("The imports in ").doesNotContain("\tat ", "Exception");
	}

	private void assertGoesOn(String command) throws IOException {
		try (ConsoleProcess process = this.service.start(command)) {
			assertThat(process.awaitExit()).as(process::output).isZero();
		}
		this.service.assertCreatedOnce();
	}

	private String command() throws IOException {
		return "--import=" + Files.writeString(this.directory.resolve("accounts.csv"), PoolService.rows());
	}

}
