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
import java.nio.charset.StandardCharsets;
import java.time.Clock;

import io.netty.handler.codec.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Server that creates accounts. It permits 100 requests in 5 seconds, or another number,
 * in windows that begin on a whole second.
 */
public final class FleetServer implements AutoCloseable {

	static final int LIMIT = 100;

	static final long WINDOW_SECONDS = 5;

	private static final String PATH = "/api/v1";

	private static final String CREATED = new String(StubResponses.created(), StandardCharsets.UTF_8);

	private static final String NO_ACCOUNTS = "{\"ok\":true,\"data\":[],\"pagination\":{\"has_more\":false}}";

	private static final String ME = """
			{"ok":true,"data":{"team":{"id":"team_1","name":"Team"},"credential":{"id":"key_1"},\
			"permissions":["providers.read","providers.create","providers.update","providers.delete"]}}""";

	private final DisposableServer server;

	private final int limit;

	private long window;

	private int used;

	private int created;

	private int refused;

	private long first;

	private long last;

	FleetServer(int port) {
		this(port, LIMIT);
	}

	/**
	 * Start the server.
	 * @param port the port, {@code 0} for any
	 * @param limit the number of requests that are permitted in 5 seconds, {@code 0} for
	 * any number
	 */
	FleetServer(int port, int limit) {
		this.limit = limit;
		this.server = HttpServer.create().host("localhost").port(port).handle(this::respond).bindNow();
	}

	/**
	 * Run in a process of its own. The first line of the output is the base URL, and each
	 * line after it has the counts at the end of a fleet's run, when a line is read.
	 * @param args not used
	 * @throws Exception if the input cannot be read
	 */
	public static void main(String[] args) throws Exception {
		try (FleetServer server = new FleetServer(0)) {
			System.out.println(server.baseUrl());
			while (System.in.read() == '\n') {
				System.out.println(server.counts());
			}
		}
	}

	private Mono<Void> respond(HttpServerRequest request, HttpServerResponse response) {
		return request.receive().aggregate().asByteArray().defaultIfEmpty(new byte[0]).flatMap((body) -> {
			response.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
			long second = Clock.systemUTC().instant().getEpochSecond();
			int number = take(second / WINDOW_SECONDS);
			if (this.limit > 0) {
				long reset = (second / WINDOW_SECONDS + 1) * WINDOW_SECONDS;
				response.header("X-RateLimit-Limit", Integer.toString(this.limit))
					.header("X-RateLimit-Remaining", Integer.toString(Math.max(0, this.limit - number)))
					.header("X-RateLimit-Reset", Long.toString(reset));
				if (number > this.limit) {
					response.header(HttpHeaders.RETRY_AFTER, Long.toString(reset - second));
					return send(response.status(429), "{\"ok\":false,\"error\":{\"code\":\"rate_limit_exceeded\","
							+ "\"message\":\"Too many requests\",\"retryable\":true}}");
				}
			}
			if (request.method().equals(HttpMethod.POST)) {
				return send(response.status(201), createAccount());
			}
			return send(response, request.uri().endsWith("/me") ? ME : NO_ACCOUNTS);
		});
	}

	private static Mono<Void> send(HttpServerResponse response, String body) {
		return response.sendString(Mono.just(body)).then();
	}

	private synchronized String createAccount() {
		this.created++;
		return CREATED.replace(StubResponses.ACCOUNT_ID, "dprov_%025d".formatted(this.created));
	}

	synchronized int created() {
		return this.created;
	}

	private synchronized int take(long present) {
		this.used = (present == this.window) ? this.used + 1 : 1;
		this.window = present;
		this.last = System.nanoTime();
		if (this.first == 0) {
			this.first = this.last;
		}
		if (this.limit > 0 && this.used > this.limit) {
			this.refused++;
		}
		return this.used;
	}

	URI baseUrl() {
		return URI.create("http://localhost:" + this.server.port() + PATH);
	}

	/**
	 * Return what was counted, and start from zero.
	 */
	synchronized Counts counts() {
		Counts counts = new Counts(this.created, this.refused, (this.last - this.first) / 1_000_000);
		this.created = 0;
		this.refused = 0;
		this.first = 0;
		return counts;
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	/**
	 * What a server counted.
	 *
	 * @param created the number of requests that were permitted
	 * @param refused the number of requests that were refused
	 * @param millis the time between the first request and the last one
	 */
	record Counts(int created, int refused, long millis) {

	}

}
