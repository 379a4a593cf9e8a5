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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FieldRule}.
 */
class FieldRuleTests {

	private static final String EMOJI = "\uD83D\uDE00";

	private static final String LONE_SURROGATE = "\uD83D";

	@ParameterizedTest
	@ValueSource(strings = { "x", EMOJI, LONE_SURROGATE })
	void textCountsCodePoints(String character) {
		FieldRule.Text rule = new FieldRule.Text(2, 4096);
		assertThat(codes(rule, text(character.repeat(1)))).containsExactly("too_small");
		assertThat(codes(rule, text(character.repeat(2)))).isEmpty();
		assertThat(codes(rule, text(character.repeat(2049)))).isEmpty();
		assertThat(codes(rule, text(character.repeat(4096)))).isEmpty();
		assertThat(codes(rule, text(character.repeat(4097)))).containsExactly("too_big");
	}

	@Test
	void variablesCountCodePoints() {
		assertThat(codes(new FieldRule.Variables(), variable("plan", EMOJI.repeat(4096)))).isEmpty();
		assertThat(codes(new FieldRule.Variables(), variable("plan", EMOJI.repeat(4097)))).containsExactly("too_big");
		assertThat(codes(new FieldRule.Variables(), variable(EMOJI.repeat(64), ""))).containsExactly("invalid_string");
	}

	@ParameterizedTest
	@MethodSource
	void variablesWhenKeyIsLongReportsIssues(String key, List<String> codes) {
		assertThat(codes(new FieldRule.Variables(), variable(key, ""))).isEqualTo(codes);
	}

	static Stream<Arguments> variablesWhenKeyIsLongReportsIssues() {
		return Stream.of(Arguments.of("a" + "_a".repeat(31), List.of()),
				Arguments.of("a" + "_a".repeat(2_000), List.of("too_big")),
				Arguments.of("a" + "_a".repeat(200_000), List.of("too_big")),
				Arguments.of("a" + "_a".repeat(200_000) + "_", List.of("too_big", "invalid_string")));
	}

	@ParameterizedTest
	@MethodSource
	void emailWhenAddressIsInvalidReportsIssues(String address, List<String> codes) {
		assertThat(codes(new FieldRule.Email(new FieldRule.Text(0, 255)), text(address))).isEqualTo(codes);
	}

	static Stream<Arguments> emailWhenAddressIsInvalidReportsIssues() {
		return Stream.of(Arguments.of("a@b.cd", List.of()), Arguments.of("a.b+c@d-e.f.gh", List.of()),
				Arguments.of("a@b.c", List.of("invalid_string")), Arguments.of("a@b..cd", List.of("invalid_string")),
				Arguments.of("a@b.cd.", List.of("invalid_string")), Arguments.of("a@b.c1", List.of("invalid_string")),
				Arguments.of("a@-b.cd", List.of("invalid_string")), Arguments.of(".a@b.cd", List.of("invalid_string")),
				Arguments.of("a..b@c.de", List.of("invalid_string")),
				Arguments.of("a@" + "b.".repeat(200_000) + "cd", List.of("too_big")),
				Arguments.of("a@" + "b.".repeat(200_000), List.of("too_big", "invalid_string")));
	}

	private static JsonNode text(String value) {
		return JsonNodeFactory.instance.stringNode(value);
	}

	private static JsonNode variable(String key, String value) {
		return JsonNodeFactory.instance.objectNode().put(key, value);
	}

	private static List<String> codes(FieldRule rule, JsonNode value) {
		List<String> codes = new ArrayList<>();
		rule.check("field", value, (issue) -> codes.add(issue.code()));
		return codes;
	}

}
