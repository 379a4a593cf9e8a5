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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Exception for a request whose content is invalid, whether this client found it before
 * anything was sent or the API responded with status 400 or 422.
 *
 * @since 0.1.0
 */
public class SendmuxValidationException extends SendmuxException {

	private final @Nullable SendmuxErrorDetails error;

	private final SendmuxViolation[] violations;

	/**
	 * Create an exception for a request that was not sent.
	 * @param call the call that failed
	 * @param violations what is wrong with the request, at least one
	 */
	public SendmuxValidationException(SendmuxCallDetails call, List<SendmuxViolation> violations) {
		this(call, null, violations);
	}

	/**
	 * Create an exception for a request that the API refused.
	 * @param call the call that failed
	 * @param error the error response, or {@code null} if nothing was sent
	 * @param violations what is wrong with the request, at least one
	 */
	public SendmuxValidationException(SendmuxCallDetails call, @Nullable SendmuxErrorDetails error,
			List<SendmuxViolation> violations) {
		super(SendmuxMessages.violations(call, error, violations), call, null);
		this.error = error;
		this.violations = violations.toArray(SendmuxViolation[]::new);
	}

	/**
	 * Return everything that is wrong with the request.
	 * @return the violations, at least one
	 */
	public List<SendmuxViolation> violations() {
		return List.of(this.violations);
	}

	/**
	 * Return the HTTP status code of the response.
	 * @return the status code, or {@code null} if nothing was sent
	 */
	public @Nullable Integer statusCode() {
		return (this.error != null) ? this.error.statusCode() : null;
	}

	/**
	 * Return the machine-readable code of the response, such as {@code validation_error}.
	 * @return the code, or {@code null} if nothing was sent or the body of the response
	 * could not be read
	 */
	public @Nullable String code() {
		return (this.error != null) ? this.error.code() : null;
	}

	/**
	 * Return the request parameter that caused the error.
	 * @return the parameter, or {@code null} if nothing was sent or the response names
	 * none
	 */
	public @Nullable String param() {
		return (this.error != null) ? this.error.param() : null;
	}

}
