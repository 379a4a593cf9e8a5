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

package ai.sendmux.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the standalone jar, with the commands that {@code docs/testing.md} shows.
 */
@Tag("packaged")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PackagedSandboxTests {

	private static final Path GUIDE = Path.of("..", "docs", "testing.md");

	private static final String JAR = "sendmux-spring-boot-sandbox-0.1.0-SNAPSHOT-standalone.jar";

	private static final Pattern READY = Pattern
		.compile("Sendmux sandbox ready at http://(127\\.0\\.0\\.1:\\d+)/api/v1 .*");

	@TempDir
	private Path directory;

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void endProcesses() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@Test
	void commandsWhenCopiedFromGuideSucceed() throws IOException, InterruptedException {
		Files.writeString(this.directory.resolve("accounts.json"), block("json", "[\n  {\"name\": \"Sales\""));
		String command = block("shell", "java -jar");
		assertThat(command).contains(JAR, "--port=8089");
		String address = ready(command.replace("8089", "0").replace("java -jar " + JAR, java()));
		List<String> outputs = new ArrayList<>();
		for (String curl : block("shell", "curl").split("\\n(?=curl)")) {
			Process process = shell(curl.replace("127.0.0.1:8089", address));
			outputs.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
			assertThat(process.waitFor()).isZero();
		}
		assertThat(outputs).hasSize(3);
		assertThat(json(outputs.get(0)).at("/data/0/name").asString()).isEqualTo("Sales");
		assertThat(json(outputs.get(1)).at("/data/name").asString()).isEqualTo("Transactional");
		assertThat(json(outputs.get(2)).path("openapi").asString()).startsWith("3.1");
	}

	@Test
	void mainWhenOptionIsUnknownExitsWithStatusOne() throws IOException, InterruptedException {
		Process process = shell(java() + " --prt=1");
		assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
			.startsWith("The sandbox was not started: Unknown option --prt.");
		assertThat(process.getInputStream().readAllBytes()).isEmpty();
		assertThat(process.waitFor()).isEqualTo(1);
	}

	@Test
	void mainWhenHelpIsGivenPrintsHelpAndExitsWithStatusZero() throws IOException, InterruptedException {
		Process process = shell(java() + " --port=0 --help");
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.isEqualTo(StandaloneSandbox.HELP);
		assertThat(process.waitFor()).isZero();
	}

	@Test
	void mainWhenTerminatedExitsWithoutErrorOutput() throws IOException, InterruptedException {
		ready(java() + " --port=0");
		Process process = this.processes.get(0);
		process.toHandle().destroy();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.getErrorStream().readAllBytes()).isEmpty();
	}

	private String ready(String command) throws IOException {
		BufferedReader reader = shell(command).inputReader();
		String line = reader.readLine();
		Matcher matcher = READY.matcher(String.valueOf(line));
		assertThat(matcher.matches()).as(String.valueOf(line)).isTrue();
		return matcher.group(1);
	}

	private static String java() {
		return "exec " + Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -jar "
				+ System.getProperty("sandbox.jar");
	}

	private Process shell(String command) throws IOException {
		Process process = new ProcessBuilder("sh", "-c", command).directory(this.directory.toFile()).start();
		this.processes.add(process);
		return process;
	}

	private static String block(String language, String start) throws IOException {
		Matcher blocks = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
			.matcher(Files.readString(GUIDE));
		return blocks.results()
			.map((block) -> block.group(1))
			.filter((content) -> content.startsWith(start))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No block begins with " + start));
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
