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

package ai.sendmux.sandbox.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.ProviderCreation.Outcome;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxPlan;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.log.LogMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the creation of many accounts.
 */
@SpringBootTest(properties = "sendmux.sandbox.enabled=true")
class BulkCreationTests {

	private static final Log logger = LogFactory.getLog(BulkCreationTests.class);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int CONCURRENCY = 8;

	@Autowired
	private SendmuxProvidersOperations providers;

	@Autowired
	private SendmuxSandbox sandbox;

	@BeforeEach
	void allowManyAccounts() {
		this.sandbox.setPlan(SandboxPlan.paid().withMaxAccounts(1_000_000));
		this.sandbox.setRateLimit(1_000_000);
	}

	@Test
	void createAllWhenRequestsAreValidEmitsOutcomeWithIndexForEach() {
		List<ProviderCreation> creations = outcomesOf(this.providers.createAll(requests(50)));
		assertThat(creations).hasSize(50).allMatch(ProviderCreation::isCreated);
		assertThat(creations)
			.allSatisfy((creation) -> assertThat(creation.request().name()).isEqualTo("account " + creation.index())
				.isEqualTo(String.valueOf((creation.provider() != null) ? creation.provider().name() : null)));
		assertThat(creations.stream().map(ProviderCreation::index).sorted().toList())
			.isEqualTo(IntStream.range(0, 50).mapToObj(Long::valueOf).toList());
	}

	@Test
	void createAllWhenSomeRequestsAreInvalidCreatesOthers() {
		List<ProviderCreation> creations = outcomesOf(
				this.providers.createAll(requests(20).map((request) -> String.valueOf(request.name()).endsWith("7")
						? request.toBuilder().smtpPort(0).build() : request)));
		assertThat(creations).filteredOn((creation) -> creation.outcome() == Outcome.FAILED)
			.hasSize(2)
			.allSatisfy((creation) -> assertThat(creation.failure()).isInstanceOf(SendmuxValidationException.class));
		assertThat(this.sandbox.accounts()).hasSize(18);
	}

