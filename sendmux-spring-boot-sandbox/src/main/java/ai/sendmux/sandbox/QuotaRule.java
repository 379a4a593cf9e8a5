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
 * A quota: a whole number for a fixed cap, or a range.
 */
final class QuotaRule implements FieldRule {

	private static final FieldRule NUMBER = new WholeNumberRule(1, WholeNumberRule.MAX_SAFE_INTEGER);

	private static final FieldRule RANGE = new ObjectRule(Map.of("min", NUMBER, "max", NUMBER), Set.of("min", "max"));

	@Override
	public void check(String path, JsonNode value, Consumer<FieldIssue> issues) {
		(value.isObject() ? RANGE : NUMBER).check(path, value, issues);
	}

}
