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
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the generated configuration metadata.
 */
class ConfigurationMetadataTests {

	@Test
	void metadataHasTypeDescriptionAndDefaultOfEachProperty() throws IOException {
		JsonNode properties = JsonMapper.shared()
			.readTree(Files.readAllBytes(Path.of("target/classes/META-INF/spring-configuration-metadata.json")))
			.path("properties");
		assertThat(properties).hasSize(4)
			.filteredOn(ConfigurationMetadataTests::isSwitch)
			.hasSize(3)
			.allSatisfy((property) -> {
				assertThat(property.path("name").asString()).startsWith("sendmux.sandbox.");
				assertThat(property.path("type").asString()).isEqualTo("java.lang.Boolean");
				assertThat(property.path("description").asString()).startsWith("Whether ").endsWith(".");
				assertThat(property.path("defaultValue").isBoolean()).isTrue();
			});
		assertThat(properties).filteredOn((property) -> !isSwitch(property)).singleElement().satisfies((property) -> {
			assertThat(property.path("name").asString()).isEqualTo("sendmux.sandbox.excluded-clients");
			assertThat(property.path("description").asString()).startsWith("Names ").endsWith(".");
		});
	}

	private static boolean isSwitch(JsonNode property) {
		return !property.path("name").asString().endsWith("-clients");
	}

}
