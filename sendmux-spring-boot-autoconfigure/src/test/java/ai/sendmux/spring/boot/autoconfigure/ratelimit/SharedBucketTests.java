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
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.http.SharedPermits.Grant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedBucket} with a real Redis.
 */
class SharedBucketTests {

	private static final Instant RESET = Instant.ofEpochSecond(2_000_000_000);

	private static final Duration SHORT = Duration.ofSeconds(2);

	private static final Duration LONG = Duration.ofSeconds(40);

	@SuppressWarnings("NullAway.Init")
	private static RedisServer server;

	private SharedInstance first;

	private SharedInstance second;

	@BeforeAll
	static void startServer() {
		server = RedisServer.start();
	}

	@AfterAll
	static void stopServer() {
		if (server != null) {
			server.close();
		}
	}

	@BeforeEach
	void open() {
		this.first = SharedInstance.patient(server).warmUp();
		this.second = SharedInstance.patient(server).warmUp();
		this.first.client().connect().sync().flushall();
	}

	@AfterEach
	void close() {
		this.first.close();
		this.second.close();
	}

	@Test
	void acquireWhenNoWindowReportedGrantsOnePermitToAllInstances() {
		assertThat(this.first.acquire(16) + this.second.acquire(16)).isEqualTo(1);
	}

	@Test
	void acquireWhenWindowReportedSharesWhatRemains() {
		open(this.first, 100, 99, RESET, LONG);
		int awaited = this.second.await(16);
		assertThat(1 + awaited + this.first.acquireAll() + this.second.acquireAll()).isEqualTo(99);
	}

	@Test
	void acquireWhenManyAreRequestedLeavesPermitsToOthers() {
		open(this.first, 96, 95, RESET, LONG);
		assertThat(this.first.acquire(16)).isEqualTo(3);
	}

	@Test
	void acquireWhenWindowExhaustedReturnsTimeUntilNext() {
		open(this.first, 100, 0, RESET, LONG);
		Grant grant = this.first.grant(1);
		assertThat(grant.permits()).isZero();
		assertThat(grant.untilNext()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(1));
	}

	@Test
	void acquireWhenWindowEndsGrantsOnePermitToAllInstances() {
		open(this.first, 100, 40, RESET, SHORT);
		this.second.acquire(1);
		this.first.advance(SHORT);
		this.second.advance(SHORT);
		assertThat(this.first.acquire(16) + this.second.acquire(16)).isEqualTo(1);
	}

	@Test
	void acquireWhenNextWindowReportedSharesWhatRemains() {
		open(this.first, 100, 40, RESET, SHORT);
		this.first.advance(SHORT);
		this.first.acquire(1);
		this.first.report(100, 99, RESET.plusSeconds(60), LONG);
		assertThat(this.first.acquireAll()).isEqualTo(99);
	}

	@Test
	void acquireWhenResponseIsOverdueGrantsAnotherPermit() {
		this.first.acquire(1);
		this.second.acquire(1);
		this.second.advance(BucketContent.PROBE_INTERVAL.plusMillis(100));
		assertThat(this.second.acquire(1)).isEqualTo(1);
	}

	@Test
	void isAvailableWhenNoWindowReportedForLongIsFalse() {
		AtomicInteger changes = new AtomicInteger();
		this.first.permits().onAvailabilityChange(changes::incrementAndGet);
		this.first.acquire(1);
		this.first.advance(Duration.ofSeconds(3));
		this.first.acquire(1);
		assertThat(this.first.isAvailable()).isFalse();
		assertThat(changes).hasValue(1);
	}

	@Test
	void isAvailableWhenWindowReportedLaterIsTrue() {
		this.first.acquire(1);
		this.first.permits().reportNoLimit(SharedInstance.CREDENTIAL);
		assertThat(this.first.isAvailable()).isFalse();
		this.first.report(100, 99, RESET, LONG);
		this.first.awaitAvailability(true);
		assertThat(this.first.acquireAll()).isPositive();
	}

	@Test
	void reportNoLimitWhenWindowReportedStaysAvailable() {
		open(this.first, 100, 99, RESET, LONG);
		this.first.permits().reportNoLimit(SharedInstance.CREDENTIAL);
		assertThat(this.first.isAvailable()).isTrue();
	}

	@Test
	void reportWhenResetDiffersByRoundingKeepsBucket() {
		open(this.first, 100, 99, RESET, LONG);
		this.second.await(1);
		this.second.report(100, 99, RESET.plusSeconds(1), LONG);
		this.first.report(100, 99, RESET.minusSeconds(1), LONG);
		assertThat(1 + this.first.acquireAll() + this.second.acquireAll()).isEqualTo(98);
	}

	@Test
	void reportWhenInstanceHasNotAcquiredKeepsBucket() {
		open(this.first, 100, 50, RESET, LONG);
		this.second.report(100, 90, RESET, LONG);
		assertThat(this.second.acquireAll()).isEqualTo(49);
	}

	@Test
	void reportWhenLimitDiffersReplacesBucket() {
		open(this.first, 100, 50, RESET, LONG);
		this.first.report(10, 5, RESET, LONG);
		assertThat(this.first.acquireAll()).isEqualTo(5);
	}

	@Test
	void reportWhenResetGoesBackwardsReplacesBucket() {
		open(this.first, 100, 0, RESET, LONG);
		this.first.report(100, 7, RESET.minusSeconds(3600), LONG);
		assertThat(this.first.acquireAll()).isEqualTo(7);
	}

