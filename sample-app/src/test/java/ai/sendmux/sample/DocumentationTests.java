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

package ai.sendmux.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the documents show: Java is taken from source files that are compiled,
 * properties exist, and links lead somewhere.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "docs/getting-started.md", "docs/bulk-import.md", "docs/testing.md" })
	void javaIsTakenFromSourceFiles(String document) throws IOException {
		List<String> sources = sources();
		assertThat(blocks(document, "java")).isNotEmpty()
			.allSatisfy((block) -> assertThat(sources).anyMatch((source) -> source.contains(normalize(block))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "docs/getting-started.md" })
	void propertiesExist(String document) throws IOException {
		Set<String> known = knownProperties();
		assertThat(blocks(document, "yaml")).isNotEmpty()
			.allSatisfy((block) -> assertThat(properties(block)).isNotEmpty().isSubsetOf(known));
	}

	@ParameterizedTest
	@MethodSource("documents")
	void linksLeadSomewhere(String document) throws IOException {
		Path file = ROOT.resolve(document);
		assertThat(LINK.matcher(read(file)).results().map((link) -> link.group(1)))
			.allSatisfy((link) -> assertThat(file.resolveSibling(link)).exists());
	}

	static Stream<String> documents() throws IOException {
		try (Stream<Path> root = Files.list(ROOT); Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(root, docs)
				.filter((file) -> file.toString().endsWith(".md"))
				.map((file) -> ROOT.relativize(file).toString())
				.sorted()
				.toList()
				.stream();
		}
	}

	private static List<String> blocks(String document, String language) throws IOException {
		return BLOCK.matcher(read(ROOT.resolve(document)))
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((block) -> block.group(2))
			.toList();
	}

	private static List<String> sources() throws IOException {
		try (Stream<Path> modules = Files.list(ROOT)) {
			return modules.map((module) -> module.resolve("src"))
				.filter(Files::isDirectory)
				.flatMap(DocumentationTests::javaFiles)
				.toList();
		}
	}

	private static Stream<String> javaFiles(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map(DocumentationTests::read)
				.map(DocumentationTests::normalize)
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String normalize(String code) {
		return code.replaceAll("\\s+", " ").strip();
	}

	private static Set<String> properties(String yaml) throws IOException {
		ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
		Set<String> names = new TreeSet<>();
		for (PropertySource<?> source : new YamlPropertySourceLoader().load("document", resource)) {
			Collections.addAll(names, ((EnumerablePropertySource<?>) source).getPropertyNames());
		}
		return names;
	}

	private static Set<String> knownProperties() throws IOException {
		Set<String> names = new TreeSet<>();
		for (URL url : Collections.list(DocumentationTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream metadata = url.openStream()) {
				JsonNode properties = JsonMapper.shared().readTree(metadata).path("properties");
				properties.forEach((property) -> names.add(property.path("name").asString()));
			}
		}
		return names;
	}

}
