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

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;

/**
 * An object with known properties, each with a rule of its own.
 *
 * @param properties the rules by property
 * @param required the properties that must be present
 */
record ObjectRule(Map<String, FieldRule> properties, Set<String> required) implements FieldRule {

	static final String REQUIRED = "Required";

	@Override
	public void check(String path, JsonNode value, Consumer<FieldIssue> issues) {
		if (!value.isObject()) {
			issues.accept(FieldRule.wrongType(path, "object", value));
			return;
		}
		this.properties.forEach((key, rule) -> {
			JsonNode property = value.get(key);
			if (property != null) {
				rule.check(FieldRule.child(path, key), property, issues);
			}
			else if (this.required.contains(key)) {
				issues.accept(new FieldIssue(FieldRule.child(path, key), "invalid_type", REQUIRED));
			}
		});
		for (String key : value.propertyNames()) {
			if (!this.properties.containsKey(key)) {
				issues.accept(FieldRule.unknownKey(FieldRule.child(path, key), key));
			}
		}
	}

}
