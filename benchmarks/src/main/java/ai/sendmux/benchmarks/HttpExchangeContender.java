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

import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Interface that Spring implements.
 */
final class HttpExchangeContender implements Contender<Account.Envelope> {

	private final Accounts accounts;

	private final NewAccount request = NewAccount.sample();

	HttpExchangeContender(WebClient.Builder builder, Endpoint endpoint) {
		WebClient webClient = builder.baseUrl(endpoint.baseUrl())
			.defaultHeaders(HandWrittenContender::addHeaders)
			.build();
		this.accounts = HttpServiceProxyFactory.builderFor(WebClientAdapter.create(webClient))
			.build()
			.createClient(Accounts.class);
	}

	@Override
	public String name() {
		return "e-http-exchange";
	}

	@Override
	public Mono<Account.Envelope> create() {
		return this.accounts.create(UUID.randomUUID().toString(), this.request);
	}

	@Override
	public String accountId(Account.Envelope response) {
		return response.data().id();
	}

	interface Accounts {

		@PostExchange("/providers")
		Mono<Account.Envelope> create(@RequestHeader("Idempotency-Key") String idempotencyKey,
				@RequestBody NewAccount request);

	}

}
