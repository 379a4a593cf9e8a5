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

package ai.sendmux.providers;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the body that a call would send, without a server.
 */
final class UpdateBodies {

	private final List<String> bodies = new ArrayList<>();

	private final SendmuxProvidersOperations providers = new SendmuxProvidersTemplate(
			TestCalls.retryingClient("http://localhost", WebClient.builder().exchangeFunction(this::exchange).build()));

	String of(UpdateProviderRequest request) {
		this.bodies.clear();
		TestCalls.complete(this.providers.update("dprov_1", request));
		assertThat(this.bodies).hasSize(1);
		return this.bodies.get(0);
	}

	String of(CreateProviderRequest request) {
		this.bodies.clear();
		TestCalls.complete(this.providers.create(request));
		assertThat(this.bodies).hasSize(1);
		return this.bodies.get(0);
	}

	private Mono<ClientResponse> exchange(ClientRequest request) {
		MockClientHttpRequest sent = new MockClientHttpRequest(request.method(), request.url());
		return request.writeTo(sent, ExchangeStrategies.withDefaults())
			.then(Mono.defer(sent::getBodyAsString))
			.doOnNext(this.bodies::add)
			.thenReturn(
					ClientResponse.create(HttpStatus.OK).body(TestResponses.envelope(TestResponses.PROVIDER)).build());
	}

}
