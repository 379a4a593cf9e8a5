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

import ai.sendmux.SendmuxResponseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

import org.springframework.http.HttpMethod;

/**
 * Turns an answer into data or into the exception that it stands for.
 */
final class AnswerReader {

	private final Clock clock;

	private final RateLimitGate gate;

	AnswerReader(Clock clock, RateLimitGate gate) {
		this.clock = clock;
		this.gate = gate;
	}

	<T> ApiAnswer<T> read(ApiCall<T> call, RawAnswer answer, BearerToken token) {
		AnswerHeaders headers = new AnswerHeaders(answer.headers(), this.clock);
		this.gate.observe(headers, answer.status() == 429);
		call.attemptIsAnswered(answer.status());
		if (answer.status() == 304 && call.request().ifNoneMatch() != null) {
			call.requestHasId(headers.requestId(null));
			return new ApiAnswer<>(null, true, headers.etag(), call.requestId(), false, null);
		}
		ObjectReader reader = call.request().operation().reader();
		if (!answer.isSuccess()) {
			Redaction redaction = new Redaction(token.value(), call.request().secret());
			ErrorAnswer error = new ErrorAnswer(call, answer, headers, redaction);
			if (reader == null && call.mayHaveTakenEffect() && error.isNotFound()) {
				// What an earlier attempt was to delete is gone.
				return toAnswer(call, headers, null);
			}
			throw error.toException();
		}
		ApiSuccessBody<T> body = readBody(answer, (reader != null) ? reader : ApiJson.anyReader());
		if (isUnreadable(answer, body, reader != null)) {
			throw unreadable(call, answer, headers, body);
		}
		return toAnswer(call, headers, body);
	}

	/**
	 * Without data to read, an empty body is as good as any.
	 */
	private boolean isUnreadable(RawAnswer answer, @Nullable ApiSuccessBody<?> body, boolean hasData) {
		if (hasData) {
			return body == null || body.data() == null;
		}
		return body == null && (answer.body().length > 0 || answer.bodyFailure() != null);
	}

	private <T> ApiAnswer<T> toAnswer(ApiCall<T> call, AnswerHeaders headers, @Nullable ApiSuccessBody<T> body) {
		call.requestHasId(headers.requestId((body != null) ? body.meta() : null));
		ApiPagination pagination = (body != null) ? body.pagination() : null;
		return new ApiAnswer<>((body != null) ? body.data() : null, false, headers.etag(), call.requestId(),
				pagination != null && pagination.hasMore(), (pagination != null) ? pagination.nextCursor() : null);
	}

	private <T> @Nullable ApiSuccessBody<T> readBody(RawAnswer answer, ObjectReader reader) {
		if (answer.body().length == 0) {
			return null;
		}
		try {
			return reader.readValue(answer.body());
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * The exception of Jackson is not kept as the cause, for it may quote the body.
	 */
	private SendmuxResponseException unreadable(ApiCall<?> call, RawAnswer answer, AnswerHeaders headers,
			@Nullable ApiSuccessBody<?> body) {
		call.requestHasId(headers.requestId((body != null) ? body.meta() : null));
		return new SendmuxResponseException(call.describe(canBeAskedAgain(call, answer), AttemptEffect.POSSIBLE),
				answer.status(), headers.location(), reason(answer, body));
	}

	/**
	 * A change of one version cannot: it would meet the version that it made.
	 */
	private boolean canBeAskedAgain(ApiCall<?> call, RawAnswer answer) {
		return answer.bodyFailure() != BodyFailure.TOO_LARGE && call.request().operation().method() != HttpMethod.PATCH;
	}

	private String reason(RawAnswer answer, @Nullable ApiSuccessBody<?> body) {
		if (answer.bodyFailure() != null) {
			return answer.bodyFailure().reason();
		}
		if (answer.body().length == 0) {
			return "it is empty";
		}
		return (body != null) ? "it has no data that can be read" : "it is not the JSON that was expected";
	}

}
