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

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.console.accounts.SendmuxFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns failures of the client into problem details for callers of the JSON interface.
 */
@RestControllerAdvice(assignableTypes = AccountController.class)
class SendmuxProblemAdvice {

	private static final Log logger = LogFactory.getLog(SendmuxProblemAdvice.class);

	@ExceptionHandler
	ProblemDetail illegalArgument(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> failed(SendmuxException ex) {
		SendmuxFailure failure = SendmuxFailure.of(ex);
		if (failure.status().is5xxServerError()) {
			logger.error(ex.getMessage());
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(failure.status(), failure.text());
		HttpHeaders headers = new HttpHeaders();
		if (ex instanceof SendmuxValidationException invalid) {
			problem.setProperty("violations", invalid.violations());
		}
		if (ex instanceof SendmuxApiException response) {
			addResponse(problem, headers, response);
		}
		if (ex.requestId() != null) {
			problem.setProperty("request_id", ex.requestId());
		}
		if (ex.outcomeUnknown()) {
			problem.setProperty("outcome_unknown", true);
			problem.setProperty("idempotency_key", ex.idempotencyKey());
		}
		return new ResponseEntity<>(problem, headers, failure.status());
	}

	private static void addResponse(ProblemDetail problem, HttpHeaders headers, SendmuxApiException response) {
		if (response.code() != null) {
			problem.setProperty("code", response.code());
		}
		Duration retryAfter = response.retryAfter();
		if (retryAfter != null) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
		}
	}

}
