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
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxRateLimit;
import ai.sendmux.SendmuxRateLimiter.Permit;
import ai.sendmux.http.ResponseReader.RawResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for what {@link ResponseReader} reports to the permit of a request.
 */
class RateLimitReportTests {

	private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

	private static final Instant RESET = NOW.plusSeconds(100);

	private static final ApiOperation<Provided> OPERATION = ApiOperation.get("test", "/test", Provided.class);

	private static final String ACCOUNT = "{\"ok\":true,\"data\":{\"id\":\"acc_1\"}}";

	private Instant now = NOW;

	private final ResponseReader reader = new ResponseReader(((InstantSource) () -> this.now).withZone(ZoneOffset.UTC));

	private final RecordingPermit permit = new RecordingPermit();

	@Test
	void readWhenResponseHasLimitReportsItWithTimeUntilReset() {
		read(200, limitHeaders());
		assertThat(this.permit.limits).containsExactly(new SendmuxRateLimit(600, 42, RESET));
		assertThat(this.permit.resets).singleElement().satisfies(RateLimitReportTests::isAboutHundredSeconds);
		assertThat(this.permit.responsesWithoutLimit).isZero();
		assertThat(this.reader.rateLimit()).isEqualTo(new SendmuxRateLimit(600, 42, RESET));
	}

	@Test
	void readWhenResetIsThatOfResponseBeforeCountsFromThatResponse() {
		read(200, limitHeaders());
		this.now = NOW.plusSeconds(50);
		read(200, limitHeaders());
		assertThat(this.permit.resets).hasSize(2).allSatisfy(RateLimitReportTests::isAboutHundredSeconds);
	}

