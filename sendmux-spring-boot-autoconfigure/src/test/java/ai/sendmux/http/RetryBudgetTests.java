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

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.SendmuxException;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.ProviderCreation.Outcome;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.TestRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the retry budget of a client, under virtual time.
 */
@Isolated
class RetryBudgetTests {

	private final StubExchange server = new StubExchange();

	private final List<Throwable> failures = new ArrayList<>();

	private final List<ProviderCreation> creations = new ArrayList<>();

	private VirtualTimeScheduler time = VirtualTimeScheduler.create();

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void tearDown() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void callsWhenServerIsDownAreRetriedUntilTheBudgetIsExhausted() {
		this.server.thenFail(503).always();
		callMany(1000, 500);
		assertThat(this.failures).hasSize(1000);
		assertThat(this.server.attempts()).isBetween(1050, 1300);
		assertThat((SendmuxException) this.failures.get(999)).matches(SendmuxException::retryBudgetExhausted)
			.matches((failure) -> failure.attempts() == 1);
	}

	@Test
	void callsWhenNoConnectionIsMadeAreRetriedUntilTheBudgetIsExhausted() {
		this.server.then(() -> StubExchange.broken(new ConnectException("refused"))).always();
		callMany(1000, 500);
		assertThat(this.server.attempts()).isBetween(1050, 1300);
	}

	@Test
	void callsWhenConnectionPoolIsFullAreAllRetried() {
		this.server.then(() -> StubExchange.broken(new PoolAcquirePendingLimitException(1000))).always();
		callMany(1000, 500);
		assertThat(this.server.attempts()).isEqualTo(3000);
	}

	@Test
	void callsWhenBudgetIsDisabledAreAllRetried() {
		this.server.thenFail(503).always();
		callMany(1000, 0);
		assertThat(this.server.attempts()).isEqualTo(3000);
		assertThat((SendmuxException) this.failures.get(999)).matches((failure) -> !failure.retryBudgetExhausted());
	}

	@ParameterizedTest
	@ValueSource(ints = { 425, 429 })
	void callsWhenRefusedDoNotDrainTheBudget(int status) {
		this.server.thenFail(status).always();
		callMany(200, 500);
		assertThat(this.server.attempts()).isEqualTo(600);
	}

	@Test
	void callsWhenSuccessesOutweighFailuresAreAllRetried() {
		AtomicInteger number = new AtomicInteger();
		this.server.respondBy((headers) -> (number.incrementAndGet() % 10 == 0)
				? ClientResponse.create(HttpStatusCode.valueOf(503)).build() : StubExchange.success());
		callMany(2000, 500);
		assertThat(this.failures).noneMatch((failure) -> ((SendmuxException) failure).retryBudgetExhausted());
	}

	@Test
	void callWhenServerHasRecoveredIsRetriedAgain() {
		for (int i = 0; i < 200; i++) {
			this.server.thenFail(503);
		}
		ApiClient client = client(500);
		call(client, 100);
		assertThat(client.isRetryBudgetExhausted()).isTrue();
		call(client, 50);
		assertThat(client.isRetryBudgetExhausted()).isFalse();
	}

	@Test
	void createAllWhenServiceIsDownProbesUntilItRecovers() {
		this.server.thenFail(503).always();
		createAll(200, Duration.ofMinutes(5));
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		int before = this.server.attempts();
		assertThat(before).isBetween(100, 140);
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(this.server.attempts() - before).isBetween(1, 2);
		this.server.respondBy((headers) -> StubExchange.success());
		this.time.advanceTimeBy(Duration.ofSeconds(60));
		assertThat(this.creations).hasSize(200);
		long failed = this.creations.stream().filter((creation) -> creation.outcome() == Outcome.FAILED).count();
		assertThat(failed).isBetween(25L, 40L);
		assertThat(this.creations.stream().filter(ProviderCreation::isCreated)).hasSize(200 - (int) failed);
	}

	@Test
	void createAllWhenServiceIsDownForTooLongDoesNotAttemptTheRest() {
		this.server.thenFail(503).always();
		createAll(200, Duration.ofMinutes(5));
		this.time.advanceTimeBy(Duration.ofMinutes(4));
		assertThat(this.creations).hasSizeLessThan(50);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(this.creations).hasSize(200);
		assertThat(this.creations.stream().filter((creation) -> creation.outcome() == Outcome.NOT_ATTEMPTED))
			.hasSizeGreaterThan(150)
			.allMatch((creation) -> creation.failure() != null);
		assertThat(this.server.attempts()).isLessThan(150);
	}

