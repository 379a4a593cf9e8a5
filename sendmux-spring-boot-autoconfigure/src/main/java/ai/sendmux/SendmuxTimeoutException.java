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

import org.springframework.util.Assert;

/**
 * Exception for a call that took longer than one of its time limits.
 *
 * @since 0.1.0
 */
public class SendmuxTimeoutException extends SendmuxTransportException {

	private final Bound bound;

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param bound the time limit that was hit
	 * @param limit the length of the time limit
	 */
	public SendmuxTimeoutException(SendmuxCallDetails call, Bound bound, Duration limit) {
		super(call, reason(bound, limit), null);
		this.bound = bound;
	}

	private static String reason(Bound bound, Duration limit) {
		Assert.notNull(bound, "'bound' must not be null");
		Assert.notNull(limit, "'limit' must not be null");
		return bound.reason + " within " + limit.toMillis() + " ms";
	}

	/**
	 * Return the time limit that was hit.
	 * @return the time limit
	 */
	public Bound bound() {
		return this.bound;
	}

	/**
	 * Time limits of a call.
	 */
	public enum Bound {

		/**
		 * Time to make a connection.
		 */
		CONNECT("no connection was established"),

		/**
		 * Time to wait for a free connection of the pool.
		 */
		ACQUIRE("no pooled connection became free"),

		/**
		 * Time to wait for the token of one attempt, which is part of the time for its
		 * response.
		 */
		TOKEN("the token provider supplied no token"),

		/**
		 * Time to wait for the complete response to one attempt.
		 */
		RESPONSE("no complete response was received"),

		/**
		 * Time to wait for the rate limit, which should have been reset: no response to
		 * the requests of other calls shows that it was, or the permit came too late.
		 */
		RATE_LIMIT("the rate limit did not permit the request"),

		/**
		 * Time for the whole call with all its attempts and waits.
		 */
		TOTAL("the call did not end");

		private final String reason;

		Bound(String reason) {
			this.reason = reason;
		}

	}

}
