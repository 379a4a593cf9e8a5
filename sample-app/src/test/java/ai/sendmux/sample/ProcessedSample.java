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

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged sample, running as it was processed ahead of time in a Java process of its
 * own.
 */
final class ProcessedSample implements AutoCloseable {

	private static final Pattern ADDRESS = Pattern.compile("Ready +(http://127\\.0\\.0\\.1:\\d+)");

	private final HttpClient httpClient = HttpClient.newHttpClient();

	private final Process process;

	private final String output;

	private ProcessedSample(Process process, String output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Start the sample and wait until it is ready.
	 */
	static ProcessedSample start(Map<String, String> environment) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=true", "-jar", System.getProperty("sample.jar"),
				"--server.port=0", "--spring.main.log-startup-info=true");
		builder.environment().keySet().removeIf((name) -> name.startsWith("SENDMUX_"));
		builder.environment().putAll(environment);
		Process process = builder.redirectErrorStream(true).start();
		try {
			return new ProcessedSample(process, outputUntilReady(process));
		}
		catch (IOException | AssertionError ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	/**
	 * The reader stays open: closing it would end the process with its next line.
	 */
	private static String outputUntilReady(Process process) throws IOException {
		List<String> lines = new ArrayList<>();
		BufferedReader reader = process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			lines.add(line);
			if (ADDRESS.matcher(line).find()) {
				return String.join("\n", lines);
			}
		}
		throw new AssertionError("The sample ended:\n" + String.join("\n", lines));
	}

	String output() {
		return this.output;
	}

	String get(String path) throws IOException, InterruptedException {
		return send(request(path).build(), 200);
	}

	String post(String path, String json) throws IOException, InterruptedException {
		return send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json))
			.build(), 201);
	}

	private HttpRequest.Builder request(String path) {
		String address = ADDRESS.matcher(this.output)
			.results()
			.map((MatchResult result) -> result.group(1))
			.findFirst()
			.orElseThrow();
		return HttpRequest.newBuilder(URI.create(address + path));
	}

	private String send(HttpRequest request, int expectedStatus) throws IOException, InterruptedException {
		HttpResponse<String> response = this.httpClient.send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(expectedStatus);
		return response.body();
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
