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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.sendmux.SendmuxRateLimit;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;

/**
 * The headers of a response. A header that cannot be read counts as absent.
 */
final class ResponseHeaders {

	private static final int MAX_REQUEST_ID_LENGTH = 255;

	private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

	/**
	 * So many that the number fits into a long.
	 */
	private static final int MAX_DIGITS = 18;

	/**
	 * Longer than any limit, and the calculations with it do not overflow.
	 */
	private static final Duration LONGEST_DELAY = Duration.ofSeconds(999_999_999_999_999_999L);

	/**
	 * RFC 9110 allows whole seconds only. Some servers send a fraction or a unit.
	 */
	private static final Pattern DELAY = Pattern.compile("([0-9]+)(?:\\.([0-9]+))?s?");

	private final HttpHeaders headers;

	private final Clock clock;

	private final @Nullable SecretRedactor redactor;

	ResponseHeaders(HttpHeaders headers, Clock clock) {
		this(headers, clock, null);
	}

	ResponseHeaders(HttpHeaders headers, Clock clock, @Nullable SecretRedactor redactor) {
		this.headers = headers;
		this.clock = clock;
		this.redactor = redactor;
	}

	@Nullable String requestId(ApiEnvelope.@Nullable Meta meta) {
		String requestId = usable((meta != null) ? meta.requestId() : null);
		return (requestId != null) ? requestId : usable(this.headers.getFirst("X-Request-Id"));
	}

	private @Nullable String usable(@Nullable String requestId) {
		return (requestId != null && requestId.length() <= MAX_REQUEST_ID_LENGTH && isIdentifier(requestId)) ? requestId
				: null;
	}

	/**
	 * What shows a secret of the call, or could forge a line of a log, is no identifier.
	 */
	private boolean isIdentifier(String value) {
		return !value.isEmpty() && hasOnly(value, '!', '~')
				&& (this.redactor == null || !this.redactor.isQuotedIn(value));
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
		Instant reset = rateLimitReset();
		return (limit != null && remaining != null && reset != null) ? new SendmuxRateLimit(limit, remaining, reset)
				: null;
	}

	@Nullable Instant rateLimitReset() {
		Long reset = number("X-RateLimit-Reset");
		return (reset != null && reset <= Instant.MAX.getEpochSecond()) ? Instant.ofEpochSecond(reset) : null;
	}

	/**
	 * The longest of the delays, because proxies join repeated headers with commas.
	 */
	@Nullable Duration retryAfter() {
		Instant date = date(HttpHeaders.RETRY_AFTER);
		Duration longest = (date != null) ? until(date) : null;
		for (String value : this.headers.getOrEmpty(HttpHeaders.RETRY_AFTER)) {
			for (String member : StringUtils.tokenizeToStringArray(value, ",")) {
				Duration delay = delay(member);
				if (longest == null || (delay != null && delay.compareTo(longest) > 0)) {
					longest = delay;
				}
			}
		}
		return longest;
	}

	private static @Nullable Duration delay(String text) {
		Matcher matcher = DELAY.matcher(text);
		if (!matcher.matches()) {
			return null;
		}
		String digits = StringUtils.trimLeadingCharacter(matcher.group(1), '0');
		if (digits.length() > MAX_DIGITS) {
			return LONGEST_DELAY;
		}
		long seconds = digits.isEmpty() ? 0 : Long.parseLong(digits);
		String fraction = matcher.group(2);
		return Duration.ofSeconds((fraction != null && !hasOnly(fraction, '0', '0')) ? seconds + 1 : seconds);
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

	/**
	 * Return the version of the content. One that is no entity tag is not used, because a
	 * change would be sent with it as its condition, and {@code *} is always met.
	 */
	@Nullable String etag() {
		return EntityTags.parse(this.headers.getFirst(HttpHeaders.ETAG));
	}

	@Nullable String location() {
		String location = this.headers.getFirst(HttpHeaders.LOCATION);
		return (location != null && isIdentifier(location)) ? location : null;
	}

	private @Nullable Long number(String name) {
		String value = firstMember(this.headers.getFirst(name));
		if (value == null || value.isEmpty() || value.length() > MAX_DIGITS || !hasOnly(value, '0', '9')) {
			return null;
		}
		return Long.valueOf(value);
	}

	/**
	 * Return the first member of a list, without its parameters. Some proxies describe
	 * their limit as in {@code 600, 600;w=60}.
	 */
	private static @Nullable String firstMember(@Nullable String value) {
		if (value == null) {
			return null;
		}
		int end = 0;
		while (end < value.length() && value.charAt(end) != ',' && value.charAt(end) != ';') {
			end++;
		}
		return value.substring(0, end).trim();
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
