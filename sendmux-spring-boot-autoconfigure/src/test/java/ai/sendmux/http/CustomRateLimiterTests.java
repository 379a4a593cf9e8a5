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
import java.util.function.Supplier;
import java.util.stream.Stream;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxRateLimiter;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.TestCalls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for calls with a {@link SendmuxRateLimiter} of the application.
 */
class CustomRateLimiterTests {

	private final StubExchange server = new StubExchange();

	private final AtomicInteger released = new AtomicInteger();

	static Stream<Named<Supplier<Mono<SendmuxRateLimiter.Permit>>>> failingWaits() {
		return Stream.of(Named.of("signals", () -> Mono.error(new IllegalStateException("No permits"))),
				Named.of("throws", () -> {
					throw new NoClassDefFoundError("some/Limiter");
				}), Named.of("is empty", Mono::empty));
	}

	@ParameterizedTest
	@MethodSource("failingWaits")
	void callWhenLimiterFailsFailsWithoutARequest(Supplier<Mono<SendmuxRateLimiter.Permit>> wait) {
		SendmuxException failure = TestCalls.failureOf(providers(new WaitingLimiter(wait)).get("acc_1"),
				SendmuxTransportException.class);
		assertThat(failure).hasMessageContaining("the rate limiter failed");
		assertThat(failure.outcomeUnknown()).isFalse();
		assertThat(failure.retryable()).isFalse();
		assertThat(this.server.attempts()).isZero();
	}

	@ParameterizedTest
	@MethodSource("failingWaits")
	void createAllWhenLimiterFailsEmitsAFailureForEachRequest(Supplier<Mono<SendmuxRateLimiter.Permit>> wait) {
		StepVerifier
			.create(providers(new WaitingLimiter(wait)).createAll(Flux.just(FaultCall.creation(), FaultCall.creation()))
				.map(ProviderCreation::outcome))
			.expectNext(ProviderCreation.Outcome.FAILED, ProviderCreation.Outcome.FAILED)
			.expectComplete()
			.verify(FaultClient.PATIENCE);
	}

