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

package com.example.deliveries;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import ai.sendmux.emails.EmailLog;
import ai.sendmux.emails.EmailLogPosition;
import ai.sendmux.emails.EmailMetrics;
import ai.sendmux.emails.EmailStatus;
import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@code docs/delivery-logs.md} shows.
 */
@SpringBootTest(properties = { "sendmux.sandbox.enabled=true", "sendmux.emails.poll-interval=1s" })
class DeliveriesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private SendmuxEmailsOperations emails;

	@Autowired
	private Deliveries deliveries;

	private String account = "";

	@BeforeEach
	void addAccount() {
		this.account = this.sandbox.add(SandboxAccount.smtp()).id();
	}

	@Test
	void failuresOfWhenEmailsFailedReturnsThemWithReasons() {
		this.sandbox.stopClockAt(Instant.parse("2026-05-25T02:18:00Z"));
		this.sandbox.addEmails(this.account, SandboxEmailOutcome.SENT, 3);
		this.sandbox.addEmails(this.account, SandboxEmailOutcome.FAILED, 2);
		List<EmailLog> failures = this.deliveries.failuresOf(this.account, LocalDate.of(2026, 5, 25))
			.collectList()
			.block(PATIENCE);
		assertThat(failures).hasSize(2).allSatisfy((log) -> assertThat(log.statusReason()).isNotEmpty());
	}

	@Test
	void lastWeekOfWhenEmailsWereSentCountsThem() {
		this.sandbox.addEmails(this.account, SandboxEmailOutcome.SENT, 3);
		EmailMetrics metrics = this.deliveries.lastWeekOf(this.account).block(PATIENCE);
		assertThat(Objects.requireNonNull(metrics).summary().sent()).isEqualTo(3);
		assertThat(metrics.timeseries()).hasSize(8);
	}

	@Test
	void watchWhenInterruptedResumesAtPosition() {
		SendmuxSandbox sandbox = this.sandbox;
		String providerId = this.account;
		Queue<EmailLog> updates = new ConcurrentLinkedQueue<>();
		AtomicReference<String> position = new AtomicReference<>(
				EmailLogPosition.at(Instant.now().minusSeconds(60)).toString());
		DeliveryWatcher watcher = new DeliveryWatcher(this.emails, (log) -> Mono.fromRunnable(() -> updates.add(log)),
				new AtomicPositions(position));
		List<String> ids = sandbox.addEmails(providerId, SandboxEmailOutcome.PENDING, 2);
		sandbox.setEmailOutcome(ids.get(0), SandboxEmailOutcome.SENT);
		watchUntil(watcher, updates, 1);
		sandbox.setEmailOutcome(ids.get(1), SandboxEmailOutcome.REJECTED);
		watchUntil(watcher, updates, 2);
		assertThat(updates).extracting(EmailLog::status).containsExactly(EmailStatus.SENT, EmailStatus.REJECTED);
		assertThat(position.get()).contains(ids.get(0), ids.get(1));
	}

	private static void watchUntil(DeliveryWatcher watcher, Queue<EmailLog> updates, int count) {
		Flux<Long> until = Flux.interval(Duration.ofMillis(10)).filter((tick) -> updates.size() >= count);
		watcher.watch().takeUntilOther(until.next().delayElement(Duration.ofMillis(100))).block(PATIENCE);
	}

	private record AtomicPositions(AtomicReference<String> position) implements DeliveryWatcher.Positions {

		@Override
		public Mono<String> load() {
			return Mono.fromSupplier(this.position::get);
		}

		@Override
		public Mono<Void> save(String position) {
			return Mono.fromRunnable(() -> this.position.set(position));
		}

	}

}
