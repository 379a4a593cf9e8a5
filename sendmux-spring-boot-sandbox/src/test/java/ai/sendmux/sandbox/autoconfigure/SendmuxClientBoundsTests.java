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
import java.util.concurrent.TimeoutException;

import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for clients that share all but the bounds of their calls.
 */
@SpringBootTest(properties = "sendmux.sandbox.enabled=true")
class SendmuxClientBoundsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration HOUR = Duration.ofHours(1);

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private SendmuxClient client;

	@Test
	void callWhenResetExceedsMaxWaitFailsWithRetryAfter() {
		this.sandbox.setRateLimit(1);
		call(this.client);
		SendmuxClient impatient = this.client.withBounds(Duration.ofSeconds(1), HOUR, 2);
		assertThatExceptionOfType(SendmuxRateLimitException.class).isThrownBy(() -> call(impatient))
			.satisfies((ex) -> assertThat(ex.retryAfter()).isGreaterThan(Duration.ofSeconds(30)));
		assertThat(this.sandbox.requests(SandboxOperation.STATS)).hasSize(1);
	}

	@Test
	void callWhenLongerThanTotalTimeoutFails() {
		this.sandbox.onAll(SandboxOperation.STATS).delay(Duration.ofSeconds(5));
		SendmuxClient impatient = this.client.withBounds(Duration.ZERO, Duration.ofMillis(300), 2);
		assertThatExceptionOfType(SendmuxTimeoutException.class).isThrownBy(() -> call(impatient));
	}

	@Test
	void callWhenServerFailsIsRetriedUpToMaxRetries() {
		this.sandbox.onAll(SandboxOperation.STATS).respondWith(503);
		SendmuxClient impatient = this.client.withBounds(Duration.ZERO, HOUR, 1);
		assertThatExceptionOfType(SendmuxServerException.class).isThrownBy(() -> call(impatient));
		assertThat(this.sandbox.requests(SandboxOperation.STATS)).hasSize(2);
	}

	@Test
	void forBulkWhenRateLimitedLeavesReserveForOtherCalls() {
		this.sandbox.setRateLimit(40);
		SendmuxProvidersOperations bulk = this.client.forBulk().providers();
		Mono<Long> permitted = Flux.range(0, 40)
			.concatMap((index) -> bulk.stats())
			.timeout(Duration.ofSeconds(2))
			.onErrorComplete(TimeoutException.class)
			.count();
		assertThat(permitted.block(PATIENCE)).isBetween(1L, 39L);
		call(this.client);
	}

	private static void call(SendmuxClient client) {
		assertThat(client.providers().stats().block(PATIENCE)).isNotNull();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
