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

import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * The facts that an OpenAPI document states, one per line, without its descriptions and
 * regardless of its division into components.
 */
final class OpenApiFacts {

	private static final Set<String> BOUNDS = Set.of("format", "pattern", "minLength", "maxLength", "minimum",
			"maximum", "exclusiveMinimum", "exclusiveMaximum", "minProperties", "maxProperties", "minItems",
			"maxItems");

	private static final Set<String> SENTENCES = Set.of("description", "summary", "title", "example", "examples",
			"default");

	private final JsonNode document;

	private final SortedSet<String> facts = new TreeSet<>();

	private OpenApiFacts(JsonNode document) {
		this.document = document;
	}

	/**
	 * Return the facts about the operations below a path.
	 */
	static SortedSet<String> of(JsonNode document, String path) {
		OpenApiFacts facts = new OpenApiFacts(document);
		document.path("paths")
			.propertyStream()
			.filter((entry) -> entry.getKey().equals(path) || entry.getKey().startsWith(path + "/"))
			.forEach((entry) -> entry.getValue()
				.forEachEntry((method, operation) -> facts
					.addOperation(method.toUpperCase(Locale.ROOT) + " " + entry.getKey(), operation)));
		return facts.facts;
	}

	private void addOperation(String name, JsonNode operation) {
		this.facts.add(name);
		operation.path("security")
			.valueStream()
			.flatMap((requirement) -> requirement.propertyNames().stream())
			.map((scheme) -> this.document.path("components").path("securitySchemes").path(scheme))
			.forEach((scheme) -> this.facts
				.add(name + " security " + scheme.path("type").asString() + " " + scheme.path("scheme").asString("")));
		operation.path("parameters").valueStream().map(this::resolve).forEach((parameter) -> {
			String prefix = name + " " + parameter.path("in").asString() + " " + parameter.path("name").asString();
			addValue(prefix, parameter);
		});
		JsonNode body = operation.path("requestBody");
		if (!body.isMissingNode()) {
			addRequired(name + " request", body);
			addContent(name + " request", body);
		}
		operation.path("responses")
			.forEachEntry((status, response) -> addResponse(name + " " + status, resolve(response)));
	}

	private void addResponse(String prefix, JsonNode response) {
		this.facts.add(prefix);
		response.path("headers")
			.forEachEntry((header, value) -> addValue(prefix + " header " + header, resolve(value)));
		addContent(prefix, response);
	}

	private void addValue(String prefix, JsonNode value) {
		this.facts.add(prefix);
		addRequired(prefix, value);
		addSchema(prefix, value.path("schema"));
	}

	private void addContent(String prefix, JsonNode owner) {
		owner.path("content")
			.forEachEntry((type, content) -> addSchema(prefix + " " + type + " $", content.path("schema")));
	}

	private void addRequired(String prefix, JsonNode owner) {
		if (owner.path("required").asBoolean(false)) {
			this.facts.add(prefix + " required");
		}
	}

	private void addSchema(String prefix, JsonNode schema) {
		schema.forEachEntry((keyword, value) -> addKeyword(prefix, keyword, value));
	}

	private void addKeyword(String prefix, String keyword, JsonNode value) {
		switch (keyword) {
			case "$ref" -> addSchema(prefix, this.document.at(value.asString().substring(1)));
			case "allOf" -> value.forEach((part) -> addSchema(prefix, part));
			case "anyOf", "oneOf" -> value.forEach((choice) -> addSchema(prefix + "<" + type(choice) + ">", choice));
			case "properties" -> value.forEachEntry((name, property) -> {
				this.facts.add(prefix + "." + name);
				addSchema(prefix + "." + name, property);
			});
			case "required" -> value.forEach((name) -> this.facts.add(prefix + "." + name.asString() + " required"));
			case "items" -> addSchema(prefix + "[]", value);
			case "propertyNames" -> addSchema(prefix + ".(name)", value);
			case "additionalProperties", "unevaluatedProperties" -> addOthers(prefix, value);
			case "type" -> strings(value).forEach((type) -> this.facts.add(prefix + " type=" + type));
			case "enum" -> strings(value).forEach((choice) -> this.facts.add(prefix + " one of " + choice));
			case "const" -> this.facts.add(prefix + " one of " + value);
			default -> addBound(prefix, keyword, value);
		}
	}

	private void addOthers(String prefix, JsonNode value) {
		if (value.isObject()) {
			addSchema(prefix + ".*", value);
		}
		else if (!value.asBoolean()) {
			this.facts.add(prefix + " has no other properties");
		}
	}

	private void addBound(String prefix, String keyword, JsonNode value) {
		if (BOUNDS.contains(keyword)) {
			this.facts.add(prefix + " " + keyword + "=" + value);
		}
		else if (!SENTENCES.contains(keyword)) {
			throw new AssertionError("Unknown keyword " + keyword + " of " + prefix);
		}
	}

	private String type(JsonNode schema) {
		return resolve(schema).path("type").asString();
	}

	private static Stream<String> strings(JsonNode value) {
		return value.isArray() ? value.valueStream().map(JsonNode::toString) : Stream.of(value.toString());
	}

	private JsonNode resolve(JsonNode node) {
		String reference = node.path("$ref").asString("");
		return reference.isEmpty() ? node : resolve(this.document.at(reference.substring(1)));
	}

}
