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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documents of the project, as tests read them.
 */
public final class Documents {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern BLOCK = Pattern.compile("^( *)```(\\w*)\\n(.*?)^\\1```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private Documents() {
	}

	/**
	 * All documents, by their paths from the root of the project.
	 */
	static List<String> names() {
		return Stream.of("", ".github", "docs")
			.flatMap((directory) -> list(ROOT.resolve(directory)))
			.filter((file) -> file.toString().endsWith(".md"))
			.map((file) -> ROOT.relativize(file).toString())
			.sorted()
			.toList();
	}

	public static String read(String document) {
		return read(ROOT.resolve(document));
	}

	static List<Block> blocks() {
		return names().stream().flatMap((document) -> blocks(document).stream()).toList();
	}

	static List<Block> blocks(String document) {
		return BLOCK.matcher(read(document))
			.results()
			.map((block) -> new Block(document, block.group(2), block.group(3).stripTrailing().stripIndent()))
			.toList();
	}

	/**
	 * The one block of a document that begins so.
	 */
	public static String block(String document, String start) {
		List<Block> blocks = blocks(document).stream().filter((block) -> block.content().startsWith(start)).toList();
		if (blocks.size() != 1) {
			throw new IllegalStateException(document + " has " + blocks.size() + " blocks that begin with " + start);
		}
		return blocks.get(0).content();
	}

	/**
	 * The Java files below a directory of the sources of any module.
	 */
	static Stream<Path> javaFiles(String directory) {
		return list(ROOT).map((module) -> module.resolve("src").resolve(directory))
			.filter(Files::isDirectory)
			.flatMap(Documents::walk)
			.filter((file) -> file.toString().endsWith(".java"));
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> list(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> walk(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A fenced block.
	 *
	 * @param document the document that it is in
	 * @param language the language that the fence names, empty if it names none
	 * @param content what is between the fences
	 */
	record Block(String document, String language, String content) {

		@Override
		public String toString() {
			return this.document + ": " + this.language + " " + this.content.lines().findFirst().orElse("");
		}

	}

}
