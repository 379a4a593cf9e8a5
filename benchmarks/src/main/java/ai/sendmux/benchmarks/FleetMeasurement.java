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

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.benchmarks.FleetServer.Counts;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Measures how several instances share one rate limit: 480 accounts are created, each
 * instance with a client of its own and 16 calls in flight.
 */
public final class FleetMeasurement {

	private static final int CALLS = 480;

	private static final int IN_FLIGHT = 16;

	private static final int[] FLEETS = { 1, 4, 16 };

	private static final long LEAST_SECONDS = (CALLS - 1) / FleetServer.LIMIT * FleetServer.WINDOW_SECONDS;

	private FleetMeasurement() {
	}

	/**
	 * Measure fleets of 1, 4 and 16 instances in this process, or be an instance of a
	 * fleet that has a process for each.
	 * @param args nothing, the number of instances to measure, or the base URL and the
	 * number of accounts that this instance creates
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		if (args.length == 2) {
			List<AtomicInteger> counts = run(URI.create(args[0]), 1, Integer.parseInt(args[1]), false);
			System.out.println("created " + counts.get(0) + ", lost " + counts.get(1));
			return;
		}
		Report.header("instances", "calls", "least time, s", "took, s", "ratio", "refused", "refused, %", "lost");
		for (int instances : (args.length == 1) ? new int[] { Integer.parseInt(args[0]) } : FLEETS) {
			measure(instances, false);
			measure(instances, true);
		}
	}

	private static void measure(int instances, boolean bulk) throws InterruptedException {
		try (FleetServer server = new FleetServer(0)) {
			awaitWindow();
			long start = System.nanoTime();
			List<AtomicInteger> counts = run(server.baseUrl(), instances, CALLS, bulk);
			double seconds = (System.nanoTime() - start) / 1e9;
			Counts counted = server.counts();
			Report.row(Integer.toString(instances), bulk ? "createAll" : "single", Long.toString(LEAST_SECONDS),
					Report.tenths(seconds), "%.2f".formatted(seconds / LEAST_SECONDS),
					Integer.toString(counted.refused()), Report.tenths(100.0 * counted.refused() / CALLS),
					counts.get(1).toString());
		}
	}

	/**
	 * The least time is counted from the begin of a window.
	 */
	private static void awaitWindow() throws InterruptedException {
		long window = Duration.ofSeconds(FleetServer.WINDOW_SECONDS).toMillis();
		TimeUnit.MILLISECONDS.sleep(window - Clock.systemUTC().millis() % window);
	}

	private static List<AtomicInteger> run(URI baseUrl, int instances, int calls, boolean bulk)
			throws InterruptedException {
		AtomicInteger created = new AtomicInteger();
		AtomicInteger lost = new AtomicInteger();
		CountDownLatch ended = new CountDownLatch(instances);
		List<ConnectionProvider> pools = new ArrayList<>();
		for (int i = 0; i < instances; i++) {
			ConnectionProvider pool = ConnectionProvider.create("fleet-" + i, 2 * IN_FLIGHT);
			pools.add(pool);
			createdBy(client(baseUrl, pool), calls / instances, bulk)
				.doOnNext((success) -> (success ? created : lost).incrementAndGet())
				.doFinally((signal) -> ended.countDown())
				.subscribe();
		}
		ended.await();
		pools.forEach(ConnectionProvider::dispose);
		return List.of(created, lost);
	}

	private static SendmuxProvidersOperations client(URI baseUrl, ConnectionProvider pool) {
		WebClient webClient = WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(HttpClient.create(pool)))
			.build();
		return new SendmuxProvidersTemplate(
				ApiClient.create(webClient, baseUrl, BearerToken.of(Endpoint.TOKEN), ApiSettings.DEFAULTS), IN_FLIGHT);
	}

	private static Flux<Boolean> createdBy(SendmuxProvidersOperations providers, int calls, boolean bulk) {
		Flux<CreateProviderRequest> requests = Flux.range(0, calls)
			.map((index) -> StarterContender.REQUEST.toBuilder().name("Account " + index).build());
		if (bulk) {
			return providers.createAll(requests).map((creation) -> creation.isCreated());
		}
		return requests.flatMap((request) -> providers.create(request).thenReturn(true).onErrorReturn(false),
				IN_FLIGHT);
	}

}
