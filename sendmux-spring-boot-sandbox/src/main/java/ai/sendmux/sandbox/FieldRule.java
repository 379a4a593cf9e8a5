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

import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;

/**
 * What the API asks of one request field.
 */
@FunctionalInterface
interface FieldRule {

	/**
	 * Check a value that is present.
	 * @param path the dot path of the field
	 * @param value the value, a JSON null included
	 * @param issues what takes the issues found
	 */
	void check(String path, JsonNode value, Consumer<FieldIssue> issues);

	default FieldRule orNull() {
		return (path, value, issues) -> {
			if (!value.isNull()) {
				check(path, value, issues);
			}
		};
	}

	static FieldIssue wrongType(String path, String expected, JsonNode value) {
		return new FieldIssue(path, "invalid_type", "Expected " + expected + ", received " + nameOf(value));
	}

	static FieldIssue unknownKey(String path, String key) {
		return new FieldIssue(path, "unrecognized_keys", "Unrecognized key in object: '" + key + "'");
	}

	static String child(String path, String key) {
		return path.isEmpty() ? key : path + "." + key;
	}

	private static String nameOf(JsonNode value) {
		return switch (value.getNodeType()) {
			case ARRAY -> "array";
			case BOOLEAN -> "boolean";
			case NULL -> "null";
			case NUMBER -> value.isIntegralNumber() ? "integer" : "float";
			case OBJECT -> "object";
			case STRING -> "string";
			default -> "nothing";
		};
	}

}
