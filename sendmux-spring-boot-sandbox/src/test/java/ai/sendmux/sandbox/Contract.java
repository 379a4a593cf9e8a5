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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The public OpenAPI contract, where it lies beside the project.
 */
final class Contract {

	static final Path FILE = Path.of("..", "..", "shared", "api", "sendmux-providers.openapi.json");

	private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
			(builder) -> builder
				.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

	private static final Optional<Contract> FOUND = read();

	private final JsonNode document;

	private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

	private Contract(JsonNode document) {
		this.document = document;
	}

	static Optional<Contract> find() {
		return FOUND;
	}

	private static Optional<Contract> read() {
		if (!Files.isReadable(FILE)) {
			return Optional.empty();
		}
		try {
			return Optional.of(new Contract(JsonMapper.shared().readTree(Files.readAllBytes(FILE))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Check an answer. Errors that an operation does not declare can happen anywhere:
	 * they have to satisfy the error schema. {@code GET /me} is not part of the contract.
	 * @param operation the operation
	 * @param answer the answer
	 */
	void check(SandboxOperation operation, Answer answer) {
		if (!declares(operation)) {
			return;
		}
		JsonNode declared = responses(operation).path(String.valueOf(answer.status()));
		assertThat(answer.status() >= 400 || !declared.isMissingNode())
			.as("%s declares status %s", operation, answer.status())
			.isTrue();
		String reference = declared.at("/content/application~1json/schema/$ref")
			.asString("#/components/schemas/ApiError");
		assertThat(schema(reference).validate(answer.body()))
			.as("what the contract finds wrong with the answer to %s: %s", operation, answer.body())
			.isEmpty();
	}

	/**
	 * Validate a request body against one of the contract's schemas.
	 * @param schema the name of the schema
	 * @param body the body
	 * @return whether the contract allows the body
	 */
	boolean allows(String schema, JsonNode body) {
		return schema("#/components/schemas/" + schema).validate(body).isEmpty();
	}

	boolean declares(SandboxOperation operation) {
		return !responses(operation).isMissingNode();
	}

	int countOperations() {
		return this.document.path("paths").valueStream().mapToInt(JsonNode::size).sum();
	}

	private JsonNode responses(SandboxOperation operation) {
		return this.document.path("paths")
			.propertyStream()
			.filter((path) -> path.getKey().replaceAll("\\{.*}", "{id}").equals(operation.path()))
			.map((path) -> path.getValue().path(operation.method().toLowerCase(Locale.ROOT)).path("responses"))
			.findFirst()
			.orElseGet(() -> this.document.path("nothing"));
	}

	private Schema schema(String reference) {
		return this.schemas.computeIfAbsent(reference, (key) -> {
			ObjectNode root = JsonNodeFactory.instance.objectNode().put("$ref", key);
			root.set("components", this.document.path("components"));
			return REGISTRY.getSchema(root);
		});
	}

}
