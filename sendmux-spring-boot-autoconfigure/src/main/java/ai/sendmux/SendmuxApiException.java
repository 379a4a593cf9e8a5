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

/**
 * Exception for an error response, unless it reports invalid content of the request,
 * which is a {@link SendmuxValidationException}.
 * <p>
 * Common errors have a subclass. This class itself is used for the rest: redirects, which
 * are not followed, statuses such as 408 and 418, and conflicts with a code that this
 * client does not know.
 *
 * @since 0.1.0
 */
public class SendmuxApiException extends SendmuxException {

	private final SendmuxErrorDetails error;

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param error the error response
	 */
	public SendmuxApiException(SendmuxCallDetails call, SendmuxErrorDetails error) {
		this(SendmuxMessages.response(call, error), call, error);
	}

	SendmuxApiException(String message, SendmuxCallDetails call, SendmuxErrorDetails error) {
		super(message, call, null);
		this.error = error;
	}

	/**
	 * Return the HTTP status code of the response.
	 * @return the status code
	 */
	public int statusCode() {
		return this.error.statusCode();
	}

	/**
	 * Return the machine-readable code of the error, such as {@code limit_exceeded}.
	 * @return the code, or {@code null} if the body of the response could not be read
	 */
	public @Nullable String code() {
		return this.error.code();
	}

	/**
	 * Return the human-readable message of the API. It does not contain secrets of the
	 * request.
	 * @return the message, or {@code null} if the body of the response could not be read
	 */
	public @Nullable String detail() {
		return this.error.message();
	}

	/**
	 * Return the request parameter that caused the error.
	 * @return the parameter, or {@code null} if the response names none
	 */
	public @Nullable String param() {
		return this.error.param();
	}

	/**
	 * Return the address of the documentation of the error.
	 * @return the address as the response gave it, or {@code null} if it gave none
	 */
	public @Nullable String docUrl() {
		return this.error.docUrl();
	}

	/**
	 * Return the time to wait before another call, counted from the response.
	 * @return the time, or {@code null} if the response names none
	 */
	public @Nullable Duration retryAfter() {
		return this.error.retryAfter();
	}

	/**
	 * Return the rate limit as reported by the response.
	 * @return the rate limit, or {@code null} if the response does not report it
	 */
	public @Nullable SendmuxRateLimit rateLimit() {
		return this.error.rateLimit();
	}

}
