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

package ai.sendmux;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * Limits the requests that are sent with a credential to what its rate limit permits.
 * <p>
 * A client acquires a {@link Permit} for each request, reports what the response says
 * about the limit, and releases the permit. A limiter may serve any number of clients:
 * those that have the same credential share its limit.
 * <p>
 * No method blocks, and all of them can be used by any thread.
 *
 * @since 0.1.0
 */
public interface SendmuxRateLimiter extends AutoCloseable {

	/**
	 * Acquire a permit if a request can be sent now. Requests that wait are not
	 * overtaken.
	 * @param credential the credential, an opaque text that holds no secret
	 * @param priority the priority of the request
	 * @return the permit, or {@code null} if the request has to wait
	 */
	@Nullable Permit tryAcquire(String credential, Priority priority);

	/**
	 * Acquire a permit, or wait for one. The wait begins with the subscription, and
	 * cancelling ends it.
	 * @param credential the credential, an opaque text that holds no secret
	 * @param priority the priority of the request
	 * @param maxWait the maximum time to wait. A request with {@link Priority#BULK} waits
	 * for its place in the queue for as long as that takes, but not for a limit that
	 * stays exhausted for longer than this
	 * @return a {@link Mono} that emits the permit. It fails with a
	 * {@link NotPermittedException}, at once if it is known that the request cannot be
	 * sent in time, with a {@link java.util.concurrent.TimeoutException} if the limit may
	 * have been reset, but no response says so, and with a
	 * {@link java.util.concurrent.CancellationException} if the limiter is closed
	 */
	Mono<Permit> acquire(String credential, Priority priority, Duration maxWait);

	/**
	 * Forget what was reported about the limits, because it has become untrue: a test
	 * does so after it reset its server. By default, nothing is forgotten.
	 */
	default void forget() {
	}

	/**
	 * End all waits.
	 */
	@Override
	void close();

	/**
	 * Permission to send one request. It knows when it was given, so that reports count
	 * in the order in which their requests were sent, and not in the order in which the
	 * responses arrive.
	 */
	interface Permit {

		/**
		 * Report the rate limit in a response. It must not be called for a response with
		 * status 5xx, which may not come from the service that counts the requests.
		 * @param rateLimit the rate limit
		 * @param untilReset the time until {@link SendmuxRateLimit#reset()}, by the clock
		 * of the server
		 */
		void report(SendmuxRateLimit rateLimit, Duration untilReset);

		/**
		 * Report a response that says nothing about the rate limit. It must not be called
		 * for a response with status 5xx.
		 */
		void reportNoLimit();

		/**
		 * Report that the request was refused because the limit was exhausted. What the
		 * response says about the limit is {@linkplain #report reported} before.
		 * @param retryAfter the time that the response asks to wait, or {@code null}
		 */
		void reportRefusal(@Nullable Duration retryAfter);

		/**
		 * Release the permit and acquire another one for the same request, because it was
		 * {@linkplain #reportRefusal refused}. The request precedes those that came
		 * later.
		 * @param maxWait the maximum time to wait
		 * @return a {@link Mono} as that of {@link SendmuxRateLimiter#acquire}
		 */
		Mono<Permit> reacquire(Duration maxWait);

		/**
		 * End the request. Only the first call has an effect.
		 */
		void release();

	}

	/**
	 * Priority of a request.
	 */
	enum Priority {

		/**
		 * A request that somebody waits for. It precedes bulk work.
		 */
		NORMAL,

		/**
		 * A request of a bulk operation. It leaves a reserve at the start of each window
		 * to other requests, and gets one of five permits while both wait.
		 */
		BULK,

		/**
		 * A request that is never held back, such as a health check.
		 */
		PROBE

	}

	/**
	 * Exception for a request that cannot be sent in time.
	 */
	final class NotPermittedException extends RuntimeException {

		private static final Duration MAX_RETRY_AFTER = Duration.ofMillis(Long.MAX_VALUE);

		private final Duration retryAfter;

		/**
		 * Create an exception.
		 * @param message the message
		 * @param retryAfter the time after which a request could be sent
		 */
		public NotPermittedException(String message, Duration retryAfter) {
			super(message);
			Assert.notNull(retryAfter, "'retryAfter' must not be null");
			this.retryAfter = (retryAfter.compareTo(MAX_RETRY_AFTER) < 0) ? retryAfter : MAX_RETRY_AFTER;
		}

		/**
		 * Return the time after which a request could be sent.
		 * @return the time, zero if a request could be sent now
		 */
		public Duration retryAfter() {
			return this.retryAfter;
		}

	}

}
