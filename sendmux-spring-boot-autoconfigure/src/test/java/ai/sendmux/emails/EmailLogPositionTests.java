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

package ai.sendmux.emails;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EmailLogPosition}.
 */
class EmailLogPositionTests {

	private static final Instant TIME = Instant.parse("2026-05-25T02:18:00.123456789Z");

	private static final EmailLogPosition POSITION = new EmailLogPosition(TIME, Set.of("dlog_2", "dlog_1"),
			Set.of("dlog_0"));

	@Test
	void toStringReturnsTimeAndSortedIds() {
		assertThat(POSITION).hasToString("2026-05-25T02:18:00.123456789Z/dlog_1,dlog_2/dlog_0");
		assertThat(EmailLogPosition.at(TIME)).hasToString("2026-05-25T02:18:00.123456789Z//");
	}

	@Test
	void parseWhenTextIsFromToStringReturnsEqualPosition() {
		assertThat(EmailLogPosition.parse(POSITION.toString())).isEqualTo(POSITION);
		assertThat(EmailLogPosition.parse(EmailLogPosition.at(TIME).toString())).isEqualTo(EmailLogPosition.at(TIME));
	}

	@Test
	void parseWhenIdsHaveReservedCharactersReadsThem() {
		EmailLogPosition position = new EmailLogPosition(TIME, Set.of("a,b", "a/b", "%2C", "\u00e4 b"), Set.of("/,"));
		assertThat(EmailLogPosition.parse(position.toString())).isEqualTo(position);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "//", "now//", "2026-05-25T02:18:00Z", "2026-05-25T02:18:00Z/", "2026-05-25//",
			"2026-05-25T02:18:00Z///", "2026-05-25T02:18:00Z/,/", "2026-05-25T02:18:00Z/a,/",
			"2026-05-25T02:18:00Z/a,,b/", "2026-05-25T02:18:00Z/%/", "2026-05-25T02:18:00Z/%zz/",
			"2026-13-25T02:18:00Z//", "+1000000000-12-31T23:59:59Z//", " 2026-05-25T02:18:00Z//" })
	void parseWhenTextIsUnreadableThrows(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> EmailLogPosition.parse(text));
	}

	@Test
	void parseWhenThereAreTooManyIdsThrows() {
		String ids = IntStream.rangeClosed(0, EmailLogPosition.MAX_IDS)
			.mapToObj(String::valueOf)
			.collect(Collectors.joining(","));
		assertThatIllegalArgumentException().isThrownBy(() -> EmailLogPosition.parse(TIME + "/" + ids + "/"));
		assertThatIllegalArgumentException().isThrownBy(() -> EmailLogPosition.parse(TIME + "//" + ids));
	}

	@Test
	void createWhenTimeHasNoTextThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> EmailLogPosition.at(Instant.MIN));
		assertThatIllegalArgumentException().isThrownBy(() -> EmailLogPosition.at(Instant.MAX));
	}

	@Test
	void positionWhenSerializedAndDeserializedIsEqual() throws IOException, ClassNotFoundException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(POSITION);
		Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
		assertThat(read).isEqualTo(POSITION);
	}

	@Test
	void positionWhenWrittenAsJsonIsString() {
		JsonMapper mapper = JsonMapper.shared();
		String json = mapper.writeValueAsString(POSITION);
		assertThat(json).isEqualTo("\"" + POSITION + "\"");
		assertThat(mapper.readValue(json, EmailLogPosition.class)).isEqualTo(POSITION);
	}

}
