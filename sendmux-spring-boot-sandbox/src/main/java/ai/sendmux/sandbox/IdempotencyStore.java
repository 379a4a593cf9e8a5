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

package ai.sendmux.sandbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Stores the response to each idempotency key of a team for 24 hours. Only a digest of
 * the request body is kept. The resource belongs to the request, not to the key: a key
 * that was used for one account is refused for another.
 */
final class IdempotencyStore {

	private static final Duration RETENTION = Duration.ofHours(24);

	/**
	 * In order of expiry, unless the clock was set back in the meantime.
	 */
	private final Map<Key, Entry> entries = new LinkedHashMap<>();

	/**
	 * Find the response to replay.
	 * @param key the operation and the idempotency key
	 * @param request the request
	 * @param now the time of the request
	 * @return the first response or {@code null} if the key is new
	 * @throws ApiProblem if the key was used with another request or the first request is
	 * still in progress
	 */
	@Nullable SandboxResponse replay(Key key, SandboxRequest request, Instant now) {
		forgetExpired(now);
		Entry entry = this.entries.get(key);
		if (entry == null || entry.isExpired(now)) {
			return null;
		}
		if (!entry.isFor(request)) {
			throw new ApiProblem(ErrorCode.IDEMPOTENCY_CONFLICT,
					"This Idempotency-Key was already used with a different request.");
		}
		if (entry.isRunning()) {
			throw new ApiProblem(ErrorCode.IDEMPOTENCY_CONFLICT,
					"A request with this Idempotency-Key is still in progress.");
		}
		return entry.response();
	}

	private void forgetExpired(Instant now) {
		Iterator<Entry> oldest = this.entries.values().iterator();
		while (oldest.hasNext() && oldest.next().isExpired(now)) {
			oldest.remove();
		}
	}

	/**
	 * Store a response.
	 * @param key the operation and the idempotency key
	 * @param request the request
	 * @param response the response
	 * @param now the time of the request
	 * @param delay the delay of the response, during which the request is in progress
	 */
	void remember(Key key, SandboxRequest request, SandboxResponse response, Instant now, Duration delay) {
		this.entries.put(key, new Entry(request.path(), digest(request.body()), response, now.plus(RETENTION),
				System.nanoTime() + delay.toNanos()));
	}

	private static byte[] digest(byte[] body) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(body);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Key(SandboxOperation operation, String value) {

	}

	private record Entry(String path, byte[] digest, SandboxResponse response, Instant expiry, long doneNanoTime) {

		boolean isFor(SandboxRequest request) {
			return this.path.equals(request.path())
					&& MessageDigest.isEqual(this.digest, IdempotencyStore.digest(request.body()));
		}

		boolean isExpired(Instant now) {
			return !now.isBefore(this.expiry);
		}

		boolean isRunning() {
			return this.doneNanoTime - System.nanoTime() > 0;
		}

	}

}
