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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxCall;
import ai.sendmux.SendmuxException;
import org.jspecify.annotations.Nullable;

/**
 * One subscription to an operation: the request, the idempotency key that all its
 * attempts share, and what happened so far. Attempts follow each other; what an attempt
 * tells of itself may be read by the thread that ends it for being late.
 *
 * @param <T> the type of the data of the answer
 */
final class ApiCall<T> {

	private final ApiRequest<T> request;

	private final @Nullable String idempotencyKey;

	private long started = Ticker.millis();

	private boolean begun;

	private final List<SendmuxException> failures = new ArrayList<>(0);

	private volatile int attempts;

	private int turn;

	private boolean written;

	private boolean refused;

	private volatile @Nullable Integer statusCode;

	private volatile @Nullable String requestId;

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

	/**
	 * The time of the call is counted from now.
	 */
	void begin() {
		this.started = Ticker.millis();
		this.begun = true;
	}

	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * An attempt begins. Returns its turn, with which it is told from those before it.
	 */
	synchronized int attemptPrepares() {
		this.turn++;
		this.written = false;
		this.statusCode = null;
		this.requestId = null;
		return this.turn;
	}

	/**
	 * The attempt has its token and is counted, unless it is over. Returns whether it
	 * starts.
	 */
	synchronized boolean attemptStarts(int turn) {
		if (turn != this.turn) {
			return false;
		}
		this.attempts++;
		return true;
	}

	void attemptIsAnswered(int statusCode) {
		this.statusCode = statusCode;
	}

	void requestHasId(@Nullable String requestId) {
		this.requestId = requestId;
	}

	/**
	 * The request of an attempt goes to the connection, unless the attempt is over.
	 * Returns whether it goes.
	 */
	synchronized boolean attemptWrites(int turn) {
		boolean goes = turn == this.turn;
		this.written |= goes;
		return goes;
	}

	/**
	 * Nothing of the present attempt goes to the connection any more, for its turn is
	 * over. Returns whether something did.
	 */
	synchronized boolean attemptEnds() {
		this.turn++;
		return this.written;
	}

	int attempts() {
		return this.attempts;
	}

	/**
	 * Status of the answer to the present attempt.
	 */
	@Nullable Integer statusCode() {
		return this.statusCode;
	}

	/**
	 * Id of the request of the present attempt.
	 */
	@Nullable String requestId() {
		return this.requestId;
	}

	/**
	 * The call is not allowed any further attempt.
	 */
	void refuse() {
		this.refused = true;
	}

	boolean isRefused() {
		return this.refused;
	}

	/**
	 * Failures of earlier attempts, in order.
	 */
	List<SendmuxException> failures() {
		return this.failures;
	}

	boolean mayHaveTakenEffect() {
		return !this.failures.isEmpty() && this.failures.get(this.failures.size() - 1).outcomeUnknown();
	}

	Duration age() {
		return Duration.ofMillis(Ticker.millis() - this.started);
	}

	Duration remaining(Duration total) {
		return total.minus(age());
	}

	SendmuxCall describe(boolean retryable, AttemptEffect effect) {
		boolean unknown = switch (effect) {
			case NONE -> mayHaveTakenEffect();
			case POSSIBLE -> this.request.operation().changesState();
			case NONE_OF_ALL -> false;
		};
		return SendmuxCall.builder(this.request.operation().name())
			.attempts(this.attempts)
			.idempotencyKey(this.idempotencyKey)
			.requestId(this.requestId)
			.retryable(retryable)
			.outcomeUnknown(unknown)
			.build();
	}

}
