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

package ai.sendmux.smoketest;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications in Kotlin.
 */
class KotlinTests {

	private static final Path SOURCES = Path.of("src/test/kotlin/com/example/kotlin");

	private static final Pattern ERROR = Pattern.compile("NullSafety\\.kt:(\\d+):\\d+: error: ");

	private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

	@TempDir
	private Path output;

	@Test
	void createWhenCalledFromCoroutinesCreatesAccounts() throws IOException {
		assertThat(compile("KotlinApplication.kt")).as(this.messages.toString(StandardCharsets.UTF_8))
			.isEqualTo(ExitCode.OK);
		assertThat(this.messages.toString(StandardCharsets.UTF_8)).isEmpty();
		try (SendmuxSandbox sandbox = SendmuxSandbox.start()) {
			Stream<String> accounts = IntStream.range(0, 3).boxed().flatMap(KotlinTests::account);
			ApplicationProcess.run(List.of("-cp", classPath(), "com.example.kotlin.KotlinApplicationKt"),
					Stream.concat(ApplicationProcess.client(sandbox.baseUrl(), sandbox.token()), accounts)
						.toArray(String[]::new));
			assertThat(sandbox.accounts()).extracting(SandboxAccount::name)
				.containsExactlyInAnyOrder("Account 1", "Account 2");
		}
	}

	@Test
	void compileWhenCodeIsNotNullSafeFails() throws IOException {
		assertThat(compile("NullSafety.kt")).isEqualTo(ExitCode.COMPILATION_ERROR);
		List<String> lines = Files.readAllLines(SOURCES.resolve("NullSafety.kt"));
		assertThat(ERROR.matcher(this.messages.toString(StandardCharsets.UTF_8))
			.results()
			.map((error) -> Integer.valueOf(error.group(1))))
			.isEqualTo(IntStream.rangeClosed(1, lines.size())
				.filter((line) -> lines.get(line - 1).endsWith("// rejected"))
				.boxed()
				.toList());
	}

	private ExitCode compile(String file) {
		return new K2JVMCompiler().exec(new PrintStream(this.messages, true, StandardCharsets.UTF_8), "-no-stdlib",
				"-no-reflect", "-jvm-target", "17", "-d", this.output.toString(), "-classpath",
				System.getProperty("java.class.path"), SOURCES.resolve(file).toString());
	}

	private String classPath() {
		return this.output + File.pathSeparator
				+ ApplicationProcess.classPathWithout(
						String.join("|", "kotlin-compiler", ApplicationProcess.ACTUATOR, ApplicationProcess.DEVTOOLS,
								ApplicationProcess.SERVLET_STACK, ApplicationProcess.REACTIVE_STACK));
	}

	private static Stream<String> account(int number) {
		String prefix = "shop.accounts[" + number + "].";
		return Stream
			.of("name=Account " + number, "smtp-host=smtp.example.com", "smtp-port=587", "smtp-protocol=starttls",
					"smtp-username=mail", "smtp-password=secret", "quotas.per-day=5000")
			.map((property) -> prefix + property);
	}

}
