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

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.sendmux.documentation.Documents.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the documents show: Java is taken from source files that are compiled,
 * and links lead somewhere.
 */
class DocumentationTests {

	private static final Set<String> LANGUAGES = Set.of("groovy", "java", "json", "shell", "xml", "yaml");

	/**
	 * How texts begin that are compared with what the code says, or, in the recipe for an
	 * operation, are made up.
	 */
	private static final List<String> TEXTS = List.of("Sendmux sample application (", "name,type,", "providers.get ",
			"REPUTATION(", "private static final ApiOperation<ProviderReputation>");

	private static final Pattern LINK = Pattern.compile("]\\(([^):#]*)(?:#([^)]*))?\\)");

	private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

	private static final List<String> SOURCES = Documents.javaFiles("")
		.map(Documents::read)
		.map(DocumentationTests::withoutSpace)
		.toList();

	static Stream<Block> javaBlocks() {
		return Documents.blocks().stream().filter((block) -> block.language().equals("java"));
	}

	static List<String> documents() {
		return Documents.names();
	}

	@ParameterizedTest
	@MethodSource("javaBlocks")
	void javaBlockIsTakenFromSourceFiles(Block block) {
		String code = withoutSpace(block.content());
		assertThat(SOURCES.stream().anyMatch((source) -> source.contains(code))).as(block.toString()).isTrue();
	}

	@Test
	void blockWhenLanguageIsNotCheckedIsKnownText() {
		assertThat(Documents.blocks()).filteredOn((block) -> !LANGUAGES.contains(block.language()))
			.isNotEmpty()
			.allSatisfy((block) -> assertThat(TEXTS).anyMatch((text) -> block.content().startsWith(text)));
	}

	@Test
	void exampleCodeDoesNotUseInternalPackage() {
		List<Path> examples = Stream
			.of("test/java/com/example", "main/java/ai/sendmux/console", "main/java/ai/sendmux/sample")
			.flatMap(Documents::javaFiles)
			.toList();
		assertThat(examples).hasSizeGreaterThan(50)
			.allSatisfy((file) -> assertThat(Documents.read(file)).doesNotContain("ai.sendmux.http"));
	}

	@ParameterizedTest
	@MethodSource("documents")
	void linksHaveExistingTargets(String document) {
		Path file = Documents.ROOT.resolve(document);
		assertThat(LINK.matcher(Documents.read(file)).results()).allSatisfy((link) -> {
			Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1)).normalize();
			assertThat(target).exists();
			if (link.group(2) != null) {
				assertThat(anchors(target)).as(target.toString()).contains(link.group(2));
			}
		});
	}

	private static Set<String> anchors(Path document) {
		return HEADING.matcher(Documents.read(document))
			.results()
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	private static String withoutSpace(String code) {
		return code.replaceAll("\\s+", "");
	}

}
