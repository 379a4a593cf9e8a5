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

package ai.sendmux.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI document that the sandbox serves, to validate requests and responses
 * against.
 */
final class Contract {

	private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
			(builder) -> builder
				.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

	private static final Contract INSTANCE = new Contract(read());

	private final JsonNode document;

	private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

	private Contract(JsonNode document) {
		this.document = document;
	}

	static Contract get() {
		return INSTANCE;
	}

	private static JsonNode read() {
		try {
			return JsonMapper.shared()
				.readTree(new ClassPathResource("openapi.json", SendmuxSandbox.class).getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	JsonNode document() {
		return this.document;
	}

	/**
	 * Return the operations, as method and path with {@code {id}} for each parameter.
	 */
	List<String> operations() {
		return this.document.path("paths")
			.propertyStream()
			.flatMap((path) -> path.getValue()
				.propertyNames()
				.stream()
				.map((method) -> method.toUpperCase(Locale.ROOT) + " " + withoutNames(path.getKey())))
			.toList();
	}

	/**
	 * Return an operation.
	 */
	JsonNode operation(SandboxOperation operation) {
		return this.document.path("paths")
			.propertyStream()
			.filter((path) -> withoutNames(path.getKey()).equals(operation.path()))
			.map((path) -> path.getValue().path(operation.method().toLowerCase(Locale.ROOT)))
			.filter((declared) -> !declared.isMissingNode())
			.findFirst()
			.orElseThrow(() -> new AssertionError("The document lacks " + operation));
	}

	/**
	 * Check status, headers and body of a response.
	 */
	void check(SandboxOperation operation, PlainResponse response) {
		JsonNode responses = operation(operation).path("responses");
		boolean declared = responses.has(String.valueOf(response.status()));
		assertThat(response.status() >= 400 || declared).as("%s declares status %s", operation, response.status())
			.isTrue();
		JsonNode declaration = resolve(responses.path(declared ? String.valueOf(response.status()) : "default"));
		checkHeaders(operation, declaration.path("headers"), response);
		JsonNode schema = declaration.at("/content/application~1json/schema");
		if (schema.isMissingNode()) {
			assertThat(response.http().body()).as("body of %s", operation).isEmpty();
			return;
		}
		assertThat(response.header("Content-Type")).isEqualTo("application/json");
		assertThat(validate(schema, response.body()))
			.as("violations in the response to %s: %s", operation, response.body())
			.isEmpty();
	}

	private void checkHeaders(SandboxOperation operation, JsonNode headers, PlainResponse response) {
		headers.propertyStream().forEach((entry) -> {
			JsonNode header = resolve(entry.getValue());
			String value = response.header(entry.getKey());
			if (value.isEmpty()) {
				assertThat(header.path("required").asBoolean(false)).as("%s lacks %s", operation, entry.getKey())
					.isFalse();
				return;
			}
			assertThat(validate(header.path("schema"), typed(header.path("schema"), value)))
				.as("violations in %s of %s", entry.getKey(), operation)
				.isEmpty();
		});
	}

	private static JsonNode typed(JsonNode schema, String value) {
		return schema.path("type").asString("").equals("integer") ? JsonMapper.shared().readTree(value)
				: JsonNodeFactory.instance.stringNode(value);
	}

	/**
	 * Return whether the schema of an operation's request body allows a body.
	 */
	boolean allows(SandboxOperation operation, JsonNode body) {
		return validate(operation(operation).at("/requestBody/content/application~1json/schema"), body).isEmpty();
	}

	/**
	 * Return the object that a reference leads to, or the node itself.
	 */
	JsonNode resolve(JsonNode node) {
		@Nullable JsonNode reference = node.get("$ref");
		return (reference != null) ? resolve(this.document.at(reference.asString().substring(1))) : node;
	}

	/**
	 * Return all references, wherever they are.
	 */
	Stream<String> references() {
		return this.document.findValues("$ref").stream().map(JsonNode::asString);
	}

	private List<String> validate(JsonNode schema, JsonNode value) {
		return this.schemas.computeIfAbsent(schema.toString(), (text) -> {
			ObjectNode root = JsonNodeFactory.instance.objectNode();
			root.putArray("allOf").add(schema);
			root.set("components", this.document.path("components"));
			return REGISTRY.getSchema(root);
		}).validate(value).stream().map(Error::toString).toList();
	}

	private static String withoutNames(String path) {
		return path.replaceAll("\\{[^}]*}", "{id}");
	}

}
