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

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ai.sendmux.documentation.Documents.Block;
import ai.sendmux.observation.SendmuxObservationDocumentation;
import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the properties which the documents show or mention exist.
 */
class DocumentedPropertiesTests {

	private static final Pattern MENTIONED = Pattern
		.compile("`((?:sendmux|console|spring|management|logging)\\.[a-z0-9.-]+)(?:=[^`\\n]*)?`");

	private final Map<String, String> known = readMetadata();

	static Stream<Block> yaml() {
		return Documents.blocks().stream().filter((block) -> block.language().equals("yaml"));
	}

	static Stream<String> documentsWithProperties() {
		return Documents.names().stream().filter((document) -> MENTIONED.matcher(Documents.read(document)).find());
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void shownPropertiesExist(Block block) throws IOException {
		assertThat(properties(block.content())).isNotEmpty().allMatch(this::exists);
	}

	@ParameterizedTest
	@MethodSource("documentsWithProperties")
	void mentionedPropertiesExist(String document) {
		Set<String> observed = observedNames();
		assertThat(MENTIONED.matcher(Documents.read(document)).results().map((match) -> match.group(1)))
			.allMatch((name) -> observed.contains(name) || exists(name) || isGroup(name));
	}

	@Test
	void propertiesOfConsoleAreInItsGuide() {
		Set<String> rows = new TreeSet<>();
		for (JsonNode property : readProperties()) {
			String name = property.path("name").asString();
			if (name.startsWith("console.")) {
				String defaultValue = property.path("defaultValue").asString("");
				String defaultCell = defaultValue.isEmpty() ? "" : "`" + defaultValue + "`";
				rows.add("| `" + name + "` | " + defaultCell + " | " + property.path("description").asString() + " |");
			}
		}
		assertThat(rows).hasSizeGreaterThan(10);
		assertThat(Documents.read("docs/console.md").lines().filter((line) -> line.startsWith("| `")))
			.containsExactlyElementsOf(rows);
	}

	/**
	 * What is below a map is up to the application.
	 */
	private boolean exists(String name) {
		if (this.known.containsKey(name)) {
			return true;
		}
		return this.known.entrySet()
			.stream()
			.anyMatch((property) -> name.startsWith(property.getKey() + ".")
					&& property.getValue().startsWith("java.util.Map"));
	}

	private boolean isGroup(String name) {
		return this.known.keySet().stream().anyMatch((property) -> property.startsWith(name + "."));
	}

	private static Set<String> observedNames() {
		Set<String> names = new HashSet<>(
				Set.of("sendmux.rate.limit.remaining", "sendmux.rate.limit.wait", "sendmux.rate.limit.refusals",
						"sendmux.rate.limit.shared", "sendmux.rate.limit.shared.failures", "sendmux.operation.active"));
		for (SendmuxObservationDocumentation observation : SendmuxObservationDocumentation.values()) {
			Stream.of(observation.getLowCardinalityKeyNames(), observation.getHighCardinalityKeyNames())
				.flatMap(Stream::of)
				.map(KeyName::asString)
				.forEach(names::add);
		}
		return names;
	}

	private static Set<String> properties(String yaml) throws IOException {
		ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
		Set<String> names = new TreeSet<>();
		for (PropertySource<?> source : new YamlPropertySourceLoader().load("document", resource)) {
			Collections.addAll(names, ((EnumerablePropertySource<?>) source).getPropertyNames());
		}
		return names;
	}

	private static Map<String, String> readMetadata() {
		Map<String, String> types = new TreeMap<>();
		readProperties()
			.forEach((property) -> types.put(property.path("name").asString(), property.path("type").asString("")));
		return types;
	}

	private static List<JsonNode> readProperties() {
		List<JsonNode> properties = new ArrayList<>();
		try {
			for (URL url : Collections.list(DocumentedPropertiesTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream metadata = url.openStream()) {
					JsonMapper.shared().readTree(metadata).path("properties").forEach(properties::add);
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return properties;
	}

}
