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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import ai.sendmux.SendmuxRateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseHeaders}.
 */
class ResponseHeadersTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-25T02:18:00Z"), ZoneOffset.UTC);

	private final HttpHeaders headers = new HttpHeaders();

	private final ResponseHeaders responseHeaders = new ResponseHeaders(this.headers, CLOCK);

	@Test
	void rateLimitWhenHeadersAreAbsentIsNull() {
		assertThat(this.responseHeaders.requestId(null)).isNull();
		assertThat(this.responseHeaders.rateLimit()).isNull();
		assertThat(this.responseHeaders.retryAfter()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "7,7", "3600,3600", "999999999999999999,999999999999999999" })
	void retryAfterWhenHeaderIsSecondsReadsThem(String header, long seconds) {
		this.headers.set("Retry-After", header);
		assertThat(this.responseHeaders.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "-5", "soon", "1e3", "Mon, 99 May 2026 02:18:00 GMT", "\u0661", "1.", ".5",
			"1.2.3", "s", "1m", "1 s", ",", "-0" })
	void retryAfterWhenHeaderIsUnreadableIsNull(String header) {
		this.headers.set("Retry-After", header);
		assertThat(this.responseHeaders.retryAfter()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "1.5|2", "0.3|1", "0.0|0", "7.000|7", "0.000000000000000000001|1", "2, 2|2", "0,120|120",
					"120, 0|120", "1, soon|1", "1s|1", "1.5s|2", "007|7", "0000000000000000000000007|7",
					"999999999999999999.1|1000000000000000000" })
	void retryAfterWhenNotAWholeNumberRoundsUpAndTakesTheLongest(String header, long seconds) {
		this.headers.set("Retry-After", header);
		assertThat(this.responseHeaders.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1000000000000000000", "9999999999999999999", "9999999999999999999999",
			"99999999999999999999.5", "1, 9999999999999999999", "9223372036854775808" })
	void retryAfterWhenTooLongForANumberIsLongerThanAnyLimit(String header) {
		this.headers.set("Retry-After", header);
		assertThat(this.responseHeaders.retryAfter())
			.isGreaterThanOrEqualTo(Duration.ofSeconds(999_999_999_999_999_999L));
	}

	@Test
	void retryAfterWhenHeaderOccursTwiceReturnsLongest() {
		this.headers.add("Retry-After", "0");
		this.headers.add("Retry-After", "30");
		this.headers.add("Retry-After", "Mon, 25 May 2026 02:18:10 GMT");
		assertThat(this.responseHeaders.retryAfter()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void retryAfterWhenDateCountsFromDateOfResponse() {
		this.headers.set("Date", "Mon, 25 May 2020 02:18:00 GMT");
		this.headers.set("Retry-After", "Mon, 25 May 2020 02:18:30 GMT");
		assertThat(this.responseHeaders.retryAfter()).isEqualTo(Duration.ofSeconds(30));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yesterday" })
	void retryAfterWhenResponseHasNoReadableDateCountsFromNow(String date) {
		this.headers.set("Date", date);
		this.headers.set("Retry-After", "Mon, 25 May 2026 02:19:00 GMT");
		assertThat(this.responseHeaders.retryAfter()).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void retryAfterWhenDateIsPastIsZero() {
		this.headers.set("Retry-After", "Mon, 25 May 2026 02:17:59 GMT");
		assertThat(this.responseHeaders.retryAfter()).isZero();
	}

	@Test
	void rateLimitWhenAllHeadersArePresentReadsThem() {
		rateLimit("600", "599", "1779675480");
		assertThat(this.responseHeaders.rateLimit())
			.isEqualTo(new SendmuxRateLimit(600, 599, Instant.parse("2026-05-25T02:18:00Z")));
	}

	@ParameterizedTest
	@CsvSource({ "'',599,1779675480", "600,'',1779675480", "600,599,''", "many,599,1779675480", "600,-1,1779675480",
			"600,599,999999999999999999", "600,599,2026-05-25T02:18:00Z" })
	void rateLimitWhenAHeaderIsUnreadableIsNull(String limit, String remaining, String reset) {
		rateLimit(limit, remaining, reset);
		assertThat(this.responseHeaders.rateLimit()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "600, 600;w=60|599|1779675480", "600;w=60|599|1779675480",
			"600|599, 599|1779675480, 1779675480", "' 600 '|599 |1779675480" })
	void rateLimitWhenAHeaderHasParametersOrMoreMembersReadsTheFirstNumber(String limit, String remaining,
			String reset) {
		rateLimit(limit, remaining, reset);
		assertThat(this.responseHeaders.rateLimit())
			.isEqualTo(new SendmuxRateLimit(600, 599, Instant.parse("2026-05-25T02:18:00Z")));
	}

	@Test
	void rateLimitResetWhenTheOtherHeadersAreUnreadableIsRead() {
		rateLimit("many", "-1", "1779675480");
		assertThat(this.responseHeaders.rateLimitReset()).isEqualTo(Instant.parse("2026-05-25T02:18:00Z"));
	}

	@Test
	void rateLimitWhenNumbersHaveMostDigitsReadsThem() {
		rateLimit("999999999999999999", "0", "31556889864403199");
		assertThat(this.responseHeaders.rateLimit())
			.isEqualTo(new SendmuxRateLimit(999_999_999_999_999_999L, 0, Instant.MAX.truncatedTo(ChronoUnit.SECONDS)));
	}

	@Test
	void rateLimitResetWhenBeyondAllDatesIsNull() {
		rateLimit("600", "599", "31556889864403200");
		assertThat(this.responseHeaders.rateLimitReset()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "02:17:58, 60", "02:18:02, 60", "02:17:57, 63", "02:18:03, 57" })
	void untilWhenClocksDifferByMoreThanToleranceCountsFromServersClock(String date, long seconds) {
		this.headers.set("Date", "Mon, 25 May 2026 " + date + " GMT");
		assertThat(this.responseHeaders.until(CLOCK.instant().plusSeconds(60))).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\"7\"", "W/\"7-abc\"", "\"a,b;c=*/\\\"", "W/\"\u00FC\"", "\"\u0080\u00FF\"" })
	void etagWhenItIsAnEntityTagIsKeptVerbatim(String etag) {
		this.headers.set("ETag", etag);
		assertThat(this.responseHeaders.etag()).isEqualTo(etag);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "abc", "W/abc", "\"", "\"a", "a\"", "w/\"a\"", "W/ \"a\"", "\"a b\"",
			"\"a\"b\"", "\"a\", \"b\"", "\"a\u007F\"", "\"a\tb\"", "\"a\"\r\nEvil: 1", "\"a\"\n", "\"\u0100\"" })
	void etagWhenItIsNoEntityTagIsNull(String etag) {
		this.headers.set("ETag", etag);
		assertThat(this.responseHeaders.etag()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a\r\nb", "/a b", "/\u001b[31m", "", "/\u2028" })
	void locationWhenItIsNoUriIsNull(String location) {
		this.headers.set("Location", location);
		assertThat(this.responseHeaders.location()).isNull();
	}

	@Test
	void requestIdWhenInBodyIsThatOfBody() {
		this.headers.set("X-Request-Id", "req_header");
		assertThat(this.responseHeaders.requestId(new ApiEnvelope.Meta("req_body"))).isEqualTo("req_body");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "req\nbody", "größe" })
	void requestIdWhenThatOfTheBodyIsUnusableIsThatOfTheHeader(String requestId) {
		this.headers.set("X-Request-Id", "req_header");
		assertThat(this.responseHeaders.requestId(new ApiEnvelope.Meta(requestId))).isEqualTo("req_header");
	}

	@Test
	void requestIdWhenOfGreatestLengthIsRead() {
		this.headers.set("X-Request-Id", "r".repeat(255));
		assertThat(this.responseHeaders.requestId(null)).hasSize(255);
	}

	@Test
	void requestIdWhenTooLongIsNull() {
		this.headers.set("X-Request-Id", "r".repeat(256));
		assertThat(this.responseHeaders.requestId(null)).isNull();
	}

	private void rateLimit(String limit, String remaining, String reset) {
		this.headers.set("X-RateLimit-Limit", limit);
		this.headers.set("X-RateLimit-Remaining", remaining);
		this.headers.set("X-RateLimit-Reset", reset);
	}

}
