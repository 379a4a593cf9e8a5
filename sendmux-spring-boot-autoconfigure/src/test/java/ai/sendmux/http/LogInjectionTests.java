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

import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.TestCalls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no text of a response can forge a line of a log (CWE-117).
 */
class LogInjectionTests {

	private static final String FORGED = "line1\\r\\n2026-01-01 ERROR root : forged \\u001b[31m\\u2028\\u202e\\u0085";

	private final StubExchange server = new StubExchange();

	@ParameterizedTest
	@ValueSource(ints = { 200, 301, 401, 404, 409, 418, 429, 500, 503 })
	void callWhenErrorHasControlCharactersHasNoneInItsTexts(int status) {
		SendmuxApiException failure = (SendmuxApiException) failureOfGet(status);
		assertPrintable(failure.getMessage(), failure.code(), failure.detail(), failure.param(), failure.docUrl(),
				failure.requestId(), failure.toString());
		assertThat(failure.detail()).startsWith("line1 ").contains("forged");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 422 })
	void callWhenViolationHasControlCharactersHasNoneInItsTexts(int status) {
		SendmuxValidationException failure = (SendmuxValidationException) failureOfGet(status);
		List<String> texts = new ArrayList<>(List.of(String.valueOf(failure.getMessage())));
		failure.violations()
			.forEach((violation) -> texts.addAll(List.of(violation.field(), violation.code(), violation.message())));
		assertThat(texts).hasSize(4);
		assertPrintable(texts.toArray(new String[0]));
	}

	@Test
	void callWhenResponseIsUnreadableHasNoControlCharactersInItsTexts() {
		this.server
			.then(() -> Mono.just(StubExchange.response(201, "{\"meta\":{\"request_id\":\"" + FORGED + "\"}}",
					"X-Request-Id", "a\nb", "Location", "/a\nb")))
			.always();
		SendmuxResponseException failure = (SendmuxResponseException) TestCalls
			.failureOf(FaultCall.CREATE.on(this.server.providers(ApiSettings.DEFAULTS)));
		assertPrintable(failure.getMessage(), failure.requestId(), failure.location());
	}

	private SendmuxException failureOfGet(int status) {
		String body = """
				{ "ok": false, "error": { "code": "%1$s", "message": "%1$s", "param": "%1$s", "doc_url": "%1$s",
					"retryable": false, "errors": [ { "field": "%1$s", "code": "%1$s", "message": "%1$s" } ] },
					"meta": { "request_id": "%1$s" } }
				""".formatted(FORGED);
		this.server.then(() -> Mono.just(StubExchange.response(status, body, "X-Request-Id", "a\nb")));
		return TestCalls.failureOf(FaultCall.GET.on(this.server.providers(ApiSettings.DEFAULTS)));
	}

	private static void assertPrintable(@Nullable String... texts) {
		assertThat(texts).allSatisfy((text) -> assertThat(String.valueOf(text))
			.doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]"));
	}

}
