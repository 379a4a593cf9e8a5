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

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import reactor.netty.http.client.HttpClient;
import tools.jackson.core.json.PackageVersion;

import org.springframework.boot.SpringBootVersion;

/**
 * Main class of the client process.
 */
public final class BenchmarkRunner {

	private static final int MIN_CALLS = 500;

	private final Options options;

	private BenchmarkRunner(Options options) {
		this.options = options;
	}

	/**
	 * Measure and report.
	 * @param args see {@link Options}
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		new BenchmarkRunner(Options.parse(args)).run();
	}

	private void run() throws Exception {
		Endpoint endpoint = new Endpoint(this.options.baseUrl());
		describe();
		if (!this.options.startup()) {
			measureCalls(endpoint);
		}
		if (this.options.full() || this.options.startup()) {
			new StartupMeasurement(endpoint).run();
		}
		if (this.options.full()) {
			new PartsMeasurement().run();
		}
	}

	private void measureCalls(Endpoint endpoint) throws Exception {
		try (Contenders contenders = new Contenders(endpoint)) {
			if (!this.options.endurance().isZero()) {
				new EnduranceMeasurement(contenders, this.options.endurance()).run();
				return;
			}
			compare(contenders.all().stream().filter((contender) -> this.options.includes(contender.name())).toList());
			if (this.options.full()) {
				new BulkMeasurement(contenders).run();
			}
		}
	}

	private void describe() {
		Report.line("%s, %d core(s) for the client, Java %s, Spring Boot %s, Reactor Netty %s, Jackson %s".formatted(
				LocalDate.now(), Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
				SpringBootVersion.getVersion(), HttpClient.class.getPackage().getImplementationVersion(),
				PackageVersion.VERSION));
		Report.line("Medians of %d rounds of %d ms; ratios to the hand-written WebClient, paired by round"
			.formatted(this.options.rounds(), this.options.phase().toMillis()));
	}

	private void compare(List<Contender<?>> contenders) throws InterruptedException {
		for (Contender<?> contender : contenders) {
			new Load(16, this.options.warmUp(), this.options.warmUpCalls()).run(contender);
		}
		Map<Integer, Results> results = new LinkedHashMap<>();
		for (int round = 0; round < this.options.rounds(); round++) {
			List<Contender<?>> order = new ArrayList<>(contenders);
			Collections.shuffle(order, new Random(round));
			for (int inFlight : this.options.inFlight()) {
				Results samples = results.computeIfAbsent(inFlight, (key) -> new Results(contenders));
				for (Contender<?> contender : order) {
					samples.add(contender.name(), new Load(inFlight, this.options.phase(), MIN_CALLS).run(contender));
				}
			}
		}
		results.forEach(Report::load);
	}

}
