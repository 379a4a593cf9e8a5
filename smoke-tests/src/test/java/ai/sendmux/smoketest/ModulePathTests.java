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

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for an application on the module path, which is compiled as a module and runs in
 * a Java process of its own.
 */
class ModulePathTests {

	private static final Path SOURCES = Path.of("src/test/modules");

	/**
	 * Names of the jars that the starter brings.
	 */
	private static final Pattern STARTER = Pattern.compile("sendmux-spring-boot-autoconfigure.*|commons-logging-.*"
			+ "|jackson-.*|jakarta\\.(annotation|validation)-.*|jspecify-.*|log4j-.*|logback-.*|micrometer-(commons"
			+ "|observation)-\\d.*|netty-.*|reactive-streams-.*|reactor-(core|netty-core|netty-http)-\\d.*|slf4j-.*"
			+ "|snakeyaml-.*|jul-to-slf4j-.*|spring-(aop|beans|context|core|expression|web|webflux)-\\d.*"
			+ "|spring-boot-((autoconfigure|http-client|http-codec|http-converter|jackson|reactor|webclient)-)?\\d.*");

	@TempDir
	private Path output;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void callWhenApplicationIsModularSucceeds(boolean httpClient) throws IOException {
		String modulePath = modulePath();
		compile(modulePath);
		List<String> options = List.of("--add-modules",
				httpClient ? "ALL-MODULE-PATH,java.net.http" : "ALL-MODULE-PATH", "--module-path",
				modulePath + File.pathSeparator + this.output, "--module",
				"com.example.modular/com.example.modular.ModularApplication");
		try (SendmuxSandbox sandbox = SendmuxSandbox.start()) {
			sandbox.add(SandboxAccount.smtp().name("Mail"));
			ApplicationProcess.run(options,
					Stream
						.concat(ApplicationProcess.client(sandbox.baseUrl(), sandbox.token()), Stream
							.of("expected.http-client=" + httpClient, "spring.reactor.netty.shutdown-quiet-period=0s"))
						.toArray(String[]::new));
		}
	}

	private void compile(String modulePath) {
		StringWriter messages = new StringWriter();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		boolean compiled = compiler.getTask(messages, null, null,
				List.of("-proc:none", "-parameters", "--module-path", modulePath, "-d", this.output.toString()), null,
				compiler.getStandardFileManager(null, null, null)
					.getJavaFileObjects(SOURCES.resolve("module-info.java"),
							SOURCES.resolve("com/example/modular/ModularApplication.java")))
			.call();
		assertThat(compiled).as(messages.toString()).isTrue();
	}

	/**
	 * The name of the client's module is in the manifest of its jar.
	 */
	private static String modulePath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.map((entry) -> entry.endsWith("sendmux-spring-boot-autoconfigure/target/classes") ? jarBeside(entry)
					: entry)
			.filter((entry) -> STARTER.matcher(String.valueOf(entry.getFileName())).matches())
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Path jarBeside(Path classes) {
		File[] jars = classes.resolveSibling("").toFile().listFiles((directory, name) -> name.endsWith(".jar"));
		assumeThat(jars).as("The module of the client is packaged").isNotEmpty();
		return Arrays.stream(jars).map(File::toPath).sorted().findFirst().orElseThrow();
	}

}
