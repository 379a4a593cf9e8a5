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

package ai.sendmux.console.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;

import ai.sendmux.console.TestConsoleApplication;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for a {@link Store} that cannot be used: the application says why in a sentence
 * and sends nothing.
 */
@ExtendWith(OutputCaptureExtension.class)
class StoreTests {

	private final SendmuxSandbox service = SendmuxSandbox.start();

	@TempDir
	private Path directory;

	@AfterEach
	void stopService() {
		this.service.close();
	}

	@Test
	void startWhenDirectoryIsMissingCreatesItForOwnerOnly(CapturedOutput output) throws IOException {
		Path imports = this.directory.resolve("new/imports");
		start(imports).close();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(imports))).isEqualTo("rwx------");
		assertThat(output).contains("Imports  are kept in " + imports.resolve("imports.mv.db"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rwxr-xr-x", "rwxrwx---", "rwx--x---" })
	void startWhenOthersCanAccessDirectoryLeavesItAndWarns(String permissions, CapturedOutput output)
			throws IOException {
		Path imports = this.directory.resolve("shared");
		Files.createDirectory(imports);
		Files.setPosixFilePermissions(imports, PosixFilePermissions.fromString(permissions));
		start(imports).close();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(imports))).isEqualTo(permissions);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(imports.resolve("imports.mv.db"))))
			.isEqualTo("rw-------");
		assertThat(output).contains("Others can access the directory " + imports);
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "file/imports" })
	void startWhenDirectoryCannotBeCreatedFails(String path, CapturedOutput output) throws IOException {
		Files.createFile(this.directory.resolve("file"));
		assertRefused(this.directory.resolve(path), output, "The directory " + this.directory.resolve(path)
				+ " cannot be read and written. Grant access to it, or choose another console.data-directory.");
	}

	@Test
	void startWhenFileIsNotDatabaseFails(CapturedOutput output) throws IOException {
		Files.writeString(file(), "no database ".repeat(1000));
		assertRefused(this.directory, output, "The imports in " + file() + " cannot be read");
	}

	@Test
	void startWhenFileIsEmptyFails(CapturedOutput output) throws IOException {
		Files.createFile(file());
		assertRefused(this.directory, output, "The imports in " + file() + " cannot be read");
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.25, 0.5 })
	void startWhenFileIsTruncatedFails(double part, CapturedOutput output) throws IOException {
		start(this.directory).close();
		byte[] content = Files.readAllBytes(file());
		Files.write(file(), Arrays.copyOf(content, (int) (content.length * part)));
		assertRefused(this.directory, output, "The imports in " + file() + " cannot be read");
	}

	@Test
	void startWhenFileIsOlderFails(CapturedOutput output) throws IOException {
		start(this.directory).close();
		byte[] older = Files.readAllBytes(file());
		importAccounts();
		start(this.directory).close();
		Files.write(file(), older);
		assertRefused(this.directory, output, "The imports in " + file() + " lack what was written last");
		Files.delete(this.directory.resolve("imports.version"));
		start(this.directory).close();
	}

	private void importAccounts() {
		start(this.directory, "--import=" + writeAccounts()).close();
		assertThat(this.service.accounts()).isNotEmpty();
	}

	@Test
	void startWhenFileIsOverwrittenFails(CapturedOutput output) throws IOException {
		start(this.directory).close();
		byte[] content = Files.readAllBytes(file());
		Arrays.fill(content, content.length / 4, content.length, (byte) 'x');
		Files.write(file(), content);
		assertRefused(this.directory, output, "The imports in " + file() + " cannot be read");
	}

	@Test
	void startWhenSchemaIsNewerFails(CapturedOutput output) {
		try (ConfigurableApplicationContext application = start(this.directory)) {
			assertThat(application.getBean(JdbcTemplate.class)
				.update("insert into \"console_schema_history\" select 99, '99', 'newer', \"type\", \"script\", "
						+ "\"checksum\", \"installed_by\", \"installed_on\", \"execution_time\", \"success\" "
						+ "from \"console_schema_history\" where \"version\" = '2'"))
				.isOne();
		}
		assertRefused(this.directory, output,
				"The imports in " + file() + " were written by a newer version of this application. Use that version.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "c2hvcnQ=", "eHh4eHh4eHh4eHh4eHh4eHl5eXl5eXl5eXl5eXl5eXl5", "n0t-B4se64!" })
	void startWhenEncryptionKeyIsInvalidFailsWithoutQuotingIt(String key, CapturedOutput output) {
		assertRefused(this.directory, output,
				"The property console.import.encryption-key is not a key of 32 bytes "
						+ "in Base64. Create one with: openssl rand -base64 32",
				"--console.import.encryption-key=" + key);
		assertThat(output).doesNotContain(key);
	}

	private void assertRefused(Path imports, CapturedOutput output, String sentence, String... more) {
		int before = output.length();
		int sent = this.service.requests().size();
		Path file = writeAccounts();
		Throwable failure = catchThrowable(() -> start(imports,
				Stream.concat(Stream.of("--import=" + file), Arrays.stream(more)).toArray(String[]::new))
			.close());
		assertThat(Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause)
			.filter(StoreException.class::isInstance)
			.map(StoreException.class::cast)).singleElement().satisfies((ex) -> {
				assertThat(ex.getExitCode()).isEqualTo(2);
				assertThat(ex).hasMessageStartingWith(sentence);
			});
		assertThat(output.toString().substring(before)).containsOnlyOnce(sentence).doesNotContain("\tat ");
		assertThat(this.service.requests()).hasSize(sent);
	}

	private Path writeAccounts() {
		try {
			return Files.writeString(
					Files.createTempDirectory(this.directory.getParent(), "csv").resolve("accounts.csv"),
					"name,host,port,protocol,username,password\nA,smtp.example.com,587,starttls,user,s3cret\n",
					StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private Path file() {
		return this.directory.resolve("imports.mv.db");
	}

	private ConfigurableApplicationContext start(Path imports, String... more) {
		Stream<String> arguments = Stream.of("--sendmux.token=" + this.service.token(),
				"--sendmux.base-url=" + this.service.baseUrl(), "--console.data-directory=" + imports,
				"--console.accounts=", "--spring.reactor.netty.shutdown-quiet-period=0s");
		return new SpringApplicationBuilder(TestConsoleApplication.class).web(WebApplicationType.NONE)
			.run(Stream.concat(arguments, Arrays.stream(more)).toArray(String[]::new));
	}

}
