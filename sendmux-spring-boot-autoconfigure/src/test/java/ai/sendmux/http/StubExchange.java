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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Stands for the network under virtual time: replies attempts by a script and notes when
 * they were made.
 */
final class StubExchange implements ExchangeFunction {

	private final Deque<Supplier<Mono<ClientResponse>>> script = new ArrayDeque<>();

	private final List<Long> times = new CopyOnWriteArrayList<>();

	private final List<HttpHeaders> headers = new CopyOnWriteArrayList<>();

	private @Nullable Function<HttpHeaders, ClientResponse> responses;

	private Supplier<Mono<ClientResponse>> afterwards = () -> Mono.just(success());

	private boolean connects = true;

	StubExchange thenFail(int status, String... headers) {
		return then(() -> Mono.just(response(status, error("internal_error", null), headers)));
	}

	StubExchange thenFail(int status, String code, boolean retryable) {
		return then(() -> Mono.just(response(status, error(code, retryable))));
	}

	StubExchange thenBreak() {
		return then(() -> broken(new IOException("Connection reset")));
	}

	/**
	 * The content of the response arrives as its publisher says.
	 */
	StubExchange thenRespond(int status, Flux<DataBuffer> body) {
		return then(() -> Mono.just(ClientResponse.create(HttpStatusCode.valueOf(status)).body(body).build()));
	}

	StubExchange then(Supplier<Mono<ClientResponse>> reply) {
		this.script.add(reply);
		return this;
	}

	/**
	 * No attempt gets as far as to write its request.
	 */
	StubExchange withoutConnection() {
		this.connects = false;
		return this;
	}

	/**
	 * What was scripted last goes on for ever.
	 */
	StubExchange always() {
		this.afterwards = this.script.getLast();
		return this;
	}

	/**
	 * Respond to each request by its headers, instead of by a script.
	 */
	StubExchange respondBy(Function<HttpHeaders, ClientResponse> responses) {
		this.responses = responses;
		return this;
	}

	/**
	 * The connection of the request fails.
	 */
	static Mono<ClientResponse> broken(Throwable failure) {
		return Mono.error(new Broken(failure));
	}

	static ClientResponse success() {
		return response(200, "{\"ok\":true,\"data\":{\"id\":\"acc_1\",\"name\":\"Shop\",\"success\":true}}");
	}

	private static String error(String code, @Nullable Boolean retryable) {
		String reported = (retryable != null) ? ",\"retryable\":" + retryable : "";
		return "{\"ok\":false,\"error\":{\"code\":\"" + code + "\",\"message\":\"Reported so\"" + reported + "}}";
	}

	static ClientResponse response(int status, String body, String... headers) {
		ClientResponse.Builder response = ClientResponse.create(HttpStatusCode.valueOf(status));
		for (int i = 0; i < headers.length; i += 2) {
			response.header(headers[i], headers[i + 1]);
		}
		return response.body(body).build();
	}

	@Override
	public Mono<ClientResponse> exchange(ClientRequest request) {
		this.times.add(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
		Supplier<Mono<ClientResponse>> scripted = this.script.poll();
		Mono<ClientResponse> reply = Mono.defer((scripted != null) ? scripted : this.afterwards)
			.onErrorMap(Broken.class, (ex) -> new WebClientRequestException(ex.failure, request.method(), request.url(),
					HttpHeaders.EMPTY));
		return this.connects ? write(request, reply) : reply;
	}

	private Mono<ClientResponse> write(ClientRequest request, Mono<ClientResponse> scripted) {
		MockClientHttpRequest message = new MockClientHttpRequest(request.method(), request.url());
		Mono<ClientResponse> response = Mono.defer(() -> {
			this.headers.add(message.getHeaders());
			return (this.responses != null) ? Mono.just(this.responses.apply(message.getHeaders())) : scripted;
		});
		return request.writeTo(message, ExchangeStrategies.withDefaults()).then(response);
	}

	/**
	 * The headers of the requests that were written.
	 */
	List<HttpHeaders> headers() {
		return this.headers;
	}

	int attempts() {
		return this.times.size();
	}

	/**
	 * The waits between the attempts.
	 */
	List<Duration> waits() {
		List<Duration> waits = new ArrayList<>();
		for (int i = 1; i < this.times.size(); i++) {
			waits.add(Duration.ofMillis(this.times.get(i) - this.times.get(i - 1)));
		}
		return waits;
	}

	SendmuxProvidersOperations providers(ApiSettings settings) {
		return new SendmuxProvidersTemplate(api(settings));
	}

	ApiClient api(ApiSettings settings) {
		return ApiClient.create(WebClient.builder().exchangeFunction(this).build(), URI.create("http://localhost"),
				FaultClient.TOKEN, settings);
	}

	private static final class Broken extends RuntimeException {

		private final Throwable failure;

		Broken(Throwable failure) {
			this.failure = failure;
		}

	}

}
