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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.TestCalls;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for calls during which an {@link Error} is thrown that Reactor does not signal.
 */
class ThrownErrorsTests {

	private final StubExchange server = new StubExchange();

	@ParameterizedTest
	@EnumSource
	void callWhenFilterThrowsErrorFails(FaultCall call) {
		SendmuxProvidersOperations providers = providers((builder) -> builder.filter((request, next) -> {
			throw new NoClassDefFoundError("some/Filter");
		}));
		SendmuxException failure = TestCalls.failureOf(call.on(providers), SendmuxTransportException.class);
		assertThat(failure).hasMessageContaining("java.lang.NoClassDefFoundError")
			.hasCauseInstanceOf(NoClassDefFoundError.class);
		assertThat(failure.outcomeUnknown()).isFalse();
	}

	@Test
	void callWhenFilterOfResponseThrowsErrorHasUnknownOutcome() {
		SendmuxProvidersOperations providers = providers(
				(builder) -> builder.filter(ExchangeFilterFunction.ofResponseProcessor((response) -> {
					throw new StackOverflowError();
				})));
		assertThat(TestCalls.failureOf(providers.create(FaultCall.creation())).outcomeUnknown()).isTrue();
	}

	@Test
	void callWhenRequestCustomizationThrowsErrorFails() {
		SendmuxProvidersOperations providers = providers((builder) -> builder.defaultRequest((request) -> {
			throw new ExceptionInInitializerError();
		}));
		TestCalls.failureOf(providers.get("acc_1"), SendmuxTransportException.class);
	}

	@Test
	void callWhenRetryThrowsErrorOnAnotherThreadFails() {
		AtomicInteger attempts = new AtomicInteger();
		this.server.thenFail(503).always();
		SendmuxProvidersOperations providers = providers((builder) -> builder.filter((request, next) -> {
			if (attempts.incrementAndGet() == 2) {
				throw new NoClassDefFoundError("some/Filter");
			}
			return next.exchange(request);
		}));
		SendmuxException failure = TestCalls.failureOf(providers.get("acc_1"), SendmuxTransportException.class);
		assertThat(failure.attempts()).isEqualTo(2);
	}

	@Test
	void callWhenTokenProviderThrowsErrorFails() {
		verifyTokenFailure(() -> {
			throw new NoClassDefFoundError("vault/Client");
		});
	}

	@Test
	void callWhenTokenOfProviderThrowsErrorFails() {
		verifyTokenFailure(() -> Mono.fromSupplier(() -> {
			throw new StackOverflowError();
		}));
	}

	private void verifyTokenFailure(SendmuxTokenProvider provider) {
		ApiClient client = client(WebClient.builder().exchangeFunction(this.server).build(), TokenSource.of(provider),
				ApiSettings.Observation.NONE);
		SendmuxException failure = TestCalls.failureOf(new SendmuxProvidersTemplate(client).get("acc_1"),
				SendmuxTokenException.class);
		assertThat(failure.getCause()).isInstanceOf(LinkageError.class.isInstance(failure.getCause())
				? NoClassDefFoundError.class : StackOverflowError.class);
		assertThat(failure.attempts()).isZero();
	}

	@Test
	void callWhenFailureCannotBeReadFails() {
		this.server.then(() -> Mono.error(new UnreadableException()));
		SendmuxException failure = TestCalls.failureOf(providers((builder) -> {
		}).create(FaultCall.creation()), SendmuxTransportException.class);
		assertThat(failure.outcomeUnknown()).isTrue();
		assertThat(failure.retryable()).isFalse();
	}

