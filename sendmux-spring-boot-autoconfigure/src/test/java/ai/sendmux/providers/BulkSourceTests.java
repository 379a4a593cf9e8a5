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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link BulkCreation} treats the source of its requests.
 */
class BulkSourceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void runWhenSourceFailsEmitsResultsInFlightFirst() {
		Sinks.One<Provider> response = Sinks.one();
		Flux<CreateProviderRequest> requests = Flux.just(request("a"))
			.concatWith(Mono.error(new IllegalStateException("no more rows")));
		StepVerifier
			.create(BulkCreationTests.run(requests, null, 2, (request, key) -> response.asMono())
				.map(ProviderCreation::isCreated))
			.then(() -> response.tryEmitValue(Provider.builder("dprov_a").build()))
			.expectNext(true)
			.expectErrorMessage("no more rows")
			.verify(PATIENCE);
	}

	@Test
	void runWhenSourceIsLargeRequestsOnlyWhatItSends() {
		AtomicLong asked = new AtomicLong();
		Flux<CreateProviderRequest> requests = Flux.range(0, 100)
			.map((number) -> request("r" + number))
			.doOnRequest(asked::addAndGet);
		StepVerifier.create(BulkCreationTests.run(requests, null, 3, (request, key) -> Mono.never()))
			.expectSubscription()
			.then(() -> assertThat(asked).hasValue(3))
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void runWhenNothingIsRequestedSendsNothing() {
		AtomicLong asked = new AtomicLong();
		AtomicInteger sent = new AtomicInteger();
		Flux<CreateProviderRequest> requests = Flux.range(0, 100)
			.map((number) -> request("r" + number))
			.doOnRequest(asked::addAndGet);
		StepVerifier.create(BulkCreationTests.run(requests, null, 8, counting(sent)), 0)
			.expectSubscription()
			.then(() -> assertThat(asked).hasValue(0))
			.then(() -> assertThat(sent).hasValue(0))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(sent).hasValueBetween(1, 9))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(sent).hasValueBetween(2, 10))
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void runWhenSourceIsEmptyCompletes() {
		StepVerifier.create(BulkCreationTests.run(Flux.empty(), null, 8, counting(new AtomicInteger())), 0)
			.expectSubscription()
			.thenRequest(1)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void runWhenCancelledBeforeAnythingIsRequestedSendsNothing() {
		AtomicInteger sent = new AtomicInteger();
		StepVerifier.create(BulkCreationTests.run(Flux.just(request("a")), null, 8, counting(sent)), 0)
			.expectSubscription()
			.thenCancel()
			.verify(PATIENCE);
		assertThat(sent).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 100 })
	void runWhenRequestedInPortionsReportsEachRequestOnce(int portion) {
		Flux<CreateProviderRequest> requests = Flux.range(0, 50).map((number) -> request("r" + number));
		StepVerifier
			.create(BulkCreationTests.run(requests, null, 3, counting(new AtomicInteger()))
				.limitRate(portion, 0)
				.map(ProviderCreation::index)
				.collectSortedList())
			.assertNext((indexes) -> assertThat(indexes).hasSize(50).doesNotHaveDuplicates())
			.expectComplete()
			.verify(PATIENCE);
	}

	private static BulkCreation.Creator counting(AtomicInteger sent) {
		return (request, key) -> Mono.fromSupplier(() -> Provider.builder("dprov_" + sent.incrementAndGet()).build());
	}

	private static CreateProviderRequest request(String name) {
		return TestRequests.minimal().name(name).build();
	}

}
