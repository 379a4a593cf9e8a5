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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an application in a Java process of its own, from whose class path something is
 * really missing.
 */
final class ApplicationProcess {

	/**
	 * What only an application with the actuator has, the core of Micrometer with it.
	 */
	static final String ACTUATOR = "boot-(starter-)?(actuator|micrometer)|boot-health|micrometer-(core|jakarta9)";

	static final String DEVTOOLS = "boot-devtools";

	/**
	 * What only a web application on servlets has.
	 */
	static final String SERVLET_STACK = "webmvc|boot-servlet|boot-(starter-)?tomcat|tomcat-embed";

	/**
	 * What only a reactive web application has.
	 */
	static final String REACTIVE_STACK = "boot-(starter-)?(webflux|reactor-netty)|boot-netty";

	private static final String KOTLIN = "kotlin";

	private static final int MAX_MINUTES = 2;

	private ApplicationProcess() {
	}

	/**
	 * Run the application until it ends by itself, with success. It is killed after some
	 * minutes.
	 * @param application the class with the main method
	 * @param missing pattern of what the names of the jars that are left out contain
	 * @param properties the command line, without hyphens
	 */
	static void run(Class<?> application, String missing, String... properties) throws IOException {
		run(List.of("-cp", classPathWithout(missing + "|" + KOTLIN), application.getName()), properties);
	}

	/**
	 * Run the application until it ends by itself, with success. It is killed after some
	 * minutes.
	 * @param options the options of Java, the main class among them
	 * @param properties the command line, without hyphens
	 */
	static void run(List<String> options, String... properties) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		Stream.of(properties).map((property) -> "--" + property).forEach(command::add);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.onExit().completeOnTimeout(process, MAX_MINUTES, TimeUnit.MINUTES).thenAccept(Process::destroyForcibly);
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.onExit().join().exitValue()).as(output).isZero();
	}

	/**
	 * What a client needs that calls this server, and fails at once if it cannot.
	 */
	static Stream<String> client(URI baseUrl, String token) {
		return Stream.of("sendmux.base-url=" + baseUrl, "sendmux.token=" + token, "sendmux.read-timeout=20s",
				"sendmux.retry.max-retries=0");
	}

	static String classPathWithout(String missing) {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((file) -> !new File(file).getName().matches(".*(" + missing + ").*\\.jar"))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
