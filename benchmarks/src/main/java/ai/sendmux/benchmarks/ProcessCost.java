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
import java.util.HashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What this process has used since a point in time.
 */
final class ProcessCost {

	private static final OperatingSystemMXBean operatingSystem = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final Map<Long, Long> allocated = allocatedByThread();

	private final long cpu = operatingSystem.getProcessCpuTime();

	private final long started = System.nanoTime();

	private ProcessCost() {
	}

	static ProcessCost start() {
		return new ProcessCost();
	}

	private static Map<Long, Long> allocatedByThread() {
		long[] ids = threads.getAllThreadIds();
		long[] bytes = threads.getThreadAllocatedBytes(ids);
		Map<Long, Long> allocated = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			allocated.put(ids[i], Math.max(0, bytes[i]));
		}
		return allocated;
	}

	/**
	 * Stop measuring.
	 * @return nanoseconds, CPU nanoseconds and bytes
	 */
	Used stop() {
		long nanos = System.nanoTime() - this.started;
		long cpuNanos = operatingSystem.getProcessCpuTime() - this.cpu;
		long bytes = allocatedByThread().entrySet()
			.stream()
			.mapToLong((thread) -> thread.getValue() - this.allocated.getOrDefault(thread.getKey(), 0L))
			.sum();
		return new Used(nanos, cpuNanos, bytes);
	}

	record Used(long nanos, long cpuNanos, long bytes) {

	}

}
