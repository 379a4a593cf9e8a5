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

package ai.sendmux.http;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.SendmuxException;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.util.ResourceLeakDetector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for very many calls against a server that fails now and then.
 */
@Tag("soak")
class SoakTests {

	private static final Log logger = LogFactory.getLog(SoakTests.class);

	private static final int CALLS = 50_000;

	private static final int WARM_UP_CALLS = 5_000;

	private static final int CONCURRENCY = 64;

	private static final long MEGABYTE = 1024 * 1024;

	private final Logger leakLogger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

	private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();

	private final AtomicInteger askedAgain = new AtomicInteger();

	@BeforeEach
	void watchLeaks() {
		this.leaks.start();
		this.leakLogger.addAppender(this.leaks);
	}

	@AfterEach
	void stopWatching() {
		this.leakLogger.detachAppender(this.leaks);
	}

	@Test
	void createWhenServerIsFaultyLosesAndDuplicatesNothing() {
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
		Set<String> threads = threads();
		try (FaultyServer server = new FaultyServer(); FaultClient client = new FaultClient(server.uri(), settings())) {
			create(client, server, WARM_UP_CALLS, "warm");
			long heapBefore = heapAfterCollection(server);
			int requestsBefore = server.requests();
			long start = System.nanoTime();
			create(client, server, CALLS, "soak");
			Duration duration = Duration.ofNanos(System.nanoTime() - start);
			long heapAfter = heapAfterCollection(server);
			logger.info("%d calls in %s, %.0f calls per second, %d requests, %d faults, %d retried, %d -> %d KiB"
				.formatted(CALLS, duration, CALLS * 1000.0 / duration.toMillis(), server.requests() - requestsBefore,
						server.faults(), this.askedAgain.get(), heapBefore / 1024, heapAfter / 1024));
			assertThat(heapAfter).isLessThan(heapBefore + 5 * MEGABYTE);
			create(client, server, WARM_UP_CALLS, "late");
		}
		assertThat(this.leaks.list).isEmpty();
		Awaitility.with().pollInSameThread().untilAsserted(() -> assertThat(threads()).isSubsetOf(threads));
	}

	/**
	 * Each account is created, and the server counts none twice.
	 */
	private void create(FaultClient client, FaultyServer server, int number, String prefix) {
		int created = server.created();
		StepVerifier
			.create(Flux.range(0, number)
				.flatMap((index) -> create(client.providers(), prefix + index), CONCURRENCY)
				.map(Provider::id)
				.distinct()
				.count())
			.expectNext((long) number)
			.expectComplete()
			.verify(Duration.ofMinutes(10));
		assertThat(server.created() - created).isEqualTo(number);
		assertThat(server.doubled()).isZero();
	}

	/**
	 * As the documentation says: a call that exhausted its retries is made again with its
	 * key.
	 */
	private Mono<Provider> create(SendmuxProvidersOperations providers, String name) {
		CreateProviderRequest request = request(name);
		return providers.create(request).onErrorResume(SendmuxException.class, (failure) -> {
			this.askedAgain.incrementAndGet();
			return providers.create(request, String.valueOf(failure.idempotencyKey()));
		});
	}

	private static CreateProviderRequest request(String name) {
		return CreateProviderRequest.builder()
			.name(name)
			.smtpHost("smtp.example.com")
			.smtpPort(587)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("api-user")
			.smtpPassword("a password")
			.build();
	}

	/**
	 * The retries of the defaults, with shorter waits.
	 */
	private static ApiSettings settings() {
		return FaultClient.settings(ApiSettings.Timeouts.DEFAULTS, new ApiSettings.Retry(2, Duration.ofMillis(5), 2,
				Duration.ofMillis(20), Duration.ofMillis(2), Duration.ofSeconds(60)));
	}

