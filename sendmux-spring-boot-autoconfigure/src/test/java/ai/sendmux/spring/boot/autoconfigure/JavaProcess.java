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

package ai.sendmux.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs applications in a Java process of their own.
 */
final class JavaProcess {

	private static final int MAX_MINUTES = 2;

	private JavaProcess() {
	}

	/**
	 * Run the application with these properties and return how it failed, else an empty
	 * text. It is killed after some minutes.
	 */
	static String run(Class<?> application, String classPath, List<String> options, List<String> properties)
			throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, application.getName()));
		properties.stream().map((property) -> "--" + property).forEach(command::add);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.onExit().completeOnTimeout(process, MAX_MINUTES, TimeUnit.MINUTES).thenAccept(Process::destroyForcibly);
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		int status = process.onExit().join().exitValue();
		return (status != 0) ? "Exit status " + status + "\n" + output : "";
	}

}
