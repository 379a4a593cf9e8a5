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
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;

/**
 * A whole number within bounds.
 *
 * @param min the smallest value
 * @param max the largest value
 */
record WholeNumberRule(long min, long max) implements FieldRule {

	/**
	 * The largest whole number that every JSON parser reads without loss.
	 */
	static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

	@Override
	public void check(String path, JsonNode value, Consumer<FieldIssue> issues) {
		if (!isWhole(value)) {
			issues.accept(FieldRule.wrongType(path, "integer", value));
			return;
		}
		BigDecimal number = value.decimalValue();
		if (number.compareTo(BigDecimal.valueOf(this.min)) < 0) {
			issues.accept(new FieldIssue(path, "too_small", "Number must be greater than or equal to " + this.min));
		}
		if (number.compareTo(BigDecimal.valueOf(this.max)) > 0) {
			issues.accept(new FieldIssue(path, "too_big", "Number must be less than or equal to " + this.max));
		}
	}

	private static boolean isWhole(JsonNode value) {
		return value.isIntegralNumber() || (value.isNumber() && Double.isFinite(value.doubleValue())
				&& value.decimalValue().stripTrailingZeros().scale() <= 0);
	}

}
