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
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls that the server refuses because the rate limit is exhausted, under
 * virtual time.
 */
@Isolated
class RefusedCallTests {

	private final StubExchange server = new StubExchange();

	private VirtualTimeScheduler time = VirtualTimeScheduler.create();

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void tearDown() {
		VirtualTimeScheduler.reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "retry-after", "limit", "reset", "both" })
	void createWhenAlwaysRefusedFailsAfterTenAttempts(String headers) {
		refuse(headers(headers)).always();
		SendmuxRateLimitException failure = failureOf(FaultCall.CREATE.on(providers(2, true)));
		assertThat(failure.attempts()).isEqualTo(10);
		assertThat(failure.isResponse()).isTrue();
		assertThat(failure.getSuppressed()).isEmpty();
		assertThat(this.server.attempts()).isEqualTo(10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "retry-after", "limit", "reset", "both" })
	void createAllWhenAlwaysRefusedFailsAfterTenAttempts(String headers) {
		refuse(headers(headers)).always();
		SendmuxRateLimitException failure = failureOf(providers(2, true).createAll(Flux.just(FaultCall.creation()))
			.next()
			.flatMap((creation) -> Mono.error(Objects.requireNonNull(creation.failure()))));
		assertThat(failure.attempts()).isEqualTo(10);
		assertThat(this.server.attempts()).isEqualTo(10);
	}

	@Test
	void createWhenRefusedWithoutHeadersIsAFailedAttempt() {
		refuse().always();
		SendmuxRateLimitException failure = failureOf(FaultCall.CREATE.on(providers(2, true)));
		assertThat(failure.attempts()).isEqualTo(3);
		assertThat(failure.getSuppressed()).hasSize(2);
	}

	@Test
	void createWhenRefusalIsNotRetryableFails() {
		this.server.then(() -> Mono.just(StubExchange.response(429,
				"{\"ok\":false,\"error\":{\"code\":\"rate_limit_exceeded\",\"retryable\":false}}", "Retry-After", "1")))
			.always();
		assertThat(failureOf(FaultCall.CREATE.on(providers(2, true))).attempts()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 2 })
	void createWhenRefusedSucceedsWhateverTheNumberOfRetries(int maxRetries) {
		for (int i = 0; i < 5; i++) {
			refuse("Retry-After", "2");
		}
		AtomicInteger created = new AtomicInteger();
		FaultCall.CREATE.on(providers(maxRetries, true)).subscribe((provider) -> created.incrementAndGet());
		this.time.advanceTimeBy(Duration.ofSeconds(9));
		assertThat(created).hasValue(0);
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(created).hasValue(1);
		assertThat(this.server.attempts()).isEqualTo(6);
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "2, 3" })
	void createWhenRateLimitIsDisabledAndRefusedIsRetriedAsUsual(int maxRetries, int attempts) {
		refuse("Retry-After", "1").always();
		assertThat(failureOf(FaultCall.CREATE.on(providers(maxRetries, false))).attempts()).isEqualTo(attempts);
	}

	@Test
	void createWhenRefusedForLongerThanItMayWaitFailsWithTheRefusal() {
		refuse("Retry-After", "25").always();
		SendmuxRateLimitException failure = failureOf(FaultCall.CREATE.on(providers(2, true)));
		assertThat(failure.attempts()).isEqualTo(3);
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(25));
		assertThat(failure.isResponse()).isTrue();
	}

	@Test
	void createAllWhenRefusedForLongIsNotBoundByTheTotalTimeout() {
		for (int i = 0; i < 9; i++) {
			refuse("Retry-After", "50");
		}
		AtomicInteger created = new AtomicInteger();
		providers(0, true).createAll(Flux.just(FaultCall.creation()))
			.subscribe((creation) -> created.addAndGet(creation.isCreated() ? 1 : 0));
		this.time.advanceTimeBy(Duration.ofSeconds(460));
		assertThat(created).hasValue(1);
	}

	@Test
	void getWhenRefusedUsesNewTokenForEachAttempt() {
		AtomicInteger tokens = new AtomicInteger();
		refuse("Retry-After", "1");
		ApiClient client = new ApiClient(WebClient.builder().exchangeFunction(this.server).build(),
				URI.create("http://localhost"),
				TokenSource.of(() -> Mono.fromSupplier(() -> "smx_root_" + tokens.incrementAndGet())),
				settings(0, true), ApiSettings.Observation.NONE, ApiScheduler.SHARED);
		new SendmuxProvidersTemplate(client).get("acc_1").subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(tokens).hasValue(2);
		assertThat(client.rateLimitStatistics().refusals()).isEqualTo(1);
		assertThat(client.rateLimitStatistics().waits()).isEqualTo(1);
		assertThat(client.rateLimitStatistics().waited()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1200));
	}

	@Test
	void callsWhenServerHangsAfterTheResetFailWithATimeout() {
		refuse(headers("both")).then(Mono::never).always();
		ApiClient client = this.server.api(settings(0, true));
		AtomicInteger timeouts = new AtomicInteger();
		Consumer<Throwable> count = (failure) -> {
			assertThat(failure).isInstanceOf(SendmuxTimeoutException.class);
			timeouts.addAndGet((((SendmuxTimeoutException) failure).bound() == Bound.RATE_LIMIT) ? 1 : 1000);
		};
		for (int i = 0; i < 200; i++) {
			new SendmuxProvidersTemplate(client).get("acc_1").subscribe((provider) -> {
			}, count);
		}
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(timeouts.get() / 1000 + timeouts.get() % 1000).isEqualTo(200);
		assertThat(timeouts.get() % 1000).isPositive();
	}

	@Test
	void callsWhenTokenProviderThrowsErrorsReleaseTheirPermits() {
		AtomicInteger tokens = new AtomicInteger();
		String reset = Long.toString(Instant.now().getEpochSecond() + 3600);
		this.server
			.then(() -> Mono.just(StubExchange.response(200, "{\"ok\":true,\"data\":{\"id\":\"acc_1\"}}",
					"X-RateLimit-Limit", "20", "X-RateLimit-Remaining", "19", "X-RateLimit-Reset", reset)))
			.always();
		ApiClient client = new ApiClient(WebClient.builder().exchangeFunction(this.server).build(),
				URI.create("http://localhost"), TokenSource.of(() -> {
					int number = tokens.incrementAndGet();
					if (number > 1 && number <= 20) {
						throw new NoClassDefFoundError("vault/Client");
					}
					return Mono.just("smx_root_1");
				}), settings(0, true), ApiSettings.Observation.NONE, ApiScheduler.SHARED);
		AtomicInteger succeeded = new AtomicInteger();
		AtomicInteger failed = new AtomicInteger();
		for (int i = 0; i < 30; i++) {
			new SendmuxProvidersTemplate(client).get("acc_1")
				.subscribe((provider) -> succeeded.incrementAndGet(), (ex) -> failed.incrementAndGet());
			this.time.advanceTimeBy(Duration.ofSeconds(1));
		}
		assertThat(failed).hasValue(19);
		assertThat(succeeded).hasValue(11);
	}

	private StubExchange refuse(String... headers) {
		return this.server.then(() -> Mono
			.just(StubExchange.response(429, "{\"ok\":false,\"error\":{\"code\":\"rate_limit_exceeded\"}}", headers)));
	}

	private String[] headers(String kind) {
		String reset = Long.toString(Instant.now().getEpochSecond() + 2);
		return switch (kind) {
			case "retry-after" -> new String[] { "Retry-After", "1" };
			case "reset" -> new String[] { "X-RateLimit-Reset", reset };
			case "limit" ->
				new String[] { "X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset };
			default -> new String[] { "X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset",
					reset, "Retry-After", "1" };
		};
	}

	private SendmuxProvidersTemplate providers(int maxRetries, boolean enabled) {
		return new SendmuxProvidersTemplate(this.server.api(settings(maxRetries, enabled)));
	}

	private static ApiSettings settings(int maxRetries, boolean enabled) {
		ApiSettings.Retry retry = new ApiSettings.Retry(maxRetries, Duration.ofMillis(250), 2, Duration.ofSeconds(5),
				Duration.ofMillis(100), Duration.ofSeconds(60));
		return new ApiSettings(ApiSettings.Timeouts.DEFAULTS, retry,
				new ApiSettings.RateLimit(enabled, Duration.ofSeconds(60), 10_000), DataSize.ofMegabytes(2));
	}

	private <E extends SendmuxException> E failureOf(Mono<?> call) {
		Throwable[] failure = new Throwable[1];
		call.subscribe((result) -> {
		}, (ex) -> failure[0] = ex);
		this.time.advanceTimeBy(Duration.ofMinutes(5));
		assertThat(failure[0]).isInstanceOf(SendmuxException.class);
		@SuppressWarnings("unchecked")
		E typed = (E) failure[0];
		return typed;
	}

}
