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

import java.time.Clock;
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
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxRateLimiter.Permit;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Signal;
import tools.jackson.databind.ObjectReader;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Turns a response into data or into the exception that it stands for.
 */
final class ResponseReader {

	private static final Log logger = LogFactory.getLog(ResponseReader.class);

	private final Clock clock;

	private volatile @Nullable SendmuxRateLimit rateLimit;

	private volatile @Nullable Reset reset;

	ResponseReader(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Return the rate limit that was reported last.
	 */
	@Nullable SendmuxRateLimit rateLimit() {
		return this.rateLimit;
	}

	<T> ApiResponse<T> read(Attempt<T> attempt, RawResponse response, BearerToken token) {
		ApiCall<T> call = attempt.call();
		SecretRedactor redactor = new SecretRedactor(token.value(), call.request().secret());
		ResponseHeaders headers = new ResponseHeaders(response.headers(), this.clock, redactor);
		report(attempt, response.status(), headers);
		attempt.recordStatus(response.status());
		if (response.status() == 304 && call.request().ifNoneMatch() != null) {
			attempt.recordRequestId(headers.requestId(null));
			return new ApiResponse<>(null, true, attempt.requestId(), null, null);
		}
		DataReader<T> data = call.request().operation().data();
		ApiEnvelope<?> body = response.isSuccess() ? readBody(response, data) : null;
		if (!response.isSuccess() || (body != null && body.reportsFailure())) {
			ApiErrorResponse error = new ApiErrorResponse(attempt, response, headers, redactor, body);
			if (data == null && call.mayHaveTakenEffect() && error.isNotFound()) {
				// What an earlier attempt was to delete is gone.
				return toResponse(attempt, headers, null, null);
			}
			throw (response.isSuccess() && !error.hasCode()) ? unreadable(attempt, response, headers, body)
					: error.toException();
		}
		T content = (data != null && body != null) ? data.convert(body.data(), headers.etag()) : null;
		boolean readable = (data != null) ? content != null : confirms(body) || response.hasNoBody();
		if (!readable) {
			throw unreadable(attempt, response, headers, body);
		}
		String resourceId = call.request().resourceId();
		boolean about = (data != null && content != null) ? data.isAbout(content, resourceId)
				: !(body instanceof ApiEnvelope.Deletion deletion) || deletion.isAbout(resourceId);
		if (!about) {
			throw unusable(attempt, response, headers, body, "it is about another resource");
		}
		return toResponse(attempt, headers, body, content);
	}

	/**
	 * The rate limiter may belong to the application, and what it throws must not become
	 * the end of a call that the server has accepted.
	 */
	private void report(Attempt<?> attempt, int status, ResponseHeaders headers) {
		try {
			reportRateLimit(attempt, status, headers);
		}
		catch (Throwable ex) {
			logger.error("The rate limiter failed when a response was reported to it", ex);
		}
	}

	/**
	 * A response with status 5xx may not come from the service that counts the requests.
	 */
	private void reportRateLimit(Attempt<?> attempt, int status, ResponseHeaders headers) {
		Permit permit = attempt.permit();
		SendmuxRateLimit rateLimit = (status < 500) ? headers.rateLimit() : null;
		if (rateLimit != null) {
			this.rateLimit = rateLimit;
			if (permit != null) {
				permit.report(rateLimit, untilReset(rateLimit.reset(), headers));
			}
		}
		else if (permit != null && status < 400) {
			permit.reportNoLimit();
		}
		if (status == 429) {
			Duration retryAfter = headers.retryAfter();
			Instant reset = (rateLimit == null && retryAfter == null) ? headers.rateLimitReset() : null;
			Duration wait = (reset != null) ? headers.until(reset) : retryAfter;
			if (permit != null && (rateLimit != null || wait != null)) {
				attempt.recordRefusal();
				permit.reportRefusal(wait);
			}
		}
	}

	/**
	 * The same reset is converted once, because dates are expensive to parse.
	 */
	private Duration untilReset(Instant date, ResponseHeaders headers) {
		long now = ApiScheduler.millis();
		Reset reset = this.reset;
		if (reset == null || !reset.date.equals(date)) {
			Duration until = headers.until(date);
			long millis = (until.compareTo(ApiSettings.Bounds.MAX_DURATION) < 0) ? until.toMillis()
					: Long.MAX_VALUE / 2;
			reset = new Reset(date, now + millis);
			this.reset = reset;
		}
		return Duration.ofMillis(Math.max(0, reset.endMillis - now));
	}

	private static @Nullable ApiEnvelope<?> readBody(RawResponse response, @Nullable DataReader<?> data) {
		return response.read((data != null) ? data.reader() : ApiJson.deletionReader());
	}

	private static boolean confirms(@Nullable ApiEnvelope<?> body) {
		return body instanceof ApiEnvelope.Deletion deletion && deletion.reportsDeletion();
	}

	private <T> ApiResponse<T> toResponse(Attempt<T> attempt, ResponseHeaders headers, @Nullable ApiEnvelope<?> body,
			@Nullable T content) {
		attempt.recordRequestId(headers.requestId((body != null) ? body.meta() : null));
		ApiEnvelope.Pagination pagination = (body != null) ? body.pagination() : null;
		return new ApiResponse<>(content, false, attempt.requestId(),
				(pagination != null) ? pagination.hasMore() : null,
				(pagination != null) ? pagination.nextCursor() : null);
	}

	private SendmuxResponseException unreadable(Attempt<?> attempt, RawResponse response, ResponseHeaders headers,
			@Nullable ApiEnvelope<?> body) {
		return unusable(attempt, response, headers, body, reason(response, body));
	}

	private SendmuxResponseException unusable(Attempt<?> attempt, RawResponse response, ResponseHeaders headers,
			@Nullable ApiEnvelope<?> body, String reason) {
		attempt.recordRequestId(headers.requestId((body != null) ? body.meta() : null));
		return new SendmuxResponseException(
				attempt.describe(canRetry(attempt.call(), response), Attempt.Outcome.UNKNOWN), response.status(),
				headers.location(), reason);
	}

	/**
	 * A change of one version cannot: it would meet the version that it made.
	 */
	private boolean canRetry(ApiCall<?> call, RawResponse response) {
		return response.bodyFailure() != RawResponse.BodyFailure.TOO_LARGE
				&& call.request().operation().method() != HttpMethod.PATCH;
	}

	private String reason(RawResponse response, @Nullable ApiEnvelope<?> body) {
		if (response.bodyFailure() != null) {
			return response.bodyFailure().reason();
		}
		if (response.hasNoBody()) {
			return "it is empty";
		}
		if (body == null) {
			return "it is not the JSON that was expected";
		}
		return body.reportsFailure() ? "it reports a failure without a code" : "it has no data that can be read";
	}

	private record Reset(Instant date, long endMillis) {

	}

	/**
	 * Response that reports an error, by its status or by the body of a success. Reading
	 * it cannot fail: what the body does not say is taken from the status and the
	 * headers.
	 */
	static final class ApiErrorResponse {

		/**
		 * Codes that mean that the request was refused, whatever the status is.
		 */
		private static final Set<String> REFUSALS = Set.of("invalid_parameter", "missing_parameter", "validation_error",
				"authentication_required", "insufficient_permissions", "not_found", "conflict", "limit_exceeded",
				"idempotency_conflict", "payload_too_large", "rate_limit_exceeded");

		private static final Set<String> RETRYABLE = Set.of("rate_limit_exceeded", "internal_error",
				"service_unavailable");

		private final Attempt<?> attempt;

		private final RawResponse response;

		private final ResponseHeaders headers;

		private final SecretRedactor redactor;

		private final @Nullable ApiEnvelope<?> success;

		private final ApiEnvelope.Failure body;

		/**
		 * Create a response, with the body of the success if the status says that it is
		 * one.
		 */
		ApiErrorResponse(Attempt<?> attempt, RawResponse response, ResponseHeaders headers, SecretRedactor redactor,
				@Nullable ApiEnvelope<?> success) {
			this.attempt = attempt;
			this.response = response;
			this.headers = headers;
			this.redactor = redactor;
			this.success = success;
			ApiEnvelope.Failure read = response.read(ApiJson.errorReader());
			this.body = (read != null) ? read : ApiEnvelope.Failure.UNREADABLE;
		}

		/**
		 * Whether Sendmux itself says so: a proxy that does not know the way also
		 * responds with 404, but without a code.
		 */
		boolean isNotFound() {
			return (this.response.status() == 404) ? hasCode()
					: this.response.isSuccess() && code().equals("not_found");
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
				error.code(this.redactor.applyToName(part.code()))
					.message(this.redactor.apply(part.message()))
					.param(this.redactor.applyToName(part.param()))
					.docUrl(this.redactor.apply(part.docUrl()));
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
		 * A response about the request is about all attempts with its idempotency key,
		 * because an attempt that took effect would have been replayed. That does not
		 * hold if it was rejected before it was processed, or if Sendmux did not write
		 * the response.
		 */
		private Attempt.Outcome outcome(ApiEnvelope.Failure.@Nullable ErrorPart part) {
			int status = this.response.status();
			if (status == 408 || status >= 500) {
				return Attempt.Outcome.UNKNOWN;
			}
			if (this.response.isSuccess()) {
				boolean contradicted = this.success != null && this.success.data() != null;
				return (REFUSALS.contains(code()) && !contradicted) ? Attempt.Outcome.NOT_APPLIED
						: Attempt.Outcome.UNKNOWN;
			}
			boolean aboutRequest = status >= 400 && status != 401 && status != 403 && status != 425 && status != 429
					&& part != null && part.code() != null && !"idempotency_conflict".equals(part.code());
			return (aboutRequest && this.attempt.call().idempotencyKey() != null) ? Attempt.Outcome.NEVER_APPLIED
					: Attempt.Outcome.NOT_APPLIED;
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
		 * The code as it came: a password that is part of it must not change what it
		 * means.
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
			return new SendmuxViolation(Objects.requireNonNullElse(this.redactor.applyToName(field), ""),
					Objects.requireNonNullElse(this.redactor.applyToName(code), "invalid"),
					Objects.requireNonNullElse(this.redactor.apply(message), "The request is invalid"));
		}

	}

	/**
	 * A response as it came. Its body is read from the memory of the connection, and has
	 * to be released.
	 */
	static final class RawResponse {

		private final int status;

		private final HttpHeaders headers;

		private final @Nullable DataBuffer body;

		private final boolean empty;

		private final @Nullable BodyFailure bodyFailure;

		/**
		 * Create a response whose body was received, was not there, or could not be
		 * received.
		 */
		RawResponse(int status, HttpHeaders headers, Signal<DataBuffer> body) {
			this.status = status;
			this.headers = headers;
			this.body = body.get();
			this.empty = this.body == null || this.body.readableByteCount() == 0;
			this.bodyFailure = toFailure(body.getThrowable());
		}

		private static @Nullable BodyFailure toFailure(@Nullable Throwable failure) {
			if (failure == null) {
				return null;
			}
			return (failure instanceof DataBufferLimitException) ? BodyFailure.TOO_LARGE : BodyFailure.BROKEN;
		}

		int status() {
			return this.status;
		}

		HttpHeaders headers() {
			return this.headers;
		}

		boolean isSuccess() {
			return this.status >= 200 && this.status < 300;
		}

		/**
		 * Whether a response without a body was received.
		 */
		boolean hasNoBody() {
			return this.empty && this.bodyFailure == null;
		}

		@Nullable BodyFailure bodyFailure() {
			return this.bodyFailure;
		}

		/**
		 * Read the body. There is no result if it is empty or cannot be read. The
		 * exception of Jackson is not kept, because it may quote the body.
		 */
		<T> @Nullable T read(ObjectReader reader) {
			if (this.body == null || this.empty) {
				return null;
			}
			DataBuffer body = this.body;
			int start = body.readPosition();
			T content = ApiJson.read(reader, () -> body.readPosition(start).asInputStream());
			body.readPosition(start);
			return content;
		}

		void release() {
			DataBufferUtils.release(this.body);
		}

		/**
		 * Why the body of a response could not be received.
		 */
		enum BodyFailure {

			/**
			 * The connection broke, or what came is not what was announced.
			 */
			BROKEN("it was cut off or damaged"),

			/**
			 * There was more than is read.
			 */
			TOO_LARGE("it is larger than sendmux.max-response-size allows");

			private final String reason;

			BodyFailure(String reason) {
				this.reason = reason;
			}

			String reason() {
				return this.reason;
			}

		}

	}

}
