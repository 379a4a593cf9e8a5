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

package ai.sendmux.sandbox.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.sendmux.spring.boot.autoconfigure.SendmuxProperties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.UrlResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the table of properties in the guide matches the generated metadata of the
 * client and the sandbox. With {@code -Dsendmux.docs.write=true}, the table is written
 * first.
 */
class ConfigurationTableTests {

	private static final Path GUIDE = Path.of(System.getProperty("basedir", ""))
		.toAbsolutePath()
		.resolve("../docs/configuration.md");

	private static final String START = "<!-- properties -->\n";

	private static final String END = "<!-- end of properties -->\n";

	@Test
	void guideTableMatchesConfigurationMetadata() throws IOException {
		String table = table();
		String guide = Files.readString(GUIDE);
		if (Boolean.getBoolean("sendmux.docs.write")) {
			guide = guide.substring(0, guide.indexOf(START) + START.length()) + table
					+ guide.substring(guide.indexOf(END));
			Files.writeString(GUIDE, guide);
		}
		assertThat(guide)
			.as("write it with: mvn -pl sendmux-spring-boot-sandbox -am -Dtest=ConfigurationTableTests"
					+ " -Dsurefire.failIfNoSpecifiedTests=false -Dsendmux.docs.write=true test")
			.contains(START + table + END);
	}

	private static String table() throws IOException {
		return Stream.concat(properties(SendmuxProperties.class), properties(SendmuxSandboxProperties.class))
			.map(ConfigurationTableTests::row)
			.sorted()
			.collect(Collectors.joining("\n", "\n| Name | Type | Default | Description |\n| --- | --- | --- | --- |\n",
					"\n\n"));
	}

	private static Stream<JsonNode> properties(Class<?> type) throws IOException {
		String location = type.getProtectionDomain().getCodeSource().getLocation().toString();
		String root = location.endsWith(".jar") ? "jar:" + location + "!/" : location;
		try (InputStream in = new UrlResource(root + "META-INF/spring-configuration-metadata.json").getInputStream()) {
			return JsonMapper.shared().readTree(in).get("properties").values().stream();
		}
	}

	private static String row(JsonNode property) {
		JsonNode defaultValue = property.get("defaultValue");
		return "| `" + property.get("name").asString() + "` | `"
				+ property.get("type").asString().replaceAll("[a-z.]+\\.(?:\\w+\\$)?", "").replace(",", ", ") + "` | "
				+ ((defaultValue != null) ? "`" + defaultValue.asString() + "`" : "") + " | "
				+ property.get("description").asString().replaceAll("\"([^\"]+)\"", "`$1`") + " |";
	}

}
