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

package ai.sendmux.spring.boot.autoconfigure.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import ai.sendmux.observation.DefaultSendmuxObservationConvention;
import ai.sendmux.observation.SendmuxObservationDocumentation.HighCardinalityKeyNames;
import ai.sendmux.observation.SendmuxObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the guide to observability names what the code does.
 */
class ObservabilityDocumentTests {

	private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

	@Test
	void documentedKeysMatchCode() throws IOException {
		assertThat(keysOf("Low")).containsExactlyInAnyOrderElementsOf(namesOf(LowCardinalityKeyNames.values()));
		assertThat(keysOf("High")).containsExactlyInAnyOrderElementsOf(namesOf(HighCardinalityKeyNames.values()));
	}

	@Test
	void documentedOutcomesMatchCode() throws IOException {
		Path convention = MODULE.resolve("src/main/java")
			.resolve(DefaultSendmuxObservationConvention.class.getName().replace('.', '/') + ".java");
		List<String> outcomes = matches("`([A-Z_]+)`", matches("(?m)^\\| `sendmux.outcome` \\|.*", guide()).get(0));
		assertThat(outcomes).isNotEmpty()
			.containsExactlyInAnyOrderElementsOf(matches("\"([A-Z_]+)\"", Files.readString(convention)));
	}

	@Test
	void documentedNamesMatchCode() throws IOException {
		Path metrics = MODULE.resolve("src/main/java")
			.resolve(SendmuxRateLimitMetrics.class.getName().replace('.', '/') + ".java");
		String gauge = matches("Gauge.builder\\(\"([^\"]+)\"", Files.readString(metrics)).get(0);
		assertThat(guide()).contains("`" + new DefaultSendmuxObservationConvention().getName() + "`",
				"gauge `" + gauge + "`");
	}

	private static List<String> keysOf(String cardinality) throws IOException {
		String table = matches("(?s)\\| " + cardinality + "-cardinality key \\|.*?\n\n", guide()).get(0);
		return matches("(?m)^\\| `(sendmux\\.[^`]+)`", table);
	}

	private static List<String> namesOf(KeyName[] keys) {
		return Arrays.stream(keys).map(KeyName::asString).toList();
	}

	private static String guide() throws IOException {
		return Files.readString(MODULE.resolve("../docs/observability.md"));
	}

	/**
	 * What the last group of the pattern matches, which is all of it where it has none.
	 */
	private static List<String> matches(String pattern, String text) {
		return Pattern.compile(pattern)
			.matcher(text)
			.results()
			.map((MatchResult result) -> result.group(result.groupCount()))
			.toList();
	}

}