	@Test
	void createAllWhenFailuresAreNotRetryablePausesToo() {
		this.server.thenFail(503, "service_unavailable", false).always();
		createAll(400, Duration.ofMinutes(5));
		this.time.advanceTimeBy(Duration.ofMinutes(10));
		assertThat(this.creations).hasSize(400);
		assertThat(this.server.attempts()).isBetween(95, 130);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 409, 413, 422 })
	void createAllWhenProbingRequestIsRefusedContinues(int status) {
		this.server.thenFail(503).always();
		createAll(60, Duration.ofMinutes(5));
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		AtomicInteger number = new AtomicInteger();
		this.server.respondBy((headers) -> (number.getAndIncrement() == 0)
				? ClientResponse.create(HttpStatusCode.valueOf(status)).build() : StubExchange.success());
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(this.creations).hasSize(60);
	}

	@Test
	void createAllWhenProbingRequestIsInvalidSendsNext() {
		this.server.thenFail(503, "service_unavailable", false).always();
		new SendmuxProvidersTemplate(client(500), 8, Duration.ofMinutes(5))
			.createAll(Flux.range(0, 150)
				.map((number) -> (number < 100 || number % 3 == 0) ? FaultCall.creation()
						: TestRequests.minimal().smtpPort(0).build()))
			.subscribe(this.creations::add);
		this.time.advanceTimeBy(Duration.ofSeconds(60));
		this.server.respondBy((headers) -> StubExchange.success());
		this.time.advanceTimeBy(Duration.ofSeconds(60));
		assertThat(this.creations).hasSize(150);
		assertThat(this.creations.stream().filter(ProviderCreation::isCreated)).hasSizeGreaterThan(3);
	}

	@Test
	void createAllWhenPauseIsDisabledAttemptsAll() {
		this.server.thenFail(503).always();
		createAll(200, Duration.ZERO);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(this.creations).hasSize(200).allMatch((creation) -> creation.outcome() == Outcome.FAILED);
		assertThat(this.server.attempts()).isBetween(250, 320);
	}

	@Test
	void createAllWhenRequestIsRetriedKeepsItsKey() {
		this.server.thenFail(503).always();
		createAll(60, Duration.ofMinutes(5));
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		int sent = this.server.headers().size();
		this.server.respondBy((headers) -> StubExchange.success());
		this.time.advanceTimeBy(Duration.ofSeconds(60));
		List<String> keys = this.server.headers()
			.stream()
			.map((headers) -> headers.getFirst("Idempotency-Key"))
			.toList();
		assertThat(keys.subList(0, sent)).containsAnyElementsOf(keys.subList(sent, keys.size()));
		assertThat(keys.stream().distinct()).hasSize(60);
	}

	private void createAll(int count, Duration maxOutage) {
		new SendmuxProvidersTemplate(client(500), 8, maxOutage)
			.createAll(Flux.range(0, count).map((number) -> FaultCall.creation()))
			.subscribe(this.creations::add);
	}

	private void callMany(int count, int budget) {
		call(client(budget), count);
	}

	private void call(ApiClient client, int count) {
		SendmuxProvidersTemplate providers = new SendmuxProvidersTemplate(client);
		for (int i = 0; i < count; i++) {
			providers.get("acc_1").subscribe((provider) -> {
			}, this.failures::add);
			this.time.advanceTimeBy(Duration.ofMillis(1));
		}
		this.time.advanceTimeBy(Duration.ofMinutes(1));
	}

	private ApiClient client(int budget) {
		ApiSettings defaults = ApiSettings.DEFAULTS;
		ApiSettings.Retry retry = new ApiSettings.Retry(2, Duration.ofMillis(250), 2, Duration.ofSeconds(5),
				Duration.ofMillis(100), Duration.ofSeconds(60), budget);
		return this.server
			.api(new ApiSettings(defaults.timeouts(), retry, defaults.rateLimit(), defaults.maxResponseSize()));
	}

}
