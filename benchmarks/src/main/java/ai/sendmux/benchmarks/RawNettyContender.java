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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reactor Netty and bytes that are ready or not looked at: the physical limit.
 */
final class RawNettyContender implements Contender<byte[]> {

	private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

	private final HttpClient client;

	private final URI uri;

	private final byte[] body = JsonMapper.shared().writeValueAsBytes(NewAccount.sample());

	RawNettyContender(Endpoint endpoint) {
		this.uri = endpoint.providers();
		this.client = endpoint.httpClient("raw").headers(this::addHeaders);
	}

	private void addHeaders(HttpHeaders headers) {
		headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + Endpoint.TOKEN)
			.set(HttpHeaderNames.ACCEPT, "application/json")
			.set(HttpHeaderNames.CONTENT_TYPE, "application/json")
			.set(HttpHeaderNames.CONTENT_LENGTH, this.body.length)
			.set("Idempotency-Key", "00000000-0000-4000-8000-000000000000");
	}

	@Override
	public String name() {
		return "a-raw-netty";
	}

	@Override
	public Mono<byte[]> create() {
		return this.client.post()
			.uri(this.uri)
			.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(this.body)))
			.responseSingle((response, content) -> content.asByteArray());
	}

	@Override
	public String accountId(byte[] response) {
		Matcher matcher = ID.matcher(new String(response, StandardCharsets.UTF_8));
		return matcher.find() ? matcher.group(1) : "";
	}

}
