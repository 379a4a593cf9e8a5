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

package ai.sendmux.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Starts small applications in processes of their own, one kind after the other, round by
 * round.
 */
final class StartupMeasurement {

	private static final int ROUNDS = 9;

	private final Endpoint endpoint;

	StartupMeasurement(Endpoint endpoint) {
		this.endpoint = endpoint;
	}

	void run() throws IOException, InterruptedException {
		Map<String, List<double[]>> results = new LinkedHashMap<>();
		List<String> kinds = List.of(StartupApplication.EMPTY, StartupApplication.WEB_CLIENT,
				StartupApplication.STARTER);
		for (int round = 0; round < ROUNDS; round++) {
			for (String kind : kinds) {
				results.computeIfAbsent(kind, (key) -> new ArrayList<>()).add(start(kind));
			}
		}
		Report.heading("Start-up, medians of " + ROUNDS);
		Report.header("application", "main to started, ms", "classes", "heap, MB", "first call, ms",
				"classes after the call");
		results.forEach((kind, values) -> Report.row(kind, Report.whole(median(values, 0) / 1e3),
				Report.whole(median(values, 1)), Report.tenths(median(values, 2) / 1e3),
				kind.equals(StartupApplication.EMPTY) ? "" : Report.whole(median(values, 3) / 1e3),
				Report.whole(median(values, 4))));
	}

	private static double median(List<double[]> values, int column) {
		return Results.median(values.stream().mapToDouble((row) -> row[column]).toArray());
	}

	private double[] start(String kind) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-cp", classPath(kind), StartupApplication.class.getName(),
				kind, this.endpoint.baseUrl())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
			throw new IllegalStateException("The application '" + kind + "' ended with: " + output);
		}
		return Arrays.stream(output.trim().split(" ")).mapToDouble(Double::parseDouble).toArray();
	}

	/**
	 * What only the benchmarks need is left out, and the starter where it is not used.
	 */
	private static String classPath(String kind) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> isNeeded(kind, Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isNeeded(String kind, String file) {
		if (file.matches("(jmh-|jopt-|commons-math|micrometer-core|HdrHistogram|LatencyUtils).*")) {
			return false;
		}
		return kind.equals(StartupApplication.STARTER) || !file.matches("(sendmux-|jakarta.validation).*");
	}

}
