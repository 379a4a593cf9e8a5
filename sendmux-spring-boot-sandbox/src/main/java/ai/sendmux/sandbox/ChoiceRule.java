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

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * One of several words.
 *
 * @param words the words
 */
record ChoiceRule(List<String> words) implements FieldRule {

	@Override
	public void check(String path, JsonNode value, Consumer<FieldIssue> issues) {
		if (!value.isString()) {
			issues.accept(FieldRule.wrongType(path, "string", value));
			return;
		}
		if (!this.words.contains(value.stringValue())) {
			String expected = this.words.stream().map((word) -> "'" + word + "'").collect(Collectors.joining(" | "));
			issues.accept(new FieldIssue(path, "invalid_enum_value",
					"Invalid enum value. Expected " + expected + ", received '" + value.stringValue() + "'"));
		}
	}

}
