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

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.TestCalls;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls whose token is rejected.
 */
@Isolated
class TokenRefreshTests {

	private static final String OLD = "smx_root_old";

	private static final String NEW = "smx_root_new";

	private final StubExchange server = new StubExchange().respondBy(TokenRefreshTests::respond);

	private final AtomicInteger refreshes = new AtomicInteger();

	private static ClientResponse respond(HttpHeaders headers) {
		return ("Bearer " + NEW).equals(headers.getFirst(HttpHeaders.AUTHORIZATION)) ? StubExchange.success()
				: StubExchange.response(401,
						"{\"ok\":false,\"error\":{\"code\":\"authentication_required\",\"retryable\":false}}");
	}

	@ParameterizedTest
	@EnumSource
	void callWhenTokenIsRejectedIsSentAgainWithRefreshedToken(FaultCall call) {
		StepVerifier.create(call.on(providers(refreshing(Mono.just(NEW)))).then())
			.expectComplete()
			.verify(FaultClient.PATIENCE);
		assertThat(authorizations()).containsExactly("Bearer " + OLD, "Bearer " + NEW);
	}

	@Test
	void callWhenTokenIsRejectedKeepsItsIdempotencyKey() {
		TestCalls.resultOf(providers(refreshing(Mono.just(NEW))).create(FaultCall.creation(), "key-1"));
		assertThat(this.server.headers()).extracting((headers) -> headers.getFirst("idempotency-key"))
			.containsExactly("key-1", "key-1");
	}

	@Test
	void callWhenProviderHasNoRefreshRequestsTokenAgain() {
		AtomicInteger asked = new AtomicInteger();
		SendmuxTokenProvider provider = () -> Mono.fromSupplier(() -> (asked.incrementAndGet() == 1) ? OLD : NEW);
		TestCalls.resultOf(providers(provider).get("acc_1"));
		assertThat(asked).hasValue(2);
	}

	@Test
	void callWhenRefreshedTokenIsRejectedTooFails() {
		SendmuxAuthenticationException failure = TestCalls.failureOf(
				providers(refreshing(Mono.just("smx_root_other"))).get("acc_1"), SendmuxAuthenticationException.class);
		assertThat(failure.attempts()).isEqualTo(2);
		assertThat(failure.getSuppressed()).hasSize(1);
		assertThat(this.refreshes).hasValue(1);
	}

	static Stream<Named<Mono<String>>> uselessTokens() {
		return Stream.of(Named.of("same token", Mono.just(OLD)), Named.of("no token", Mono.empty()),
				Named.of("invalid token", Mono.just("smx_mbx_key")),
				Named.of("failure", Mono.error(new IllegalStateException("sealed"))),
				Named.of("thrown error", Mono.fromSupplier(() -> {
					throw new NoClassDefFoundError("vault/Client");
				})));
	}

	@ParameterizedTest
	@MethodSource("uselessTokens")
	void callWhenThereIsNoOtherTokenFailsWithTheRejection(Mono<String> refreshed) {
		SendmuxAuthenticationException failure = TestCalls.failureOf(
				providers(refreshing(refreshed)).create(FaultCall.creation()), SendmuxAuthenticationException.class);
		assertThat(failure.attempts()).isEqualTo(1);
		assertThat(failure.outcomeUnknown()).isFalse();
		assertThat(this.refreshes).hasValue(1);
	}

	@Test
	void callWhenRefreshHangsFailsWithTheRejection() {
		StepVerifier.withVirtualTime(() -> providers(refreshing(Mono.never())).get("acc_1"))
			.thenAwait(ApiSettings.Timeouts.DEFAULTS.read())
			.expectError(SendmuxAuthenticationException.class)
			.verify(FaultClient.PATIENCE);
	}

