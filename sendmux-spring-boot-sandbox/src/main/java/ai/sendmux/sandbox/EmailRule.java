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
 * An e-mail address within the length that the API takes.
 *
 * @param length the bounds of the length
 */
record EmailRule(TextRule length) implements FieldRule {

	/**
	 * Possessive: a group that may give back recurses once for each label of a domain.
	 */
	private static final Pattern EMAIL = Pattern.compile(
			"(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+\\-.]*[A-Za-z0-9_+-]@" + "(?:[A-Za-z0-9][A-Za-z0-9-]*+\\.)++[A-Za-z]{2,}");

	@Override
	public void check(String path, JsonNode value, Consumer<FieldIssue> issues) {
		this.length.check(path, value, issues);
		if (value.isString() && !EMAIL.matcher(value.stringValue()).matches()) {
			issues.accept(new FieldIssue(path, "invalid_string", "Invalid email"));
		}
	}

}
