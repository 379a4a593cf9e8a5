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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Samples of all rounds with one number of calls in flight.
 */
final class Results {

	private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

	/**
	 * The contenders keep their order, in whatever order they run.
	 */
	Results(List<Contender<?>> contenders) {
		contenders.forEach((contender) -> this.samples.put(contender.name(), new ArrayList<>()));
	}

	void add(String contender, Sample sample) {
		of(contender).add(sample);
	}

	Set<String> contenders() {
		return this.samples.keySet();
	}

	boolean has(String contender) {
		return this.samples.containsKey(contender);
	}

	double median(String contender, ToDoubleFunction<Sample> figure) {
		return median(of(contender).stream().mapToDouble(figure).toArray());
	}

	/**
	 * Ratios that two contenders had in the same round, in ascending order.
	 */
	double[] ratios(String contender, String reference, ToDoubleFunction<Sample> figure) {
		List<Sample> ours = of(contender);
		List<Sample> theirs = of(reference);
		return IntStream.range(0, Math.min(ours.size(), theirs.size()))
			.mapToDouble((round) -> figure.applyAsDouble(ours.get(round)) / figure.applyAsDouble(theirs.get(round)))
			.sorted()
			.toArray();
	}

	private List<Sample> of(String contender) {
		return Objects.requireNonNull(this.samples.get(contender));
	}

	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		if (sorted.length == 0) {
			return Double.NaN;
		}
		return (sorted.length % 2 != 0) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