	@Test
	void callWhenLimiterRefusesForLongerThanAnyTimeFails() {
		WaitingLimiter limiter = new WaitingLimiter(
				() -> Mono.error(new SendmuxRateLimiter.NotPermittedException("Closed",
						Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))));
		SendmuxRateLimitException failure = TestCalls.failureOf(providers(limiter).get("acc_1"),
				SendmuxRateLimitException.class);
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(Long.MAX_VALUE));
	}

	@Test
	@SuppressWarnings("NullAway") // As of an application without null checks
	void notPermittedExceptionWhenTimeIsNullThrows() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SendmuxRateLimiter.NotPermittedException("Closed", null))
			.withMessageContaining("retryAfter");
	}

	@Test
	void createWhenPermitThrowsForEveryReportSucceeds() {
		this.server.then(() -> Mono.just(StubExchange.response(201, "{\"ok\":true,\"data\":{\"id\":\"acc_1\"}}",
				"X-RateLimit-Limit", "600", "X-RateLimit-Remaining", "599", "X-RateLimit-Reset", "4000000000")));
		SendmuxProvidersOperations providers = providers(new PermittingLimiter(true));
		assertThat(TestCalls.resultOf(providers.create(FaultCall.creation())).id()).isEqualTo("acc_1");
		assertThat(this.server.attempts()).isOne();
	}

	@Test
	void createWhenPermitThrowsForMissingLimitSucceeds() {
		SendmuxProvidersOperations providers = providers(new PermittingLimiter(true));
		assertThat(TestCalls.resultOf(providers.create(FaultCall.creation())).id()).isEqualTo("acc_1");
	}

	@Test
	void callWhenSuccessfulReleasesPermitBeforeEmitting() {
		List<Integer> releasedBefore = new ArrayList<>();
		TestCalls.resultOf(providers(new PermittingLimiter(false)).get("acc_1")
			.doOnNext((provider) -> releasedBefore.add(this.released.get())));
		assertThat(releasedBefore).containsExactly(1);
		assertThat(this.released).hasValue(1);
	}

	@Test
	void callWhenRefusedForTooLongReleasesThePermit() {
		respondTooManyRequests("61");
		TestCalls.failureOf(providers(new PermittingLimiter(false)).get("acc_1"), SendmuxRateLimitException.class);
		assertThat(this.server.attempts()).isOne();
		assertThat(this.released).hasValue(1);
	}

	@Test
	void callWhenRefusedForLongestAllowedTimeIsSentAgain() {
		respondTooManyRequests("60");
		TestCalls.resultOf(providers(new PermittingLimiter(false)).get("acc_1"));
		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@Test
	void callWhenLimiterThrowsAfterRefusalFailsAndReleasesThePermit() {
		respondTooManyRequests("1");
		SendmuxException failure = TestCalls.failureOf(providers(new PermittingLimiter(false, () -> {
			throw new NoClassDefFoundError("some/Limiter");
		})).get("acc_1"), SendmuxTransportException.class);
		assertThat(failure).hasMessageContaining("the rate limiter failed");
		assertThat(this.released).hasValue(1);
	}

	@Test
	void callWhenCancelledBeforePermitComesReleasesIt() {
		List<Subscriber<? super SendmuxRateLimiter.Permit>> waiting = new ArrayList<>();
		WaitingLimiter limiter = new WaitingLimiter(() -> Mono.fromDirect((subscriber) -> {
			waiting.add(subscriber);
			subscriber.onSubscribe(Operators.emptySubscription());
		}));
		providers(limiter).get("acc_1").subscribe().dispose();
		waiting.get(0).onNext(new PermittingLimiter(false).tryAcquire("", SendmuxRateLimiter.Priority.NORMAL));
		assertThat(this.released).hasValue(1);
		assertThat(this.server.attempts()).isZero();
	}

	private void respondTooManyRequests(String retryAfter) {
		this.server.then(() -> Mono.just(StubExchange.response(429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}",
				"Retry-After", retryAfter)));
	}

	@Test
	void cancelWhenFilterThrowsReleasesThePermit() {
		ExchangeFunction hanging = (request) -> Mono.<ClientResponse>never().doOnCancel(() -> {
			throw new NoClassDefFoundError("some/Handler");
		});
		providers(hanging, new PermittingLimiter(false)).get("acc_1").subscribe().dispose();
		assertThat(this.released).hasValue(1);
	}

	private SendmuxProvidersOperations providers(SendmuxRateLimiter limiter) {
		return providers(this.server, limiter);
	}

	private static SendmuxProvidersOperations providers(ExchangeFunction server, SendmuxRateLimiter limiter) {
		return new SendmuxProvidersTemplate(new ApiClient(WebClient.builder().exchangeFunction(server).build(),
				URI.create("http://localhost"), TokenSource.of(FaultClient.TOKEN), FaultClient.SETTINGS,
				ApiSettings.Observation.NONE, ApiScheduler.SHARED, limiter));
	}

	/**
	 * Has no permit at once.
	 */
	private record WaitingLimiter(Supplier<Mono<Permit>> permits) implements SendmuxRateLimiter {

		@Override
		public @Nullable Permit tryAcquire(String credential, Priority priority) {
			return null;
		}

		@Override
		public Mono<Permit> acquire(String credential, Priority priority, Duration maxWait) {
			return this.permits.get();
		}

		@Override
		public void close() {
		}

	}

	/**
	 * Always has a permit, which may throw whatever it is asked.
	 */
	private final class PermittingLimiter implements SendmuxRateLimiter {

		private final boolean failing;

		private final @Nullable Supplier<Mono<Permit>> afterRefusal;

		PermittingLimiter(boolean failing) {
			this(failing, null);
		}

		PermittingLimiter(boolean failing, @Nullable Supplier<Mono<Permit>> afterRefusal) {
			this.failing = failing;
			this.afterRefusal = afterRefusal;
		}

		@Override
		public Permit tryAcquire(String credential, Priority priority) {
			return new Permit() {

				@Override
				public void report(SendmuxRateLimit rateLimit, Duration untilReset) {
					failIfFailing();
				}

				@Override
				public void reportNoLimit() {
					failIfFailing();
				}

				@Override
				public void reportRefusal(@Nullable Duration retryAfter) {
					failIfFailing();
				}

				@Override
				public Mono<Permit> reacquire(Duration maxWait) {
					Supplier<Mono<Permit>> permits = PermittingLimiter.this.afterRefusal;
					return (permits != null) ? permits.get() : Mono.just(this);
				}

				@Override
				public void release() {
					CustomRateLimiterTests.this.released.incrementAndGet();
					failIfFailing();
				}

			};
		}

		private void failIfFailing() {
			if (this.failing) {
				throw new IllegalStateException("of the application");
			}
		}

		@Override
		public Mono<Permit> acquire(String credential, Priority priority, Duration maxWait) {
			return Mono.just(tryAcquire(credential, priority));
		}

		@Override
		public void close() {
		}

	}

}
