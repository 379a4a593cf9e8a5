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

package ai.sendmux.providers;

import java.util.List;
import java.util.stream.Stream;

import ai.sendmux.identity.SendmuxIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for records of responses that an application writes and reads with a JSON mapper
 * of its own, for a cache or for its own API.
 */
class OperationsRoundTripTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	static Stream<Arguments> records() {
		return Stream.of(Arguments.of(Provider.class, TestResponses.PROVIDER),
				Arguments.of(ProviderTestResult.class, TestResponses.TEST_RESULT),
				Arguments.of(ProviderStats.class, TestResponses.STATS),
				Arguments.of(ProviderUsage.class, TestResponses.USAGE),
				Arguments.of(ProviderLimits.class, TestResponses.LIMITS),
				Arguments.of(SendingAccountLimitRequest.class, TestResponses.ACCOUNT_LIMIT_REQUEST),
				Arguments.of(SharedAmazonSesLimitRequestPage.class, TestResponses.SES_PAGE),
				Arguments.of(SharedAmazonSesLimitRequestResult.class, TestResponses.SES_RESULT),
				Arguments.of(SendmuxIdentity.class, TestResponses.IDENTITY), Arguments.of(ProviderPage.class,
						"{\"items\":[{\"id\":\"dprov_1\"}],\"has_more\":true,\"next_cursor\":\"c1\"}"));
	}

	@ParameterizedTest
	@MethodSource("records")
	void recordWhenWrittenAndReadIsEqual(Class<?> type, String json) {
		Object value = mapper.readValue(json, type);
		assertThat(mapper.readValue(mapper.writeValueAsString(value), type)).isEqualTo(value);
	}

	@ParameterizedTest
	@MethodSource("records")
	void recordWhenWrittenUsesApiNames(Class<?> type, String json) {
		Object value = mapper.readValue(json, type);
		JsonNode reported = mapper.readTree(json);
		mapper.<JsonNode>valueToTree(value)
			.forEachEntry((name, field) -> assertThat(field.isNull() || reported.has(name)).as(name).isTrue());
		assertThat(names(mapper.valueToTree(value))).allMatch((name) -> name.matches("[a-z0-9_]+"));
	}

	@Test
	void providerWhenRebuiltIsEqual() {
		Provider provider = mapper.readValue(TestResponses.PROVIDER, Provider.class);
		assertThat(provider.toBuilder().build()).isEqualTo(provider);
	}

	@Test
	void providerTestResultWhenRebuiltIsEqual() {
		ProviderTestResult result = mapper.readValue(TestResponses.TEST_RESULT, ProviderTestResult.class);
		assertThat(result.toBuilder().build()).isEqualTo(result);
	}

	@Test
	void providerWhenWrittenAndReadKeepsVersion() {
		Provider provider = Provider.builder("dprov_1").version("W/\"1\"").build();
		assertThat(mapper.readValue(mapper.writeValueAsString(provider), Provider.class).version())
			.isEqualTo("W/\"1\"");
	}

	private static List<String> names(JsonNode node) {
		return Stream
			.concat(node.propertyStream().map((property) -> property.getKey()),
					node.valueStream().flatMap((child) -> names(child).stream()))
			.toList();
	}

}
