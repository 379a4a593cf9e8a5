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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import reactor.core.scheduler.Schedulers;

/**
 * A connection of the application's own Lettuce client, and the buckets behind it.
 */
final class BucketConnection implements AutoCloseable {

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

	private static final int MAX_RETRIES = 8;

	/**
	 * A script with a key is sent to the same node of a cluster by all instances. The
	 * clocks of nodes may differ.
	 */
	private static final String TIME_SCRIPT = "return redis.call('time')";

	private static final byte[][] TIME_KEYS = { "sendmux".getBytes(StandardCharsets.US_ASCII) };

	private final StatefulConnection<byte[], byte[]> connection;

	private final RedisScriptingAsyncCommands<byte[], byte[]> commands;

	private final AsyncProxyManager<byte[]> buckets;

	private BucketConnection(StatefulConnection<byte[], byte[]> connection,
			RedisScriptingAsyncCommands<byte[], byte[]> commands, LettuceBasedProxyManagerBuilder<byte[]> builder,
			RedisClock clock, Duration timeToLive, Duration requestTimeout) {
		this.connection = connection;
		this.commands = commands;
		this.buckets = builder.clientClock(clock)
			.requestTimeout(requestTimeout)
			.maxRetries(MAX_RETRIES)
			.expirationAfterWrite(ExpirationAfterWriteStrategy.fixedTimeToLive(timeToLive))
			.build()
			.asAsync();
	}

	/**
	 * Connect. This method blocks.
	 */
	static BucketConnection open(AbstractRedisClient client, RedisClock clock, Duration timeToLive,
			Duration requestTimeout) {
		if (client instanceof RedisClusterClient cluster) {
			StatefulRedisClusterConnection<byte[], byte[]> connection = cluster.connect(ByteArrayCodec.INSTANCE);
			return new BucketConnection(connection, connection.async(), Bucket4jLettuce.casBasedBuilder(connection),
					clock, timeToLive, requestTimeout);
		}
		StatefulRedisConnection<byte[], byte[]> connection = ((RedisClient) client).connect(ByteArrayCodec.INSTANCE);
		return new BucketConnection(connection, connection.async(), Bucket4jLettuce.casBasedBuilder(connection), clock,
				timeToLive, requestTimeout);
	}

	/**
	 * Return the bucket, which is given the content if it has an older version, or none.
	 */
	AsyncBucketProxy bucket(byte[] key, BucketContent content, long remaining) {
		BucketConfiguration configuration = content.toConfiguration(remaining);
		return this.buckets.builder()
			.withImplicitConfigurationReplacement(content.version(), TokensInheritanceStrategy.RESET)
			.build(key, () -> CompletableFuture.completedFuture(configuration));
	}

	/**
	 * Return the time of Redis in microseconds.
	 */
	CompletableFuture<Long> time() {
		return this.commands.<List<Object>>eval(TIME_SCRIPT, ScriptOutputType.MULTI, TIME_KEYS)
			.thenApply((time) -> number(time.get(0)) * 1_000_000 + number(time.get(1)))
			.toCompletableFuture();
	}

	private static long number(Object value) {
		return Long.parseLong(new String((byte[]) value, StandardCharsets.US_ASCII));
	}

	/**
	 * Close the connection, unless the client has been shut down before. Where it has
	 * not, it must not be while the connection is being closed, because it logs that.
	 */
	@Override
	public void close() {
		if (this.connection instanceof RedisChannelHandler<?, ?> handler && handler.isClosed()) {
			return;
		}
		CompletableFuture<Void> closing = this.connection.closeAsync();
		if (!Schedulers.isInNonBlockingThread()) {
			closing.completeOnTimeout(null, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
				.exceptionally((ex) -> null)
				.join();
		}
	}

}
