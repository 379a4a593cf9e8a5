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

package ai.sendmux.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import ai.sendmux.http.ApiSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.UrlResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the generated metadata of {@link SendmuxProperties}, by the rules of Spring
 * Boot for descriptions.
 */
class SendmuxMetadataTests {

	private static Collection<JsonNode> properties = List.of();

	private static Collection<JsonNode> hints = List.of();

	@BeforeAll
	static void readMetadata() throws IOException {
		JsonNode metadata = metadata();
		properties = metadata.get("properties").values();
		hints = metadata.get("hints").values();
	}

	private static JsonNode metadata() throws IOException {
		String location = SendmuxProperties.class.getProtectionDomain().getCodeSource().getLocation()
				+ "META-INF/spring-configuration-metadata.json";
		try (InputStream in = new UrlResource(location).getInputStream()) {
			return JsonMapper.shared().readTree(in);
		}
	}

	/**
	 * Names of the properties of a type, {@link Object} for all of them.
	 */
	static List<String> namesOfType(Class<?> type) throws IOException {
		return metadata().get("properties")
			.values()
			.stream()
			.filter((property) -> type == Object.class || text(property, "type").equals(type.getName()))
			.map(SendmuxMetadataTests::nameOf)
			.toList();
	}

	@Test
	void propertiesAreInSendmuxNamespace() {
		assertThat(properties).isNotEmpty()
			.allSatisfy((property) -> assertThat(nameOf(property)).matches("(management\\.health\\.)?sendmux\\..+"));
	}

	@Test
	void propertiesHaveType() {
		assertThat(properties)
			.allSatisfy((property) -> assertThat(text(property, "type")).as(nameOf(property)).isNotEmpty());
	}

	@Test
	void descriptionsAreSentences() {
		assertThat(properties).allSatisfy(
				(property) -> assertThat(descriptionOf(property)).as(nameOf(property)).matches("(?s)\\p{Lu}.*\\."));
	}

	@Test
	void descriptionsDoNotStartWithArticle() {
		assertThat(properties).allSatisfy((property) -> assertThat(descriptionOf(property)).as(nameOf(property))
			.doesNotMatch("(?s)(The|A|An) .*"));
	}

	@Test
	void descriptionWhenTypeIsBooleanStartsWithWhetherOrEnable() {
		assertThat(properties).filteredOn((property) -> text(property, "type").equals(Boolean.class.getName()))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(descriptionOf(property)).as(nameOf(property))
				.matches("(?s)(Whether|Enable) .*"));
	}

	@Test
	void fieldsOfPropertyClassesHaveMetadata() {
		List<String> names = Stream.of(SendmuxProperties.class, SendmuxClientProperties.class)
			.flatMap((type) -> Arrays.stream(type.getDeclaredFields()))
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.map(SendmuxMetadataTests::toPropertyName)
			.toList();
		assertThat(names).contains("sendmux.token")
			.allSatisfy((name) -> assertThat(properties).extracting(SendmuxMetadataTests::nameOf)
				.anyMatch((known) -> known.equals(name) || known.startsWith(name + ".")));
	}

	@Test
	void defaultValueWhenPropertyIsNotOptionalIsPresent() {
		assertThat(properties).filteredOn((property) -> property.get("defaultValue") == null)
			.extracting(SendmuxMetadataTests::nameOf)
			.containsExactlyInAnyOrder("sendmux.token", "sendmux.proxy.host", "sendmux.proxy.username",
					"sendmux.clients", "sendmux.proxy.password", "sendmux.rate-limit.shared.name",
					"sendmux.ssl.bundle");
	}

	@Test
	void defaultValueWhenComputedIsThatOfClient() {
		assertThat(defaultOf("sendmux.connect-timeout")).isEqualTo(ApiSettings.Timeouts.DEFAULTS.connect());
		assertThat(defaultOf("sendmux.read-timeout")).isEqualTo(ApiSettings.Timeouts.DEFAULTS.read());
	}

	@Test
	void hintsNameExistingProperties() {
		assertThat(hints).isNotEmpty()
			.allSatisfy(
					(hint) -> assertThat(properties).extracting(SendmuxMetadataTests::nameOf).contains(nameOf(hint)));
	}

	private static Duration defaultOf(String name) {
		return properties.stream()
			.filter((property) -> nameOf(property).equals(name))
			.map((property) -> DurationStyle.SIMPLE.parse(text(property, "defaultValue")))
			.findFirst()
			.orElseThrow();
	}

	private static String toPropertyName(Field field) {
		return "sendmux." + field.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static String nameOf(JsonNode property) {
		return text(property, "name");
	}

	private static String descriptionOf(JsonNode property) {
		return text(property, "description");
	}

	private static String text(JsonNode property, String name) {
		JsonNode value = property.get(name);
		assertThat(value).as(name + " in " + property).isNotNull();
		return String.valueOf(value.asString());
	}

}
