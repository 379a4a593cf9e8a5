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

import java.util.Collection;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures parts of a call alone, with JMH.
 */
final class PartsMeasurement {

	void run() throws RunnerException {
		Collection<RunResult> results = new Runner(
				new OptionsBuilder().include("\\." + CodecBenchmark.class.getSimpleName() + "\\.")
					.include("\\." + CallBenchmark.class.getSimpleName() + "\\.")
					.addProfiler(GCProfiler.class)
					.verbosity(VerboseMode.SILENT)
					.build())
			.run();
		Report.heading("Parts of a call alone (JMH)");
		Report.header("part", "µs", "± µs", "bytes");
		for (RunResult result : results) {
			Result<?> time = result.getPrimaryResult();
			Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
			Report.row(result.getParams().getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1"),
					Report.hundredths(time.getScore()), Report.hundredths(time.getScoreError()),
					(bytes != null) ? Report.whole(bytes.getScore()) : "");
		}
	}

}
