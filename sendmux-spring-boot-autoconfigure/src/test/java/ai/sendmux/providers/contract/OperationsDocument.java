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

package ai.sendmux.providers.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/operations.md}, as tests read it.
 */
final class OperationsDocument {

	private final String text = read("..", "docs", "operations.md");

	String text() {
		return this.text;
	}

	/**
	 * The rows of the tables of these types, as their cells.
	 */
	List<List<String>> rows(Class<?>... operations) {
		return Stream.of(operations)
			.map((type) -> section(this.text, "## `" + type.getSimpleName() + "`"))
			.flatMap(String::lines)
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| Operation") && !line.startsWith("| -"))
			.map((line) -> List.of(line.substring(2, line.length() - 2).split(" \\| ")))
			.toList();
	}

	static String section(String document, String heading) {
		int start = document.indexOf(heading + "\n");
		assertThat(start).as(heading).isNotNegative();
		int end = document.indexOf("\n" + heading.substring(0, heading.indexOf(' ')) + " ", start + 1);
		return document.substring(start, (end > 0) ? end : document.length());
	}

	static String code(String cell) {
		return codes(cell).findFirst().orElse("");
	}

	static Stream<String> codes(String text) {
		return find("`([^`]+)`", text).map((match) -> match.group(1));
	}

	static Stream<MatchResult> find(String pattern, String text) {
		return Pattern.compile(pattern).matcher(text).results();
	}

	/**
	 * A file of the module, named from its directory.
	 */
	static String read(String... path) {
		try {
			return Files.readString(Path.of(System.getProperty("basedir", ""), path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
