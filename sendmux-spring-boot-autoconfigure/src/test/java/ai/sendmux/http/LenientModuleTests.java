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

package ai.sendmux.http;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LenientModule}.
 */
class LenientModuleTests {

	private final JsonMapper mapper = JsonMapper.builder().addModule(new LenientModule()).build();

	@ParameterizedTest
	@CsvSource({ "2026-05-25T02:18:00Z, 2026-05-25T02:18:00Z", "2026-05-25T02:18:00.1Z, 2026-05-25T02:18:00.100Z",
			"2026-05-25T02:18:00.123Z, 2026-05-25T02:18:00.123Z",
			"2026-05-25T02:18:59.123456789Z, 2026-05-25T02:18:59.123456789Z",
			"2024-02-29T23:59:59.000001Z, 2024-02-29T23:59:59.000001Z", "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
			"2026-05-25T04:18:00+02:00, 2026-05-25T02:18:00Z", "2026-05-25T02:18:00.5-01:30, 2026-05-25T03:48:00.500Z",
			"2026-05-25T02:18Z, 2026-05-25T02:18:00Z" })
	void readWhenTimestampReturnsInstant(String text, Instant expected) {
		assertThat(read('"' + text + '"')).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\"<string>\"", "\"2026-13-25T02:18:00Z\"", "\"2026-02-30T02:18:00Z\"",
			"\"2026-05-25T24:18:00Z\"", "\"2026-05-25T02:18:60Z\"", "\"2026-05-2xT02:18:00Z\"",
			"\"2026-05-25T02:18:00.12x4Z\"", "\"2026-05-25 02:18:00Z\"", "\"2026/05/25T02:18:00Z\"",
			"\"2026x05-25T02:18:00Z\"", "\"2026-05x25T02:18:00Z\"", "\"2026-05-25T02x18:00Z\"",
			"\"2026-05-25T02:18x00Z\"", "\"2026-05-25T02:18:00x5Z\"", "\"2026-05-25T02:18:0Z\"",
			"\"2026-05-25T02:18:00\"", "\"2026-05-25T02:18:00.1234567890Z\"", "1779675480", "true", "{}", "[]",
			"null" })
	void readWhenNotTimestampReturnsNull(String json) {
		assertThat(read(json)).isNull();
	}

	private Instant read(String json) {
		return this.mapper.readValue(json, Instant.class);
	}

}
