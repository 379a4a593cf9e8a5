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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.http.SharedPermits;
import io.lettuce.core.AbstractRedisClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@link SharedPermits} in Redis.
 */
final class RedisSharedPermits implements SharedPermits, AutoCloseable {

	private static final Runnable NO_LISTENER = () -> {
	};

	private final CredentialKeys keys;

	private final RedisBuckets buckets;

	private final Map<String, String> byClient = new ConcurrentHashMap<>();

	private final Map<String, SharedBucket> byCredential = new ConcurrentHashMap<>();

	private final Map<String, SharedBucket> byKey = new ConcurrentHashMap<>();

	private volatile Runnable listener = NO_LISTENER;

	/**
	 * Create the permits.
	 * @param client the client of Redis
	 * @param clock the clock of Redis
	 * @param properties the properties
	 */
	RedisSharedPermits(Supplier<AbstractRedisClient> client, RedisClock clock,
			SendmuxSharedRateLimitProperties properties) {
		this.buckets = new RedisBuckets(client, properties, clock, this::changed);
		this.keys = new CredentialKeys(properties.getKeyPrefix(), properties.getName(), this.buckets.scheduler(),
				this::changed);
	}

	/**
	 * Connect in the background.
	 */
	void connect() {
		this.buckets.connectEarly();
	}

	@Override
	public void addClient(String client, String credential, @Nullable Mono<String> identity) {
		this.keys.add(client, credential, identity);
		this.byClient.put(client, credential);
	}

	@Override
	public boolean isShared(String client) {
		String credential = this.byClient.get(client);
		return credential != null && isAvailable(credential);
	}

	@Override
	public long failures() {
		return this.buckets.failureCount();
	}

	@Override
	public boolean isAvailable(String credential) {
		if (!this.buckets.isAvailable()) {
			return false;
		}
		SharedBucket bucket = bucket(credential);
		return bucket != null && bucket.isAvailable();
	}

	@Override
	public Mono<Grant> acquire(String credential, int count) {
		SharedBucket bucket = bucket(credential);
		return (bucket != null) ? bucket.acquire(count)
				: Mono.error(() -> new IllegalStateException("The credential is not known"));
	}

	@Override
	public void giveBack(String credential, int count) {
		SharedBucket bucket = available(credential);
		if (bucket != null) {
			bucket.giveBack(count);
		}
	}

	@Override
	public void report(String credential, SendmuxRateLimit rateLimit, Duration untilReset, Duration sinceSent) {
		SharedBucket bucket = available(credential);
		if (bucket != null) {
			bucket.report(rateLimit, untilReset, sinceSent);
		}
	}

	@Override
	public void reportNoLimit(String credential) {
		SharedBucket bucket = available(credential);
		if (bucket != null) {
			bucket.reportNoLimit();
		}
	}

	@Override
	public void reportRefusal(String credential, @Nullable Duration retryAfter) {
		SharedBucket bucket = available(credential);
		if (bucket != null) {
			bucket.reportRefusal(retryAfter);
		}
	}

	@Override
	public void onAvailabilityChange(Runnable listener) {
		this.listener = listener;
	}

	private @Nullable SharedBucket available(String credential) {
		return this.buckets.isAvailable() ? bucket(credential) : null;
	}

	private @Nullable SharedBucket bucket(String credential) {
		SharedBucket bucket = this.byCredential.get(credential);
		if (bucket != null) {
			return bucket;
		}
		String key = this.keys.get(credential);
		if (key == null) {
			return null;
		}
		bucket = this.byKey.computeIfAbsent(key, (name) -> new SharedBucket(this.buckets, name, this::changed));
		this.byCredential.put(credential, bucket);
		return bucket;
	}

	private void changed() {
		this.listener.run();
	}

	@Override
	public void close() {
		this.buckets.close();
	}

}
