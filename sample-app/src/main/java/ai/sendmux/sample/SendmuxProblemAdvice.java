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

package ai.sendmux.sample;

import java.time.Duration;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxApiException;
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
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Decides which problem detail (RFC 9457) a caller gets when a call of the Sendmux API
 * fails. What is not the caller's fault is a 5xx.
 */
@RestControllerAdvice(assignableTypes = AccountController.class)
class SendmuxProblemAdvice {

	private static final Log logger = LogFactory.getLog(SendmuxProblemAdvice.class);

	@ExceptionHandler
	ProblemDetail illegalArgument(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> invalid(SendmuxValidationException ex) {
		return problem(HttpStatus.UNPROCESSABLE_CONTENT, "The account is invalid.", ex);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> notFound(SendmuxNotFoundException ex) {
		return problem(HttpStatus.NOT_FOUND, "There is no such account.", ex);
	}

	@ExceptionHandler({ SendmuxConflictException.class, SendmuxLimitExceededException.class,
			SendmuxIdempotencyConflictException.class })
	ResponseEntity<ProblemDetail> conflict(SendmuxApiException ex) {
		return problem(HttpStatus.CONFLICT, ex.getMessage(), ex);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooLarge(SendmuxPayloadTooLargeException ex) {
		return problem(HttpStatus.CONTENT_TOO_LARGE, "The account is too large.", ex);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManyRequests(SendmuxRateLimitException ex) {
		return problem(HttpStatus.TOO_MANY_REQUESTS, "Too many requests were sent to Sendmux.", ex);
	}

	@ExceptionHandler({ SendmuxAuthenticationException.class, SendmuxAccessDeniedException.class })
	ResponseEntity<ProblemDetail> tokenRefused(SendmuxApiException ex) {
		return problem(HttpStatus.BAD_GATEWAY, "Sendmux refused the token of this application.", ex);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> serverFailed(SendmuxServerException ex) {
		HttpStatus status = (ex.statusCode() == HttpStatus.SERVICE_UNAVAILABLE.value()) ? HttpStatus.SERVICE_UNAVAILABLE
				: HttpStatus.BAD_GATEWAY;
		return problem(status, "Sendmux failed.", ex);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> timedOut(SendmuxTimeoutException ex) {
		return problem(HttpStatus.GATEWAY_TIMEOUT, "Sendmux did not answer in time.", ex);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> notReached(SendmuxTransportException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "Sendmux could not be reached.", ex);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> failed(SendmuxException ex) {
		return problem(HttpStatus.BAD_GATEWAY, "Sendmux gave an unexpected answer.", ex);
	}

	private static ResponseEntity<ProblemDetail> problem(HttpStatus status, @Nullable String detail,
			SendmuxException ex) {
		if (status.is5xxServerError()) {
			logger.error(ex.getMessage());
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		HttpHeaders headers = new HttpHeaders();
		if (ex instanceof SendmuxValidationException invalid) {
			problem.setProperty("violations", invalid.violations());
		}
		if (ex instanceof SendmuxApiException answer) {
			addAnswer(problem, headers, answer);
		}
		if (ex.requestId() != null) {
			problem.setProperty("request_id", ex.requestId());
		}
		if (ex.outcomeUnknown()) {
			problem.setProperty("outcome_unknown", true);
			problem.setProperty("idempotency_key", ex.idempotencyKey());
		}
		return new ResponseEntity<>(problem, headers, status);
	}

	private static void addAnswer(ProblemDetail problem, HttpHeaders headers, SendmuxApiException answer) {
		if (answer.code() != null) {
			problem.setProperty("code", answer.code());
		}
		Duration retryAfter = answer.retryAfter();
		if (retryAfter != null) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
		}
	}

}
