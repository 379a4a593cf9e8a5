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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import ai.sendmux.benchmarks.ProcessCost.Used;

/**
 * Keeps a number of calls in flight for some time.
 */
final class Load {

	private static final int MAX_LATENCIES = 200_000;

	private static final Duration GRACE = Duration.ofMinutes(5);

	private final int inFlight;

	private final Duration duration;

	private final int minCalls;

	/**
	 * Create a load.
	 * @param inFlight the number of calls in flight
	 * @param duration the time that it lasts
	 * @param minCalls the number of calls that it lasts if that is longer, as it is on a
	 * machine that does other work
	 */
	Load(int inFlight, Duration duration, int minCalls) {
		this.inFlight = inFlight;
		this.duration = duration;
		this.minCalls = minCalls;
	}

	<T> Sample run(Contender<T> contender) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(this.inFlight);
		List<Lane<T>> lanes = Stream
			.generate(() -> new Lane<>(contender, done, this.minCalls / this.inFlight, MAX_LATENCIES / this.inFlight))
			.limit(this.inFlight)
			.toList();
		System.gc();
		ProcessCost cost = ProcessCost.start();
		long deadline = System.nanoTime() + this.duration.toNanos();
		for (Lane<T> lane : lanes) {
			lane.start(deadline);
		}
		boolean ended = done.await(this.duration.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
		Used used = cost.stop();
		if (!ended) {
			throw new IllegalStateException("Calls of " + contender.name() + " did not end");
		}
		return sample(contender, lanes, used);
	}

	private <T> Sample sample(Contender<T> contender, List<Lane<T>> lanes, Used used) {
		int calls = 0;
		for (Lane<T> lane : lanes) {
			if (lane.failure() != null) {
				throw new IllegalStateException("A call of " + contender.name() + " failed", lane.failure());
			}
			calls += lane.calls();
		}
		long[] latencies = lanes.stream().map(Lane::latencies).flatMapToLong(LongStream::of).sorted().toArray();
		return new Sample(calls * 1e9 / used.nanos(), used.cpuNanos() / 1e3 / calls, (double) used.bytes() / calls,
				percentile(latencies, 50), percentile(latencies, 99));
	}

	private static double percentile(long[] sorted, int percent) {
		return (sorted.length > 0) ? sorted[(sorted.length - 1) * percent / 100] / 1e3 : 0;
	}

}
