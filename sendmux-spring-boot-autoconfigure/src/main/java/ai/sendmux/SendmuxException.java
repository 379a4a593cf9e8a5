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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Root of the hierarchy of exceptions with which calls of the Sendmux API fail.
 * <p>
 * Neither the message of an exception nor anything reachable from it, causes and
 * suppressed exceptions included, contains the token or an SMTP password, unless the
 * application's own {@link SendmuxTokenProvider} throws an exception that does.
 *
 * @since 0.1.0
 */
public abstract class SendmuxException extends RuntimeException {

	private final SendmuxCallDetails call;

	/**
	 * Create an exception.
	 * @param message the message, which must not show a secret
	 * @param call the call that failed
	 * @param cause the cause, which must not hold a secret, or {@code null}
	 */
	protected SendmuxException(String message, SendmuxCallDetails call, @Nullable Throwable cause) {
		super(message, cause);
		Assert.notNull(call, "'call' must not be null");
		this.call = call;
	}

	/**
	 * Return the name of the operation that failed.
	 * @return the name, such as {@code providers.create}
	 */
	public String operation() {
		return this.call.operation();
	}

	/**
	 * Return how many attempts to send a request were begun for the call. One that found
	 * no connection counts, too.
	 * @return the number of attempts; {@code 0} if the call never got that far
	 */
	public int attempts() {
		return this.call.attempts();
	}

	/**
	 * Return the idempotency key of the call. A later call with the same key and the same
	 * body, made within 24 hours, cannot take effect a second time.
	 * @return the key that was chosen for the call, or {@code null} if the operation has
	 * none
	 */
	public @Nullable String idempotencyKey() {
		return this.call.idempotencyKey();
	}

	/**
	 * Return the id that Sendmux gave the request, which its support asks for.
	 * @return the request id, or {@code null} if no response reported one
	 */
	public @Nullable String requestId() {
		return this.call.requestId();
	}

	/**
	 * Return whether the same call may succeed later.
	 * @return {@code true} if a later call may succeed without a change to the request
	 */
	public boolean retryable() {
		return this.call.retryable();
	}

	/**
	 * Return whether the call was not retried because too many attempts of its client had
	 * failed.
	 * @return {@code true} if the retry budget ended the call
	 */
	public boolean retryBudgetExhausted() {
		return Arrays.stream(getSuppressed()).anyMatch(SendmuxRetryBudgetException.class::isInstance);
	}

	/**
	 * Return whether the call may have taken effect although it failed.
	 * @return {@code false} if the call certainly changed nothing
	 */
	public boolean outcomeUnknown() {
		return this.call.outcomeUnknown();
	}

}
