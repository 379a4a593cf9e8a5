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

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * WebClient with what is known to make it cheaper: a ready URI, headers that are written
 * with the body, a reader and a writer that are ready, and plain classes.
 */
final class TunedContender implements Contender<PlainAccount> {

	private final WebClient webClient;

	private final URI uri;

	private final PlainCodec codec = new PlainCodec();

	TunedContender(WebClient.Builder builder, Endpoint endpoint) {
		this.webClient = builder.build();
		this.uri = endpoint.providers();
	}

	@Override
	public String name() {
		return "d-webclient-tuned";
	}

	@Override
	public Mono<PlainAccount> create() {
		return this.webClient.post()
			.uri(this.uri)
			.body((message, context) -> write(message))
			.retrieve()
			.bodyToMono(byte[].class)
			.map(this.codec::read);
	}

	private Mono<Void> write(ClientHttpRequest message) {
		byte[] body = this.codec.request();
		HttpHeaders headers = message.getHeaders();
		headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + Endpoint.TOKEN);
		headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
		headers.set("Idempotency-Key", UUID.randomUUID().toString());
		headers.setContentLength(body.length);
		return message.writeWith(Mono.just(message.bufferFactory().wrap(body)));
	}

	@Override
	public String accountId(PlainAccount response) {
		return String.valueOf(response.id);
	}

}
