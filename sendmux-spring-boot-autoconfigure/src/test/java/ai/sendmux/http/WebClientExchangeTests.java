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
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.TestCalls;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebClientExchange}.
 */
class WebClientExchangeTests {

	private final StubExchange server = new StubExchange();

	private final ApiCall<?> call = new ApiCall<>(ApiOperation.get("test", "/test", Object.class).request().build());

	@Test
	void exchangeWhenAttemptIsOpenReturnsResponse() {
		this.call.newAttempt(null);
		TestCalls.resultOf(exchange((request, next) -> next.exchange(request)).exchange(this.call));
		assertThat(this.call.statusCode()).isEqualTo(200);
		assertThat(this.server.headers()).hasSize(1);
	}

	@Test
	void exchangeWhenAttemptHasEndedSendsNothing() {
		this.call.newAttempt(null).end();
		TestCalls.failureOf(exchange((request, next) -> next.exchange(request)).exchange(this.call));
		assertThat(this.server.attempts()).isZero();
		assertThat(this.call.attempts()).isZero();
	}

	@Test
	void exchangeWhenAttemptEndsBeforeWriteWritesNothing() {
		this.call.newAttempt(null);
		SendmuxException failure = TestCalls.failureOf(exchange((request, next) -> {
			this.call.attempt().end();
			return next.exchange(request);
		}).exchange(this.call), SendmuxTransportException.class);
		assertThat(failure).hasCauseInstanceOf(CancellationException.class);
		assertThat(failure.outcomeUnknown()).isFalse();
		assertThat(this.server.headers()).isEmpty();
	}

	@Test
	void exchangeWhenBodyBreaksReportsTruncatedBody() {
		Flux<DataBuffer> body = Flux.concat(Mono.just(buffer("{\"ok\":true,")), Mono.error(new IOException("broken")));
		this.call.newAttempt(null);
		SendmuxException failure = TestCalls
			.failureOf(exchange(new StubExchange().thenRespond(200, body), (request, next) -> next.exchange(request))
				.exchange(this.call), SendmuxResponseException.class);
		assertThat(failure).hasMessageContaining("it was cut off or damaged");
	}

	@Test
	void exchangeWhenResponseIsReadReleasesItsBody() {
		NettyDataBuffer body = (NettyDataBuffer) new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT)
			.wrap("{\"ok\":true,\"data\":{}}".getBytes(StandardCharsets.UTF_8));
		this.call.newAttempt(null);
		TestCalls.resultOf(exchange(new StubExchange().thenRespond(200, Flux.just(body)),
				(request, next) -> next.exchange(request))
			.exchange(this.call));
		assertThat(body.getNativeBuffer().refCnt()).isZero();
	}

	private static DataBuffer buffer(String content) {
		return DefaultDataBufferFactory.sharedInstance.wrap(content.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 101, 103, 199 })
	void exchangeWhenStatusIsInformationalCancelsBodyWithoutReading(int status) {
		List<String> signals = new ArrayList<>();
		Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
		StubExchange server = new StubExchange().thenRespond(status,
				body.asFlux().doOnRequest((count) -> signals.add("request")).doOnCancel(() -> signals.add("cancel")));
		this.call.newAttempt(null);
		SendmuxException failure = TestCalls
			.failureOf(exchange(server, (request, next) -> next.exchange(request)).exchange(this.call));
		assertThat(failure).hasCauseInstanceOf(ProtocolException.class);
		assertThat(signals).first().isEqualTo("cancel");
	}

	@Test
	void updateWhenStatusIsInformationalFailsWithUnknownOutcome() {
		StubExchange server = new StubExchange().then(() -> Mono.just(StubExchange.response(103, ""))).always();
		SendmuxTransportException failure = TestCalls
			.failureOf(FaultCall.UPDATE.on(server.providers(FaultClient.SETTINGS)), SendmuxTransportException.class);
		assertThat(failure.outcomeUnknown()).isTrue();
		assertThat(failure.retryable()).isTrue();
		assertThat(server.attempts()).isOne();
	}

	@Test
	void updateWhenFilterThrowsForInformationalStatusFailsWithUnknownOutcome() {
		StubExchange server = new StubExchange().then(() -> Mono.just(StubExchange.response(103, "")));
		WebClient webClient = WebClient.builder()
			.exchangeFunction(server)
			.filter((request, next) -> next.exchange(request)
				.flatMap((response) -> Mono.error(WebClientResponseException.create(response.statusCode(),
						"Early Hints", HttpHeaders.EMPTY, new byte[0], StandardCharsets.UTF_8,
						new MockClientHttpRequest(request.method(), request.url())))))
			.build();
		ApiClient api = ApiClient.create(webClient, URI.create("http://localhost"), FaultClient.TOKEN,
				FaultClient.SETTINGS);
		SendmuxTransportException failure = TestCalls.failureOf(FaultCall.UPDATE.on(new SendmuxProvidersTemplate(api)),
				SendmuxTransportException.class);
		assertThat(failure.outcomeUnknown()).isTrue();
	}

	@Test
	void createWhenStatusIsInformationalIsRetried() {
		StubExchange server = new StubExchange().then(() -> Mono.just(StubExchange.response(103, "")));
		TestCalls.resultOf(FaultCall.CREATE.on(server.providers(FaultClient.SETTINGS)));
		assertThat(server.attempts()).isEqualTo(2);
	}

	private WebClientExchange exchange(ExchangeFilterFunction filter) {
		return exchange(this.server, filter);
	}

	private static WebClientExchange exchange(StubExchange server, ExchangeFilterFunction filter) {
		ApiSettings settings = ApiSettings.DEFAULTS;
		return new WebClientExchange(WebClient.builder().exchangeFunction(server).filter(filter).build(),
				URI.create("http://localhost"), DataSize.ofMegabytes(1), TokenSource.of(FaultClient.TOKEN),
				new ResponseReader(Clock.systemUTC()), new TransportExceptionTranslator(settings.timeouts()));
	}

}
