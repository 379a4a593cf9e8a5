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
import java.util.List;
import java.util.function.ToDoubleFunction;

import ai.sendmux.benchmarks.ProcessCost.Used;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.ProviderCreation.Outcome;
import ai.sendmux.providers.SendmuxProvidersOperations;
import reactor.core.publisher.Flux;

/**
 * Measures lists and bulk creation, of two sizes each, to see that time grows with the
 * size and memory does not. The works take turns.
 */
final class BulkMeasurement {

	private static final int ROUNDS = 5;

	private final Contenders contenders;

	private final SendmuxProvidersOperations providers;

	BulkMeasurement(Contenders contenders) {
		this.contenders = contenders;
		this.providers = contenders.starter().providers();
	}

	void run() throws Exception {
		List<Work> works = List.of(new Work("list(), starter", 1000, 100, list(1000)),
				new Work("list(), starter", StubResponses.ACCOUNTS, 10, list(StubResponses.ACCOUNTS)),
				new Work("list, hand-written WebClient", StubResponses.ACCOUNTS, 10, handWrittenList()),
				new Work("createAll(), starter", 10_000, 3, createAll(10_000)),
				new Work("createAll(), starter", 100_000, 1, createAll(100_000)));
		for (int round = 0; round <= ROUNDS; round++) {
			for (Work work : works) {
				measure(work, round > 0);
			}
		}
		Report.heading("Lists and bulk creation");
		Report.header("work", "accounts", "ms", "CPU µs an account", "bytes an account", "peak heap after GC, MB");
		works.forEach(Work::report);
	}

	private Flux<Provider> list(int accounts) {
		return this.providers.list().take(accounts);
	}

	private Flux<Account> handWrittenList() {
		return this.contenders.handWritten().list();
	}

	private Flux<ProviderCreation> createAll(int accounts) {
		Flux<CreateProviderRequest> requests = Flux.range(0, accounts)
			.map((index) -> StarterContender.REQUEST.toBuilder().name("Account " + index).build());
		return this.providers.createAll(requests).doOnNext(BulkMeasurement::requireCreated);
	}

	private static void requireCreated(ProviderCreation creation) {
		if (creation.outcome() != Outcome.CREATED) {
			throw new IllegalStateException("Not created", creation.failure());
		}
	}

	/**
	 * The first round warms up and is not kept.
	 */
	private static void measure(Work work, boolean kept) throws Exception {
		System.gc();
		try (PeakHeap heap = new PeakHeap()) {
			ProcessCost cost = ProcessCost.start();
			Long count = work.flux().repeat(work.iterations() - 1).count().block();
			Used used = cost.stop();
			System.gc();
			if (count == null || count != work.allAccounts()) {
				throw new IllegalStateException(work.name() + " returned " + count + " accounts");
			}
			if (kept) {
				work.runs().add(new Run(used, heap.megabytes()));
			}
		}
	}

	/**
	 * Work that is measured several times.
	 *
	 * @param name what is done
	 * @param accounts the number of accounts
	 * @param iterations how often it is done in one run, because the clock of the CPU is
	 * coarse
	 * @param flux the work
	 * @param runs what the runs cost
	 */
	private record Work(String name, int accounts, int iterations, Flux<?> flux, List<Run> runs) {

		Work(String name, int accounts, int iterations, Flux<?> flux) {
			this(name, accounts, iterations, flux, new ArrayList<>());
		}

		long allAccounts() {
			return (long) this.accounts * this.iterations;
		}

		void report() {
			Report.row(this.name, Report.whole(this.accounts),
					Report.whole(median((run) -> run.used().nanos()) / 1e6 / this.iterations),
					Report.tenths(median((run) -> run.used().cpuNanos()) / 1e3 / allAccounts()),
					Report.whole(median((run) -> run.used().bytes()) / allAccounts()),
					Report.tenths(this.runs.stream().mapToDouble(Run::peakMegabytes).max().orElse(0)));
		}

		private double median(ToDoubleFunction<Run> figure) {
			return Results.median(this.runs.stream().mapToDouble(figure).toArray());
		}

	}

	private record Run(Used used, double peakMegabytes) {

	}

}
