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

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * Server that creates accounts under idempotency keys and fails now and then, before or
 * after a request has taken effect.
 */
final class FaultyServer implements AutoCloseable {

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
		this.server = HttpServer.create().runOn(this.loops).host("localhost").port(0).handle(this::handle).bindNow();
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
