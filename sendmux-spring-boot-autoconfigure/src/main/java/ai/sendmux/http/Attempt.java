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

import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxRateLimiter.Permit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call. It can be ended by one thread while another one still writes its
 * request or reads its response; what comes after the end changes nothing.
 *
 * @param <T> the type of the data of the response
 */
final class Attempt<T> {

	private final ApiCall<T> call;

	private final @Nullable Permit permit;

	private volatile @Nullable BearerToken token;

	private volatile boolean refused;

	private volatile boolean poolExhausted;

	private boolean ended;

	private boolean written;

	private boolean connected;

	private volatile @Nullable Integer statusCode;

	private volatile @Nullable String requestId;

	Attempt(ApiCall<T> call, @Nullable Permit permit) {
		this.call = call;
		this.permit = permit;
	}

	ApiCall<T> call() {
		return this.call;
	}

	ApiRequest<T> request() {
		return this.call.request();
	}

	/**
	 * Start the attempt with its token, and count it.
	 * @return {@code false} if the attempt has ended
	 */
	synchronized boolean start(BearerToken token) {
		if (this.ended) {
			return false;
		}
		this.token = token;
		this.call.countAttempt();
		return true;
	}

	/**
	 * Return the token of the attempt.
	 * @return the token, or {@code null} if the attempt has not started
	 */
	@Nullable BearerToken token() {
		return this.token;
	}

	/**
	 * Mark the request as written to the connection.
	 * @return {@code false} if the attempt has ended, so that nothing must be written
	 */
	synchronized boolean markWritten() {
		if (this.ended) {
			return false;
		}
		this.written = true;
		return true;
	}

	/**
	 * Record that a connection was open when the request was written. Some HTTP clients
	 * write it before they connect.
	 */
	synchronized void recordConnection() {
		this.connected = true;
	}

	synchronized boolean wasConnected() {
		return this.connected;
	}

	/**
	 * End the attempt, so that nothing is written any more.
	 * @return whether the request may have reached the server
	 */
	synchronized boolean end() {
		this.ended = true;
		return this.written;
	}

	synchronized boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Return the permit of the request, to which the response is reported.
	 * @return the permit, or {@code null} if the rate is not limited
	 */
	@Nullable Permit permit() {
		return this.permit;
	}

	/**
	 * Record that the request was refused because the rate limit was exhausted.
	 */
	void recordRefusal() {
		this.refused = true;
	}

	boolean isRefused() {
		return this.refused;
	}

	/**
	 * Record that the connection pool of this client had no room.
	 */
	void recordExhaustedPool() {
		this.poolExhausted = true;
	}

	boolean isPoolExhausted() {
		return this.poolExhausted;
	}

	void recordStatus(int statusCode) {
		this.statusCode = statusCode;
	}

	void recordRequestId(@Nullable String requestId) {
		this.requestId = requestId;
	}

	@Nullable Integer statusCode() {
		return this.statusCode;
	}

	@Nullable String requestId() {
		return this.requestId;
	}

	SendmuxCallDetails describe(boolean retryable, Outcome outcome) {
		return this.call.describe(retryable, outcome, this.requestId);
	}

	/**
	 * What a failed attempt says about the effect of its call.
	 */
	enum Outcome {

		/**
		 * This attempt was not applied; an earlier one may have been.
		 */
		NOT_APPLIED,

		/**
		 * This attempt may have been applied.
		 */
		UNKNOWN,

		/**
		 * No attempt was applied: the response speaks for all attempts with the same
		 * idempotency key.
		 */
		NEVER_APPLIED

	}

}
