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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxErrorDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.providers.ProviderCreation.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BulkCreation}, without a server.
 */
class BulkCreationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final List<String> keys = new ArrayList<>();

	@Test
	void runWhenRequestsSucceedEmitsResultOfEach() {
		List<ProviderCreation> creations = run(null, this::accept, request("a"), request("b"));
		assertThat(creations).extracting(ProviderCreation::outcome).containsOnly(Outcome.CREATED);
		assertThat(creations).extracting(ProviderCreation::index).containsExactly(0L, 1L);
		assertThat(creations).extracting((creation) -> creation.request().name()).containsExactly("a", "b");
		assertThat(creations).extracting(ProviderCreation::provider)
			.containsExactly(Provider.builder("dprov_a").build(), Provider.builder("dprov_b").build());
		assertThat(creations).extracting(ProviderCreation::failure).containsOnlyNulls();
	}

	@Test
	void runWhenOneRequestFailsContinues() {
		SendmuxException failure = refused(SendmuxConflictException::new);
		List<ProviderCreation> creations = run(null, failing("a", failure), request("a"), request("b"));
		assertThat(creations).extracting(ProviderCreation::outcome).containsExactly(Outcome.FAILED, Outcome.CREATED);
		assertThat(creations.get(0).failure()).isSameAs(failure);
		assertThat(creations.get(0).provider()).isNull();
		assertThat(creations.get(0).isCreated()).isFalse();
		assertThat(creations.get(1).isCreated()).isTrue();
	}

	static Stream<BiFunction<SendmuxCallDetails, SendmuxErrorDetails, SendmuxException>> failuresOfAllThatFollow() {
		return Stream.of(SendmuxAuthenticationException::new, SendmuxAccessDeniedException::new,
				SendmuxLimitExceededException::new);
	}

	@ParameterizedTest
	@MethodSource("failuresOfAllThatFollow")
	void runWhenFailureAffectsAllRequestsDoesNotAttemptTheRest(
			BiFunction<SendmuxCallDetails, SendmuxErrorDetails, SendmuxException> type) {
		SendmuxException failure = refused(type);
		List<ProviderCreation> creations = run(null, failing("a", failure), request("a"), request("b"), request("c"));
		assertThat(creations).extracting(ProviderCreation::outcome)
			.containsExactly(Outcome.FAILED, Outcome.NOT_ATTEMPTED, Outcome.NOT_ATTEMPTED);
		assertThat(creations).extracting(ProviderCreation::failure).containsOnly(failure);
		assertThat(creations).extracting(ProviderCreation::index).containsExactly(0L, 1L, 2L);
		assertThat(creations.get(2).request().name()).isEqualTo("c");
		assertThat(this.keys).hasSize(1);
	}

	@Test
	void runWhenResubscribedAfterStopAttemptsAgain() {
		Flux<ProviderCreation> creations = run(Flux.just(request("a"), request("b")), null, 1,
				failing("a", refused(SendmuxAuthenticationException::new)));
		StepVerifier.create(creations).expectNextCount(2).expectComplete().verify(PATIENCE);
		StepVerifier.create(creations.map(ProviderCreation::outcome))
			.expectNext(Outcome.FAILED, Outcome.NOT_ATTEMPTED)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void runWhenFailureIsNotSendmuxExceptionFails() {
		BulkCreation.Creator broken = (request, key) -> Mono.error(new IllegalStateException("broken"));
		StepVerifier.create(run(Flux.just(request("a")), null, 1, broken))
			.expectErrorMessage("broken")
			.verify(PATIENCE);
	}

	@Test
	void runWhenNoImportKeyPassesNoIdempotencyKey() {
		run(null, this::accept, request("a"));
		assertThat(this.keys).containsExactly("none");
	}

	@Test
	void runWhenImportKeyIsSameUsesSameKeys() {
		run("import-1", this::accept, request("a"), request("b"));
		List<String> first = List.copyOf(this.keys);
		this.keys.clear();
		run("import-1", this::accept, request("a"), request("b"));
		assertThat(this.keys).isEqualTo(first).doesNotHaveDuplicates();
	}

	@Test
	void runWhenImportKeyDiffersUsesOtherKeys() {
		run("import-1", this::accept, request("a"));
		run("import-2", this::accept, request("a"));
		assertThat(this.keys).doesNotHaveDuplicates();
	}

	@Test
	void runWhenImportKeyDerivesKeysWithoutPassword() {
		run("import-1", this::accept, request("a"));
		run("import-1", this::accept, request("a").toBuilder().smtpPassword("another").build());
		assertThat(this.keys).hasSize(2).containsOnly(this.keys.get(0));
		assertThat(this.keys.get(0)).matches("[0-9a-f]{64}");
	}

	@Test
	void runWhenImportKeyIgnoresOrderOfVariables() {
		run("import-1", this::accept, withVariables("x", "y"), withVariables("y", "x"));
		assertThat(this.keys).hasSize(2).containsOnly(this.keys.get(0));
	}

	@Test
	void runWhenVariablesDifferUsesOtherKeys() {
		run("import-1", this::accept, withVariables("x", "y"), request("a"));
		assertThat(this.keys).doesNotHaveDuplicates();
	}

	@Test
	void runWhenSameRequestIsInFlightSendsItOnce() {
		Sinks.One<Provider> response = Sinks.one();
		BulkCreation.Creator waiting = (request, key) -> accept(request, key).then(response.asMono());
		StepVerifier
			.create(run(Flux.just(request("a"), request("a")), "import-1", 2, waiting).map(ProviderCreation::isCreated))
			.then(() -> response.tryEmitValue(Provider.builder("dprov_a").build()))
			.expectNext(true, true)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.keys).hasSize(1);
	}

	@Test
	void runWhenRequestArrivesDuringEmissionEmitsItsResult() {
		Sinks.One<Provider> response = Sinks.one();
		BulkCreation.Creator waiting = (request, key) -> accept(request, key).then(response.asMono());
		StepVerifier
			.create(run(Flux.just(request("a"), request("a"), request("a")), "import-1", 2, waiting)
				.map(ProviderCreation::isCreated))
			.then(() -> response.tryEmitValue(Provider.builder("dprov_a").build()))
			.expectNext(true, true, true)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.keys).hasSize(1);
	}

	@Test
	void runWhenRequestArrivesDuringEmissionEmitsItsFailure() {
		Sinks.One<Provider> response = Sinks.one();
		BulkCreation.Creator waiting = (request, key) -> accept(request, key).then(response.asMono());
		StepVerifier
			.create(run(Flux.just(request("a"), request("a"), request("a")), "import-1", 2, waiting)
				.map(ProviderCreation::isCreated))
			.then(() -> response.tryEmitError(refused(SendmuxConflictException::new)))
			.expectNext(false, false, false)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.keys).hasSize(1);
	}

	@Test
	void runWhenCancelledCancelsRequestsInFlight() {
		AtomicLong cancelled = new AtomicLong();
		BulkCreation.Creator waiting = (request, key) -> accept(request, key).then(Mono.<Provider>never())
			.doOnCancel(cancelled::incrementAndGet);
		StepVerifier.create(run(Flux.just(request("a"), request("a")), "import-1", 2, waiting))
			.expectSubscription()
			.then(() -> assertThat(this.keys).hasSize(1))
			.thenCancel()
			.verify(PATIENCE);
		assertThat(cancelled).hasValue(1);
	}

	@Test
	void runWhenRequestIsInvalidContinues() {
		Map<String, String> variables = new LinkedHashMap<>();
		variables.put(null, "value");
		CreateProviderRequest invalid = TestRequests.minimal().name("a").variables(variables).build();
		SendmuxException failure = refused(SendmuxConflictException::new);
		assertThat(run("import-1", failing("a", failure), invalid, request("b"))).extracting(ProviderCreation::outcome)
			.containsExactly(Outcome.FAILED, Outcome.CREATED);
		assertThat(this.keys.get(0)).isEqualTo("none");
	}

	@Test
	void runWhenSameRequestHasEndedSendsItAgain() {
		List<ProviderCreation> creations = run("import-1", this::accept, request("a"), request("a"));
		assertThat(creations).hasSize(2).allMatch(ProviderCreation::isCreated);
		assertThat(this.keys).hasSize(2);
	}

	@Test
	void runWhenPasswordDiffersFromRequestInFlightRejectsIt() {
		Sinks.One<Provider> response = Sinks.one();
		BulkCreation.Creator waiting = (request, key) -> accept(request, key).then(response.asMono());
		CreateProviderRequest other = request("a").toBuilder().smtpPassword("another").build();
		StepVerifier.create(run(Flux.just(request("a"), other), "import-1", 2, waiting))
			.assertNext(
					(creation) -> assertThat(creation.failure()).isInstanceOf(SendmuxIdempotencyConflictException.class)
						.hasMessageContaining("in the password alone"))
			.then(() -> response.tryEmitValue(Provider.builder("dprov_a").build()))
			.assertNext((creation) -> assertThat(creation.isCreated()).isTrue())
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.keys).hasSize(1);
	}

	private static List<ProviderCreation> run(@Nullable String importKey, BulkCreation.Creator creator,
			CreateProviderRequest... requests) {
		List<ProviderCreation> creations = new ArrayList<>();
		StepVerifier.create(run(Flux.just(requests), importKey, 1, creator))
			.recordWith(() -> creations)
			.thenConsumeWhile((creation) -> true)
			.expectComplete()
			.verify(PATIENCE);
		return creations;
	}

	private Mono<Provider> accept(CreateProviderRequest request, @Nullable String idempotencyKey) {
		return Mono.fromSupplier(() -> {
			this.keys.add((idempotencyKey != null) ? idempotencyKey : "none");
			return Provider.builder("dprov_" + request.name()).build();
		});
	}

	private BulkCreation.Creator failing(String name, SendmuxException failure) {
		return (request, key) -> accept(request, key)
			.flatMap((provider) -> name.equals(request.name()) ? Mono.error(failure) : Mono.just(provider));
	}

	private static SendmuxException refused(
			BiFunction<SendmuxCallDetails, SendmuxErrorDetails, SendmuxException> type) {
		return type.apply(SendmuxCallDetails.builder("providers.create").build(),
				SendmuxErrorDetails.builder(409).build());
	}

	private static CreateProviderRequest request(String name) {
		return TestRequests.minimal().name(name).build();
	}

	private static CreateProviderRequest withVariables(String first, String second) {
		Map<String, String> variables = new LinkedHashMap<>();
		variables.put(first, "1".repeat(first.charAt(0)));
		variables.put(second, "1".repeat(second.charAt(0)));
		return TestRequests.minimal().name("a").variables(variables).build();
	}

	static Flux<ProviderCreation> run(Publisher<CreateProviderRequest> requests, @Nullable String importKey,
			int concurrency, BulkCreation.Creator creator) {
		return BulkCreation.run(requests, importKey, concurrency, creator,
				() -> new BulkOutage(Duration.ZERO, Mono::delay, () -> false));
	}

}
