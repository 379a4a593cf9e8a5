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

import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimiter.Permit;
import ai.sendmux.SendmuxResponseException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Turns a response into data or into the exception that it stands for.
 */
final class ResponseReader {

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
		SecretRedactor redaction = new SecretRedactor(token.value(), call.request().secret());
		ResponseHeaders headers = new ResponseHeaders(response.headers(), this.clock, redaction);
		reportRateLimit(attempt, response.status(), headers);
		attempt.recordStatus(response.status());
		if (response.status() == 304 && call.request().ifNoneMatch() != null) {
			attempt.recordRequestId(headers.requestId(null));
			return new ApiResponse<>(null, true, attempt.requestId(), null, null);
		}
		DataReader<T> data = call.request().operation().data();
		ApiEnvelope<?> body = response.isSuccess() ? readBody(response, data) : null;
		if (!response.isSuccess() || (body != null && body.reportsFailure())) {
			ApiErrorResponse error = new ApiErrorResponse(attempt, response, headers, redaction, body);
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
		if (data != null && content != null && !data.isAbout(content, call.request().resourceId())) {
			throw unusable(attempt, response, headers, body, "it is about another resource");
		}
		return toResponse(attempt, headers, body, content);
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
		long now = MonotonicClock.millis();
		Reset reset = this.reset;
		if (reset == null || !reset.date.equals(date)) {
			Duration until = headers.until(date);
			long millis = (until.compareTo(ApiTimeouts.MAX_DURATION) < 0) ? until.toMillis() : Long.MAX_VALUE / 2;
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
		return new SendmuxResponseException(attempt.describe(canRetry(attempt.call(), response), Outcome.UNKNOWN),
				response.status(), headers.location(), reason);
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

}
