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
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Server that enforces a rate limit in windows of whole seconds.
 */
final class LimitedServer implements AutoCloseable {

	private final int limit;

	private final long windowSeconds;

	private final DisposableServer server;

	private final AtomicInteger refused = new AtomicInteger();

	private long window;

	private int used;

	LimitedServer(int limit, Duration window) {
		this.limit = limit;
		this.windowSeconds = window.toSeconds();
		this.server = HttpServer.create().host("localhost").port(0).handle(this::respond).bindNow();
	}

	private Mono<Void> respond(HttpServerRequest request, HttpServerResponse response) {
		long now = Clock.systemUTC().instant().getEpochSecond();
		int number = use(now / this.windowSeconds);
		long reset = (now / this.windowSeconds + 1) * this.windowSeconds;
		response.header("X-RateLimit-Limit", Integer.toString(this.limit))
			.header("X-RateLimit-Remaining", Integer.toString(Math.max(0, this.limit - number)))
			.header("X-RateLimit-Reset", Long.toString(reset));
		if (number <= this.limit) {
			return response.sendString(Mono.just("{\"ok\":true,\"data\":{\"id\":\"acc_1\",\"name\":\"Shop\"}}")).then();
		}
		this.refused.incrementAndGet();
		return response.status(429).header("Retry-After", Long.toString(reset - now)).send();
	}

	private synchronized int use(long present) {
		this.used = (present == this.window) ? this.used + 1 : 1;
		this.window = present;
		return this.used;
	}

	URI uri() {
		return URI.create("http://localhost:" + this.server.port());
	}

	/**
	 * Requests that got status 429.
	 */
	int refused() {
		return this.refused.get();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
