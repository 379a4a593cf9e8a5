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

package ai.sendmux.spring.boot.autoconfigure.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.http.SharedPermits.Grant;
import ai.sendmux.spring.boot.autoconfigure.LogCapture;
import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisBuckets} with a Redis that fails.
 */
class RedisBucketsTests {

	private static final String LOST = "The rate limit is not shared with other instances until Redis responds";

	private static final String BACK = "The rate limit is shared with other instances again";

	private static final Instant RESET = Instant.ofEpochSecond(2_000_000_000);

	private static final Duration LEFT = Duration.ofSeconds(50);

	private LogCapture log;

	private RedisServer server;

	private SharedInstance instance;

	private final AtomicInteger changes = new AtomicInteger();

	@BeforeEach
	void open() {
		this.log = LogCapture.of(RedisBuckets.class.getName(), Level.INFO);
		this.server = RedisServer.start();
		this.instance = new SharedInstance(this.server).warmUp();
		this.instance.permits().onAvailabilityChange(this.changes::incrementAndGet);
		this.instance.acquire(1);
		this.instance.report(100, 99, RESET, LEFT);
		assertThat(this.instance.acquire(1)).isEqualTo(1);
	}

	@AfterEach
	void close() {
		this.instance.close();
		this.server.close();
		this.log.close();
	}

	@Test
	void acquireWhenRedisIsKilledFailsSoon() {
		this.server.kill();
		this.instance.awaitAvailability(false);
		StepVerifier.create(this.instance.permits().acquire(SharedInstance.CREDENTIAL, 1))
			.expectError()
			.verify(Duration.ofMillis(500));
	}

	@Test
	void acquireWhenRedisRestartsWithoutDataPermitsAgain() {
		this.server.kill();
		this.instance.awaitAvailability(false);
		this.server.restart();
		this.instance.awaitAvailability(true);
		this.instance.report(100, 60, RESET, LEFT);
		assertThat(this.instance.await(16)).isPositive();
		assertThat(messages()).satisfiesExactly((line) -> assertThat(line).startsWith("WARN").contains(LOST),
				(line) -> assertThat(line).startsWith("INFO").contains(BACK));
		assertThat(this.changes).hasValue(2);
	}

	@Test
	void acquireWhenRedisRestartsBetweenRequestsPermitsAgain() {
		this.server.kill();
		this.server.restart();
		this.instance.awaitAvailability(true);
		this.instance.report(100, 60, RESET, LEFT);
		assertThat(this.instance.await(16)).isPositive();
	}

	@Test
	void acquireWhenRedisIsPausedFailsUntilItResumes() {
		this.server.pause();
		this.instance.awaitAvailability(false);
		assertThat(messages()).hasSize(1);
		this.server.resume();
		this.instance.awaitAvailability(true);
		assertThat(this.instance.acquireAll()).isPositive();
		assertThat(messages()).hasSize(2);
	}

	@Test
	void acquireWhenOneRequestIsSlowStaysAvailable() {
		this.server.pause();
		Grant grant = this.instance.grant(1);
		this.server.resume();
		assertThat(grant.permits()).isZero();
		assertThat(this.instance.isAvailable()).isTrue();
		assertThat(this.instance.await(1)).isEqualTo(1);
		assertThat(messages()).isEmpty();
	}

	@Test
	void isAvailableWhenRedisIsUnreachableIsFalseUntilItStarts() {
		this.server.kill();
		try (SharedInstance late = new SharedInstance(this.server)) {
			late.awaitAvailability(false);
			this.server.restart();
			late.awaitAvailability(true);
			assertThat(late.await(1)).isEqualTo(1);
		}
		assertThat(messages()).hasSize(2);
	}

	@Test
	void acquireWhenRedisIsReadOnlyWarnsOnce() {
		this.server.run("REPLICAOF", "127.0.0.1", Integer.toString(RedisServer.freePort()));
		this.instance.awaitAvailability(false);
		this.instance.awaitAvailability(true);
		this.instance.awaitAvailability(false);
		assertThat(messages()).hasSize(1);
		this.server.run("REPLICAOF", "NO", "ONE");
		this.instance.awaitAvailability(true);
		this.instance.await(1);
		assertThat(messages()).hasSize(2);
	}

	@Test
	void acquireWhenKeyHasUnexpectedValueFails() {
		this.server.run("SET", "test:" + SharedInstance.CREDENTIAL, "something else");
		this.instance.awaitAvailability(false);
		assertThat(messages()).hasSize(1);
	}

	@Test
	void failuresWhenRedisIsKilledGrows() {
		this.server.kill();
		this.instance.awaitAvailability(false);
		assertThat(this.instance.permits().failures()).isPositive();
	}

	private List<String> messages() {
		return this.log.lines().stream().filter((line) -> line.contains("rate limit")).toList();
	}

}
