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

package ai.sendmux.providers.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.sendmux.emails.EmailLogQuery;
import ai.sendmux.emails.EmailMetricsQuery;
import ai.sendmux.emails.EmailsResponses;
import ai.sendmux.emails.SendmuxEmailsTemplate;
import ai.sendmux.identity.SendmuxIdentity;
import ai.sendmux.identity.SendmuxIdentityTemplate;
import ai.sendmux.providers.OperationCase;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestResponses;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.json.JSONException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.skyscreamer.jsonassert.JSONAssert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses against the OpenAPI document of the sandbox: an example of each is
 * made from its schema.
 */
class ContractResponseTests {

	private static final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private static final JsonMapper mapper = JsonMapper.builder().build();

	/**
	 * Fields that replies have, but their records do not: the counts by status are
	 * reported twice.
	 */
	private static final Map<OperationCase, Set<String>> LEFT_OUT = Map.of(OperationCase.STATS,
			Set.of("active", "inactive", "error", "pending"));

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final SendmuxProvidersOperations providers = TestCalls.retryingProviders(server.baseUrl());

	private final OpenApiContract contract = OpenApiContract.get();

	@ParameterizedTest
	@EnumSource(names = "DELETE", mode = EnumSource.Mode.EXCLUDE)
	void callWhenResponseIsExampleReadsEveryField(OperationCase operation) throws Exception {
		JsonNode schema = responseSchema(operation);
		JsonNode reply = example("", schema);
		if (reply.path("data") instanceof ObjectNode data && data.has("id")) {
			// The account that the call names.
			data.put("id", "dprov_1");
		}
		assertThat(this.contract.validate(schema, reply)).isEmpty();
		server.stubFor(operation.responseBody(reply.toString()));
		List<?> results = TestCalls.resultOf(Flux.from(operation.call(this.providers)).collectList().cast(List.class));
		JsonNode data = reply.path("data");
		ObjectNode expected = (ObjectNode) (data.isArray() ? data.get(0) : data);
		expected.remove(LEFT_OUT.getOrDefault(operation, Set.of()));
		if (operation == OperationCase.LIST) {
			expected.putNull("variables");
		}
		if (results.get(0) instanceof Provider) {
			expected.putNull("etag");
		}
		assertThat(results).hasSize(1);
		JSONAssert.assertEquals(expected.toString(), mapper.writeValueAsString(results.get(0)), true);
	}

	@ParameterizedTest
	@EnumSource
	void operationCaseResponseIsValid(OperationCase operation) {
		String data = (operation == OperationCase.LIST) ? "[]" : operation.data();
		ObjectNode reply = (ObjectNode) mapper.readTree(TestResponses.envelope(data));
		if (operation == OperationCase.LIST) {
			reply.putObject("pagination").put("has_more", false);
		}
		assertThat(this.contract.validate(responseSchema(operation), reply)).isEmpty();
	}

	@Test
	void meWhenResponseIsExampleReadsEveryField() throws Exception {
		JsonNode schema = this.contract.responseSchema("GET", "/me", 200);
		JsonNode response = example("", schema);
		assertThat(this.contract.validate(schema, response)).isEmpty();
		server.stubFor(get("/api/v1/me").willReturn(okJson(response.toString())));
		SendmuxIdentity me = TestCalls
			.resultOf(new SendmuxIdentityTemplate(TestCalls.retryingClient(server.baseUrl())).me());
		JSONAssert.assertEquals(response.path("data").toString(), mapper.writeValueAsString(me), true);
	}

	@Test
	void emailsWhenResponseIsExampleReadEveryField() throws Exception {
		SendmuxEmailsTemplate emails = new SendmuxEmailsTemplate(TestCalls.retryingClient(server.baseUrl()),
				Duration.ofSeconds(30), Mono.never());
		ObjectNode log = (ObjectNode) emailsExample("/emails/logs/{public_id}");
		assertSame(log.putNull("etag"), emails.log(log.path("id").asString()));
		ObjectNode listed = (ObjectNode) emailsExample("/emails/logs").get(0);
		listed.putNull("etag").putArray("recipients");
		assertSame(listed, emails.logs(EmailLogQuery.all()).single());
		assertSame(emailsExample("/emails/metrics"), emails.metrics(EmailMetricsQuery.builder().build()));
	}

	private JsonNode emailsExample(String template) {
		JsonNode schema = this.contract.responseSchema("GET", template, 200);
		JsonNode response = example("", schema);
		if (response.path("data").has("id")) {
			((ObjectNode) response.path("data")).put("id", "dlog_1");
		}
		assertThat(this.contract.validate(schema, response)).isEmpty();
		server.stubFor(get(urlPathEqualTo("/api/v1" + template.replace("{public_id}", "dlog_1")))
			.willReturn(okJson(response.toString())));
		return response.path("data");
	}

	private static void assertSame(JsonNode expected, Mono<?> call) throws JSONException {
		JSONAssert.assertEquals(expected.toString(), mapper.writeValueAsString(TestCalls.resultOf(call)), true);
	}

	@ParameterizedTest
	@CsvSource({ "/emails/logs/{public_id}, LOG", "/emails/metrics, METRICS" })
	void emailsResponsesAreValid(String template, String data) throws Exception {
		Object text = EmailsResponses.class.getField(data).get(null);
		JsonNode response = mapper.readTree(TestResponses.envelope(String.valueOf(text)));
		assertThat(this.contract.validate(this.contract.responseSchema("GET", template, 200), response)).isEmpty();
	}

	@Test
	void identityResponseIsValid() {
		JsonNode response = mapper.readTree(TestResponses.envelope(TestResponses.IDENTITY));
		assertThat(this.contract.validate(this.contract.responseSchema("GET", "/me", 200), response)).isEmpty();
	}

	private JsonNode responseSchema(OperationCase operation) {
		return this.contract.responseSchema(operation.method(), operation.template(), operation.status());
	}

	private JsonNode example(String name, JsonNode reference) {
		JsonNode schema = this.contract.resolve(reference);
		if (schema.has("const")) {
			return schema.get("const");
		}
		if (schema.has("enum")) {
			return schema.get("enum").get(0);
		}
		if (schema.has("anyOf")) {
			return example(name, schema.get("anyOf").get(0));
		}
		JsonNode type = schema.path("type");
		return exampleOf(name, schema, type.isArray() ? type.get(0).asString() : type.asString("object"));
	}

	private JsonNode exampleOf(String name, JsonNode schema, String type) {
		return switch (type) {
			case "string" -> nodes.stringNode(text(name, schema.path("format").asString("")));
			case "integer" -> nodes.numberNode(name.equals("max") ? 99 : 7);
			case "number" -> nodes.numberNode(name.endsWith("_ratio") ? 0.5 : 7);
			case "boolean" -> nodes.booleanNode(!name.equals("has_more"));
			case "array" -> array(example(name, schema.path("items")));
			case "object" -> object(schema);
			default -> throw new AssertionError("No example of " + type);
		};
	}

	private static String text(String name, String format) {
		return switch (format) {
			case "date-time" -> "2026-05-25T02:18:00Z";
			case "email" -> "someone@example.com";
			default -> name.equals("smtp_protocol") ? "starttls" : "a " + name;
		};
	}

	private ArrayNode array(JsonNode item) {
		return nodes.arrayNode().add(item);
	}

	private ObjectNode object(JsonNode schema) {
		ObjectNode object = nodes.objectNode();
		schema.path("properties").forEachEntry((name, property) -> object.set(name, example(name, property)));
		return object;
	}

}
