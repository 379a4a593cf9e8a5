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

package ai.sendmux.documentation;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each entry of the sandbox in the table of test doubles links to a test. That
 * the link leads somewhere is tested for all documents.
 */
class TestDoublesTableTests {

	private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(\\S+/\\w+Tests\\.java\\)");

	static Stream<String> rows() {
		List<String> lines = Documents.read("docs/testing.md")
			.lines()
			.dropWhile((line) -> !line.startsWith("| | this sandbox |"))
			.takeWhile((line) -> line.startsWith("|"))
			.toList();
		return lines.stream().skip(2);
	}

	@Test
	void tableHasRows() {
		assertThat(rows()).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void entryOfSandboxLinksToTest(String row) {
		assertThat(row.split("\\|")[2].strip()).matches(LINK);
	}

}
