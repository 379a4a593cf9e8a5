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

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.ProviderQuery;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.TestCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses with a status of success whose body reports a failure.
 */
class ReportedFailureTests {

	private static final String DATA = ",\"data\":{\"id\":\"acc_1\",\"deleted\":true}}";

	static final List<String> WITHOUT_CODE = Stream
		.of("{'ok':false", "{'ok':'false'", "{'ok':0", "{'error':'login required'", "{'error':{'message':'Failed'}",
				"{'error':{'code':null}", "{'error':{'code':{'a':1}}", "{'error':['failed']", "{'error':true",
				"{'error':500", "{'ok':true,'error':'failed'", "{'ok':false,'error':null")
		.map((start) -> start.replace('\'', '"'))
		.flatMap((start) -> Stream.of(start + DATA, start + "}"))
		.toList();

	private final StubExchange server = new StubExchange();

	@ParameterizedTest
	@FieldSource("WITHOUT_CODE")
	void callWhenBodyReportsAFailureWithoutCodeFails(String body) {
		for (FaultCall call : FaultCall.ALL) {
			respond(200, body);
			SendmuxResponseException failure = (SendmuxResponseException) failureOf(call, 0);
			assertThat(failure.statusCode()).as(call + " " + body).isEqualTo(200);
			assertThat(failure.outcomeUnknown()).as(call + " " + body).isEqualTo(call != FaultCall.GET);
			assertThat(failure).hasMessageNotContaining("login required");
		}
	}

