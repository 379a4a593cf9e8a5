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

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

import ai.sendmux.emails.EmailLogPosition;
import ai.sendmux.emails.EmailLogQuery;
import ai.sendmux.emails.EmailStatus;
import ai.sendmux.emails.FollowedEmailLog;
import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.emails.SendmuxEmailsTemplate;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BaseUrl;
import ai.sendmux.http.BearerToken;
import ai.sendmux.sandbox.RecordedRequest;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.sandbox.SendmuxSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for following the delivery log of a sandbox.
 */
@ExtendWith(SendmuxSandboxExtension.class)
class FollowTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration INTERVAL = Duration.ofMillis(100);

	private final Queue<FollowedEmailLog> emitted = new ConcurrentLinkedQueue<>();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final List<String> expected = new ArrayList<>();

	private final SendmuxSandbox sandbox;

	private final SendmuxEmailsOperations emails;

	private String account = "";

	private EmailLogPosition beginning = EmailLogPosition.at(Instant.now());

	FollowTests(SendmuxSandbox sandbox) {
		this.sandbox = sandbox;
		URI baseUrl = BaseUrl.check(sandbox.baseUrl());
		this.emails = new SendmuxEmailsTemplate(
				ApiClient.create(WebClient.create(), baseUrl, BearerToken.of(sandbox.token()), ApiSettings.DEFAULTS),
				INTERVAL, Mono.never());
	}

	@BeforeEach
	void addAccount() {
		this.sandbox.setRateLimit(1_000_000, Duration.ofSeconds(1));
		SandboxAccount added = this.sandbox.add(SandboxAccount.smtp());
		this.account = added.id();
		this.beginning = EmailLogPosition.at(added.createdAt().minus(Duration.ofMinutes(2)));
	}

	@Test
	void followWhenThousandEmailsAreAddedOverTimeEmitsEachOnce() {
		Disposable following = follow(this.emails.follow(EmailLogQuery.all(), this.beginning));
		SandboxEmailOutcome[] outcomes = SandboxEmailOutcome.values();
		for (int i = 0; i < 100; i++) {
			add(outcomes[i % outcomes.length], (i % 5 == 0) ? 6 : 11);
			if (i % 10 == 3) {
				addLate(1 + i);
			}
			if (i == 10) {
				this.sandbox.onNext(SandboxOperation.LIST_EMAIL_LOGS).respondWith(429);
			}
			if (i == 50) {
				this.sandbox.onNext(3, SandboxOperation.LIST_EMAIL_LOGS).breakBeforeActing();
			}
			if (i == 70) {
				this.sandbox.onNext(3, SandboxOperation.LIST_EMAIL_LOGS).respondWith(503);
				this.sandbox.onNext(SandboxOperation.LIST_EMAIL_LOGS).unknownEnumValues();
			}
			if (i % 10 == 9) {
				awaitEmitted();
			}
			if (i >= 20) {
				// Not before the 429, which names a reset by that clock.
				this.sandbox.advanceClock(Duration.ofSeconds(11));
			}
		}
		following.dispose();
		assertThat(this.expected).hasSizeGreaterThan(1000);
		assertEachOnce();
		assertThat(requests()).extracting(RecordedRequest::status).contains(429, 503, 0);
		assertThat(this.emitted).extracting((entry) -> entry.log().status()).contains(EmailStatus.UNKNOWN);
	}

	@Test
	void followWhenThousandEmailsAreAddedInOneIntervalEmitsThemInOrder() {
		Disposable following = follow(this.emails.follow(EmailLogQuery.all(), this.beginning));
		add(SandboxEmailOutcome.SENT, 1000);
		awaitEmitted();
		following.dispose();
		assertThat(ids()).isEqualTo(this.expected);
	}

	@Test
	void followWhenNothingHappensSendsOneRequestPerInterval() {
		add(SandboxEmailOutcome.SENT, 1000);
		this.sandbox.advanceClock(Duration.ofMinutes(5));
		add(SandboxEmailOutcome.SENT, 1);
		Disposable following = follow(this.emails.follow(EmailLogQuery.all(), this.beginning));
		awaitEmitted();
		int before = requests().size();
		await(() -> requests().size() >= before + 6);
		following.dispose();
		List<RecordedRequest> idle = requests().subList(before, requests().size());
		for (int i = 1; i < idle.size(); i++) {
			assertThat(Duration.between(idle.get(i - 1).receivedAt(), idle.get(i).receivedAt()))
				.isGreaterThanOrEqualTo(INTERVAL.minusMillis(5));
		}
	}

	@Test
	void followWhenResumedFromPositionEmitsEachOnce() {
		EmailLogPosition position = this.beginning;
		for (int i = 0; i < 30; i++) {
			add(SandboxEmailOutcome.SENT, 17);
			addLate(3 * i);
			add(SandboxEmailOutcome.FAILED, 17);
			List<FollowedEmailLog> part = Objects.requireNonNull(this.emails.follow(EmailLogQuery.all(), position)
				.take(1 + (i * 11) % 35)
				.collectList()
				.block(PATIENCE));
			assertThat(part).isNotEmpty();
			this.emitted.addAll(part);
			position = EmailLogPosition.parse(part.get(part.size() - 1).position().toString());
			this.sandbox.advanceClock(Duration.ofSeconds(10));
		}
		Disposable following = follow(this.emails.follow(EmailLogQuery.all(), position));
		awaitEmitted();
		following.dispose();
		assertEachOnce();
	}

	@Test
	void followFinalWhenOutcomesChangeEmitsEachOnceWithFinalStatus() {
		List<String> pending = this.sandbox.addEmails(this.account, SandboxEmailOutcome.PENDING, 300);
		this.expected.addAll(pending);
		Disposable following = follow(this.emails.followFinal(EmailLogQuery.all(), this.beginning));
		for (int i = 0; i < 300; i += 3) {
			this.sandbox.setEmailOutcome(pending.get(i), SandboxEmailOutcome.SENT);
			add(SandboxEmailOutcome.REJECTED, 2);
			this.sandbox.advanceClock(Duration.ofSeconds(5));
		}
		await(() -> this.emitted.size() == 300);
		following.dispose();
		EmailLogPosition position = List.copyOf(this.emitted).get(299).position();
		assertThat(position.openIds()).hasSize(200);
		for (int i = 0; i < 300; i++) {
			if (i % 3 != 0) {
				this.sandbox.setEmailOutcome(pending.get(i), SandboxEmailOutcome.FAILED);
			}
		}
		following = follow(this.emails.followFinal(EmailLogQuery.all(), position));
		awaitEmitted();
		following.dispose();
		assertEachOnce();
		assertThat(this.emitted).allMatch((entry) -> entry.log().status().isFinal());
	}

	private void add(SandboxEmailOutcome outcome, int count) {
		this.expected.addAll(this.sandbox.addEmails(this.account, outcome, count));
	}

	/**
	 * Set the clock back and forth, which does not affect what is read in between.
	 */
	private void addLate(int seconds) {
		this.sandbox.advanceClock(Duration.ofSeconds(-seconds));
		add(SandboxEmailOutcome.SENT, 2);
		this.sandbox.advanceClock(Duration.ofSeconds(seconds));
	}

	private Disposable follow(Flux<FollowedEmailLog> log) {
		return log.subscribe(this.emitted::add, this.failures::add);
	}

	private List<String> ids() {
		return this.emitted.stream().map((entry) -> entry.log().id()).toList();
	}

	private List<RecordedRequest> requests() {
		return this.sandbox.requests(SandboxOperation.LIST_EMAIL_LOGS);
	}

	private void awaitEmitted() {
		await(() -> this.emitted.size() >= this.expected.size() || !this.failures.isEmpty());
	}

	private static void await(BooleanSupplier condition) {
		Flux.interval(Duration.ofMillis(10)).filter((tick) -> condition.getAsBoolean()).blockFirst(PATIENCE);
	}

	private void assertEachOnce() {
		assertThat(this.failures).isEmpty();
		assertThat(ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(this.expected);
	}

}
