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

import ai.sendmux.SendmuxRateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnswerHeaders}.
 */
class AnswerHeadersTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-25T02:18:00Z"), ZoneOffset.UTC);

	private final HttpHeaders headers = new HttpHeaders();

	private final AnswerHeaders answerHeaders = new AnswerHeaders(this.headers, CLOCK);

	@Test
	void whenHeadersAreAbsentTellsNothing() {
		assertThat(this.answerHeaders.requestId(null)).isNull();
		assertThat(this.answerHeaders.rateLimit()).isNull();
		assertThat(this.answerHeaders.retryAfter()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "7,7", "3600,3600", "999999999999999999,999999999999999999" })
	void retryAfterReadsSeconds(String header, long seconds) {
		this.headers.set("Retry-After", header);
		assertThat(this.answerHeaders.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "1.5", "soon", "9999999999999999999999", "1e3", "Mon, 99 May 2026 02:18:00 GMT",
			"\u0661" })
	void retryAfterWhenHeaderIsUnreadableIsNull(String header) {
		this.headers.set("Retry-After", header);
		assertThat(this.answerHeaders.retryAfter()).isNull();
	}

	@Test
	void retryAfterCountsToDateFromTheDateOfTheAnswer() {
		this.headers.set("Date", "Mon, 25 May 2020 02:18:00 GMT");
		this.headers.set("Retry-After", "Mon, 25 May 2020 02:18:30 GMT");
		assertThat(this.answerHeaders.retryAfter()).isEqualTo(Duration.ofSeconds(30));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yesterday" })
	void retryAfterWhenAnswerHasNoReadableDateCountsToDateFromNow(String date) {
		this.headers.set("Date", date);
		this.headers.set("Retry-After", "Mon, 25 May 2026 02:19:00 GMT");
		assertThat(this.answerHeaders.retryAfter()).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void retryAfterWhenDateIsOverIsZero() {
		this.headers.set("Retry-After", "Mon, 25 May 2026 02:17:59 GMT");
		assertThat(this.answerHeaders.retryAfter()).isZero();
	}

	@Test
	void rateLimitReadsAllThreeHeaders() {
		rateLimit("600", "599", "1779675480");
		assertThat(this.answerHeaders.rateLimit())
			.isEqualTo(new SendmuxRateLimit(600, 599, Instant.parse("2026-05-25T02:18:00Z")));
	}

	@ParameterizedTest
	@CsvSource({ "'',599,1779675480", "600,'',1779675480", "600,599,''", "many,599,1779675480", "600,-1,1779675480",
			"600,599,999999999999999999", "600,599,2026-05-25T02:18:00Z" })
	void rateLimitWhenAHeaderIsUnreadableIsNull(String limit, String remaining, String reset) {
		rateLimit(limit, remaining, reset);
		assertThat(this.answerHeaders.rateLimit()).isNull();
	}

	@Test
	void requestIdIsThatOfTheBody() {
		this.headers.set("X-Request-Id", "req_header");
		assertThat(this.answerHeaders.requestId(new ApiMeta("req_body"))).isEqualTo("req_body");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "req\nbody", "größe" })
	void requestIdWhenThatOfTheBodyIsUnusableIsThatOfTheHeader(String requestId) {
		this.headers.set("X-Request-Id", "req_header");
		assertThat(this.answerHeaders.requestId(new ApiMeta(requestId))).isEqualTo("req_header");
	}

	@Test
	void requestIdWhenTooLongIsNull() {
		this.headers.set("X-Request-Id", "r".repeat(256));
		assertThat(this.answerHeaders.requestId(null)).isNull();
	}

	private void rateLimit(String limit, String remaining, String reset) {
		this.headers.set("X-RateLimit-Limit", limit);
		this.headers.set("X-RateLimit-Remaining", remaining);
		this.headers.set("X-RateLimit-Reset", reset);
	}

}