	@Test
	void createAllWhenLimitIsReachedSendsNothingMore() {
		this.sandbox.setPlan(SandboxPlan.paid().withMaxAccounts(10));
		List<ProviderCreation> creations = outcomesOf(this.providers.createAll(requests(200)));
		assertThat(creations).hasSize(200);
		assertThat(creations).filteredOn(ProviderCreation::isCreated).hasSize(10);
		assertThat(creations).filteredOn((creation) -> creation.outcome() == Outcome.NOT_ATTEMPTED)
			.hasSizeGreaterThanOrEqualTo(200 - 10 - CONCURRENCY)
			.allSatisfy((creation) -> assertThat(creation.failure()).isInstanceOf(SendmuxLimitExceededException.class));
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).hasSizeLessThanOrEqualTo(10 + CONCURRENCY);
	}

	@Test
	void createAllWhenDemandIsLimitedRequestsNoMoreThanItCanSend() {
		AtomicLong requested = new AtomicLong();
		StepVerifier.create(this.providers.createAll(requests(1000).doOnRequest(requested::addAndGet)), 0)
			.thenRequest(10)
			.expectNextCount(10)
			.thenCancel()
			.verify(PATIENCE);
		assertThat(requested).hasValueLessThanOrEqualTo(10 + 2 * CONCURRENCY);
	}

	@Test
	void createAllWhenSourceFailsFails() {
		Flux<CreateProviderRequest> source = requests(3)
			.concatWith(Mono.error(new IllegalStateException("unreadable")));
		StepVerifier.create(this.providers.createAll(source))
			.thenConsumeWhile((creation) -> true)
			.expectErrorMessage("unreadable")
			.verify(PATIENCE);
	}

	@Test
	void createAllWhenConnectionsBreakAfterActingCreatesNoDuplicates() {
		this.sandbox.onNext(10, SandboxOperation.CREATE).breakAfterActing();
		List<ProviderCreation> creations = outcomesOf(this.providers.createAll(requests(60)));
		assertThat(creations).allMatch(ProviderCreation::isCreated);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).hasSize(60).doesNotHaveDuplicates();
	}

	@Test
	void createAllWhenCancelledAndRetriedWithImportKeyCreatesNoDuplicates() {
		StepVerifier.create(this.providers.createAll(requests(100), "import-1").take(40))
			.expectNextCount(40)
			.expectComplete()
			.verify(PATIENCE);
		List<ProviderCreation> creations = outcomesOf(this.providers.createAll(requests(100), "import-1"));
		assertThat(creations).hasSize(100).allMatch(ProviderCreation::isCreated);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).hasSize(100).doesNotHaveDuplicates();
	}

	@Test
	void createAllWhenImportKeyDiffersCreatesAgain() {
		outcomesOf(this.providers.createAll(requests(5), "import-1"));
		outcomesOf(this.providers.createAll(requests(5), "import-2"));
		assertThat(this.sandbox.accounts()).hasSize(10);
	}

	@Test
	void createAllWhenImportKeyIsGivenCreatesIdenticalRequestsOnce() {
		CreateProviderRequest request = request(1);
		List<ProviderCreation> creations = outcomesOf(
				this.providers.createAll(Flux.just(request, request, request, request(2), request), "import-1"));
		assertThat(creations).hasSize(5).allMatch(ProviderCreation::isCreated);
		assertThat(this.sandbox.accounts()).hasSize(2);
	}

	@Test
	void createAllWhenPasswordDiffersForSameImportKeyEmitsConflict() {
		outcomesOf(this.providers.createAll(Flux.just(request(1)), "import-1"));
		List<ProviderCreation> creations = outcomesOf(this.providers
			.createAll(Flux.just(request(1).toBuilder().smtpPassword("another password").build()), "import-1"));
		assertThat(creations).singleElement()
			.satisfies((creation) -> assertThat(creation.failure())
				.isInstanceOf(SendmuxIdempotencyConflictException.class));
	}

	@Test
	void createAllWhenRateLimitIsExhaustedWaits() {
		this.sandbox.setRateLimit(40, Duration.ofSeconds(1));
		List<ProviderCreation> creations = outcomesOf(this.providers.createAll(requests(120)));
		assertThat(creations).hasSize(120).allMatch(ProviderCreation::isCreated);
	}

	@Test
	void createAllWhenRateLimitedLeavesReserveForOtherCalls() {
		this.sandbox.setRateLimit(40, Duration.ofSeconds(2));
		List<String> events = Objects.requireNonNull(
				this.providers.createAll(requests(120)).publish(this::withSingleCall).collectList().block(PATIENCE));
		assertThat(events).hasSize(121).contains("responded").endsWith("created");
	}

	private Flux<String> withSingleCall(Flux<ProviderCreation> creations) {
		return Flux.merge(creations.map((creation) -> "created"),
				creations.next().flatMap((first) -> this.providers.stats()).map((stats) -> "responded"));
	}

	/**
	 * Measures the figures in {@code docs/bulk-import.md}.
	 */
	@Test
	@Tag("soak")
	void createAllWhenRequestsExceedRateLimitReceivesNo429() {
		this.sandbox.setRateLimit(100, Duration.ofSeconds(5));
		List<Long> times = Objects.requireNonNull(this.providers.createAll(requests(600))
			.filter(ProviderCreation::isCreated)
			.count()
			.elapsed()
			.map((counted) -> List.of(counted.getT2(), counted.getT1()))
			.block(PATIENCE));
		logger.info(LogMessage.format("600 accounts at 100 per 5 s took %d ms, which must be 25000 at least",
				times.get(1)));
		assertThat(times.get(0)).isEqualTo(600);
		assertThat(this.sandbox.requests()).noneMatch((request) -> request.status() == 429);
	}

	private static List<ProviderCreation> outcomesOf(Flux<ProviderCreation> creations) {
		return Objects.requireNonNull(creations.collectList().block(PATIENCE));
	}

	private static Flux<CreateProviderRequest> requests(int count) {
		return Flux.range(0, count).map(BulkCreationTests::request);
	}

	private static CreateProviderRequest request(int number) {
		return CreateProviderRequest.builder()
			.name("account " + number)
			.smtpHost("smtp.example.com")
			.smtpPort(587)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("user-" + number)
			.smtpPassword("password of " + number)
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