	@Test
	void callWhenObservationHandlerThrowsErrorSucceeds() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new FailingHandler());
		ApiClient client = client(WebClient.builder().exchangeFunction(this.server).build(),
				TokenSource.of(FaultClient.TOKEN), new ApiSettings.Observation("default", registry, null));
		assertThat(TestCalls.resultOf(new SendmuxProvidersTemplate(client).get("acc_1")).id()).isEqualTo("acc_1");
	}

	@Test
	void signalWhenSourceThrowsOnRequestFails() {
		Flux<Integer> source = Flux.generate((sink) -> {
			throw new NoClassDefFoundError("some/Source");
		});
		StepVerifier.create(ThrownErrors.signal(source), 0)
			.thenRequest(1)
			.expectError(NoClassDefFoundError.class)
			.verify(FaultClient.PATIENCE);
	}

	@Test
	void signalWhenSourceThrowsOnSubscriptionFails() {
		StepVerifier.create(ThrownErrors.signal((subscriber) -> {
			throw new StackOverflowError();
		})).expectError(StackOverflowError.class).verify(FaultClient.PATIENCE);
	}

	@Test
	void signalWhenSourceThrowsAfterElementsEmitsThemFirst() {
		Flux<Integer> source = Flux.just(1, 2).concatWith(Mono.fromSupplier(() -> {
			throw new NoClassDefFoundError("some/Source");
		}));
		StepVerifier.create(ThrownErrors.signal(source))
			.expectNext(1, 2)
			.expectError(NoClassDefFoundError.class)
			.verify(FaultClient.PATIENCE);
	}

	@Test
	void signalWhenSubscriberThrowsErrorThrowsItToTheSource() {
		StackOverflowError error = new StackOverflowError();
		BaseSubscriber<Integer> subscriber = new BaseSubscriber<>() {

			@Override
			protected void hookOnNext(Integer value) {
				throw error;
			}

			@Override
			protected void hookOnError(Throwable throwable) {
				throw new AssertionError("Not signaled");
			}

		};
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> ThrownErrors.signal(Flux.just(1)).subscribe(subscriber))
			.isSameAs(error);
	}

	@Test
	void signalWhenSourceThrowsCancelsIt() {
		AtomicInteger cancellations = new AtomicInteger();
		StepVerifier.create(ThrownErrors.signal((subscriber) -> {
			((CoreSubscriber<?>) subscriber).onSubscribe(new Subscription() {

				@Override
				public void request(long elements) {
					throw new NoClassDefFoundError("some/Source");
				}

				@Override
				public void cancel() {
					cancellations.incrementAndGet();
				}

			});
		})).expectError(NoClassDefFoundError.class).verify(FaultClient.PATIENCE);
		assertThat(cancellations).hasValue(1);
	}

	@Test
	void signalWhenSourceThrowsOnRequestAndOnCancelFailsWithTheFirst() {
		StepVerifier.create(ThrownErrors.signal((subscriber) -> {
			((CoreSubscriber<?>) subscriber).onSubscribe(new Subscription() {

				@Override
				public void request(long elements) {
					throw new NoClassDefFoundError("some/Source");
				}

				@Override
				public void cancel() {
					throw new IllegalStateException("Cannot cancel");
				}

			});
		})).expectError(NoClassDefFoundError.class).verify(FaultClient.PATIENCE);
	}

	@Test
	void callWhenFilterThrowsOnCancelTimesOut() {
		WebClient webClient = WebClient.builder()
			.exchangeFunction((request) -> Mono.create((sink) -> sink.onCancel(() -> {
				throw new IllegalStateException("Cannot cancel");
			})))
			.build();
		ApiSettings.Timeouts timeouts = new ApiSettings.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1),
				Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(5));
		ApiClient client = ApiClient.create(webClient, URI.create("http://localhost"), FaultClient.TOKEN,
				FaultClient.settings(timeouts, FaultClient.SETTINGS.retry()));
		TestCalls.failureOf(new SendmuxProvidersTemplate(client).get("acc_1"), SendmuxTimeoutException.class);
	}

	@Test
	void dropWhenHookThrowsReturns() {
		List<Throwable> dropped = new ArrayList<>();
		Consumer<Throwable> hook = (failure) -> {
			dropped.add(failure);
			throw new NoClassDefFoundError("deliberate");
		};
		IllegalStateException failure = new IllegalStateException("deliberate");
		ThrownErrors.drop(failure, Context.of("reactor.onErrorDropped.local", hook));
		assertThat(dropped).containsExactly(failure);
	}

	private SendmuxProvidersOperations providers(Consumer<WebClient.Builder> customizer) {
		WebClient.Builder builder = WebClient.builder().exchangeFunction(this.server);
		customizer.accept(builder);
		return new SendmuxProvidersTemplate(
				client(builder.build(), TokenSource.of(FaultClient.TOKEN), ApiSettings.Observation.NONE));
	}

	private static ApiClient client(WebClient webClient, TokenSource tokens, ApiSettings.Observation observation) {
		ApiSettings.Retry retry = new ApiSettings.Retry(2, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO,
				Duration.ZERO);
		return new ApiClient(webClient, URI.create("http://localhost"), tokens,
				FaultClient.settings(ApiSettings.Timeouts.DEFAULTS, retry), observation, ApiScheduler.SHARED);
	}

	private static final class UnreadableException extends RuntimeException {

		@Override
		public synchronized Throwable getCause() {
			throw new NoClassDefFoundError("some/Cause");
		}

	}

	private static final class FailingHandler implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			throw new NoClassDefFoundError("some/Handler");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
