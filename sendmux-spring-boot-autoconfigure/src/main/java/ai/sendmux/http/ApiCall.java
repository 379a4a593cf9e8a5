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

import ai.sendmux.SendmuxCall;
import org.jspecify.annotations.Nullable;

/**
 * One subscription to an operation: the request, the idempotency key that all its
 * attempts share, and what happened so far.
 *
 * @param <T> the type of the data of the answer
 */
final class ApiCall<T> {

	private final ApiRequest<T> request;

	private final @Nullable String idempotencyKey;

	private int attempts;

	ApiCall(ApiRequest<T> request) {
		this.request = request;
		this.idempotencyKey = chooseIdempotencyKey(request);
	}

	private static @Nullable String chooseIdempotencyKey(ApiRequest<?> request) {
		if (!request.operation().hasIdempotencyKey()) {
			return null;
		}
		return (request.idempotencyKey() != null) ? request.idempotencyKey() : IdempotencyKeys.random();
	}

	ApiRequest<T> request() {
		return this.request;
	}

	@Nullable String idempotencyKey() {
		return this.idempotencyKey;
	}

	void attemptStarts() {
		this.attempts++;
	}

	SendmuxCall describe(@Nullable String requestId, boolean retryable, boolean mayHaveTakenEffect) {
		return SendmuxCall.builder(this.request.operation().name())
			.attempts(this.attempts)
			.idempotencyKey(this.idempotencyKey)
			.requestId(requestId)
			.retryable(retryable)
			.outcomeUnknown(mayHaveTakenEffect && this.request.operation().changesState())
			.build();
	}

}
