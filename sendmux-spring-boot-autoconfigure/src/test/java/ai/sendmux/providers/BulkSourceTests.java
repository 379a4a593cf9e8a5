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
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
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
	void runWhoseSourceFailsTellsWhatBecameOfRequestsOnTheirWayFirst() {
		Sinks.One<Provider> answer = Sinks.one();
		Flux<CreateProviderRequest> requests = Flux.just(request("a"))
			.concatWith(Mono.error(new IllegalStateException("no more rows")));
		StepVerifier
			.create(BulkCreation.run(requests, null, 2, (request, key) -> answer.asMono())
				.map(ProviderCreation::isCreated))
			.then(() -> answer.tryEmitValue(Provider.builder("dprov_a").build()))
			.expectNext(true)
			.expectErrorMessage("no more rows")
			.verify(PATIENCE);
	}

	@Test
	void runAsksForNoMoreRequestsThanItSends() {
		AtomicLong asked = new AtomicLong();
		Flux<CreateProviderRequest> requests = Flux.range(0, 100)
			.map((number) -> request("r" + number))
			.doOnRequest(asked::addAndGet);
		StepVerifier.create(BulkCreation.run(requests, null, 3, (request, key) -> Mono.never()))
			.expectSubscription()
			.then(() -> assertThat(asked).hasValue(3))
			.thenCancel()
			.verify(PATIENCE);
	}

	private static CreateProviderRequest request(String name) {
		return TestRequests.minimal().name(name).build();
	}

}
