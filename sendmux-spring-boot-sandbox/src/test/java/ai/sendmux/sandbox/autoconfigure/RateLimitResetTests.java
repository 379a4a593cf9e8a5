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

package ai.sendmux.sandbox.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.providers.ProviderStats;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxFault;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxTeam;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that clients forget the rate limit that a test has exhausted, and that the clock
 * of the sandbox releases requests that wait for it.
 */
@SpringBootTest(properties = "sendmux.sandbox.enabled=true")
class RateLimitResetTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private SendmuxProvidersOperations providers;

	@Autowired
	private SendmuxClientFactory clientFactory;

	@RepeatedTest(3)
	void callWhenPreviousTestExhaustedLimitDoesNotWait() {
		this.sandbox.setRateLimit(1);
		assertThat(call()).isNotNull();
	}

	@RepeatedTest(2)
	void callWhenPreviousTestReceivedRetryAfterDoesNotWait() {
		assertThat(call()).isNotNull();
		this.sandbox.onNext().respondWith(429).retryAfter(Duration.ofHours(1));
		assertThatExceptionOfType(SendmuxRateLimitException.class).isThrownBy(this::call);
	}

	@RepeatedTest(2)
	void callWhenPreviousTestsLeftLimitsDoesNotWait() {
		assertThat(call()).isNotNull();
	}

	@Test
	void resetWhenCallIsWaitingReleasesIt() {
		CompletableFuture<ProviderStats> waiting = exhaustAndCall();
		this.sandbox.reset();
		assertThat(waiting).succeedsWithin(PATIENCE);
	}

	@Test
	void advanceClockWhenWindowExpiresReleasesWaitingCall() {
		CompletableFuture<ProviderStats> waiting = exhaustAndCall();
		this.sandbox.advanceClock(Duration.ofMinutes(1));
		assertThat(waiting).succeedsWithin(PATIENCE);
	}

	@Test
	void advanceClockWhenClockIsStoppedReleasesWaitingCall() {
		this.sandbox.stopClockAt(Instant.parse("2026-05-25T02:18:00Z"));
		CompletableFuture<ProviderStats> waiting = exhaustAndCall();
		this.sandbox.advanceClock(Duration.ofMinutes(1));
		assertThat(waiting).succeedsWithin(PATIENCE);
	}

	@Test
	void advanceClockWhenWithinWindowKeepsCallWaiting() {
		CompletableFuture<ProviderStats> waiting = exhaustAndCall();
		this.sandbox.advanceClock(Duration.ofSeconds(1));
		assertThat(this.sandbox.requests(SandboxOperation.STATS)).filteredOn((request) -> request.status() == 200)
			.hasSize(1);
		assertThat(waiting).isNotDone();
		this.sandbox.advanceClock(Duration.ofMinutes(1));
		assertThat(waiting).succeedsWithin(PATIENCE);
	}

	@Test
	void setRateLimitWhenCallIsWaitingReleasesIt() {
		CompletableFuture<ProviderStats> waiting = exhaustAndCall();
		this.sandbox.setRateLimit(600);
		assertThat(waiting).succeedsWithin(PATIENCE);
	}

	@Test
	void endWhenFaultSentRetryAfterPermitsCalls() {
		SandboxFault fault = this.sandbox.onAll().respondWith(429).retryAfter(Duration.ofHours(1));
		assertThatExceptionOfType(SendmuxRateLimitException.class).isThrownBy(this::call);
		fault.end();
		assertThat(call()).isNotNull();
	}

	@Test
	void rateLimitWhenResponseArrivesAfterResetIsIgnored() {
		this.sandbox.setRateLimit(1);
		this.sandbox.onNext().delay(Duration.ofMillis(500));
		CompletableFuture<ProviderStats> late = this.providers.stats().toFuture();
		Awaitility.await().atMost(PATIENCE).until(() -> !this.sandbox.requests().isEmpty());
		this.sandbox.reset();
		assertThat(late).succeedsWithin(PATIENCE);
		assertThat(call()).isNotNull();
	}

	@Test
	void retryAfterWhenResponseArrivesAfterResetIsIgnored() {
		this.sandbox.onNext().respondWith(429).retryAfter(Duration.ofHours(1)).delay(Duration.ofMillis(500));
		CompletableFuture<ProviderStats> late = this.providers.stats().toFuture();
		Awaitility.await().atMost(PATIENCE).until(() -> !this.sandbox.requests().isEmpty());
		this.sandbox.reset();
		assertThat(late).failsWithin(PATIENCE);
		assertThat(call()).isNotNull();
	}

	@Test
	void resetWhenCalledOnTeamResetsLimitOfItsClient() {
		SandboxTeam team = this.sandbox.team("smx_root_team");
		SendmuxProvidersOperations ofTeam = this.clientFactory
			.create("team", SendmuxConnectionDetails.of(this.sandbox.baseUrl(), team.token()))
			.providers();
		team.setRateLimit(1);
		assertThat(ofTeam.stats().block(PATIENCE)).isNotNull();
		team.reset();
		assertThat(ofTeam.stats().block(PATIENCE)).isNotNull();
	}

	@Test
	void setRateLimitWhenWaitingCallIsCancelledDoesNotSendIt() {
		CompletableFuture<ProviderStats> waiting = exhaustAndCall();
		waiting.cancel(true);
		this.sandbox.setRateLimit(600);
		assertThat(call()).isNotNull();
		assertThat(this.sandbox.requests(SandboxOperation.STATS)).hasSize(2);
	}

	private CompletableFuture<ProviderStats> exhaustAndCall() {
		this.sandbox.setRateLimit(1);
		assertThat(call()).isNotNull();
		CompletableFuture<ProviderStats> waiting = this.providers.stats().toFuture();
		assertThat(waiting).isNotDone();
		return waiting;
	}

	private ProviderStats call() {
		return this.providers.stats().blockOptional(PATIENCE).orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
