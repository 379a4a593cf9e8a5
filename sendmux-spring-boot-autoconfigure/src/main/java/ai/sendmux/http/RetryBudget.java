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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.SendmuxTransportException;

/**
 * Token bucket of a client that failed attempts drain and successes refill, so that
 * retries do not multiply the load of a service that is down.
 */
final class RetryBudget {

	private static final int FAILURE_COST = 5;

	private final int capacity;

	private final AtomicInteger tokens;

	private final AtomicLong successes = new AtomicLong();

	/**
	 * Create a budget.
	 * @param capacity the number of tokens, {@code 0} for no limit
	 */
	RetryBudget(int capacity) {
		this.capacity = capacity;
		this.tokens = new AtomicInteger(capacity);
	}

	void recordSuccess() {
		this.successes.incrementAndGet();
		if (this.tokens.get() < this.capacity) {
			this.tokens.updateAndGet((tokens) -> (tokens < this.capacity) ? tokens + 1 : tokens);
		}
	}

	/**
	 * Return the number of successful attempts so far.
	 */
	long successes() {
		return this.successes.get();
	}

	/**
	 * Record a failed attempt.
	 * @param failure how it failed
	 * @param attempt the attempt
	 * @return whether the attempt may be retried
	 */
	boolean recordFailure(SendmuxException failure, Attempt<?> attempt) {
		if (!isDrainedBy(failure, attempt)) {
			return true;
		}
		int before = this.tokens.getAndUpdate((tokens) -> Math.max(0, tokens - FAILURE_COST));
		return this.capacity == 0 || before >= FAILURE_COST;
	}

	/**
	 * Whether a failure shows that the service does not respond as it should.
	 */
	private static boolean isDrainedBy(SendmuxException failure, Attempt<?> attempt) {
		if (failure instanceof SendmuxTimeoutException timeout) {
			return timeout.bound() != Bound.ACQUIRE && timeout.bound() != Bound.TOKEN
					&& timeout.bound() != Bound.RATE_LIMIT;
		}
		if (failure instanceof SendmuxApiException ex) {
			return ex.statusCode() >= 500 || ex.statusCode() == 408
					|| ex instanceof SendmuxIdempotencyConflictException;
		}
		return failure instanceof SendmuxResponseException
				|| (failure instanceof SendmuxTransportException && !attempt.isPoolExhausted());
	}

	void reset() {
		this.tokens.set(this.capacity);
	}

	boolean isExhausted() {
		return this.capacity > 0 && this.tokens.get() < FAILURE_COST;
	}

}
