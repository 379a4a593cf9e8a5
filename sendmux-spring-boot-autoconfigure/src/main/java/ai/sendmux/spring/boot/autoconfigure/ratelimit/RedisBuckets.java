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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.lettuce.core.AbstractRedisClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.Assert;

/**
 * Access to the buckets in Redis. While Redis does not respond, nothing is sent to it but
 * a check, every few seconds, of whether it is back.
 */
final class RedisBuckets implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RedisBuckets.class);

	/**
	 * The first requests wait for the connection, so that instances that start together
	 * share the limit from the beginning.
	 */
	private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);

	private static final long MIN_CHECK_DELAY = 500;

	private static final long MAX_CHECK_DELAY = 5000;

	private static final long CLOCK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

	/**
	 * So many failures in a row may be a pause of this JVM, or classes that are loaded.
	 */
	private static final int TOLERATED_FAILURES = 5;

	private final Supplier<AbstractRedisClient> client;

	private final Duration timeToLive;

	private final Duration timeout;

	/**
	 * A permit may take several requests to Redis.
	 */
	private final Duration requestLimit;

	private final RedisClock clock;

	private final Runnable listener;

	private final Scheduler scheduler = Schedulers.newSingle("sendmux-shared-limit", true);

	private final AtomicLong failureCount = new AtomicLong();

	private Mono<BucketConnection> connection;

	private int failures;

	private long checkDelay = MIN_CHECK_DELAY;

	private volatile long clockReadAt;

	private boolean warned;

	private boolean connecting = true;

	private volatile boolean lost;

	private volatile boolean available = true;

	private volatile boolean closed;

	RedisBuckets(Supplier<AbstractRedisClient> client, SendmuxSharedRateLimitProperties properties, RedisClock clock,
			Runnable listener) {
		this.client = client;
		this.timeToLive = properties.getTimeToLive();
		this.timeout = properties.getTimeout();
		this.requestLimit = this.timeout.multipliedBy(3);
		this.clock = clock;
		this.listener = listener;
		this.clockReadAt = clock.nanoTime() - CLOCK_INTERVAL_NANOS;
		this.connection = connect();
	}

	/**
	 * Return whether Redis responds, as far as is known.
	 */
	boolean isAvailable() {
		return this.available;
	}

	/**
	 * Return the number of requests to Redis that failed.
	 */
	long failureCount() {
		return this.failureCount.get();
	}

	Scheduler scheduler() {
		return this.scheduler;
	}

	RedisClock clock() {
		return this.clock;
	}

	/**
	 * Connect in the background.
	 */
	void connectEarly() {
		this.connection.publishOn(this.scheduler).subscribe(this::connected, this::disconnect);
	}

	/**
	 * Send a request. Its result is emitted by the thread of this class, because neither
	 * an event loop of Lettuce nor a timer of the JDK should run what follows.
	 */
	<T> Mono<T> request(Function<BucketConnection, CompletableFuture<T>> request) {
		return Mono.defer(this::connection)
			.timeout(CONNECT_LIMIT, this.scheduler)
			.flatMap((present) -> readClock(present).then(Mono.fromFuture(() -> request.apply(present), true))
				.timeout(this.requestLimit, this.scheduler))
			.publishOn(this.scheduler)
			.doOnSuccess((result) -> succeeded())
			.doOnError(this::failed);
	}

	/**
	 * Return whether a request failed because other instances changed the bucket at the
	 * same time.
	 */
	static boolean isContention(Throwable ex) {
		return ex instanceof BucketExecutionException || ex.getCause() instanceof BucketExecutionException;
	}

	private synchronized Mono<BucketConnection> connection() {
		return this.connection;
	}

	private Mono<BucketConnection> connect() {
		return Mono.fromCallable(this::open).subscribeOn(Schedulers.boundedElastic()).cache();
	}

	private BucketConnection open() {
		Assert.state(!this.closed, "The application is closed");
		return BucketConnection.open(this.client.get(), this.clock, this.timeToLive, this.timeout);
	}

	private Mono<Void> readClock(BucketConnection connection) {
		long sent = this.clock.nanoTime();
		if (sent - this.clockReadAt < CLOCK_INTERVAL_NANOS) {
			return Mono.empty();
		}
		this.clockReadAt = sent;
		return Mono.fromFuture(() -> connection.time(), true)
			.doOnNext((time) -> this.clock.synchronize(time, sent))
			.doOnError((ex) -> this.clockReadAt = sent - CLOCK_INTERVAL_NANOS)
			.then();
	}

	/**
	 * Only a request shows that Redis is of use again: one that is full or must not be
	 * written to responds to a check as well.
	 */
	private void succeeded() {
		this.failures = 0;
		this.checkDelay = MIN_CHECK_DELAY;
		if (this.warned) {
			this.warned = false;
			logger.info("The rate limit is shared with other instances again");
		}
	}

	/**
	 * Requests that are made before there is a connection do not wait long for it.
	 */
	private void failed(Throwable ex) {
		if (isContention(ex) || this.lost) {
			return;
		}
		this.failureCount.incrementAndGet();
		this.failures++;
		if (this.connecting) {
			this.available = false;
		}
		else if (this.failures > TOLERATED_FAILURES) {
			disconnect(ex);
		}
	}

	private void disconnect(Throwable ex) {
		synchronized (this) {
			if (this.lost || this.closed) {
				return;
			}
			this.lost = true;
			this.connecting = false;
			this.available = false;
			close(this.connection);
			this.connection = Mono.error(ex);
		}
		if (!this.warned) {
			this.warned = true;
			logger.warn("The rate limit is not shared with other instances until Redis responds: " + ex);
		}
		this.listener.run();
		checkLater();
	}

	private void checkLater() {
		if (!this.closed) {
			this.scheduler.schedule(this::check, this.checkDelay, TimeUnit.MILLISECONDS);
			this.checkDelay = Math.min(2 * this.checkDelay, MAX_CHECK_DELAY);
		}
	}

	/**
	 * Connect anew. A connection that is not closed would keep all requests until it is
	 * restored.
	 */
	private void check() {
		Mono<BucketConnection> next = connect();
		this.clock.distrust();
		this.clockReadAt = this.clock.nanoTime() - CLOCK_INTERVAL_NANOS;
		next.flatMap((connection) -> readClock(connection).timeout(this.requestLimit, this.scheduler))
			.publishOn(this.scheduler)
			.subscribe((nothing) -> {
			}, (ex) -> {
				close(next);
				checkLater();
			}, () -> restored(next));
	}

	private void restored(Mono<BucketConnection> next) {
		synchronized (this) {
			if (this.closed) {
				close(next);
				return;
			}
			this.connection = next;
			this.lost = false;
		}
		available();
	}

	private void connected(BucketConnection connection) {
		synchronized (this) {
			if (!this.connecting) {
				return;
			}
			this.connecting = false;
		}
		available();
	}

	private void available() {
		boolean changed = !this.available;
		this.failures = 0;
		this.available = true;
		if (changed) {
			this.listener.run();
		}
	}

	private static void close(Mono<BucketConnection> connection) {
		connection.subscribe(BucketConnection::close, (ex) -> {
		});
	}

	@Override
	public void close() {
		Mono<BucketConnection> connection;
		synchronized (this) {
			this.closed = true;
			this.available = false;
			connection = this.connection;
		}
		close(connection);
		this.scheduler.dispose();
	}

}
