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
import java.time.ZonedDateTime;

import ai.sendmux.SendmuxRateLimit;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What the headers of an answer tell. A header that cannot be read counts as absent.
 */
final class AnswerHeaders {

	private static final int MAX_REQUEST_ID_LENGTH = 255;

	private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

	/**
	 * So many that the number fits into a long.
	 */
	private static final int MAX_DIGITS = 18;

	private final HttpHeaders headers;

	private final Clock clock;

	AnswerHeaders(HttpHeaders headers, Clock clock) {
		this.headers = headers;
		this.clock = clock;
	}

	@Nullable String requestId(@Nullable ApiMeta meta) {
		String requestId = usable((meta != null) ? meta.requestId() : null);
		return (requestId != null) ? requestId : usable(this.headers.getFirst("X-Request-Id"));
	}

	private static @Nullable String usable(@Nullable String requestId) {
		if (requestId == null || requestId.isEmpty() || requestId.length() > MAX_REQUEST_ID_LENGTH) {
			return null;
		}
		return hasOnly(requestId, '!', '~') ? requestId : null;
	}

	private static boolean hasOnly(String value, char first, char last) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) < first || value.charAt(i) > last) {
				return false;
			}
		}
		return true;
	}

	@Nullable SendmuxRateLimit rateLimit() {
		Long limit = number("X-RateLimit-Limit");
		Long remaining = number("X-RateLimit-Remaining");
		Long reset = number("X-RateLimit-Reset");
		if (limit == null || remaining == null || reset == null || reset > Instant.MAX.getEpochSecond()) {
			return null;
		}
		return new SendmuxRateLimit(limit, remaining, Instant.ofEpochSecond(reset));
	}

	@Nullable Duration retryAfter() {
		Long seconds = number(HttpHeaders.RETRY_AFTER);
		if (seconds != null) {
			return Duration.ofSeconds(seconds);
		}
		Instant date = date(HttpHeaders.RETRY_AFTER);
		return (date != null) ? until(date) : null;
	}

	/**
	 * Time that is left until a date of the server.
	 */
	Duration until(Instant date) {
		Duration time = Duration.between(serverTime(), date);
		return time.isNegative() ? Duration.ZERO : time;
	}

	/**
	 * Where the clocks differ, the server's decides. Where they do not, ours is finer.
	 */
	private Instant serverTime() {
		Instant now = this.clock.instant();
		Instant date = date(HttpHeaders.DATE);
		return (date != null && Duration.between(date, now).abs().compareTo(CLOCK_TOLERANCE) > 0) ? date : now;
	}

	@Nullable String etag() {
		return this.headers.getFirst(HttpHeaders.ETAG);
	}

	@Nullable String location() {
		return this.headers.getFirst(HttpHeaders.LOCATION);
	}

	private @Nullable Long number(String name) {
		String value = this.headers.getFirst(name);
		if (value == null || value.isEmpty() || value.length() > MAX_DIGITS || !hasOnly(value, '0', '9')) {
			return null;
		}
		return Long.valueOf(value);
	}

	private @Nullable Instant date(String name) {
		try {
			ZonedDateTime date = this.headers.getFirstZonedDateTime(name);
			return (date != null) ? date.toInstant() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
