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

package ai.sendmux.console.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.sendmux.console.TestConsoleApplication;
import ai.sendmux.console.store.FailingStore;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ImportCommand}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ImportCommandTests {

	private static final String HEADER = "name,host,port,protocol,username,password\n";

	private final SendmuxSandbox service = SendmuxSandbox.start();

	private volatile BooleanSupplier failing = () -> false;

	@TempDir
	private Path directory;

	@AfterEach
	void stopService() {
		this.service.close();
	}

	@Test
	void runWhenAllAccountsAreCreatedExitsWithZero(CapturedOutput output) throws IOException {
		assertThat(run(HEADER + "A,h,587,tls,u,s3cret\nB,h,587,tls,u,s3cret\n")).isZero();
		assertThat(this.service.accounts()).hasSize(2);
		assertThat(output).contains("Import finished: 2 of 2 created, 0 failed.", "Imported 2 of 2")
			.doesNotContain("s3cret", "Ready");
	}

	@Test
	void runWhenSpreadsheetPadsFileExitsWithZero(CapturedOutput output) throws IOException {
		assertThat(run("sep=;\n" + HEADER.replace(',', ';').stripTrailing()
				+ ";status;quota_day;;\nA;h;587;tls;u;s3cret\nB;h;587;tls;u;s3cret;;\n;;;;;\n;\n"))
			.isZero();
		assertThat(this.service.accounts()).hasSize(2);
		assertThat(output).contains("Imported 2 of 2").doesNotContain("Failed ", "Note ", "s3cret");
	}

	@Test
	void runWhenRowIsInvalidExitsWithOne(CapturedOutput output) throws IOException {
		assertThat(run(HEADER + "A,h,587,tls,u,s3cret\nB,h,0,tls,u,s3cret\n")).isOne();
		assertThat(this.service.accounts()).hasSize(1);
		assertThat(output).contains("Failed   line 3 'B': port: must be at least 1", "Imported 1 of 2");
	}

	@Test
	void runWhenTokenIsRejectedExitsWithThree(CapturedOutput output) throws IOException {
		this.service.onAll().respondWith(401);
		assertThat(run(HEADER + "A,h,587,tls,u,p\nB,h,587,tls,u,p\n")).isEqualTo(3);
		assertThat(output).contains("The API key was rejected. Check SENDMUX_TOKEN.").doesNotContain("\tat ");
	}

	@Test
	void runWhenFileIsUnreadableExitsWithTwo(CapturedOutput output) throws IOException {
		assertThat(run("something else")).isEqualTo(2);
		assertThat(runWith(this.directory.resolve("missing.csv"))).isEqualTo(2);
		assertThat(output).contains("is not the header of the Sendmux template", "missing.csv cannot be read")
			.doesNotContain("\tat ");
	}

	@Test
	void runWhenFileIsDirectoryExitsWithTwo(CapturedOutput output) {
		assertThat(runWith(this.directory)).isEqualTo(2);
		assertThat(output.getErr()).contains("cannot be read").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--import-key=", "--import-key= ", "--import-key=\u00A0", "--import-key" })
	void runWhenImportKeyIsBlankExitsWithTwo(String option, CapturedOutput output) throws IOException {
		Path file = write(HEADER + "A,h,587,tls,u,s3cret\n");
		assertThat(runWith("--import=" + file, option)).isEqualTo(2);
		assertThat(output.getErr()).contains("--import-key=pool").doesNotContain("\tat ");
		assertThat(this.service.requests()).isEmpty();
	}

	@Test
	void runWhenFailedRowsOptionHasNoFileExitsWithTwo(CapturedOutput output) throws IOException {
		Path file = write(HEADER + "A,h,587,tls,u,s3cret\n");
		assertThat(runWith("--import=" + file, "--failed-rows")).isEqualTo(2);
		assertThat(output.getErr()).contains("--failed-rows=failed.csv");
		assertThat(this.service.requests()).isEmpty();
	}

	@Test
	void runWhenRowFailsWritesItToErrorStream(CapturedOutput output) throws IOException {
		run(HEADER + "A,h,587,tls,u,s3cret\nB,h,0,tls,u,s3cret\n");
		assertThat(output.getErr()).contains("Failed   line 3 'B': port");
		assertThat(output.getOut()).contains("Imported 1 of 2").doesNotContain("Failed   line");
	}

	@Test
	void runWhenOutputIsNotTerminalPrintsNoCarriageReturn(CapturedOutput output) throws IOException {
		run(HEADER + "A,h,587,tls,u,s3cret\n");
		assertThat(output.getAll().replace(System.lineSeparator(), "")).doesNotContain("\r");
	}

	@Test
	void dryRunWhenRowsAreValidShowsThemAndSendsNothing(CapturedOutput output) throws IOException {
		String rows = IntStream.range(0, 7)
			.mapToObj((number) -> "A" + number + ",h,587,tls,u,s3cret\n")
			.collect(Collectors.joining());
		Path file = write(HEADER + rows);
		assertThat(runWith("--import=" + file, "--dry-run")).isZero();
		assertThat(this.service.requests()).isEmpty();
		assertThat(output)
			.contains("Ready    line 2 'A0': h:587", "Ready    2 more",
					"Dry run: nothing was sent, 7 of 7 rows can be imported")
			.doesNotContain("s3cret");
	}

	@Test
	void dryRunWhenRowIsInvalidExitsWithOne(CapturedOutput output) throws IOException {
		Path file = write(HEADER + "A,h,587,tls,u,s3cret\nB,h,0,tls,u,s3cret\n");
		assertThat(runWith("--import=" + file, "--dry-run")).isOne();
		assertThat(output.getErr()).contains("Failed   line 3 'B': port");
		assertThat(output).contains("1 of 2 rows can be imported");
	}

	@Test
	void runWhenFollowingDryRunCreatesAccounts() throws IOException {
		Path file = write(HEADER + "A,h,587,tls,u,s3cret\n");
		assertThat(runWith("--import=" + file, "--dry-run")).isZero();
		assertThat(runWith(file)).isZero();
		assertThat(this.service.accounts()).hasSize(1);
	}

	@Test
	void runWhenStoreFailsWhileSendingExitsWithTwo(CapturedOutput output) throws IOException {
		this.service.setRateLimit(100_000);
		Path file = write(IntStream.range(0, 120)
			.mapToObj((number) -> "A" + number + ",h,587,tls,u,s3cret\n")
			.collect(Collectors.joining("", HEADER, "")));
		this.failing = () -> !this.service.accounts().isEmpty();
		assertThat(runWith(file)).isEqualTo(2);
		assertThat(this.service.accounts()).hasSizeLessThanOrEqualTo(50);
		assertThat(output).containsOnlyOnce("cannot be read or written (SQL state 08006)").doesNotContain("\tat ");
		this.failing = () -> false;
		assertThat(runWith(file)).isZero();
		assertThat(this.service.accounts()).hasSize(120);
	}

	@Test
	void runWhenStoreFailsBeforeSendingExitsWithTwo(CapturedOutput output) throws IOException {
		Path file = write(HEADER + "A,h,587,tls,u,s3cret\n");
		this.failing = () -> !this.service.requests().isEmpty();
		assertThat(runWith(file)).isEqualTo(2);
		assertThat(this.service.accounts()).isEmpty();
		assertThat(output).containsOnlyOnce("cannot be read or written (SQL state 08006)").doesNotContain("\tat ");
	}

	@Test
	void failedRowsWhenRowFailsContainsRowWithoutPassword(CapturedOutput output) throws IOException {
		this.service.onAll(SandboxOperation.CREATE).respondWith(422);
		Path file = write(HEADER + "A,h,587,tls,u,s3cret\n");
		Path failed = this.directory.resolve("failed.csv");
		assertThat(runWith("--import=" + file, "--failed-rows=" + failed)).isOne();
		assertThat(output).contains("The rows that failed are in " + failed);
		assertThat(failed).content().contains("A,,,h,587,tls,u,").contains("line 2: ").doesNotContain("s3cret");
	}

	@Test
	void failedRowsWhenFolderIsMissingSendsNothing(CapturedOutput output) throws IOException {
		Path file = write(HEADER + "A,h,587,tls,u,s3cret\n");
		assertThat(runWith("--import=" + file, "--failed-rows=" + this.directory.resolve("missing/failed.csv")))
			.isEqualTo(2);
		assertThat(this.service.requests()).isEmpty();
		assertThat(output.getErr()).contains("the failed rows cannot be written");
	}

	@Test
	void runWhenImportOptionHasNoFileExitsWithTwo(CapturedOutput output) {
		assertThat(runWith("--import")).isEqualTo(2);
		assertThat(output).contains("no file is named").doesNotContain("\tat ");
	}

	private int run(String content) throws IOException {
		return runWith(write(content));
	}

	private Path write(String content) throws IOException {
		return Files.writeString(this.directory.resolve("accounts.csv"), content);
	}

	private int runWith(Path file) {
		return runWith("--import=" + file);
	}

	private int runWith(String... options) {
		String[] arguments = Stream.concat(Arrays.stream(options),
				Stream.of("--sendmux.token=" + this.service.token(), "--sendmux.base-url=" + this.service.baseUrl(),
						"--console.data-directory=" + this.directory.resolve("imports")))
			.toArray(String[]::new);
		return SpringApplication
			.exit(new SpringApplicationBuilder(TestConsoleApplication.class).web(WebApplicationType.NONE)
				.initializers((context) -> context.getBeanFactory()
					.addBeanPostProcessor(new FailingStore(() -> this.failing.getAsBoolean())))
				.run(arguments));
	}

}
