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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxErrorDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxPayloadTooLargeException;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import org.jspecify.annotations.Nullable;

/**
 * Response that reports an error, by its status or by the body of a success. Reading it
 * cannot fail: what the body does not say is taken from the status and the headers.
 */
final class ApiErrorResponse {

	/**
	 * Codes that mean that the request was refused, whatever the status is.
	 */
	private static final Set<String> REFUSALS = Set.of("invalid_parameter", "missing_parameter", "validation_error",
			"authentication_required", "insufficient_permissions", "not_found", "conflict", "limit_exceeded",
			"idempotency_conflict", "payload_too_large", "rate_limit_exceeded");

	private static final Set<String> RETRYABLE = Set.of("rate_limit_exceeded", "internal_error", "service_unavailable");

	private final Attempt<?> attempt;

	private final RawResponse response;

	private final ResponseHeaders headers;

	private final SecretRedactor redaction;

	private final @Nullable ApiEnvelope<?> success;

	private final ApiEnvelope.Failure body;

	/**
	 * Create a response, with the body of the success if the status says that it is one.
	 */
	ApiErrorResponse(Attempt<?> attempt, RawResponse response, ResponseHeaders headers, SecretRedactor redaction,
			@Nullable ApiEnvelope<?> success) {
		this.attempt = attempt;
		this.response = response;
		this.headers = headers;
		this.redaction = redaction;
		this.success = success;
		ApiEnvelope.Failure read = response.read(ApiJson.errorReader());
		this.body = (read != null) ? read : ApiEnvelope.Failure.UNREADABLE;
	}

	/**
	 * Whether Sendmux itself says so: a proxy that does not know the way also responds
	 * with 404, but without a code.
	 */
	boolean isNotFound() {
		return (this.response.status() == 404) ? hasCode() : this.response.isSuccess() && code().equals("not_found");
	}

	boolean hasCode() {
		return this.body.error() != null && this.body.error().code() != null;
	}

	SendmuxException toException() {
		ApiEnvelope.Failure.@Nullable ErrorPart part = this.body.error();
		SendmuxErrorDetails.Builder error = SendmuxErrorDetails.builder(this.response.status())
			.retryAfter(retryAfter())
			.rateLimit(this.headers.rateLimit());
		if (part != null) {
			error.code(this.redaction.applyToName(part.code()))
				.message(this.redaction.apply(part.message()))
				.param(this.redaction.applyToName(part.param()))
				.docUrl(this.redaction.apply(part.docUrl()));
		}
		return toException(describeCall(part), error.build());
	}

	/**
	 * The reset of the rate limit says when to come back only if the limit was the
	 * reason.
	 */
	private @Nullable Duration retryAfter() {
		Duration retryAfter = this.headers.retryAfter();
		boolean limited = this.response.status() == 429
				|| (this.response.isSuccess() && code().equals("rate_limit_exceeded"));
		if (retryAfter == null && limited) {
			Instant reset = this.headers.rateLimitReset();
			return (reset != null) ? this.headers.until(reset) : null;
		}
		return retryAfter;
	}

	private SendmuxCallDetails describeCall(ApiEnvelope.Failure.@Nullable ErrorPart part) {
		int status = this.response.status();
		Boolean reported = (part != null) ? part.retryable() : null;
		boolean retryable = (reported != null) ? reported : status == 408 || status == 425 || status == 429
				|| status >= 500 || (this.response.isSuccess() && RETRYABLE.contains(code()));
		this.attempt.recordRequestId(this.headers.requestId(this.body.meta()));
		return this.attempt.describe(retryable, outcome(part));
	}

	/**
	 * A response about the request speaks for all attempts with its idempotency key, for
	 * an attempt that took effect would have been replayed. That does not hold for one
	 * that was turned away at the door, nor for one that Sendmux did not write.
	 */
	private Outcome outcome(ApiEnvelope.Failure.@Nullable ErrorPart part) {
		int status = this.response.status();
		if (status == 408 || status >= 500) {
			return Outcome.UNKNOWN;
		}
		if (this.response.isSuccess()) {
			boolean contradicted = this.success != null && this.success.data() != null;
			return (REFUSALS.contains(code()) && !contradicted) ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
		}
		boolean aboutRequest = status >= 400 && status != 401 && status != 403 && status != 425 && status != 429
				&& part != null && part.code() != null && !"idempotency_conflict".equals(part.code());
		return (aboutRequest && this.attempt.call().idempotencyKey() != null) ? Outcome.NEVER_APPLIED
				: Outcome.NOT_APPLIED;
	}

	private SendmuxException toException(SendmuxCallDetails call, SendmuxErrorDetails error) {
		if (error.statusCode() == 400 || error.statusCode() == 422) {
			return new SendmuxValidationException(call, error, violations(error));
		}
		return switch (code()) {
			case "authentication_required" -> new SendmuxAuthenticationException(call, error);
			case "insufficient_permissions" -> new SendmuxAccessDeniedException(call, error);
			case "not_found" -> new SendmuxNotFoundException(call, error);
			case "conflict" -> new SendmuxConflictException(call, error);
			case "limit_exceeded" -> new SendmuxLimitExceededException(call, error);
			case "idempotency_conflict" -> new SendmuxIdempotencyConflictException(call, error);
			case "payload_too_large" -> new SendmuxPayloadTooLargeException(call, error);
			case "rate_limit_exceeded" -> new SendmuxRateLimitException(call, error);
			case "internal_error", "service_unavailable" -> new SendmuxServerException(call, error);
			case "invalid_parameter", "missing_parameter", "validation_error" ->
				new SendmuxValidationException(call, error, violations(error));
			default -> toExceptionByStatus(call, error);
		};
	}

	/**
	 * The code as it came: a password that is part of it must not change what it means.
	 */
	private String code() {
		String code = (this.body.error() != null) ? this.body.error().code() : null;
		return (code != null) ? code : "";
	}

	private SendmuxException toExceptionByStatus(SendmuxCallDetails call, SendmuxErrorDetails error) {
		return switch (error.statusCode()) {
			case 401 -> new SendmuxAuthenticationException(call, error);
			case 403 -> new SendmuxAccessDeniedException(call, error);
			case 404 -> new SendmuxNotFoundException(call, error);
			case 413 -> new SendmuxPayloadTooLargeException(call, error);
			case 429 -> new SendmuxRateLimitException(call, error);
			default -> (error.statusCode() >= 500) ? new SendmuxServerException(call, error)
					: new SendmuxApiException(call, error);
		};
	}

	private List<SendmuxViolation> violations(SendmuxErrorDetails error) {
		List<SendmuxViolation> violations = new ArrayList<>();
		if (this.body.error() != null && this.body.error().errors() != null) {
			for (ApiEnvelope.Failure.@Nullable FieldPart part : this.body.error().errors()) {
				if (part != null) {
					violations.add(violation(part.field(), part.code(), part.message()));
				}
			}
		}
		if (violations.isEmpty()) {
			violations.add(violation(error.param(), error.code(), error.message()));
		}
		return violations;
	}

	private SendmuxViolation violation(@Nullable String field, @Nullable String code, @Nullable String message) {
		return new SendmuxViolation(Objects.requireNonNullElse(this.redaction.applyToName(field), ""),
				Objects.requireNonNullElse(this.redaction.applyToName(code), "invalid"),
				Objects.requireNonNullElse(this.redaction.apply(message), "The request is invalid"));
	}

}
