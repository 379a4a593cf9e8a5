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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.sendmux.SendmuxResponseException;
import ai.sendmux.emails.EmailLogQuery;
import ai.sendmux.emails.EmailMetricsQuery;
import ai.sendmux.emails.EmailsResponses;
import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.emails.SendmuxEmailsTemplate;
import ai.sendmux.http.ApiClient;
import ai.sendmux.identity.SendmuxIdentityTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for replies of every type in which something has another form than expected: it
 * must not make the call fail, and must not cost more than the field it is in.
 */
class ResponseToleranceTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private static final String MARK = "replaced";

	private static final List<String> FORMS = List.of("null", "true", "\"\"", "\"text\"", "\"8\"", "0", "-1", "1.5",
			"8.0", "1e400", "99999999999", "123456789012345678901234567890", "{}", "{\"a\":{\"b\":[1]}}", "[]",
			"[null]", "[[]]", "[{\"a\":1},\"b\"]", "\"2026-05-25\"", "\"2026-13-45T99:99:99Z\"");

	static Stream<Arguments> replies() {
		return Stream.of(respond("provider", TestResponses.PROVIDER, (client) -> providers(client).get("dprov_1")),
				respond("list", "[" + TestResponses.PROVIDER + ",{\"id\":\"dprov_2\"}]",
						(client) -> providers(client).list().onErrorComplete(ResponseToleranceTests::isIncomplete)),
				respond("page", "[" + TestResponses.PROVIDER + ",{\"id\":\"dprov_2\"}]",
						(client) -> providers(client).listPage(ProviderQuery.all(), null)
							.flatMapIterable(ProviderPage::items)),
				respond("test result", TestResponses.TEST_RESULT, (client) -> providers(client).test("dprov_1")),
				respond("stats", TestResponses.STATS, (client) -> providers(client).stats()),
				respond("usage", TestResponses.USAGE, (client) -> providers(client).usage()),
				respond("limits", TestResponses.LIMITS, (client) -> providers(client).limits()),
				respond("account limit request", TestResponses.ACCOUNT_LIMIT_REQUEST,
						(client) -> providers(client).requestLimitIncrease()),
				respond("SES page", TestResponses.SES_PAGE,
						(client) -> providers(client).sharedAmazonSes().limitRequest()),
				respond("SES result", TestResponses.SES_RESULT,
						(client) -> providers(client).sharedAmazonSes().cancelLimitRequest("slir_1")),
				respond("identity", TestResponses.IDENTITY, (client) -> new SendmuxIdentityTemplate(client).me()),
				respond("log", EmailsResponses.LOG, (client) -> emails(client).log("dlog_1")),
				respond("logs", "[" + EmailsResponses.LOG + ",{\"id\":\"dlog_2\"}]",
						(client) -> emails(client).logs(EmailLogQuery.all())
							.onErrorComplete(ResponseToleranceTests::isIncomplete)),
				respond("metrics", EmailsResponses.METRICS,
						(client) -> emails(client).metrics(EmailMetricsQuery.builder().build())));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("replies")
	void callWhenAFieldHasAnUnexpectedFormReadsTheRest(String name, JsonNode data,
			Function<ApiClient, Publisher<?>> call) {
		JsonNode complete = read(data.toString(), call);
		for (JsonPointer field : fields(data)) {
			JsonNode marked = data.deepCopy();
			put(marked, field, MARK);
			for (String form : FORMS) {
				String body = marked.toString().replace("\"" + MARK + "\"", form);
				assertReadsTheRest(complete, field, body, call);
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("replies")
	void callWhenAFieldIsAbsentReadsTheRest(String name, JsonNode data, Function<ApiClient, Publisher<?>> call) {
		JsonNode complete = read(data.toString(), call);
		for (JsonPointer field : fields(data)) {
			JsonNode without = data.deepCopy();
			remove(without, field);
			assertReadsTheRest(complete, field, without.toString(), call);
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("replies")
	void callWhenThereAreUnknownPropertiesIgnoresThem(String name, JsonNode data,
			Function<ApiClient, Publisher<?>> call) {
		JsonNode more = data.deepCopy();
		Stream.concat(Stream.of(JsonPointer.empty()), fields(data).stream())
			.filter((field) -> !isMap(field) && more.at(field) instanceof ObjectNode)
			.forEach((field) -> ((ObjectNode) more.at(field)).putObject("brand_new").putArray("a").add(1));
		assertThat(more).isNotEqualTo(data);
		assertThat(read(more.toString(), call)).isEqualTo(read(data.toString(), call));
	}

	@Test
	void statsWhenCountsHaveZeroFractionReadsThem() {
		assertThat(mapper.treeToValue(read("{\"total\":8.0,\"by_status\":{\"active\":8.0,\"paused\":1e1}}",
				(client) -> providers(client).stats())
			.get(0), ProviderStats.class))
			.isEqualTo(new ProviderStats(8, Map.of(ProviderStatus.ACTIVE, 8L, ProviderStatus.UNKNOWN, 10L), Map.of()));
	}

	@Test
	void getWhenIdIsAbsentFailsTyped() {
		ApiClient client = responding("{\"name\":\"Transactional SMTP\"}");
		TestCalls.failureOf(providers(client).get("dprov_1"), SendmuxResponseException.class);
	}

	/**
	 * A list with an item that is no account fails after all others.
	 */
	private static boolean isIncomplete(Throwable failure) {
		return failure instanceof SendmuxResponseException
				&& String.valueOf(failure.getMessage()).contains("without an id");
	}

	private static boolean isMap(JsonPointer field) {
		return field.toString().matches(".*/(variables|by_type|by_status)");
	}

	/**
	 * The field at the top that the changed one is in may have changed, all others must
	 * be what they were. An account without an id cannot be read.
	 */
	private void assertReadsTheRest(JsonNode complete, JsonPointer field, String body,
			Function<ApiClient, Publisher<?>> call) {
		boolean ofItem = complete.size() > 1;
		JsonNode result = read(body, call);
		String path = field.toString();
		if (ofItem && (path.matches("/\\d") || path.matches("/\\d/id"))) {
			assertThat(result).as(body).contains(complete.get(1 - Character.digit(path.charAt(1), 10)));
			return;
		}
		assertThat(result.size()).as(body).isEqualTo(complete.size());
		String top = ofItem ? field.tail().getMatchingProperty() : field.getMatchingProperty();
		for (int item = 0; item < complete.size(); item++) {
			assertThat(without(result.get(item), top)).as(body).isEqualTo(without(complete.get(item), top));
		}
	}

	private static JsonNode without(JsonNode item, String field) {
		return ((ObjectNode) item.deepCopy()).without(field);
	}

	private static List<JsonPointer> fields(JsonNode data) {
		List<JsonPointer> fields = new ArrayList<>();
		collect(JsonPointer.empty(), data, fields);
		fields.removeIf((field) -> field.toString().equals("/id") && (data.has("smtp_host") || data.has("message_id")));
		return fields;
	}

	private static void collect(JsonPointer parent, JsonNode node, List<JsonPointer> fields) {
		node.forEachEntry((name, child) -> {
			fields.add(parent.appendProperty(name));
			collect(parent.appendProperty(name), child, fields);
		});
		for (int index = 0; node.isArray() && index < node.size(); index++) {
			fields.add(parent.appendIndex(index));
			collect(parent.appendIndex(index), node.get(index), fields);
		}
	}

	private static void put(JsonNode data, JsonPointer field, String value) {
		if (data.at(field.head()) instanceof ArrayNode array) {
			array.set(field.last().getMatchingIndex(), value);
		}
		else {
			((ObjectNode) data.at(field.head())).put(field.last().getMatchingProperty(), value);
		}
	}

	private static void remove(JsonNode data, JsonPointer field) {
		if (data.at(field.head()) instanceof ArrayNode array) {
			array.remove(field.last().getMatchingIndex());
		}
		else {
			((ObjectNode) data.at(field.head())).remove(field.last().getMatchingProperty());
		}
	}

	/**
	 * What the call emits, as JSON.
	 */
	private static JsonNode read(String data, Function<ApiClient, Publisher<?>> call) {
		return mapper
			.valueToTree(TestCalls.resultOf(Flux.from(call.apply(responding(data))).cast(Object.class).collectList()));
	}

	private static ApiClient responding(String data) {
		String body = data.startsWith("[") ? "{\"data\":" + data + ",\"pagination\":{\"has_more\":false}}"
				: TestResponses.envelope(data);
		ClientResponse.Builder response = ClientResponse.create(HttpStatus.OK).body(body);
		return TestCalls.retryingClient("http://localhost",
				WebClient.builder().exchangeFunction((request) -> Mono.fromSupplier(response::build)).build());
	}

	private static SendmuxProvidersOperations providers(ApiClient client) {
		return new SendmuxProvidersTemplate(client);
	}

	private static SendmuxEmailsOperations emails(ApiClient client) {
		return new SendmuxEmailsTemplate(client, Duration.ofSeconds(30), Mono.never());
	}

	private static Arguments respond(String name, String data, Function<ApiClient, Publisher<?>> call) {
		return Arguments.of(name, mapper.readTree(data), call);
	}

}
