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

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Keeps calls in flight for a long time, to see that a call costs the same at the end and
 * that nothing stays on the heap.
 */
final class EnduranceMeasurement {

	private static final int IN_FLIGHT = 16;

	private static final int ROWS = 12;

	private final Contenders contenders;

	private final Duration duration;

	EnduranceMeasurement(Contenders contenders, Duration duration) {
		this.contenders = contenders;
		this.duration = duration;
	}

	void run() throws InterruptedException {
		new Load(IN_FLIGHT, Duration.ofSeconds(5), 50_000).run(this.contenders.starter());
		Report.heading("%d minutes with %d in flight".formatted(this.duration.toMinutes(), IN_FLIGHT));
		Report.header("minutes", "calls", "calls/s", "CPU µs", "bytes", "p50 µs", "p99 µs", "heap after GC, MB",
				"threads");
		Duration step = this.duration.dividedBy(ROWS);
		for (int row = 1; row <= ROWS; row++) {
			Sample sample = new Load(IN_FLIGHT, step, 1).run(this.contenders.starter());
			System.gc();
			Report.row(Report.tenths(step.multipliedBy(row).toSeconds() / 60.0),
					Report.whole(sample.callsPerSecond() * step.toSeconds()), Report.whole(sample.callsPerSecond()),
					Report.tenths(sample.cpuMicros()), Report.whole(sample.bytes()), Report.whole(sample.p50Micros()),
					Report.whole(sample.p99Micros()),
					Report.tenths(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6),
					ManagementFactory.getThreadMXBean().getThreadCount());
		}
	}

}
