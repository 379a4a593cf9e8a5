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

package ai.sendmux.console.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxPayloadTooLargeException;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;

import org.springframework.http.HttpStatus;

/**
 * What a failed call means to whoever uses this application: the one place where the
 * exceptions of the client become a status and a text.
 *
 * @param status the status of a response that reports the failure
 * @param text the text for people
 */
public record SendmuxFailure(HttpStatus status, String text) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss zzz", Locale.ENGLISH)
		.withZone(ZoneId.systemDefault());

	private static final SendmuxFailure UNEXPECTED = new SendmuxFailure(HttpStatus.BAD_GATEWAY,
			"Sendmux returned an unexpected response.");

	private static final SendmuxFailure UNAVAILABLE = new SendmuxFailure(HttpStatus.SERVICE_UNAVAILABLE,
			"Sendmux is not available right now.");

	private static final Map<Class<?>, SendmuxFailure> FAILURES = Map.ofEntries(
			entry(SendmuxValidationException.class, HttpStatus.UNPROCESSABLE_CONTENT, "The account is invalid."),
			entry(SendmuxNotFoundException.class, HttpStatus.NOT_FOUND, "This account does not exist."),
			entry(SendmuxConflictException.class, HttpStatus.CONFLICT,
					"The account was changed, or its status does not allow this."),
			entry(SendmuxLimitExceededException.class, HttpStatus.CONFLICT,
					"You've reached the account limit of your plan."),
			entry(SendmuxIdempotencyConflictException.class, HttpStatus.CONFLICT,
					"A different request was already sent with this key, or it is still in progress."),
			entry(SendmuxPayloadTooLargeException.class, HttpStatus.CONTENT_TOO_LARGE, "The account is too large."),
			entry(SendmuxRateLimitException.class, HttpStatus.TOO_MANY_REQUESTS,
					"The request limit of Sendmux is exhausted."),
			entry(SendmuxAuthenticationException.class, HttpStatus.BAD_GATEWAY,
					"The API key was rejected. Check SENDMUX_TOKEN."),
			entry(SendmuxAccessDeniedException.class, HttpStatus.BAD_GATEWAY,
					"The API key lacks the permission for this."),
			entry(SendmuxServerException.class, HttpStatus.BAD_GATEWAY, "Sendmux had an internal error."),
			entry(SendmuxTimeoutException.class, HttpStatus.GATEWAY_TIMEOUT, "Sendmux did not respond in time."),
			entry(SendmuxTransportException.class, HttpStatus.SERVICE_UNAVAILABLE, "Sendmux could not be reached."),
			entry(SendmuxException.class, UNEXPECTED.status(), UNEXPECTED.text()));

	/**
	 * Return what an exception means.
	 * @param ex the exception
	 * @return its meaning
	 */
	public static SendmuxFailure of(SendmuxException ex) {
		if (ex instanceof SendmuxServerException failure
				&& failure.statusCode() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			return UNAVAILABLE;
		}
		Class<?> type = ex.getClass();
		while (type != null) {
			SendmuxFailure failure = FAILURES.get(type);
			if (failure != null) {
				return withRetryAfter(failure, ex);
			}
			type = type.getSuperclass();
		}
		return UNEXPECTED;
	}

	private static SendmuxFailure withRetryAfter(SendmuxFailure failure, SendmuxException ex) {
		Duration wait = (ex instanceof SendmuxRateLimitException refused) ? refused.retryAfter() : null;
		return (wait != null) ? new SendmuxFailure(failure.status(),
				failure.text() + " Try again in " + Math.max(1, wait.plusMillis(999).toSeconds())
						+ " s. The limit is reset at " + TIME.format(Instant.now().plus(wait)) + ".")
				: failure;
	}

	/**
	 * Describe in one line what is wrong with the content of a request.
	 * @param violations the violations
	 * @return the violations, each with its field if it has one
	 */
	public static String describe(List<SendmuxViolation> violations) {
		return violations.stream()
			.map((violation) -> violation.field().isEmpty() ? violation.message()
					: violation.field() + ": " + violation.message())
			.collect(Collectors.joining("; "));
	}

	private static Map.Entry<Class<?>, SendmuxFailure> entry(Class<? extends SendmuxException> type, HttpStatus status,
			String text) {
		return Map.entry(type, new SendmuxFailure(status, text));
	}

}