	@Test
	void reportWhenLateAndOfEarlierWindowKeepsBucket() {
		open(this.first, 100, 3, RESET, LONG);
		this.first.permits()
			.report(SharedInstance.CREDENTIAL, new SendmuxRateLimit(100, 80, RESET.minusSeconds(60)), LONG, LONG);
		assertThat(this.first.acquireAll()).isEqualTo(2);
	}

	@Test
	void reportWhenOthersSendWithoutPermitsReducesPermits() {
		open(this.first, 100, 90, RESET, LONG);
		this.first.report(100, 20, RESET, LONG);
		this.first.acquire(1);
		assertThat(1 + this.second.acquireAll()).isEqualTo(20);
	}

	@Test
	void reportWhenLimitExceedsBucketMaximumIsBounded() {
		open(this.first, Long.MAX_VALUE, Long.MAX_VALUE, RESET, LONG);
		assertThat(this.first.acquire(16)).isEqualTo(16);
	}

	@Test
	void reportWhenResetIsFarAwayPermitsProbeAfterOneMinute() {
		open(this.first, 100, 0, RESET, Duration.ofDays(1));
		assertThat(this.first.acquire(1)).isZero();
		this.first.advance(Duration.ofSeconds(61));
		assertThat(this.first.acquire(16)).isEqualTo(1);
	}

	@Test
	void reportRefusalWhenWindowOpenEmptiesBucket() {
		open(this.first, 100, 90, RESET, LONG);
		this.second.await(1);
		this.first.report(100, 0, RESET, LONG);
		this.first.permits().reportRefusal(SharedInstance.CREDENTIAL, LONG);
		this.first.acquire(1);
		assertThat(this.second.acquireAll()).isZero();
	}

	@Test
	void reportRefusalWhenNoWindowReportedDelaysNextPermit() {
		this.first.acquire(1);
		this.first.permits().reportRefusal(SharedInstance.CREDENTIAL, Duration.ofSeconds(30));
		this.first.advance(Duration.ofSeconds(20));
		assertThat(this.first.acquire(1)).isZero();
		this.first.advance(Duration.ofSeconds(11));
		assertThat(this.first.acquire(1)).isEqualTo(1);
	}

	@Test
	void reportRefusalWhenWindowExpiredOnlyLocallyWaitsForReset() {
		open(this.first, 100, 90, RESET, SHORT);
		this.first.advance(SHORT);
		this.first.acquire(1);
		this.first.report(100, 0, RESET, Duration.ofMillis(700));
		this.first.permits().reportRefusal(SharedInstance.CREDENTIAL, Duration.ofSeconds(1));
		this.first.advance(Duration.ofMillis(500));
		assertThat(this.first.acquire(1)).isZero();
		this.first.advance(Duration.ofMillis(300));
		assertThat(this.first.acquire(1)).isEqualTo(1);
	}

	@Test
	void giveBackWhenWindowIsTheSameReturnsPermits() {
		open(this.first, 3, 2, RESET, LONG);
		this.first.acquireAll();
		this.first.permits().giveBack(SharedInstance.CREDENTIAL, 2);
		this.first.acquire(1);
		this.second.await(1);
		assertThat(this.first.acquire(1)).isZero();
	}

	@Test
	void giveBackWhenWindowHasEndedReturnsNothing() {
		open(this.first, 100, 90, RESET, SHORT);
		this.first.acquire(3);
		this.first.advance(SHORT);
		this.first.acquire(1);
		this.first.report(100, 0, RESET.plusSeconds(60), LONG);
		this.first.acquire(1);
		this.first.permits().giveBack(SharedInstance.CREDENTIAL, 3);
		assertThat(this.first.acquireAll()).isZero();
	}

	@Test
	void acquireWhenClocksAreFiveSecondsApartHasOneWindow() {
		try (SharedInstance ahead = SharedInstance.patient(server, Duration.ofSeconds(5)).warmUp();
				SharedInstance behind = SharedInstance.patient(server, Duration.ofSeconds(-5)).warmUp()) {
			open(this.first, 100, 50, RESET, Duration.ofSeconds(3));
			assertThat(1 + ahead.acquireAll() + behind.acquireAll() + this.first.acquireAll()).isEqualTo(50);
			assertThat(ahead.acquire(1) + behind.acquire(1)).isZero();
		}
	}

	@Test
	void acquireWhenManyInstancesCompeteGrantsEachPermitOnce() {
		open(this.first, 1000, 640, RESET, LONG);
		// The shared scheduler opens the connections that the instances wait for.
		Scheduler scheduler = Schedulers.newBoundedElastic(8, 8, "instances");
		int granted = Flux.range(0, 8)
			.flatMap((number) -> Mono.fromCallable(this::acquireAllInNewInstance).subscribeOn(scheduler))
			.reduce(0, Integer::sum)
			.doFinally((signal) -> scheduler.dispose())
			.blockOptional(Duration.ofSeconds(30))
			.orElseThrow();
		assertThat(1 + granted + this.first.acquireAll()).isEqualTo(640);
	}

	@Test
	void bucketWhenCreatedHasTimeToLive() {
		this.first.acquire(1);
		Long left = this.second.client().connect().sync().pttl("test:" + SharedInstance.CREDENTIAL);
		assertThat(Duration.ofMillis(left)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
	}

	private int acquireAllInNewInstance() {
		try (SharedInstance instance = SharedInstance.patient(server).warmUp()) {
			return instance.acquireAll();
		}
	}

	/**
	 * Take the permit for the first request, and report what its response says. One more
	 * permit is taken so that the report has been read.
	 */
	private static void open(SharedInstance instance, long limit, long remaining, Instant reset, Duration untilReset) {
		assertThat(instance.acquire(1)).isEqualTo(1);
		instance.report(limit, remaining, reset, untilReset);
		instance.acquire(1);
	}

}
