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
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxException;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls with a response in memory, and the validation of a request. The difference
 * between the responses is the mapping of errors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = { "-Xms512m", "-Xmx512m", "-XX:+UseSerialGC" })
public class CallBenchmark {

	private CreateProviderRequest valid = StarterContender.REQUEST;

	private CreateProviderRequest invalid = this.valid.toBuilder().name("").smtpPort(0).fromEmail("?").build();

	private final SendmuxProvidersOperations succeeding = responding(HttpStatus.CREATED, StubResponses.created());

	private final SendmuxProvidersOperations failing = responding(HttpStatus.UNPROCESSABLE_CONTENT,
			StubResponses.invalid());

	private static SendmuxProvidersOperations responding(HttpStatus status, byte[] body) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("x-request-id", StubResponses.REQUEST_ID);
		WebClient webClient = WebClient.builder()
			.exchangeFunction((request) -> Mono.just(ClientResponse.create(status)
				.headers((all) -> all.addAll(headers))
				.body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
				.build()))
			.build();
		return new SendmuxProvidersTemplate(ApiClient.create(webClient, URI.create("http://localhost"),
				BearerToken.of(Endpoint.TOKEN), ApiSettings.DEFAULTS));
	}

	/**
	 * A whole call but for the network.
	 * @return the account
	 */
	@Benchmark
	public Object created() {
		return String.valueOf(this.succeeding.create(this.valid).map(Provider::id).block());
	}

	/**
	 * The same, with an error response.
	 * @return the exception
	 */
	@Benchmark
	public Object refused() {
		return outcome(this.failing.create(this.valid));
	}

	/**
	 * Validation alone, because nothing is subscribed to.
	 * @return what could be subscribed to
	 */
	@Benchmark
	public Object validRequest() {
		return this.succeeding.create(this.valid);
	}

	/**
	 * Validation that finds something, and the exception that reports it.
	 * @return the exception
	 */
	@Benchmark
	public Object invalidRequest() {
		return outcome(this.succeeding.create(this.invalid));
	}

	private static Object outcome(Mono<Provider> call) {
		try {
			return String.valueOf(call.block());
		}
		catch (SendmuxException ex) {
			return ex;
		}
	}

}
