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

package ai.sendmux.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.http.ApiClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for responses with numbers, names and nesting that go beyond the usual limits of
 * a JSON parser.
 */
class ExtremeJsonTests {

	private static final int SMALL_STACK = 256 * 1024;

	static Stream<Arguments> extremes() {
		return Stream.of(extreme("number of 1,500 digits", "\"x\":" + "9".repeat(1500)),
				extreme("number of 500,000 digits", "\"x\":" + "9".repeat(500_000)),
				extreme("fraction of 1,500 digits", "\"x\":0." + "9".repeat(1500)),
				extreme("600 arrays", "\"x\":" + "[".repeat(600) + "]".repeat(600)),
				extreme("600 objects", "\"x\":" + "{\"a\":".repeat(600) + "1" + "}".repeat(600)),
				extreme("50,000 arrays", "\"x\":" + "[".repeat(50_000) + "]".repeat(50_000)),
				extreme("name of 60,000 characters", "\"" + "n".repeat(60_000) + "\":1"),
				extreme("name of 500,000 characters", "\"" + "n".repeat(500_000) + "\":1"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("extremes")
	void createWhenAnUnknownFieldIsExtremeReadsTheRest(String name, String field) {
		assertThat(read("{\"id\":\"acc_1\"," + field + ",\"name\":\"Shop\"}").name()).isEqualTo("Shop");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("extremes")
	void createWhenAnUnknownFieldOfTheEnvelopeIsExtremeReadsTheRest(String name, String field) {
		Provider provider = TestCalls.resultOf(
				responding(201, "{" + field + ",\"data\":{\"id\":\"acc_1\",\"name\":\"Shop\"}}").create(request()));
		assertThat(provider.name()).isEqualTo("Shop");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("extremes")
	void deleteWhenAFieldIsExtremeSucceeds(String name, String field) {
		TestCalls.complete(responding(200, "{\"ok\":true,\"data\":{\"deleted\":true," + field + "}}").delete("acc_1"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("extremes")
	void getWhenAFieldOfAnErrorIsExtremeFailsByTheCode(String name, String field) {
		String body = "{\"ok\":false,\"error\":{" + field + ",\"code\":\"not_found\",\"message\":\"Gone\"}}";
		SendmuxNotFoundException failure = TestCalls.failureOf(responding(404, body).get("acc_1"),
				SendmuxNotFoundException.class);
		assertThat(failure.detail()).isEqualTo("Gone");
	}

	@Test
	void createWhenNestingIsTooDeepFails() {
		TestCalls.failureOf(responding(201, "{\"x\":" + "[".repeat(1_500_000)).create(request()),
				SendmuxResponseException.class);
	}

	static Stream<Arguments> deepFields() {
		return Stream
			.of("name", "smtp_port", "smtp_host", "quotas", "allowed_actions", "variables", "created_at", "is_active",
					"id")
			.flatMap((field) -> Stream.of("[", "{\"a\":").map((open) -> Arguments.of(field, open)));
	}

	@ParameterizedTest
	@MethodSource("deepFields")
	void createWhenAKnownFieldIsDeeplyNestedDoesNotOverflowTheStack(String field, String open) throws Exception {
		String value = open.repeat(50_000) + "1" + (open.equals("[") ? "]" : "}").repeat(50_000);
		String id = field.equals("id") ? "" : ",\"id\":\"acc_1\"";
		assertReads(field,
				() -> responding(201, "{\"data\":{\"" + field + "\":" + value + id + "}}").create(request()));
		assertReads(field, () -> responding(201, "{\"data\":{\"quotas\":{\"per_day\":" + value + "}" + id + "}}")
			.create(request()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ok", "error", "data", "meta", "pagination" })
	void callWhenAPartOfTheEnvelopeIsDeeplyNestedDoesNotOverflowTheStack(String part) throws Exception {
		for (String open : List.of("[", "{\"errors\":")) {
			String value = open.repeat(50_000) + "1" + (open.equals("[") ? "]" : "}").repeat(50_000);
			String body = "{\"" + part + "\":" + value + "}";
			assertEnds(() -> responding(200, body).get("acc_1"));
			assertEnds(() -> responding(200, body).delete("acc_1"));
			assertEnds(() -> responding(200, body).listPage(ProviderQuery.all(), null));
			assertEnds(() -> responding(404, body).get("acc_1"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"min\":123456789012345678901234567890,\"max\":5}", "{\"min\":5,\"max\":1e400}",
			"{\"min\":1e-999999999,\"max\":5}", "{\"min\":5}", "{\"max\":5}", "{}", "{\"min\":0,\"max\":5}",
			"{\"min\":-1,\"max\":5}", "{\"min\":5,\"max\":\"many\"}", "{\"min\":null,\"max\":5}", "0", "-5",
			"1e-999999999", "1.5", "123456789012345678901234567890", "{\"min\":1.5,\"max\":5}",
			"{\"min\":{},\"max\":[1]}" })
	void createWhenAQuotaIsUnreadableOrNotPositiveHasNone(String quota) {
		assertThat(read("{\"id\":\"acc_1\",\"quotas\":{\"per_day\":" + quota + ",\"per_hour\":7}}").quotas())
			.isEqualTo(ProviderQuotas.builder().perHour(Quota.of(7)).build());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"min\":5,\"max\":9}", "{\"max\":9.0,\"x\":[[1]],\"min\":\"5\"}" })
	void createWhenAQuotaIsReadableHasIt(String quota) {
		assertThat(read("{\"id\":\"acc_1\",\"quotas\":{\"per_day\":" + quota + "}}").quotas().perDay())
			.isEqualTo(Quota.between(5, 9));
	}

	@ParameterizedTest
	@CsvSource({ "1e-999999999,", "1e-2147483647,", "1e-99999999999999,", "1.5,", "0.1,", "1e400,", "1e2147483647,",
			"1e99999999999999,", "-1e400,", "8.0, 8", "8e0, 8", "0.8e1, 8", "80e-1, 8", "0.0, 0", "0e5, 0",
			"0e-999999999, 0", "2147483648.0,", "2147483647.0, 2147483647", "-1.0, -1" })
	void createWhenPortHasFractionReadsOnlyWholeNumbers(String port, @Nullable Integer expected) {
		assertThat(read("{\"id\":\"acc_1\",\"smtp_port\":" + port + "}").smtpPort()).isEqualTo(expected);
	}

	@Test
	void createWhenPortHasAHugeFractionHasNone() {
		assertThat(read("{\"id\":\"acc_1\",\"smtp_port\":0." + "0".repeat(500_000) + "1}").smtpPort()).isNull();
		assertThat(read("{\"id\":\"acc_1\",\"smtp_port\":" + "9".repeat(500_000) + "}").smtpPort()).isNull();
		assertThat(read("{\"id\":\"acc_1\",\"smtp_port\":\"" + "9".repeat(500_000) + "\"}").smtpPort()).isNull();
	}

	/**
	 * An application that reads a request must not take an invalid limit for none.
	 */
	@Test
	void readQuotaWhenMapperIsOfApplicationKeepsInvalidBounds() {
		JsonMapper mapper = JsonMapper.builder().build();
		assertThat(mapper.readValue("0", Quota.class)).isEqualTo(Quota.of(0));
		assertThat(mapper.readValue("{\"min\":-1,\"max\":5}", Quota.class)).isEqualTo(Quota.between(-1, 5));
		assertThat(mapper.readValue("{\"min\":5}", Quota.class)).isEqualTo(Quota.between(5, 0));
		assertThatExceptionOfType(DatabindException.class)
			.isThrownBy(() -> mapper.readValue("{\"min\":\"many\",\"max\":5}", Quota.class));
	}

	@Test
	void createWhenFieldIsDuplicateReadsLast() {
		assertThat(read("{\"id\":\"acc_1\",\"name\":\"a\",\"name\":\"b\"}").name()).isEqualTo("b");
	}

	private static void assertReads(String field, CallSupplier call) throws Exception {
		Object result = assertEnds(call);
		assertThat(result).isInstanceOf(field.equals("id") ? SendmuxResponseException.class : Provider.class);
	}

	/**
	 * The result or the failure of a call that is made on a thread with a small stack.
	 */
	private static Object assertEnds(CallSupplier call) throws InterruptedException {
		List<Object> results = new ArrayList<>();
		Thread thread = new Thread(null, () -> results.add(outcome(call)), "small-stack", SMALL_STACK);
		thread.start();
		thread.join(TestCalls.TIMEOUT.toMillis());
		assertThat(results).hasSize(1);
		assertThat(results.get(0)).isNotInstanceOf(Error.class);
		return results.get(0);
	}

	private static Object outcome(CallSupplier call) {
		try {
			Object result = call.get().block(TestCalls.TIMEOUT);
			return (result != null) ? result : "empty";
		}
		catch (SendmuxException | Error ex) {
			return ex;
		}
	}

	private static Provider read(String data) {
		return TestCalls.resultOf(responding(201, "{\"ok\":true,\"data\":" + data + "}").create(request()));
	}

	private static CreateProviderRequest request() {
		return TestRequests.minimal().build();
	}

	private static SendmuxProvidersOperations responding(int status, String body) {
		ClientResponse.Builder response = ClientResponse.create(HttpStatus.valueOf(status)).body(body);
		ApiClient client = TestCalls.retryingClient("http://localhost",
				WebClient.builder().exchangeFunction((request) -> Mono.fromSupplier(response::build)).build());
		return new SendmuxProvidersTemplate(client);
	}

	private static Arguments extreme(String name, String field) {
		return Arguments.of(name, field);
	}

	/**
	 * Makes a call.
	 */
	private interface CallSupplier {

		Mono<?> get();

	}

}
