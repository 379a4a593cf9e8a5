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
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BulkOutage}. Isolated, because virtual time replaces the schedulers of
 * all tests.
 */
@Isolated
class BulkOutageTests {

	private static final SendmuxCallDetails CALL = SendmuxCallDetails.builder("providers.create").build();

	private static final SendmuxTransportException BROKEN = new SendmuxTransportException(CALL, "broken", null);

	private VirtualTimeScheduler time;

	private BulkOutage outage;

	private final List<String> permitted = new ArrayList<>();

	private boolean down = true;

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.outage = new BulkOutage(Duration.ofMinutes(5), Mono::delay, () -> this.down);
	}

	@AfterEach
	void tearDown() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void passOnWhenOthersWaitLetsTheNextOneTry() {
		this.outage.begin(BROKEN);
		await("a");
		await("b");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(this.permitted).containsExactly("a");
		this.outage.passOn();
		assertThat(this.permitted).containsExactly("a", "b");
	}

	@Test
	void passOnWhenNobodyWaitsLetsTheNextOneThatComesTry() {
		this.outage.begin(BROKEN);
		await("a");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		this.outage.passOn();
		await("b");
		await("c");
		assertThat(this.permitted).containsExactly("a", "b");
	}

	@Test
	void passOnWhenPauseGoesOnLetsNobodyTry() {
		this.outage.begin(BROKEN);
		await("a");
		this.outage.passOn();
		await("b");
		assertThat(this.permitted).isEmpty();
	}

	@Test
	void runWhenRequestThatTriesHasNoTokenTriesTheNext() {
		List<String> sent = new ArrayList<>();
		List<ProviderCreation> creations = new ArrayList<>();
		Flux<CreateProviderRequest> requests = Flux.just("a", "b", "c", "d")
			.map((name) -> TestRequests.minimal().name(name).build());
		BulkCreation.run(requests, null, 1, (request, key) -> {
			sent.add(String.valueOf(request.name()));
			return switch (String.valueOf(request.name())) {
				case "a" -> Mono.error(BROKEN);
				case "b" -> Mono.error(new SendmuxTokenException(CALL, "no token", null));
				default -> Mono.just(Provider.builder("dprov_" + request.name()).build());
			};
		}, () -> this.outage).subscribe(creations::add);
		assertThat(sent).containsExactly("a");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(sent).containsExactly("a", "b", "c", "d");
		assertThat(creations).extracting(ProviderCreation::isCreated).containsExactly(false, false, true, true);
	}

	@Test
	void runWhenServiceHasRecoveredInTheMeantimeGoesOn() {
		List<ProviderCreation> creations = new ArrayList<>();
		Flux<CreateProviderRequest> requests = Flux.range(0, 10)
			.map((number) -> TestRequests.minimal().name(String.valueOf(number)).build());
		BulkCreation.run(requests, null, 2, (request, key) -> Mono.error(BROKEN), () -> this.outage)
			.subscribe(creations::add);
		assertThat(creations).hasSize(1);
		this.down = false;
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(creations).hasSize(10);
	}

	private void await(String name) {
		this.outage.await().filter(Boolean::booleanValue).subscribe((value) -> this.permitted.add(name));
	}

}
