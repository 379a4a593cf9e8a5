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

package ai.sendmux.console.imports;

import java.time.Duration;

import ai.sendmux.console.TestConsoleApplication;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SmtpProtocol;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeasedRequests}.
 */
@SpringBootTest(classes = TestConsoleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class LeasedRequestsTests {

	private final ImportRun run = new ImportRun("id", "owner", new byte[0], "pool", "upload");

	@Autowired
	private SendmuxProvidersOperations providers;

	@Autowired
	private SendmuxSandbox sandbox;

	@BeforeEach
	void reset() {
		this.sandbox.reset();
	}

	@Test
	void createWhenLeaseHasExpiredIsNotSent() {
		expireLease();
		StepVerifier.create(create()).expectComplete().verify(Duration.ofSeconds(10));
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).isEmpty();
		assertThat(this.run.isLeaseLost()).isTrue();
	}

	@Test
	void createWhenLeaseExpiresBeforeRetryIsNotSentAgain() {
		this.sandbox.onAll(SandboxOperation.CREATE).respondWith(503).delay(Duration.ofMillis(500));
		StepVerifier.create(create().doOnSubscribe((subscription) -> expireOnceSent()))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).hasSize(1);
	}

	@Test
	void createWhenLeaseIsValidIsSent() {
		StepVerifier.create(create()).expectNextCount(1).expectComplete().verify(Duration.ofSeconds(10));
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	private Flux<ProviderCreation> create() {
		CreateProviderRequest request = CreateProviderRequest.builder()
			.name("A")
			.smtpHost("smtp.example.com")
			.smtpPort(587)
			.smtpProtocol(SmtpProtocol.STARTTLS)
			.smtpUsername("user")
			.smtpPassword("s3cret")
			.build();
		return this.providers.createAll(Flux.just(request), "pool")
			.takeUntilOther(this.run.stopSignal())
			.contextWrite((context) -> LeasedRequests.context(context, this.run));
	}

	private void expireOnceSent() {
		Thread expiry = new Thread(() -> {
			while (this.sandbox.requests(SandboxOperation.CREATE).isEmpty()) {
				Thread.onSpinWait();
			}
			expireLease();
		});
		expiry.setDaemon(true);
		expiry.start();
	}

	private void expireLease() {
		this.run.extendLease(System.nanoTime() - ImportRun.LEASE.toNanos());
	}

}
