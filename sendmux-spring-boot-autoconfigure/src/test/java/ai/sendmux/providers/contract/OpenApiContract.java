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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document that the sandbox serves. It is read from the sources of that
 * module, which depends on this one.
 */
public final class OpenApiContract {

	private static final Path FILE = Path.of("sendmux-spring-boot-sandbox", "src", "main", "resources", "ai", "sendmux",
			"sandbox", "openapi.json");

	private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
			(registry) -> registry
				.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

	private static final OpenApiContract INSTANCE = new OpenApiContract(read());

	private final JsonNode document;

	private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

	private OpenApiContract(JsonNode document) {
		this.document = document;
	}

	public static OpenApiContract get() {
		return INSTANCE;
	}

	/**
	 * Tests run in the directory of their module, which Surefire also sets as a property.
	 */
	private static JsonNode read() {
		Path file = Path.of(System.getProperty("basedir", ""), "..").resolve(FILE);
		try {
			return JsonMapper.shared().readTree(Files.readAllBytes(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public JsonNode operation(String method, String template) {
		JsonNode operation = this.document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
		if (operation.isMissingNode()) {
			throw new AssertionError("The contract has no " + method + " " + template);
		}
		return operation;
	}

	/**
	 * Names of the operations, as method and path.
	 */
	public List<String> operations() {
		return this.document.path("paths")
			.propertyStream()
			.flatMap((path) -> path.getValue()
				.propertyStream()
				.map((operation) -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
			.toList();
	}

	/**
	 * Schema of the body of a request, missing if it has none.
	 */
	public JsonNode requestSchema(String method, String template) {
		return operation(method, template).at("/requestBody/content/application~1json/schema");
	}

	/**
	 * Schema of the body of a response.
	 */
	public JsonNode responseSchema(String method, String template, int status) {
		return resolve(operation(method, template).path("responses").path(String.valueOf(status)))
			.at("/content/application~1json/schema");
	}

	public JsonNode resolve(JsonNode node) {
		String reference = node.path("$ref").asString("");
		return reference.isEmpty() ? node : resolve(this.document.at(reference.substring(1)));
	}

	/**
	 * Say what is wrong with a value.
	 */
	public List<String> validate(JsonNode schema, JsonNode value) {
		return this.schemas.computeIfAbsent(schema.toString(), (text) -> toSchema(schema))
			.validate(value)
			.stream()
			.map(Error::toString)
			.toList();
	}

	private Schema toSchema(JsonNode schema) {
		ObjectNode root = JsonNodeFactory.instance.objectNode();
		root.set("allOf", JsonNodeFactory.instance.arrayNode().add(schema));
		root.set("components", this.document.path("components"));
		return REGISTRY.getSchema(root);
	}

}
