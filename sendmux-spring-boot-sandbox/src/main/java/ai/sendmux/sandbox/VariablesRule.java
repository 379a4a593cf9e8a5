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
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * A map of template variables.
 */
final class VariablesRule implements FieldRule {

	private static final int MAX_ENTRIES = 50;

	private static final int MAX_KEY_LENGTH = 64;

	/**
	 * Possessive: a group that may give back recurses once for each part of a key.
	 */
	private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*+(?:_[a-z0-9]++)*+");

	private static final FieldRule VALUE = new TextRule(0, 4096);

	@Override
	public void check(String path, JsonNode value, Consumer<FieldIssue> issues) {
		if (!value.isObject()) {
			issues.accept(FieldRule.wrongType(path, "object", value));
			return;
		}
		if (value.size() > MAX_ENTRIES) {
			issues.accept(new FieldIssue(path, "too_big", "Object must contain at most " + MAX_ENTRIES + " keys"));
		}
		value.properties().forEach((entry) -> checkEntry(path, entry.getKey(), entry.getValue(), issues));
	}

	private void checkEntry(String path, String key, JsonNode value, Consumer<FieldIssue> issues) {
		String entryPath = FieldRule.child(path, key);
		if (key.codePointCount(0, key.length()) > MAX_KEY_LENGTH) {
			issues.accept(new FieldIssue(entryPath, "too_big",
					"String must contain at most " + MAX_KEY_LENGTH + " character(s)"));
		}
		if (!KEY.matcher(key).matches()) {
			issues.accept(new FieldIssue(entryPath, "invalid_string", "Invalid variable key"));
		}
		VALUE.check(entryPath, value, issues);
	}

}
