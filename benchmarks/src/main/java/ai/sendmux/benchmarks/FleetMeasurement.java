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

import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Measures how several instances share one rate limit: 480 accounts are created, each
 * instance with a client of its own and 16 calls in flight.
 */
public final class FleetMeasurement {

	private static final String REDIS = "--redis=";

	private static final int CALLS = 480;

	private static final int IN_FLIGHT = 16;

	private static final int[] FLEETS = { 1, 4, 16 };

	private static final long LEAST_SECONDS = (CALLS - 1) / FleetServer.LIMIT * FleetServer.WINDOW_SECONDS;

	private FleetMeasurement() {
	}

	/**
	 * Measure fleets of 1, 4 and 16 instances in this process, or be an instance of a
	 * fleet that has a process for each.
	 * @param args nothing, the number of instances to measure, {@code --redis=} and the
	 * port of a Redis that shares the limit, or the base URL and the number of accounts
	 * that this instance creates
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		if (args.length == 2) {
			try (Instance instance = Instance.alone(URI.create(args[0]), 0)) {
				Counts counts = run(List.of(instance), Integer.parseInt(args[1]), false);
				System.out.println("created " + counts.created() + ", lost " + counts.lost());
			}
			return;
		}
		String redisPort = (args.length == 1 && args[0].startsWith(REDIS)) ? args[0].substring(REDIS.length()) : null;
		boolean one = args.length == 1 && redisPort == null;
		Report.header("instances", "calls", "least time, s", "took, s", "ratio", "refused", "refused, %", "lost");
		for (int instances : one ? new int[] { Integer.parseInt(args[0]) } : FLEETS) {
			measure(instances, false, redisPort);
			measure(instances, true, redisPort);
		}
	}

	private static void measure(int size, boolean bulk, @Nullable String redisPort) throws InterruptedException {
		List<Instance> instances = new ArrayList<>();
		try (FleetServer server = new FleetServer(0)) {
			for (int i = 0; i < size; i++) {
				instances.add((redisPort != null) ? Instance.withRedis(server.baseUrl(), redisPort)
						: Instance.alone(server.baseUrl(), i));
			}
			awaitWindow();
			long start = System.nanoTime();
			Counts counts = run(instances, CALLS, bulk);
			double seconds = (System.nanoTime() - start) / 1e9;
			int refused = server.counts().refused();
			Report.row(Integer.toString(size), bulk ? "createAll" : "single", Long.toString(LEAST_SECONDS),
					Report.tenths(seconds), "%.2f".formatted(seconds / LEAST_SECONDS), Integer.toString(refused),
					Report.tenths(100.0 * refused / CALLS), counts.lost().toString());
		}
		finally {
			instances.forEach(Instance::close);
		}
	}

	/**
	 * The least time is counted from the begin of a window.
	 */
	static void awaitWindow() throws InterruptedException {
		long window = Duration.ofSeconds(FleetServer.WINDOW_SECONDS).toMillis();
		TimeUnit.MILLISECONDS.sleep(window - Clock.systemUTC().millis() % window);
	}

	private static Counts run(List<Instance> instances, int calls, boolean bulk) throws InterruptedException {
		Counts counts = new Counts(new AtomicInteger(), new AtomicInteger());
		CountDownLatch ended = new CountDownLatch(instances.size());
		for (Instance instance : instances) {
			createdBy(instance.providers(), calls / instances.size(), bulk)
				.doOnNext((success) -> (success ? counts.created() : counts.lost()).incrementAndGet())
				.doFinally((signal) -> ended.countDown())
				.subscribe();
		}
		ended.await();
		return counts;
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

	private record Counts(AtomicInteger created, AtomicInteger lost) {

	}

	/**
	 * One of the instances that share the limit.
	 */
	private record Instance(SendmuxProvidersOperations providers, Runnable end) implements AutoCloseable {

		static Instance alone(URI baseUrl, int number) {
			ConnectionProvider pool = ConnectionProvider.create("fleet-" + number, 2 * IN_FLIGHT);
			WebClient webClient = WebClient.builder()
				.clientConnector(new ReactorClientHttpConnector(HttpClient.create(pool)))
				.build();
			ApiClient client = ApiClient.create(webClient, baseUrl, BearerToken.of(Endpoint.TOKEN),
					ApiSettings.DEFAULTS);
			return new Instance(new SendmuxProvidersTemplate(client, IN_FLIGHT), pool::dispose);
		}

		static Instance withRedis(URI baseUrl, String redisPort) {
			ConfigurableApplicationContext application = BootApplication.start(new Endpoint(baseUrl.toString()),
					"sendmux.rate-limit.shared.enabled=true", "spring.data.redis.port=" + redisPort,
					"sendmux.bulk.concurrency=" + IN_FLIGHT);
			return new Instance(application.getBean(SendmuxProvidersOperations.class), application::close);
		}

		@Override
		public void close() {
			this.end.run();
		}

	}

}