	private static long heapAfterCollection(FaultyServer server) {
		server.forget();
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * Threads that belong to a client or a server, and not to the whole process.
	 */
	private static Set<String> threads() {
		Set<String> names = new HashSet<>();
		Thread.getAllStackTraces().keySet().forEach((thread) -> names.add(thread.getName()));
		names.removeIf((name) -> name.startsWith("parallel-") || name.startsWith("reactor-http-")
				|| name.startsWith("boundedElastic-"));
		return names;
	}

	/**
	 * Server that creates accounts under idempotency keys and fails now and then, before
	 * or after a request has taken effect.
	 */
	private static final class FaultyServer implements AutoCloseable {

		private static final int FAULTS_IN_A_HUNDRED = 5;

		private final LoopResources loops = LoopResources.create("faulty-server", 1, true);

		private final Map<String, String> idsByKey = new ConcurrentHashMap<>();

		private final Set<String> names = ConcurrentHashMap.newKeySet();

		private final AtomicInteger created = new AtomicInteger();

		private final AtomicInteger doubled = new AtomicInteger();

		private final AtomicInteger requests = new AtomicInteger();

		private final AtomicInteger faults = new AtomicInteger();

		private final DisposableServer server;

		FaultyServer() {
			this.server = HttpServer.create()
				.runOn(this.loops)
				.host("localhost")
				.port(0)
				.handle(this::handle)
				.bindNow();
		}

		private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
			return request.receive().aggregate().asString().flatMap((body) -> {
				this.requests.incrementAndGet();
				if (ThreadLocalRandom.current().nextInt(100) >= FAULTS_IN_A_HUNDRED) {
					return respond(create(request, body), response);
				}
				this.faults.incrementAndGet();
				return fail(request, body, response, ThreadLocalRandom.current().nextInt(8));
			});
		}

		private Mono<Void> fail(HttpServerRequest request, String body, HttpServerResponse response, int fault) {
			if (fault >= 4) {
				create(request, body);
			}
			return switch (fault) {
				case 0 -> response.status(502).sendString(Mono.just("<html>Bad gateway</html>")).then();
				case 1 -> response.status(503).header("Retry-After", "0").send();
				case 2 -> response.status(429).header("Retry-After", "0").send();
				case 3, 4 -> close(response);
				case 5 -> response.status(500).send();
				case 6 -> response.status(201).send();
				default -> response.status(201)
					.header("Content-Length", "1000")
					.sendString(Mono.just("{\"ok\":true,"))
					.then()
					.then(close(response));
			};
		}

		private static Mono<Void> close(HttpServerResponse response) {
			return Mono.fromRunnable(() -> response.withConnection((connection) -> connection.channel().close()));
		}

		private String create(HttpServerRequest request, String body) {
			String key = Objects.requireNonNull(request.requestHeaders().get("Idempotency-Key"));
			return this.idsByKey.computeIfAbsent(key, (absent) -> {
				if (!this.names.add(body)) {
					this.doubled.incrementAndGet();
				}
				return "acc_" + this.created.incrementAndGet();
			});
		}

		private Mono<Void> respond(String id, HttpServerResponse response) {
			String body = "{\"ok\":true,\"data\":{\"id\":\"" + id + "\",\"name\":\"Shop\"}}";
			return response.status(201).sendString(Mono.just(body)).then();
		}

		URI uri() {
			return URI.create("http://localhost:" + this.server.port());
		}

		int created() {
			return this.created.get();
		}

		/**
		 * Accounts that were created although the same account had been created before.
		 */
		int doubled() {
			return this.doubled.get();
		}

		int requests() {
			return this.requests.get();
		}

		int faults() {
			return this.faults.get();
		}

		/**
		 * Forget what takes up memory.
		 */
		void forget() {
			this.idsByKey.clear();
			this.names.clear();
		}

		@Override
		public void close() {
			this.server.disposeNow();
			this.loops.disposeLater().block(FaultClient.PATIENCE);
		}

	}

}
