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

import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxRateLimiter.Permit;
import org.jspecify.annotations.Nullable;

/**
 * One subscription to an operation: the request, the idempotency key that all its
 * attempts share, and what happened so far. Attempts follow each other.
 *
 * @param <T> the type of the data of the response
 */
final class ApiCall<T> {

	private final ApiRequest<T> request;

	private final @Nullable String idempotencyKey;

	private long started = ApiScheduler.millis();

	private long waited;

	private int refusals;

	private long successesAtRefusal = -1;

	private final List<SendmuxException> failures = new ArrayList<>(0);

	private volatile int attempts;

	private boolean retryDisallowed;

	private @Nullable BearerToken refreshedToken;

	private volatile @Nullable Attempt<T> attempt;

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
	 * Add time that the call waited for the rate limit. It does not count as time of bulk
	 * work.
	 */
	void addWait(long millis) {
		this.waited += millis;
		if (this.request.isBulk()) {
			this.started += millis;
		}
	}

	Duration waited() {
		return Duration.ofMillis(this.waited);
	}

	/**
	 * Count a refusal because of the rate limit.
	 * @param successes the number of successful attempts of all calls so far
	 * @return the number of refusals in a row, without a success of any call
	 */
	int addRefusal(long successes) {
		this.refusals = (successes == this.successesAtRefusal) ? this.refusals + 1 : 1;
		this.successesAtRefusal = successes;
		return this.refusals;
	}

	/**
	 * Begin the next attempt, which takes the place of the one before it.
	 */
	Attempt<T> newAttempt(@Nullable Permit permit) {
		Attempt<T> previous = this.attempt;
		if (previous != null) {
			previous.end();
		}
		Attempt<T> attempt = new Attempt<>(this, permit);
		this.attempt = attempt;
		return attempt;
	}

	/**
	 * Return the present attempt, or begin one without a permit.
	 */
	Attempt<T> attempt() {
		Attempt<T> attempt = this.attempt;
		return (attempt != null) ? attempt : newAttempt(null);
	}

	void countAttempt() {
		this.attempts++;
	}

	/**
	 * The next attempt uses this token.
	 */
	void useToken(BearerToken token) {
		this.refreshedToken = token;
	}

	@Nullable BearerToken takeRefreshedToken() {
		BearerToken token = this.refreshedToken;
		this.refreshedToken = null;
		return token;
	}

	int attempts() {
		return this.attempts;
	}

	/**
	 * Status of the response to the present attempt.
	 */
	@Nullable Integer statusCode() {
		Attempt<T> attempt = this.attempt;
		return (attempt != null) ? attempt.statusCode() : null;
	}

	/**
	 * Id of the request of the present attempt.
	 */
	@Nullable String requestId() {
		Attempt<T> attempt = this.attempt;
		return (attempt != null) ? attempt.requestId() : null;
	}

	/**
	 * The call is not allowed any further attempt.
	 */
	void disallowRetry() {
		this.retryDisallowed = true;
	}

	boolean isRetryDisallowed() {
		return this.retryDisallowed;
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
		return Duration.ofMillis(ApiScheduler.millis() - this.started);
	}

	Duration remaining(Duration total) {
		return total.minus(age());
	}

	SendmuxCallDetails describe(boolean retryable, Attempt.Outcome outcome) {
		return describe(retryable, outcome, requestId());
	}

	SendmuxCallDetails describe(boolean retryable, Attempt.Outcome outcome, @Nullable String requestId) {
		boolean unknown = switch (outcome) {
			case NOT_APPLIED -> mayHaveTakenEffect();
			case UNKNOWN -> this.request.operation().changesState();
			case NEVER_APPLIED -> false;
		};
		return SendmuxCallDetails.builder(this.request.operation().name())
			.attempts(this.attempts)
			.idempotencyKey(this.idempotencyKey)
			.requestId(requestId)
			.retryable(retryable)
			.outcomeUnknown(unknown)
			.build();
	}

}