	@Test
	void callWhenRefreshExceedsTotalTimeoutFailsWithRejection() {
		ApiSettings.Timeouts timeouts = new ApiSettings.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1),
				Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(4));
		ApiSettings settings = FaultClient.settings(timeouts, ApiSettings.Retry.DEFAULTS);
		StepVerifier.withVirtualTime(() -> providers(refreshing(Mono.never()), settings).get("acc_1"))
			.thenAwait(Duration.ofSeconds(4))
			.expectError(SendmuxAuthenticationException.class)
			.verify(FaultClient.PATIENCE);
	}

	@Test
	void callWhenRetriesAreDisabledIsSentAgainWithRefreshedToken() {
		TestCalls.resultOf(
				providers(refreshing(Mono.just(NEW)), TestCalls.singleAttempt(ApiSettings.Timeouts.DEFAULTS.read()))
					.get("acc_1"));
		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@Test
	void probeWhenTokenIsRejectedIsSentAgainWithRefreshedToken() {
		ApiOperation<Object> operation = ApiOperation.get("test", "/test", Object.class);
		ApiClient client = client(refreshing(Mono.just(NEW)), ApiSettings.DEFAULTS);
		TestCalls.resultOf(client.call(operation.request().probe().build()));
		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@Test
	void callWhenTokenNeverChangesIsNotSentAgain() {
		TestCalls.failureOf(new SendmuxProvidersTemplate(this.server.api(ApiSettings.DEFAULTS)).get("acc_1"));
		assertThat(this.server.attempts()).isEqualTo(1);
	}

	@Test
	void callWhenTokenIsRejectedForThousandSharesOneRefresh() {
		Sinks.One<String> token = Sinks.one();
		SendmuxProvidersOperations providers = providers(refreshing(token.asMono()));
		StepVerifier.create(Flux.range(0, 1000).flatMap((index) -> providers.get("acc_1"), 1000))
			.then(() -> token.tryEmitValue(NEW))
			.expectNextCount(1000)
			.expectComplete()
			.verify(FaultClient.PATIENCE);
		assertThat(this.refreshes).hasValue(1);
		assertThat(this.server.attempts()).isEqualTo(2000);
	}

	@Test
	void callWhenRejectedAfterRefreshHasEndedSharesIt() {
		SendmuxProvidersOperations providers = providers(refreshing(Mono.just(NEW)));
		TestCalls.resultOf(providers.get("acc_1"));
		TestCalls.resultOf(providers.get("acc_1"));
		assertThat(this.refreshes).hasValue(1);
	}

	@Test
	void callWhenRejectedAgainLaterRefreshesAgain() {
		SendmuxProvidersOperations providers = providers(refreshing(Mono.just(NEW)));
		StepVerifier
			.withVirtualTime(
					() -> providers.get("acc_1").then(Mono.delay(Duration.ofSeconds(6))).then(providers.get("acc_1")))
			.thenAwait(Duration.ofSeconds(6))
			.expectNextCount(1)
			.expectComplete()
			.verify(FaultClient.PATIENCE);
		assertThat(this.refreshes).hasValue(2);
	}

	@Test
	void callWhenCancelledDuringRefreshIsNotSentAgain() {
		Sinks.One<String> token = Sinks.one();
		Disposable call = providers(refreshing(token.asMono())).get("acc_1").subscribe();
		assertThat(this.refreshes).hasValue(1);
		call.dispose();
		token.tryEmitValue(NEW);
		assertThat(this.server.attempts()).isEqualTo(1);
	}

	@Test
	void createAllWhenTokenIsRejectedCreatesEveryAccount() {
		StepVerifier
			.create(providers(refreshing(Mono.just(NEW)))
				.createAll(Flux.range(0, 30).map((row) -> FaultCall.creation()))
				.map(ProviderCreation::outcome)
				.collectList())
			.assertNext((outcomes) -> assertThat(outcomes).hasSize(30).containsOnly(ProviderCreation.Outcome.CREATED))
			.expectComplete()
			.verify(FaultClient.PATIENCE);
		assertThat(this.refreshes).hasValue(1);
	}

	@Test
	void messageWhenTokenIsRejectedDoesNotQuoteIt() {
		SendmuxException failure = TestCalls.failureOf(providers(refreshing(Mono.just("smx_root_other"))).get("acc_1"));
		assertThat(failure).hasStackTraceContaining("authentication_required");
		assertThat(List.of(failure.toString(), failure.getSuppressed()[0].toString()))
			.noneMatch((text) -> text.contains(OLD) || text.contains("smx_root_other"));
	}

	private SendmuxTokenProvider refreshing(Mono<String> refreshed) {
		AtomicInteger refreshes = this.refreshes;
		return new SendmuxTokenProvider() {

			@Override
			public Mono<String> getToken() {
				return Mono.just(OLD);
			}

			@Override
			public Mono<String> refreshToken() {
				refreshes.incrementAndGet();
				return refreshed;
			}

		};
	}

	private SendmuxProvidersOperations providers(SendmuxTokenProvider provider) {
		return providers(provider, ApiSettings.DEFAULTS);
	}

	private SendmuxProvidersOperations providers(SendmuxTokenProvider provider, ApiSettings settings) {
		return new SendmuxProvidersTemplate(client(provider, settings));
	}

	private ApiClient client(SendmuxTokenProvider provider, ApiSettings settings) {
		return new ApiClient(WebClient.builder().exchangeFunction(this.server).build(), URI.create("http://localhost"),
				TokenSource.of(provider), settings, ApiSettings.Observation.NONE, ApiScheduler.SHARED);
	}

	private List<String> authorizations() {
		return this.server.headers().stream().map((headers) -> headers.getFirst(HttpHeaders.AUTHORIZATION)).toList();
	}

}
