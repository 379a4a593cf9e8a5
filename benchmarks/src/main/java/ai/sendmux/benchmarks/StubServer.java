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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Server that responds as Sendmux does, with all headers, as fast as it can. Its rate
 * limit is reported, but never exhausted.
 */
public final class StubServer implements AutoCloseable {

	private static final long RATE_LIMIT = 100_000_000;

	private final StubResponses responses = new StubResponses();

	private final byte[] created = StubResponses.created();

	private final Duration delay;

	private final DisposableServer server;

	private volatile Clock clock = Clock.now();

	private StubServer(Duration delay) {
		this.delay = delay;
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.route((routes) -> routes.post("/api/v1/providers", this::create).get("/api/v1/providers", this::list))
			.bindNow();
	}

	/**
	 * Start a server.
	 * @param delay the time that each response waits
	 * @return the server, on a free port
	 */
	static StubServer start(Duration delay) {
		return new StubServer(delay);
	}

	/**
	 * Main method of a server of its own, which prints its base URL and runs until it is
	 * killed.
	 * @param args the delay of the responses in milliseconds, if any
	 */
	public static void main(String[] args) {
		Duration delay = (args.length > 0) ? Duration.ofMillis(Long.parseLong(args[0])) : Duration.ZERO;
		StubServer server = start(delay);
		Report.line(server.baseUrl());
		server.server.onDispose().block();
	}

	String baseUrl() {
		return "http://127.0.0.1:" + this.server.port() + "/api/v1";
	}

	private Publisher<Void> create(HttpServerRequest request, HttpServerResponse response) {
		response.status(201).header(HttpHeaderNames.LOCATION, "/api/v1/providers/" + StubResponses.ACCOUNT_ID);
		return request.receive().then(respond(response, this.created));
	}

	private Publisher<Void> list(HttpServerRequest request, HttpServerResponse response) {
		QueryStringDecoder query = new QueryStringDecoder(request.uri());
		return respond(response, this.responses.page(number(query, "cursor", 0), number(query, "limit", 50)));
	}

	private static int number(QueryStringDecoder query, String name, int otherwise) {
		String value = query.parameters().getOrDefault(name, List.of("")).get(0);
		return value.isEmpty() ? otherwise : Integer.parseInt(value);
	}

	private Mono<Void> respond(HttpServerResponse response, byte[] body) {
		addHeaders(response.responseHeaders(), body.length);
		Mono<Void> sent = response.sendObject(Unpooled.wrappedBuffer(body)).then();
		return this.delay.isZero() ? sent : Mono.delay(this.delay).then(sent);
	}

	private void addHeaders(HttpHeaders headers, int length) {
		Clock now = this.clock;
		if (now.second() != Instant.now().getEpochSecond()) {
			now = Clock.now();
			this.clock = now;
		}
		headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
			.set(HttpHeaderNames.CONTENT_LENGTH, length)
			.set(HttpHeaderNames.DATE, now.date())
			.set(HttpHeaderNames.CACHE_CONTROL, "no-store")
			.set(HttpHeaderNames.ETAG, "W/\"5f2b8c1d9e7a4f30\"")
			.set("X-Request-Id", StubResponses.REQUEST_ID)
			.set("X-RateLimit-Limit", RATE_LIMIT)
			.set("X-RateLimit-Remaining", RATE_LIMIT - 1)
			.set("X-RateLimit-Reset", now.reset());
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	/**
	 * What changes from second to second.
	 *
	 * @param second the second
	 * @param date the date of it as an HTTP header
	 * @param reset the end of the window of the rate limit that it is in
	 */
	private record Clock(long second, String date, long reset) {

		private static final long WINDOW = 60;

		static Clock now() {
			long second = Instant.now().getEpochSecond();
			ZonedDateTime date = Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
			return new Clock(second, DateTimeFormatter.RFC_1123_DATE_TIME.format(date), (second / WINDOW + 1) * WINDOW);
		}

	}

}
