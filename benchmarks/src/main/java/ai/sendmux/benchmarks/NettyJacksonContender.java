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
import java.util.UUID;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Reactor Netty and Jackson with nothing between them: the floor for a typed client.
 */
final class NettyJacksonContender implements Contender<PlainAccount> {

	private final HttpClient client;

	private final URI uri;

	private final PlainCodec codec = new PlainCodec();

	NettyJacksonContender(Endpoint endpoint) {
		this.uri = endpoint.providers();
		this.client = endpoint.httpClient("netty-jackson").headers(NettyJacksonContender::addHeaders);
	}

	private static void addHeaders(HttpHeaders headers) {
		headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + Endpoint.TOKEN)
			.set(HttpHeaderNames.ACCEPT, "application/json")
			.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
	}

	@Override
	public String name() {
		return "b-netty-jackson";
	}

	@Override
	public Mono<PlainAccount> create() {
		return this.client.post().uri(this.uri).send((request, outbound) -> {
			byte[] body = this.codec.request();
			request.requestHeaders()
				.set("Idempotency-Key", UUID.randomUUID().toString())
				.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
			return outbound.sendObject(Unpooled.wrappedBuffer(body));
		}).responseSingle((response, content) -> content.asByteArray()).map(this.codec::read);
	}

	@Override
	public String accountId(PlainAccount response) {
		return String.valueOf(response.id);
	}

}
