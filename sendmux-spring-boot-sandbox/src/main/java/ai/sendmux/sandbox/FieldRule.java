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

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * Constraint of the API on one request field.
 */
sealed interface FieldRule {

	/**
	 * Check a value that is present.
	 * @param path the dot path of the field
	 * @param value the value, possibly a JSON null
	 * @param issues the consumer of the issues found
	 */
	void check(String path, JsonNode value, Consumer<ApiProblem.Issue> issues);

	default FieldRule orNull() {
		return new OrNull(this);
	}

	private static ApiProblem.Issue wrongType(String path, String expected, JsonNode value) {
		return new ApiProblem.Issue(path, "invalid_type", "Expected " + expected + ", received " + nameOf(value));
	}

	private static String child(String path, String key) {
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

	/**
	 * A value that may be a JSON null.
	 *
	 * @param rule the rule for any other value
	 */
	record OrNull(FieldRule rule) implements FieldRule {

		@Override
		public void check(String path, JsonNode value, Consumer<ApiProblem.Issue> issues) {
			if (!value.isNull()) {
				this.rule.check(path, value, issues);
			}
		}

	}

	/**
	 * A string whose length is bounded in Unicode code points.
	 *
	 * @param min the minimum length
	 * @param max the maximum length
	 */
	record Text(int min, int max) implements FieldRule {

		@Override
		public void check(String path, JsonNode value, Consumer<ApiProblem.Issue> issues) {
			if (!value.isString()) {
				issues.accept(FieldRule.wrongType(path, "string", value));
				return;
			}
			String text = value.stringValue();
			int length = text.codePointCount(0, text.length());
			if (length < this.min) {
				issues.accept(new ApiProblem.Issue(path, "too_small",
						"String must contain at least " + this.min + " character(s)"));
			}
			if (length > this.max) {
				issues.accept(new ApiProblem.Issue(path, "too_big",
						"String must contain at most " + this.max + " character(s)"));
			}
		}

	}

	/**
	 * An email address.
	 *
	 * @param length the bounds of its length
	 */
	record Email(Text length) implements FieldRule {

		/**
		 * Possessive because backtracking into a group recurses for each label of a
		 * domain.
		 */
		private static final Pattern EMAIL = Pattern.compile("(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+\\-.]*[A-Za-z0-9_+-]@"
				+ "(?:[A-Za-z0-9][A-Za-z0-9-]*+\\.)++[A-Za-z]{2,}");

		@Override
		public void check(String path, JsonNode value, Consumer<ApiProblem.Issue> issues) {
			this.length.check(path, value, issues);
			if (value.isString() && !EMAIL.matcher(value.stringValue()).matches()) {
				issues.accept(new ApiProblem.Issue(path, "invalid_string", "Invalid email"));
			}
		}

	}

	/**
	 * One of a list of words.
	 *
	 * @param words the words
	 */
	record Choice(List<String> words) implements FieldRule {

		@Override
		public void check(String path, JsonNode value, Consumer<ApiProblem.Issue> issues) {
			if (!value.isString()) {
				issues.accept(FieldRule.wrongType(path, "string", value));
				return;
			}
			if (!this.words.contains(value.stringValue())) {
				String expected = this.words.stream()
					.map((word) -> "'" + word + "'")
					.collect(Collectors.joining(" | "));
				issues.accept(new ApiProblem.Issue(path, "invalid_enum_value",
						"Invalid enum value. Expected " + expected + ", received '" + value.stringValue() + "'"));
			}
		}

	}

	/**
	 * A whole number within bounds.
	 *
	 * @param min the minimum
	 * @param max the maximum
	 */
	record WholeNumber(long min, long max) implements FieldRule {

		@Override
		public void check(String path, JsonNode value, Consumer<ApiProblem.Issue> issues) {
			if (!isWhole(value)) {
				issues.accept(FieldRule.wrongType(path, "integer", value));
				return;
			}
			BigDecimal number = value.decimalValue();
			if (number.compareTo(BigDecimal.valueOf(this.min)) < 0) {
				issues.accept(
						new ApiProblem.Issue(path, "too_small", "Number must be greater than or equal to " + this.min));
			}
			if (number.compareTo(BigDecimal.valueOf(this.max)) > 0) {
				issues
					.accept(new ApiProblem.Issue(path, "too_big", "Number must be less than or equal to " + this.max));
			}
		}

		private static boolean isWhole(JsonNode value) {
			return value.isIntegralNumber() || (value.isNumber() && Double.isFinite(value.doubleValue())
					&& value.decimalValue().stripTrailingZeros().scale() <= 0);
		}

	}

	/**
	 * An object with a fixed set of properties.
	 *
	 * @param properties the rules by property
	 * @param required the properties that must be present
	 */
	record Properties(Map<String, FieldRule> properties, Set<String> required) implements FieldRule {

		static final String REQUIRED = "Required";

		@Override
		public void check(String path, JsonNode value, Consumer<ApiProblem.Issue> issues) {
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
					issues.accept(new ApiProblem.Issue(FieldRule.child(path, key), "invalid_type", REQUIRED));
				}
			});
			for (String key : value.propertyNames()) {
				if (!this.properties.containsKey(key)) {
					issues.accept(new ApiProblem.Issue(FieldRule.child(path, key), "unrecognized_keys",
							"Unrecognized key in object: '" + key + "'"));
				}
			}
		}

	}

	/**
	 * A quota: a whole number as a fixed cap, or a range.
	 */
	record Quota() implements FieldRule {

		/**
		 * The largest whole number that every JSON parser reads without loss.
		 */
		private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

		private static final FieldRule NUMBER = new WholeNumber(1, MAX_SAFE_INTEGER);

		private static final FieldRule RANGE = new Properties(Map.of("min", NUMBER, "max", NUMBER),
				Set.of("min", "max"));

		@Override
		public void check(String path, JsonNode value, Consumer<ApiProblem.Issue> issues) {
			(value.isObject() ? RANGE : NUMBER).check(path, value, issues);
		}

	}

	/**
	 * A map of template variables.
	 */
	record Variables() implements FieldRule {

		private static final int MAX_ENTRIES = 50;

		private static final int MAX_KEY_LENGTH = 64;

		/**
		 * Possessive because backtracking into a group recurses for each part of a key.
		 */
		private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*+(?:_[a-z0-9]++)*+");

		private static final FieldRule VALUE = new Text(0, 4096);

		@Override
		public void check(String path, JsonNode value, Consumer<ApiProblem.Issue> issues) {
			if (!value.isObject()) {
				issues.accept(FieldRule.wrongType(path, "object", value));
				return;
			}
			if (value.size() > MAX_ENTRIES) {
				issues.accept(
						new ApiProblem.Issue(path, "too_big", "Object must contain at most " + MAX_ENTRIES + " keys"));
			}
			value.properties().forEach((entry) -> checkEntry(path, entry.getKey(), entry.getValue(), issues));
		}

		private void checkEntry(String path, String key, JsonNode value, Consumer<ApiProblem.Issue> issues) {
			String entryPath = FieldRule.child(path, key);
			if (key.codePointCount(0, key.length()) > MAX_KEY_LENGTH) {
				issues.accept(new ApiProblem.Issue(entryPath, "too_big",
						"String must contain at most " + MAX_KEY_LENGTH + " character(s)"));
			}
			if (!KEY.matcher(key).matches()) {
				issues.accept(new ApiProblem.Issue(entryPath, "invalid_string", "Invalid variable key"));
			}
			VALUE.check(entryPath, value, issues);
		}

	}

}
