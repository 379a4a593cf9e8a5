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

import java.nio.file.Files;
import java.util.List;
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
 * Tests that the documents name coordinates and commands as the build knows them.
 */
class DocumentedBuildTests {

	private static final Set<String> GOALS = Set.of("deploy", "install", "spring-boot:run", "spring-boot:test-run",
			"test", "verify");

	private static final Set<String> COMMANDS = Set.of("curl", "export", "java");

	private static final Pattern DEPENDENCY = Pattern
		.compile("<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>");

	private static final Pattern SHORT_DEPENDENCY = Pattern.compile("'([^:']+):([^:']+):([^']+)'");

	private static final Pattern INLINE_MAVEN = Pattern.compile("`((?:\\w+=\\S+ )?mvn [^`\\n]+)`");

	private static final String POM = Documents.read("pom.xml");

	private static final String VERSION = POM
		.replaceAll("(?s).*?<artifactId>sendmux-spring-boot</artifactId>\\s*" + "<version>(.*?)</version>.*", "$1");

	/**
	 * Smoke test that packages the application of the guide.
	 */
	private static final String PACKAGED_GUIDE = "smoke-tests/src/it/getting-started/";

	static Stream<Block> coordinates() {
		return blocks("xml", "groovy");
	}

	static Stream<String> commands() {
		Stream<String> inline = Documents.names()
			.stream()
			.flatMap((document) -> INLINE_MAVEN.matcher(Documents.read(document)).results())
			.map((command) -> command.group(1));
		Stream<String> fenced = blocks("shell")
			.flatMap((block) -> block.content().replaceAll("\\\\\\n\\s*", "").lines())
			.filter((line) -> !line.isBlank() && !line.stripLeading().startsWith("#") && !isContinued(line));
		return Stream.concat(inline, fenced).distinct();
	}

	@ParameterizedTest
	@MethodSource("coordinates")
	void coordinatesAreThoseOfTheBuild(Block block) {
		Pattern dependency = block.language().equals("xml") ? DEPENDENCY : SHORT_DEPENDENCY;
		assertThat(dependency.matcher(block.content()).results()).isNotEmpty().allSatisfy((match) -> {
			assertThat(match.group(1)).isEqualTo("ai.sendmux");
			assertThat(POM).contains("<module>" + match.group(2) + "</module>");
			assertThat(POM)
				.contains("<artifactId>sendmux-spring-boot</artifactId>\n\t<version>" + match.group(3) + "</");
		});
	}

	@Test
	void packagedGuideHasTheDependenciesOfTheGuide() {
		String guide = Documents.block("docs/getting-started.md", "<dependency>");
		assertThat(withoutSpace(Documents.read(PACKAGED_GUIDE + "pom.xml")).replaceAll("@project\\.version@", VERSION))
			.contains(withoutSpace(guide));
	}

	@Test
	void packagedGuideHasThePropertiesAndTheCommandOfTheGuide() {
		assertThat(Documents.read("documentation/src/test/resources/application-dev.yaml").strip())
			.isEqualTo(Documents.block("docs/getting-started.md", "sendmux:"));
		assertThat(Documents.read("docs/getting-started.md"))
			.contains("`mvn spring-boot:run -Dspring-boot.run.profiles=dev`");
		assertThat(Documents.read(PACKAGED_GUIDE + "invoker.properties"))
			.contains("= spring-boot:run -Dspring-boot.run.profiles=dev");
	}

	@ParameterizedTest
	@MethodSource("commands")
	void commandIsKnown(String command) {
		List<String> words = Stream.of(command.split("\\s+#\\s", 2)[0].strip().split("\\s+"))
			.dropWhile((word) -> word.matches("\\w+=.*"))
			.toList();
		if (words.get(0).equals("mvn")) {
			assertMavenKnows(words.subList(1, words.size()));
		}
		else if (!COMMANDS.contains(words.get(0))) {
			assertThat(Documents.ROOT.resolve(words.get(0))).isExecutable();
		}
	}

	private static void assertMavenKnows(List<String> words) {
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			if (word.equals("-pl")) {
				i++;
				assertThat(words.get(i).split(","))
					.allSatisfy((module) -> assertThat(POM).contains(">" + module + "</"));
			}
			else if (word.startsWith("-P")) {
				assertThat(poms()).contains("<id>" + word.substring(2) + "</id>");
			}
			else if (word.contains(":apply")) {
				assertThat(POM).contains("<spring-javaformat.version>" + word.split(":")[2] + "</");
			}
			else if (!word.startsWith("-D") && !Set.of("-q", "-am").contains(word)) {
				assertThat(GOALS).contains(word);
			}
		}
	}

	private static String withoutSpace(String text) {
		return text.replaceAll("\\s+", "");
	}

	private static String poms() {
		return Stream.of(Documents.ROOT.toFile().listFiles())
			.map((directory) -> directory.toPath().resolve("pom.xml"))
			.filter(Files::exists)
			.map(Documents::read)
			.collect(Collectors.joining(POM));
	}

	private static boolean isContinued(String line) {
		return line.startsWith(" ") || line.startsWith("\t");
	}

	private static Stream<Block> blocks(String... languages) {
		return Documents.blocks().stream().filter((block) -> List.of(languages).contains(block.language()));
	}

}
