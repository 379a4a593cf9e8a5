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
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What to measure, and for how long.
 *
 * @param baseUrl the base URL of the stub server
 * @param inFlight the numbers of calls in flight
 * @param rounds the number of rounds
 * @param warmUp the time that each contender runs before the first round
 * @param warmUpCalls the number of calls of each contender before the first round, if the
 * time does not suffice for them
 * @param phase the time that each contender runs in a round, for each number in flight
 * @param only the names of the contenders or, for those without meters, their letters;
 * {@code null} for all
 * @param full whether to measure everything: calls, startup, lists, bulk work and parts
 * @param startup whether to measure startup alone
 * @param endurance how long to keep calls of the starter alone in flight, zero for not at
 * all
 */
record Options(String baseUrl, List<Integer> inFlight, int rounds, Duration warmUp, int warmUpCalls, Duration phase,
		@Nullable List<String> only, boolean full, boolean startup, Duration endurance) {

	private static final List<Integer> ALL = List.of(1, 16, 64, 512);

	/**
	 * Read the command line.
	 * @param args the base URL, then {@code --short}, {@code --only=c,f},
	 * {@code --in-flight=16}, {@code --rounds=3}, {@code --warm-up-ms=},
	 * {@code --phase-ms=}, or {@code --startup}, or {@code --minutes=60}
	 * @return the options
	 */
	static Options parse(String[] args) {
		Arguments arguments = new Arguments(args);
		boolean brief = arguments.has("--short");
		boolean startup = arguments.has("--startup");
		String only = arguments.value("--only", "");
		String inFlight = arguments.value("--in-flight", "");
		int rounds = Integer.parseInt(arguments.value("--rounds", brief ? "3" : "11"));
		long warmUp = Long.parseLong(arguments.value("--warm-up-ms", brief ? "300" : "5000"));
		int warmUpCalls = Integer.parseInt(arguments.value("--warm-up-calls", brief ? "4000" : "50000"));
		long phase = Long.parseLong(arguments.value("--phase-ms", brief ? "120" : "1000"));
		Duration endurance = Duration.ofMinutes(Long.parseLong(arguments.value("--minutes", "0")));
		boolean part = startup || brief || !only.isEmpty() || !endurance.isZero();
		return new Options(args[0], inFlight.isEmpty() ? ALL : split(inFlight).stream().map(Integer::valueOf).toList(),
				rounds, Duration.ofMillis(warmUp), warmUpCalls, Duration.ofMillis(phase),
				only.isEmpty() ? null : split(only), !part, startup, endurance);
	}

	private static List<String> split(String list) {
		return List.of(list.split(","));
	}

	boolean includes(String contender) {
		return this.only == null || this.only.contains(contender) || this.only.stream()
			.anyMatch(
					(name) -> name.length() == 1 && contender.startsWith(name + "-") && !contender.endsWith("-meters"));
	}

	private record Arguments(List<String> all) {

		Arguments(String[] args) {
			this(Arrays.asList(args));
		}

		boolean has(String name) {
			return this.all.contains(name);
		}

		String value(String name, String otherwise) {
			return this.all.stream()
				.filter((argument) -> argument.startsWith(name + "="))
				.map((argument) -> argument.substring(name.length() + 1))
				.findFirst()
				.orElse(otherwise);
		}

	}

}
