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

package ai.sendmux.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

import reactor.core.scheduler.Schedulers;

import org.springframework.util.Assert;

/**
 * Idempotency keys as the API takes them.
 */
public final class IdempotencyKeys {

	private static final Pattern VALID = Pattern.compile("[\\x21-\\x7E]{1,255}");

	private static final int SEED_BYTES = 32;

	private static final SecureRandom NON_BLOCKING = createNonBlocking();

	private IdempotencyKeys() {
	}

	/**
	 * The value is not part of the message, it may have been built from something
	 * confidential.
	 */
	public static String check(String idempotencyKey) {
		Assert.notNull(idempotencyKey, "'idempotencyKey' must not be null");
		Assert.isTrue(VALID.matcher(idempotencyKey).matches(),
				"'idempotencyKey' must be 1 to 255 visible ASCII characters");
		return idempotencyKey;
	}

	/**
	 * The same scope and the same content always give the same key.
	 */
	public static String derive(String scope, Object content) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(digest.digest(scope.getBytes(StandardCharsets.UTF_8)));
			return HexFormat.of().formatHex(digest.digest(ApiJson.write(content)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Seed the source of keys now, because seeding reads a file.
	 */
	static void initialize() {
		NON_BLOCKING.setSeed(System.nanoTime());
	}

	/**
	 * The source of {@link UUID#randomUUID()} reads a file of the operating system.
	 */
	static String random() {
		return (Schedulers.isInNonBlockingThread() ? randomWithoutBlocking() : UUID.randomUUID()).toString();
	}

	/**
	 * A process that was restored from a snapshot has the state of every other one that
	 * was. The time makes their keys differ.
	 */
	private static UUID randomWithoutBlocking() {
		byte[] bytes = new byte[16];
		NON_BLOCKING.setSeed(System.nanoTime());
		NON_BLOCKING.nextBytes(bytes);
		ByteBuffer random = ByteBuffer.wrap(bytes);
		long version = 4L << 12;
		long variant = 2L << 62;
		return new UUID((random.getLong() & ~(0xFL << 12)) | version, (random.getLong() & ~(3L << 62)) | variant);
	}

	/**
	 * A seed that is set before anything was read keeps the generator from asking the
	 * operating system for one. A later one adds to it.
	 */
	private static SecureRandom createNonBlocking() {
		try {
			byte[] seed = new byte[SEED_BYTES];
			new SecureRandom().nextBytes(seed);
			SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
			random.setSeed(seed);
			return random;
		}
		catch (NoSuchAlgorithmException ex) {
			return new SecureRandom();
		}
	}

}
