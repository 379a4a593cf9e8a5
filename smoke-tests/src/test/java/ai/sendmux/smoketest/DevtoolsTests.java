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

package ai.sendmux.smoketest;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.netty.channel.Channel;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that the developer tools restart, in a Java process of its
 * own.
 */
class DevtoolsTests {

	private final List<Channel> connections = new CopyOnWriteArrayList<>();

	private final List<String> idempotencyKeys = new CopyOnWriteArrayList<>();

	/**
	 * A reactive stack would close the connections too, because it stops their event
	 * loops.
	 */
	@Test
	void restartWhenClientWasUsedClosesPoolAndCreatesClient() throws IOException {
		DisposableServer server = HttpServer.create()
			.host("localhost")
			.port(0)
			.doOnConnection((connection) -> this.connections.add(connection.channel()))
			.handle(this::respond)
			.bindNow();
		try {
			URI baseUrl = URI.create("http://localhost:" + server.port());
			Stream<String> properties = Stream.of("server.port=0", "shop.accounts[0].name=Mail",
					"shop.accounts[0].smtp-host=smtp.example.com", "shop.accounts[0].smtp-port=587",
					"shop.accounts[0].smtp-protocol=starttls", "shop.accounts[0].smtp-username=mail",
					"shop.accounts[0].smtp-password=secret", "shop.accounts[0].quotas.per-day=5000");
			ApplicationProcess.run(RestartedApplication.class, ApplicationProcess.REACTIVE_STACK,
					Stream.concat(ApplicationProcess.client(baseUrl, "smx_root_shop"), properties)
						.toArray(String[]::new));
		}
		finally {
			server.disposeNow();
		}
		assertThat(this.idempotencyKeys).containsExactly("run-1", "run-2");
		assertThat(this.connections).hasSize(2);
	}

	/**
	 * The second run gets no response as long as the connection of the first is open.
	 */
	private Publisher<Void> respond(HttpServerRequest request, HttpServerResponse response) {
		this.idempotencyKeys.add(String.valueOf(request.requestHeaders().get("Idempotency-Key")));
		List<Mono<Void>> closed = this.connections.stream()
			.limit(this.idempotencyKeys.size() - 1L)
			.map((connection) -> FutureMono.from(connection.closeFuture()))
			.toList();
		return Mono.when(closed)
			.then(Mono.defer(() -> response.status(201)
				.sendString(Mono.just("{\"ok\":true,\"data\":{\"id\":\"dprov_1\"}}"))
				.then()));
	}

}
