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

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The only one who writes to the standard output, which is what a benchmark is for:
 * tables in Markdown.
 */
final class Report {

	private Report() {
	}

	static void line(String text) {
		System.out.println(text);
		System.out.flush();
	}

	static void heading(String text) {
		line("");
		line("### " + text);
		line("");
	}

	static void row(Object... cells) {
		line(Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")));
	}

	static void header(String... names) {
		row((Object[]) names);
		line("|---".repeat(1) + "|---:".repeat(names.length - 1) + "|");
	}

	static void load(int inFlight, Results results) {
		heading(inFlight + " in flight");
		header("contender", "calls/s", "CPU µs", "bytes", "p50 µs", "p99 µs", "CPU ratio", "bytes ratio", "p99 ratio");
		for (String contender : results.contenders()) {
			row(contender, whole(results.median(contender, Sample::callsPerSecond)),
					tenths(results.median(contender, Sample::cpuMicros)),
					whole(results.median(contender, Sample::bytes)),
					whole(results.median(contender, Sample::p50Micros)),
					whole(results.median(contender, Sample::p99Micros)), spread(results, contender, Sample::cpuMicros),
					ratio(results, contender, Sample::bytes), ratio(results, contender, Sample::p99Micros));
		}
	}

	private static String ratio(Results results, String contender, ToDoubleFunction<Sample> figure) {
		String reference = Contenders.referenceOf(contender);
		return results.has(reference) ? hundredths(Results.median(results.ratios(contender, reference, figure))) : "";
	}

	/**
	 * The median and, behind it, between which ratios the middle half of the rounds is.
	 */
	private static String spread(Results results, String contender, ToDoubleFunction<Sample> figure) {
		String reference = Contenders.referenceOf(contender);
		if (!results.has(reference) || reference.equals(contender)) {
			return ratio(results, contender, figure);
		}
		double[] ratios = results.ratios(contender, reference, figure);
		return "%s (%s to %s)".formatted(hundredths(Results.median(ratios)), hundredths(ratios[ratios.length / 4]),
				hundredths(ratios[ratios.length - 1 - ratios.length / 4]));
	}

	static String whole(double value) {
		return String.format(Locale.ROOT, "%,.0f", value);
	}

	static String tenths(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

	static String hundredths(double value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

}
