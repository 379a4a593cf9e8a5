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
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxErrorDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

	private static final List<SendmuxViolation> VIOLATIONS = List
		.of(new SendmuxViolation("name", "invalid", "The name is invalid"));

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
	void passOnWhenOthersWaitPermitsNext() {
		this.outage.begin(BROKEN);
		await("a");
		await("b");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(this.permitted).containsExactly("a");
		this.outage.passOn();
		assertThat(this.permitted).containsExactly("a", "b");
	}

	@Test
	void passOnWhenQueueIsEmptyPermitsNextArrival() {
		this.outage.begin(BROKEN);
		await("a");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		this.outage.passOn();
		await("b");
		await("c");
		assertThat(this.permitted).containsExactly("a", "b");
	}

	@Test
	void passOnWhenPausedPermitsNone() {
		this.outage.begin(BROKEN);
		await("a");
		this.outage.passOn();
		await("b");
		assertThat(this.permitted).isEmpty();
	}

	@Test
	void runWhenProbingRequestHasNoTokenSendsNext() {
		List<String> sent = new ArrayList<>();
		List<ProviderCreation> creations = new ArrayList<>();
		BulkCreation.run(requests("a", "b", "c", "d"), null, 1, (request, key) -> {
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
	void cancelWhenPausedPermitsNone() {
		this.outage.begin(BROKEN);
		await("a");
		this.outage.cancel();
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.permitted).isEmpty();
	}

	@Test
	void beginWhenEarlierOutageHasEndedPausesForFullTime() {
		this.outage.begin(BROKEN);
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		this.outage.end();
		this.outage.begin(BROKEN);
		await("a");
		this.time.advanceTimeBy(Duration.ofSeconds(4));
		assertThat(this.permitted).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.permitted).containsExactly("a");
	}

	@Test
	void endWhenRequestsWaitPermitsEachOnce() {
		this.outage.begin(BROKEN);
		await("a");
		this.outage.end();
		this.outage.begin(BROKEN);
		await("b");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(this.permitted).containsExactly("a", "b");
	}

	@Test
	void awaitWhenFirstWaiterIsCancelledPermitsNext() {
		this.outage.begin(BROKEN);
		this.outage.await().subscribe().dispose();
		await("b");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(this.permitted).containsExactly("b");
	}

	@Test
	void pauseWhenServiceRecoversAtItsEndPausesNextOutage() throws InterruptedException {
		this.outage.begin(BROKEN);
		whilePauseEnds(this.outage::end);
		this.outage.begin(BROKEN);
		await("a");
		assertThat(this.permitted).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(this.permitted).containsExactly("a");
	}

	@Test
	void pauseWhenServiceRecoversAtLongestOutageDoesNotGiveUp() throws InterruptedException {
		this.outage = new BulkOutage(Duration.ofSeconds(5), Mono::delay, () -> this.down);
		this.outage.begin(BROKEN);
		whilePauseEnds(this.outage::end);
		this.outage.begin(BROKEN);
		assertThat(this.outage.reasonToStop()).isNull();
	}

	@Test
	void pauseWhenNextOutageBeginsAtItsEndDoesNotEndNextPause() throws InterruptedException {
		this.outage.begin(BROKEN);
		await("a");
		whilePauseEnds(() -> {
			this.outage.end();
			this.outage.begin(BROKEN);
			await("b");
		});
		assertThat(this.permitted).containsExactly("a");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(this.permitted).containsExactly("a", "b");
	}

	/**
	 * Run an action while the end of the pause waits for the lock of the outage.
	 */
	private void whilePauseEnds(Runnable action) throws InterruptedException {
		Thread timer = new Thread(() -> this.time.advanceTimeBy(Duration.ofSeconds(5)), "timer");
		synchronized (this.outage) {
			timer.start();
			while (timer.getState() != Thread.State.BLOCKED) {
				assertThat(timer.isAlive()).isTrue();
				Thread.onSpinWait();
			}
			action.run();
		}
		timer.join();
	}

	@Test
	void awaitWhenClientIsClosedEmitsFalse() {
		BulkOutage outage = new BulkOutage(Duration.ofMinutes(5),
				(wait) -> Mono.delay(wait).then(Mono.error(new CancellationException("closed"))), () -> true);
		outage.begin(BROKEN);
		List<Boolean> permitted = new ArrayList<>();
		outage.await().subscribe(permitted::add);
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(permitted).containsExactly(false);
		assertThat(outage.reasonToStop()).isSameAs(BROKEN);
	}

	@Test
	void runWhenCancelledDuringPauseEndsThePause() {
		List<Duration> cancelled = new ArrayList<>();
		BulkOutage outage = new BulkOutage(Duration.ofMinutes(5),
				(wait) -> Mono.delay(wait).doOnCancel(() -> cancelled.add(wait)), () -> true);
		BulkCreation.run(requests("a", "b"), null, 1, (request, key) -> Mono.error(BROKEN), () -> outage)
			.subscribe()
			.dispose();
		assertThat(cancelled).hasSize(1);
	}

	static Stream<SendmuxException> responses() {
		SendmuxCallDetails call = SendmuxCallDetails.builder("providers.create").attempts(1).build();
		return Stream.of(new SendmuxConflictException(call, SendmuxErrorDetails.builder(409).build()),
				new SendmuxValidationException(call, SendmuxErrorDetails.builder(422).build(), VIOLATIONS),
				new SendmuxResponseException(call, 200, null, "it is empty"));
	}

	@ParameterizedTest
	@MethodSource("responses")
	void runWhenProbingRequestIsRefusedSendsAllWaiting(SendmuxException response) {
		assertThat(sentAfterPause(response)).containsExactly("a", "b", "c", "d");
	}

	@Test
	void runWhenProbingRequestIsInvalidSendsOnlyNext() {
		assertThat(sentAfterPause(new SendmuxValidationException(CALL, VIOLATIONS))).containsExactly("a", "b", "c");
	}

	/**
	 * The first request begins the outage, and the second one tries the service; the
	 * others wait for their responses.
	 */
	private List<String> sentAfterPause(SendmuxException failureOfSecond) {
		List<String> sent = new ArrayList<>();
		BulkCreation.run(requests("a", "b", "c", "d"), null, 3, (request, key) -> {
			sent.add(String.valueOf(request.name()));
			return switch (String.valueOf(request.name())) {
				case "a" -> Mono.error(BROKEN);
				case "b" -> Mono.error(failureOfSecond);
				default -> Mono.never();
			};
		}, () -> this.outage).subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		return sent;
	}

	@Test
	void runWhenServiceRecoversDuringPauseContinues() {
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

	private static Flux<CreateProviderRequest> requests(String... names) {
		return Flux.just(names).map((name) -> TestRequests.minimal().name(name).build());
	}

	private void await(String name) {
		this.outage.await().filter(Boolean::booleanValue).subscribe((value) -> this.permitted.add(name));
	}

}
