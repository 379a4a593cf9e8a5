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
 * A string within bounds, which count Unicode code points.
 *
 * @param min the fewest characters
 * @param max the most characters
 */
record TextRule(int min, int max) implements FieldRule {

	@Override
	public void check(String path, JsonNode value, Consumer<FieldIssue> issues) {
		if (!value.isString()) {
			issues.accept(FieldRule.wrongType(path, "string", value));
			return;
		}
		String text = value.stringValue();
		int length = text.codePointCount(0, text.length());
		if (length < this.min) {
			issues.accept(
					new FieldIssue(path, "too_small", "String must contain at least " + this.min + " character(s)"));
		}
		if (length > this.max) {
			issues.accept(new FieldIssue(path, "too_big", "String must contain at most " + this.max + " character(s)"));
		}
	}

}
