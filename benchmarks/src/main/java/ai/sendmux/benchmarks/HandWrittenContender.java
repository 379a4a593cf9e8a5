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

import java.util.UUID;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * WebClient and records, as a user writes it who has no client library.
 */
final class HandWrittenContender implements Contender<Account.Envelope> {

	private final String name;

	private final WebClient webClient;

	private final NewAccount request = NewAccount.sample();

	/**
	 * Create a contender.
	 * @param name its name
	 * @param builder the application's builder, which already has a connector
	 * @param endpoint where the calls go
	 */
	HandWrittenContender(String name, WebClient.Builder builder, Endpoint endpoint) {
		this.name = name;
		this.webClient = builder.baseUrl(endpoint.baseUrl()).defaultHeaders(HandWrittenContender::addHeaders).build();
	}

	static void addHeaders(HttpHeaders headers) {
		headers.setBearerAuth(Endpoint.TOKEN);
		headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Mono<Account.Envelope> create() {
		return this.webClient.post()
			.uri("/providers")
			.header("Idempotency-Key", UUID.randomUUID().toString())
			.bodyValue(this.request)
			.retrieve()
			.bodyToMono(Account.Envelope.class);
	}

	@Override
	public String accountId(Account.Envelope response) {
		return response.data().id();
	}

	/**
	 * All pages, as a user writes it.
	 */
	Flux<Account> list() {
		return page("").expand((page) -> {
			String next = page.pagination().nextCursor();
			return (next != null) ? page(next) : Mono.empty();
		}).concatMapIterable(Account.Page::data);
	}

	private Mono<Account.Page> page(String cursor) {
		return this.webClient.get()
			.uri("/providers?limit={limit}&cursor={cursor}", 50, cursor)
			.retrieve()
			.bodyToMono(Account.Page.class);
	}

}
