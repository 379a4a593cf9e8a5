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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import ai.sendmux.SendmuxConflictException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.UpdateProviderRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the conflicts of
 * {@link SendmuxProvidersOperations#update(String, java.util.function.Function)}, under
 * virtual time.
 */
@Isolated
class UpdateConflictTests {

	private static final Duration LATENCY = Duration.ofMillis(20);

	private final ApiScheduler shutdown = new ApiScheduler();

	private final AtomicInteger changes = new AtomicInteger();

	@ParameterizedTest
	@CsvSource({ "5, 2", "20, 2", "50, 2", "5, 100", "20, 100", "50, 100" })
	void updateWhenManyCallersChangeSameAccountAppliesEachChange(int callers, long latencyMillis) {
		VersionedAccount account = new VersionedAccount(Duration.ofMillis(latencyMillis));
		StepVerifier
			.withVirtualTime(
					() -> Flux.range(0, callers).flatMap((caller) -> update(account, ApiSettings.DEFAULTS), callers))
			.thenAwait(Duration.ofMinutes(2))
			.expectNextCount(callers)
			.expectComplete()
			.verify(FaultClient.PATIENCE);
		assertThat(account.version()).isEqualTo(callers);
	}

	@Test
	void updateWhenConflictsNeverEndFailsWithTheLastOne() {
		VersionedAccount account = new VersionedAccount(LATENCY).changedByOthers();
		verifyConflict(() -> update(account, ApiSettings.DEFAULTS));
		assertThat(this.changes).hasValue(16);
		assertThat(account.conflicts()).hasSize(16);
	}

	@Test
	void updateWhenThereAreConflictsWaitsForLongerEachTimeAtRandom() {
		VersionedAccount account = new VersionedAccount(Duration.ZERO).changedByOthers();
		verifyConflict(() -> update(account, ApiSettings.DEFAULTS));
		List<Long> times = account.conflicts();
		List<Long> waits = IntStream.range(1, times.size()).mapToObj((i) -> times.get(i) - times.get(i - 1)).toList();
		assertThat(waits).allSatisfy((wait) -> assertThat(wait).isBetween(50L, 5000L));
		assertThat(waits.get(0)).isLessThanOrEqualTo(100);
		assertThat(waits.get(1)).isLessThanOrEqualTo(200);
		assertThat(Set.copyOf(waits)).hasSizeGreaterThan(3);
	}

	@Test
	void updateWhenWaitExceedsTotalTimeoutFailsWithConflict() {
		VersionedAccount account = new VersionedAccount(LATENCY).changedByOthers();
		Duration second = Duration.ofSeconds(1);
		ApiSettings settings = new ApiSettings(new ApiSettings.Timeouts(second, second, second, second, second),
				ApiSettings.DEFAULTS.retry(), ApiSettings.DEFAULTS.rateLimit(), ApiSettings.DEFAULTS.maxResponseSize());
		StepVerifier.withVirtualTime(() -> update(account, settings))
			.thenAwait(second.plus(LATENCY.multipliedBy(4)))
			.expectError(SendmuxConflictException.class)
			.verify(FaultClient.PATIENCE);
		assertThat(account.conflicts()).hasSizeBetween(2, 8);
	}

	@Test
	void updateWhenApplicationEndsDuringTheWaitFailsWithTheConflict() {
		VersionedAccount account = new VersionedAccount(LATENCY).changedByOthers();
		StepVerifier.withVirtualTime(() -> update(account, ApiSettings.DEFAULTS))
			.thenAwait(LATENCY.multipliedBy(4))
			.then(this.shutdown::close)
			.expectError(SendmuxConflictException.class)
			.verify(FaultClient.PATIENCE);
		assertThat(account.conflicts()).hasSize(1);
	}

	@Test
	void updateWhenCancelledDuringTheWaitReadsNoMore() {
		VersionedAccount account = new VersionedAccount(LATENCY).changedByOthers();
		StepVerifier.withVirtualTime(() -> update(account, ApiSettings.DEFAULTS))
			.thenAwait(LATENCY.multipliedBy(4))
			.thenCancel()
			.verify(FaultClient.PATIENCE);
		assertThat(account.conflicts()).hasSize(1);
	}

	private static void verifyConflict(Supplier<Mono<Provider>> update) {
		StepVerifier.withVirtualTime(update)
			.thenAwait(Duration.ofMinutes(2))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOfSatisfying(
					SendmuxConflictException.class, (conflict) -> assertThat(conflict.outcomeUnknown()).isFalse()))
			.verify(FaultClient.PATIENCE);
	}

	private Mono<Provider> update(VersionedAccount account, ApiSettings settings) {
		ApiClient client = new ApiClient(WebClient.builder().exchangeFunction(account).build(),
				URI.create("http://localhost"), TokenSource.of(FaultClient.TOKEN), settings,
				ApiSettings.Observation.NONE, this.shutdown);
		return new SendmuxProvidersTemplate(client).update("acc_1", (provider) -> {
			this.changes.incrementAndGet();
			return UpdateProviderRequest.builder().name("Changed").build();
		});
	}

	/**
	 * Stands for a server, under virtual time, with one account that is only changed in
	 * the version that the request names.
	 */
	private static final class VersionedAccount implements ExchangeFunction {

		private final Duration latency;

		private final List<Long> conflicts = new ArrayList<>();

		private int version;

		private boolean changedByOthers;

		VersionedAccount(Duration latency) {
			this.latency = latency;
		}

		/**
		 * Somebody else changes the account after every read.
		 */
		VersionedAccount changedByOthers() {
			this.changedByOthers = true;
			return this;
		}

		/**
		 * How often the account was changed.
		 */
		int version() {
			return this.version;
		}

		/**
		 * The times of the conflicts, in milliseconds.
		 */
		List<Long> conflicts() {
			return this.conflicts;
		}

		@Override
		public Mono<ClientResponse> exchange(ClientRequest request) {
			MockClientHttpRequest message = new MockClientHttpRequest(request.method(), request.url());
			return request.writeTo(message, ExchangeStrategies.withDefaults())
				.then(Mono.delay(this.latency))
				.map((time) -> respond(request.method(), message.getHeaders().getFirst("If-Match")))
				.delayElement(this.latency);
		}

		private synchronized ClientResponse respond(HttpMethod method, @Nullable String ifMatch) {
			if (HttpMethod.PATCH.equals(method)) {
				if (!etag().equals(ifMatch)) {
					this.conflicts.add(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
					return StubExchange.response(409,
							"{\"ok\":false,\"error\":{\"code\":\"conflict\",\"message\":\"Changed\"}}");
				}
				this.version++;
			}
			ClientResponse response = StubExchange.response(200, "{\"ok\":true,\"data\":{\"id\":\"acc_1\"}}", "ETag",
					etag());
			if (this.changedByOthers) {
				this.version++;
			}
			return response;
		}

		private String etag() {
			return "\"" + this.version + "\"";
		}

	}

}
