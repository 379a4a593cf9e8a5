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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link BearerToken}.
 */
class BearerTokenTests {

	@ParameterizedTest
	@ValueSource(strings = { "smx_root_x", "x", "a.b-c_d~e+f/g==" })
	void ofWhenTokenIsValidKeepsIt(String value) {
		assertThat(BearerToken.of(value).authorization()).isEqualTo("Bearer " + value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "smx_mbx_geheim", "smx_agent_geheim", "geheim ", "geheim\n", "Bearer geheim", "geheim=x",
			"geheim\u00E4" })
	void ofWhenValueIsNoTokenThrowsWithoutIt(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> BearerToken.of(value))
			.withMessageStartingWith("The Sendmux token ")
			.withMessageNotContaining("geheim");
	}

	@Test
	void ofWhenValueIsEmptyThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> BearerToken.of(""))
			.withMessage("The Sendmux token is empty");
	}

	@ParameterizedTest
	@CsvSource({ "${SENDMUX_TOKEN}, is the placeholder ${SENDMUX_TOKEN}", "bearer x, starts with a scheme",
			"' Bearer x', starts with a scheme", "a b, contains white space", "smx_mbx_x, is a mailbox key",
			"smx_agent_x, is an agent key", "a=b, contains a character" })
	void validateWhenValueIsNoTokenReturnsReason(String value, String reason) {
		assertThat(BearerToken.validate(value)).startsWith(reason);
	}

	@Test
	void toStringHidesToken() {
		assertThat(BearerToken.of("geheim")).hasToString("******");
	}

}