	@Test
	void readWhenResetIsAnotherCountsFromThisResponse() {
		read(200, limitHeaders());
		this.now = NOW.plusSeconds(50);
		HttpHeaders headers = limitHeaders();
		headers.set("X-RateLimit-Reset", String.valueOf(RESET.plusSeconds(50).getEpochSecond()));
		read(200, headers);
		assertThat(this.permit.resets).hasSize(2).allSatisfy(RateLimitReportTests::isAboutHundredSeconds);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 503, 599 })
	void readWhenServerFailsReportsNothing(int status) {
		readFailure(status, limitHeaders());
		readFailure(status, new HttpHeaders());
		assertThat(this.permit.limits).isEmpty();
		assertThat(this.permit.responsesWithoutLimit).isZero();
		assertThat(this.reader.rateLimit()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 499 })
	void readWhenRequestIsRefusedReportsLimit(int status) {
		readFailure(status, limitHeaders());
		assertThat(this.permit.limits).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 499 })
	void readWhenRequestIsRefusedWithoutLimitReportsNothing(int status) {
		readFailure(status, new HttpHeaders());
		assertThat(this.permit.limits).isEmpty();
		assertThat(this.permit.responsesWithoutLimit).isZero();
	}

	@Test
	void readWhenSuccessHasNoLimitReportsThat() {
		read(200, new HttpHeaders());
		assertThat(this.permit.responsesWithoutLimit).isOne();
		assertThat(this.permit.limits).isEmpty();
	}

	@Test
	void readWhenRedirectHasNoLimitReportsThat() {
		readFailure(399, new HttpHeaders());
		assertThat(this.permit.responsesWithoutLimit).isOne();
	}

	@Test
	void readWhenLimitIsExhaustedReportsLimitAndRefusal() {
		readFailure(429, limitHeaders());
		assertThat(this.permit.limits).hasSize(1);
		assertThat(this.permit.refusals).containsExactly((Duration) null);
	}

	@Test
	void readWhenRefusalHasTimeToWaitReportsIt() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Retry-After", "7");
		readFailure(429, headers);
		assertThat(this.permit.refusals).containsExactly(Duration.ofSeconds(7));
		assertThat(this.permit.limits).isEmpty();
	}

	@Test
	void readWhenRefusalHasResetOnlyReportsTimeUntilReset() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("X-RateLimit-Reset", String.valueOf(RESET.getEpochSecond()));
		readFailure(429, headers);
		assertThat(this.permit.refusals).containsExactly(Duration.ofSeconds(100));
	}

	@Test
	void readWhenRefusalHasNoHeadersReportsNothing() {
		Attempt<?> attempt = readFailure(429, new HttpHeaders());
		assertThat(this.permit.refusals).isEmpty();
		assertThat(attempt.isRefused()).isFalse();
	}

	@Test
	void readWhenSuccessReportsExhaustedLimitHasTimeUntilReset() {
		assertThat(rateLimited(200, "rate_limit_exceeded").retryAfter()).isEqualTo(Duration.ofSeconds(100));
	}

	@ParameterizedTest
	@CsvSource({ "200, conflict", "409, rate_limit_exceeded", "503, rate_limit_exceeded" })
	void readWhenLimitIsNotTheReasonHasNoTimeUntilReset(int status, String code) {
		assertThat(rateLimited(status, code).retryAfter()).isNull();
	}

	private SendmuxApiException rateLimited(int status, String code) {
		Attempt<Provided> attempt = call().newAttempt(this.permit);
		String body = "{\"ok\":false,\"error\":{\"code\":\"" + code + "\"}}";
		return catchThrowableOfType(SendmuxApiException.class, () -> read(attempt, status, limitHeaders(), body));
	}

	@Test
	void readWhenPermitIsAbsentReadsResponse() {
		ApiCall<Provided> call = call();
		call.newAttempt(null);
		assertThat(read(call.attempt(), 200, limitHeaders()).data()).isNotNull();
		assertThatExceptionOfType(SendmuxException.class)
			.isThrownBy(() -> read(call.newAttempt(null), 429, limitHeaders()));
		assertThat(this.reader.rateLimit()).isNotNull();
	}

	@Test
	void readWhenNotModifiedHasRequestId() {
		ApiCall<Provided> call = new ApiCall<>(OPERATION.request().ifNoneMatch("W/\"1\"").build());
		HttpHeaders headers = new HttpHeaders();
		headers.set("X-Request-Id", "req_1");
		ApiResponse<Provided> response = read(call.newAttempt(this.permit), 304, headers);
		assertThat(response.isNotModified()).isTrue();
		assertThat(response.requestId()).isEqualTo("req_1");
	}

	private static void isAboutHundredSeconds(Duration untilReset) {
		assertThat(untilReset).isBetween(Duration.ofSeconds(75), Duration.ofSeconds(100));
	}

	private static HttpHeaders limitHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("X-RateLimit-Limit", "600");
		headers.set("X-RateLimit-Remaining", "42");
		headers.set("X-RateLimit-Reset", String.valueOf(RESET.getEpochSecond()));
		return headers;
	}

	private void read(int status, HttpHeaders headers) {
		assertThat(read(call().newAttempt(this.permit), status, headers).data()).isNotNull();
	}

	private Attempt<?> readFailure(int status, HttpHeaders headers) {
		Attempt<Provided> attempt = call().newAttempt(this.permit);
		assertThatExceptionOfType(SendmuxException.class).isThrownBy(() -> read(attempt, status, headers));
		return attempt;
	}

	private ApiResponse<Provided> read(Attempt<Provided> attempt, int status, HttpHeaders headers) {
		return read(attempt, status, headers, ACCOUNT);
	}

	private ApiResponse<Provided> read(Attempt<Provided> attempt, int status, HttpHeaders headers, String body) {
		RawResponse response = new RawResponse(status, headers,
				Signal.next(DefaultDataBufferFactory.sharedInstance.wrap(body.getBytes())));
		return this.reader.read(attempt, response, FaultClient.TOKEN);
	}

	private static ApiCall<Provided> call() {
		return new ApiCall<>(OPERATION.request().build());
	}

	record Provided(@Nullable String id) {

	}

	private static final class RecordingPermit implements Permit {

		private final List<SendmuxRateLimit> limits = new ArrayList<>();

		private final List<Duration> resets = new ArrayList<>();

		private final List<@Nullable Duration> refusals = new ArrayList<>();

		private int responsesWithoutLimit;

		@Override
		public void report(SendmuxRateLimit rateLimit, Duration untilReset) {
			this.limits.add(rateLimit);
			this.resets.add(untilReset);
		}

		@Override
		public void reportNoLimit() {
			this.responsesWithoutLimit++;
		}

		@Override
		public void reportRefusal(@Nullable Duration retryAfter) {
			this.refusals.add(retryAfter);
		}

		@Override
		public Mono<Permit> reacquire(Duration maxWait) {
			return Mono.just(this);
		}

		@Override
		public void release() {
		}

	}

}