	@ParameterizedTest
	@EnumSource(FaultCall.class)
	void callWhenBodyReportsACodeFailsByTheCode(FaultCall call) {
		respond(201, "{\"ok\":false,\"error\":{\"code\":\"limit_exceeded\",\"message\":\"Too many\"},"
				+ "\"meta\":{\"request_id\":\"req_1\"}}");
		SendmuxLimitExceededException failure = (SendmuxLimitExceededException) failureOf(call, 2);
		assertThat(failure.statusCode()).isEqualTo(201);
		assertThat(failure.code()).isEqualTo("limit_exceeded");
		assertThat(failure.detail()).isEqualTo("Too many");
		assertThat(failure.requestId()).isEqualTo("req_1");
		assertThat(failure.retryable()).isFalse();
		assertThat(failure.outcomeUnknown()).isFalse();
		assertThat(this.server.attempts()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(FaultCall.class)
	void callWhenBodyReportsACodeButHasDataHasUnknownOutcome(FaultCall call) {
		respond(200, "{\"ok\":false,\"error\":{\"code\":\"limit_exceeded\"}" + DATA);
		assertThat(failureOf(call, 0)).isInstanceOf(SendmuxLimitExceededException.class);
		respond(200, "{\"ok\":false,\"error\":{\"code\":\"limit_exceeded\"}" + DATA);
		assertThat(failureOf(call, 0).outcomeUnknown()).isEqualTo(call != FaultCall.GET);
	}

	@ParameterizedTest
	@CsvSource({ "internal_error, true, true", "service_unavailable, true, true", "rate_limit_exceeded, true, false",
			"some_new_code, false, true", "validation_error, false, false", "conflict, false, false",
			"not_found, false, false", "idempotency_conflict, false, false", "payload_too_large, false, false" })
	void createWhenBodyReportsCodeIsRetryableByCode(String code, boolean retryable, boolean outcomeUnknown) {
		respond(200, "{\"error\":{\"code\":\"" + code + "\"}}");
		SendmuxException failure = failureOf(FaultCall.CREATE, 0);
		assertThat(failure.retryable()).isEqualTo(retryable);
		assertThat(failure.outcomeUnknown()).isEqualTo(outcomeUnknown);
	}

	@Test
	void createWhenBodyReportsViolationsHasThem() {
		respond(200, "{\"ok\":false,\"error\":{\"code\":\"validation_error\",\"errors\":[{\"field\":\"name\","
				+ "\"code\":\"too_small\",\"message\":\"Too short\"}]}}");
		SendmuxValidationException failure = (SendmuxValidationException) failureOf(FaultCall.CREATE, 0);
		assertThat(failure.violations()).extracting("field").containsExactly("name");
	}

	@ParameterizedTest
	@CsvSource({ "GET, 3", "CREATE, 3", "UPDATE, 1", "UPDATE_VERSION, 3", "DELETE, 3" })
	void callWhenBodyReportsServerErrorIsRetriedIfSafe(FaultCall call, int attempts) {
		respond(200, "{\"ok\":false,\"error\":{\"code\":\"service_unavailable\"}}");
		this.server.always();
		assertThat(failureOf(call, 2)).isInstanceOf(SendmuxServerException.class);
		assertThat(this.server.attempts()).isEqualTo(attempts);
	}

	@ParameterizedTest
	@CsvSource({ "GET, 3", "CREATE, 2", "UPDATE, 1", "UPDATE_VERSION, 1", "DELETE, 3" })
	void callWhenBodyReportsFailureWithoutCodeIsRetriedAsUnreadable(FaultCall call, int attempts) {
		respond(200, "{\"ok\":false}");
		this.server.always();
		assertThat(failureOf(call, 2)).isInstanceOf(SendmuxResponseException.class);
		assertThat(this.server.attempts()).isEqualTo(attempts);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"ok\":null", "{\"ok\":\"perhaps\"", "{\"ok\":{}", "{\"ok\":[]", "{\"error\":null",
			"{\"error\":{}", "{\"error\":[]", "{\"error\":\"\"", "{\"error\":\" \"", "{\"error\":false", "{\"error\":0",
			"{\"ok\":\"true\"", "{\"ok\":1", "{\"errors\":[]" })
	void callWhenBodyReportsNoFailureSucceeds(String start) {
		for (FaultCall call : FaultCall.ALL) {
			respond(200, start + DATA);
			StepVerifier.create(call.on(providers(0)).then()).expectComplete().verify(TestCalls.TIMEOUT);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "{\"message\":\"login required\"}",
			"{\"ok\":true,\"data\":{\"deleted\":false}}", "{\"data\":{\"deleted\":false,\"id\":\"acc_1\"}}",
			"{\"ok\":true,\"deleted\":false}", "{\"ok\":true,\"data\":{\"deleted\":\"false\"}}", "{\"deleted\":false}",
			"{\"data\":\"login required\"}", "{\"data\":null}", "{\"meta\":{\"request_id\":\"req_1\"}}",
			"{\"success\":false}", "null", "true" })
	void deleteWhenBodyDoesNotReportTheDeletionFails(String body) {
		respond(200, body);
		SendmuxException failure = failureOf(FaultCall.DELETE, 0);
		assertThat(failure).isInstanceOf(SendmuxResponseException.class);
		assertThat(failure.outcomeUnknown()).isTrue();
		assertThat(failure.retryable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"ok\":true}", "{\"ok\":true,\"data\":null}", "{\"data\":{\"deleted\":true}}",
			"{\"ok\":true,\"data\":{\"deleted\":\"perhaps\"}}", "{\"deleted\":true,\"id\":\"acc_1\"}",
			"{\"data\":{\"id\":\"acc_1\"}}", "{\"ok\":true,\"data\":[]}" })
	void deleteWhenBodyReportsTheDeletionSucceeds(String body) {
		respond(200, body);
		StepVerifier.create(providers(0).delete("acc_1")).expectComplete().verify(TestCalls.TIMEOUT);
	}

	@Test
	void deleteWhenRetryReportsThatNothingIsFoundSucceeds() {
		this.server.thenBreak();
		respond(200, "{\"ok\":false,\"error\":{\"code\":\"not_found\"}}");
		StepVerifier.create(providers(1).delete("acc_1")).expectComplete().verify(TestCalls.TIMEOUT);
		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@Test
	void createAllWhenABodyReportsAFailureFailsItsRequestOnly() {
		respond(201, "{\"ok\":false" + DATA);
		List<ProviderCreation> outcomes = createTwo();
		assertThat(outcomes.get(0).failure()).isInstanceOf(SendmuxResponseException.class);
		assertThat(outcomes.get(1).isCreated()).isTrue();
	}

	@Test
	void createAllWhenBodyReportsLimitExceededStops() {
		respond(201, "{\"ok\":false,\"error\":{\"code\":\"limit_exceeded\"}" + DATA);
		List<ProviderCreation> outcomes = createTwo();
		assertThat(outcomes).extracting(ProviderCreation::failure)
			.allSatisfy((failure) -> assertThat(failure).isInstanceOf(SendmuxLimitExceededException.class));
		assertThat(this.server.attempts()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"ok\":false", "{\"error\":\"failed\"", "{\"error\":{\"code\":\"not_found\"}" })
	void listWhenBodyReportsAFailureFails(String start) {
		String body = start + ",\"data\":[{\"id\":\"acc_1\"}],\"pagination\":{\"has_more\":false}}";
		respond(200, body);
		StepVerifier.create(providers(0).list()).expectError(SendmuxException.class).verify(TestCalls.TIMEOUT);
		respond(200, body);
		StepVerifier.create(providers(0).listPage(ProviderQuery.all(), null))
			.expectError(SendmuxException.class)
			.verify(TestCalls.TIMEOUT);
	}

	@Test
	void refreshWhenBodyReportsAFailureFails() {
		respond(200, "{\"ok\":false,\"error\":{\"code\":\"insufficient_permissions\"}" + DATA);
		Provider known = Provider.builder("acc_1").version("W/\"1\"").build();
		SendmuxException failure = TestCalls.failureOf(providers(0).refresh(known));
		assertThat(((SendmuxApiException) failure).code()).isEqualTo("insufficient_permissions");
	}

	/**
	 * A 304 has no body by definition, so that what follows its head is none of it.
	 */
	@Test
	void refreshWhenNotModifiedReadsNoBody() {
		respond(304, "{\"ok\":false}");
		Provider known = Provider.builder("acc_1").version("W/\"1\"").build();
		assertThat(TestCalls.resultOf(providers(0).refresh(known))).isSameAs(known);
	}

	@Test
	void updateWhenASuccessReportsARejectedTokenIsNotSentAgain() {
		respond(200, "{\"ok\":false,\"error\":{\"code\":\"authentication_required\"}" + DATA);
		AtomicInteger tokens = new AtomicInteger();
		TokenSource source = TokenSource.of(() -> Mono.fromSupplier(() -> "smx_root_" + tokens.incrementAndGet()));
		ApiClient client = new ApiClient(WebClient.builder().exchangeFunction(this.server).build(),
				URI.create("http://localhost"), source, settings(2), ApiSettings.Observation.NONE, ApiScheduler.SHARED);
		SendmuxException failure = TestCalls.failureOf(FaultCall.UPDATE.on(new SendmuxProvidersTemplate(client)));
		assertThat(failure).isInstanceOf(SendmuxAuthenticationException.class);
		assertThat(failure.outcomeUnknown()).isTrue();
		assertThat(this.server.attempts()).isEqualTo(1);
	}

	private List<ProviderCreation> createTwo() {
		ApiClient client = this.server.api(settings(0));
		return TestCalls.resultOf(
				new SendmuxProvidersTemplate(client, 1).createAll(Flux.just(FaultCall.creation(), FaultCall.creation()))
					.collectList());
	}

	private SendmuxException failureOf(FaultCall call, int retries) {
		return TestCalls.failureOf(call.on(providers(retries)));
	}

	private void respond(int status, String body) {
		this.server.then(() -> Mono.just(StubExchange.response(status, body)));
	}

	private SendmuxProvidersOperations providers(int retries) {
		return this.server.providers(settings(retries));
	}

	private static ApiSettings settings(int retries) {
		ApiSettings.Retry retry = new ApiSettings.Retry(retries, Duration.ofMillis(1), 1, Duration.ofMillis(1),
				Duration.ZERO, Duration.ofSeconds(60));
		return FaultClient.settings(ApiSettings.Timeouts.DEFAULTS, retry);
	}

}
