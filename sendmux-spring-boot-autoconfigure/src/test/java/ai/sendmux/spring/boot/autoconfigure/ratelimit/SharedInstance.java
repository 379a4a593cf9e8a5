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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.http.SharedPermits.Grant;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The shared permits of one instance of an application.
 */
final class SharedInstance implements AutoCloseable {

	static final String CREDENTIAL = "credential";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/**
	 * After a failure that may pass, such as two instances that change the bucket at the
	 * same time.
	 */
	private static final Duration SOON = Duration.ofMillis(50);

	private static final Duration POLL = Duration.ofMillis(10);

	private final AtomicLong advance = new AtomicLong();

	private final RedisClient client;

	private final RedisSharedPermits permits;

	private final RedisClock clock;

	SharedInstance(RedisServer server) {
		this(server, Duration.ZERO, new SendmuxSharedRateLimitProperties().getTimeout());
	}

	/**
	 * Create an instance for which a pause of this JVM is no failure of Redis.
	 */
	static SharedInstance patient(RedisServer server) {
		return patient(server, Duration.ZERO);
	}

	/**
	 * Create an instance for which a pause of this JVM is no failure of Redis.
	 * @param server the Redis
	 * @param ahead how far the clock of the instance is ahead
	 */
	static SharedInstance patient(RedisServer server, Duration ahead) {
		return new SharedInstance(server, ahead, Duration.ofSeconds(5));
	}

	private SharedInstance(RedisServer server, Duration ahead, Duration timeout) {
		this.client = RedisClient.create(RedisURI.create("127.0.0.1", server.port()));
		this.clock = new RedisClock(() -> System.nanoTime() + ahead.toNanos()) {

			@Override
			public long currentTimeNanos() {
				return super.currentTimeNanos() + SharedInstance.this.advance.get();
			}

		};
		SendmuxSharedRateLimitProperties properties = new SendmuxSharedRateLimitProperties();
		properties.setKeyPrefix("test:");
		properties.setTimeout(timeout);
		this.permits = new RedisSharedPermits(() -> this.client, this.clock, properties);
		this.permits.connect();
		this.permits.addClient("client", CREDENTIAL, null);
	}

	/**
	 * Wait for the connection, and for classes that are loaded by the first request.
	 */
	SharedInstance warmUp() {
		this.permits.addClient("warm-up", "warm-up", null);
		Mono.defer(() -> this.permits.acquire("warm-up", 1))
			.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, POLL))
			.block(PATIENCE);
		return this;
	}

	RedisSharedPermits permits() {
		return this.permits;
	}

	RedisClient client() {
		return this.client;
	}

	Grant grant(int count) {
		return this.permits.acquire(CREDENTIAL, count).blockOptional(PATIENCE).orElseThrow();
	}

	int acquire(int count) {
		return grant(count).permits();
	}

	/**
	 * Let time pass, also in Redis as far as this instance knows.
	 */
	void advance(Duration time) {
		this.advance.addAndGet(time.toNanos());
	}

	/**
	 * Acquire permits as often as the grants say, until there are some.
	 */
	int await(int count) {
		Grant grant = Mono.defer(() -> this.permits.acquire(CREDENTIAL, count))
			.flatMap((result) -> (result.permits() > 0) ? Mono.just(result)
					: Mono.delay(result.untilNext()).then(Mono.empty()))
			.repeatWhenEmpty((attempts) -> attempts)
			.block(PATIENCE);
		return (grant != null) ? grant.permits() : -1;
	}

	/**
	 * Acquire all permits that there are.
	 */
	int acquireAll() {
		int total = 0;
		Grant grant = grant(16);
		while (grant.permits() > 0 || grant.untilNext().compareTo(SOON) < 0) {
			total += grant.permits();
			grant = grant(16);
		}
		return total;
	}

	void report(long limit, long remaining, Instant reset, Duration untilReset) {
		this.permits.report(CREDENTIAL, new SendmuxRateLimit(limit, remaining, reset), untilReset, Duration.ZERO);
	}

	boolean isAvailable() {
		return this.permits.isAvailable(CREDENTIAL);
	}

	/**
	 * Use Redis, as an application that sends requests does, until the limit is shared or
	 * is not.
	 */
	void awaitAvailability(boolean available) {
		Mono.defer(() -> isAvailable() ? this.permits.acquire(CREDENTIAL, 1).onErrorComplete().then(Mono.empty())
				: Mono.empty())
			.then(Mono.fromSupplier(this::isAvailable))
			.filter((present) -> present == available)
			.repeatWhenEmpty((attempts) -> attempts.delayElements(POLL))
			.block(PATIENCE);
	}

	@Override
	public void close() {
		this.permits.close();
		this.client.shutdown(0, 1, TimeUnit.SECONDS);
	}

}
