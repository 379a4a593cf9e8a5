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

import ai.sendmux.benchmarks.ProcessCost.Used;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.ProviderCreation.Outcome;
import ai.sendmux.providers.SendmuxProvidersOperations;
import reactor.core.publisher.Flux;

/**
 * Measures lists and bulk creation, of two sizes each, to see that time grows with the
 * size and memory does not.
 */
final class BulkMeasurement {

	private final Contenders contenders;

	private final SendmuxProvidersOperations providers;

	BulkMeasurement(Contenders contenders) {
		this.contenders = contenders;
		this.providers = contenders.starter().providers();
	}

	void run() throws Exception {
		Report.heading("Lists and bulk creation");
		Report.header("work", "accounts", "ms", "CPU µs an account", "bytes an account", "peak heap after GC, MB");
		measure("", list(StubAnswers.ACCOUNTS), StubAnswers.ACCOUNTS);
		measure("", handWrittenList(), StubAnswers.ACCOUNTS);
		for (int accounts : new int[] { 1000, StubAnswers.ACCOUNTS }) {
			measure("list(), starter", list(accounts), accounts);
		}
		measure("list, hand-written WebClient", handWrittenList(), StubAnswers.ACCOUNTS);
		measure("", createAll(10_000), 10_000);
		for (int accounts : new int[] { 10_000, 100_000 }) {
			measure("createAll(), starter", createAll(accounts), accounts);
		}
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
	 * Without a name, to warm up.
	 */
	private static void measure(String name, Flux<?> work, int accounts) throws Exception {
		System.gc();
		try (PeakHeap heap = new PeakHeap()) {
			ProcessCost cost = ProcessCost.start();
			Long count = work.count().block();
			Used used = cost.stop();
			System.gc();
			if (count == null || count != accounts) {
				throw new IllegalStateException(name + " told of " + count + " accounts");
			}
			if (!name.isEmpty()) {
				Report.row(name, Report.whole(accounts), Report.whole(used.nanos() / 1e6),
						Report.tenths(used.cpuNanos() / 1e3 / accounts), Report.whole((double) used.bytes() / accounts),
						(heap.megabytes() > 0) ? Report.tenths(heap.megabytes()) : "no collection");
			}
		}
	}

}
