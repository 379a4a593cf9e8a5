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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretRedactor}.
 */
class SecretRedactorTests {

	private static final String TOKEN = "smx_root_token";

	private final SecretRedactor redactor = new SecretRedactor(TOKEN, "secret");

	@Test
	void redactWhenTextHasTokenAndSecretHidesThem() {
		assertThat(this.redactor.apply("'secret' of smx_root_token")).isEqualTo("'******' of ******");
	}

	@Test
	void redactWhenSecretContainsAnotherHidesLongerFirst() {
		assertThat(new SecretRedactor("abc", "abcdef").apply("abcdef")).isEqualTo("******");
		assertThat(new SecretRedactor("abcdef", "abc").apply("abcdef")).isEqualTo("******");
	}

	@Test
	void redactWhenTextHasNoSecretKeepsIt() {
		assertThat(this.redactor.apply("Port must be a number")).isEqualTo("Port must be a number");
		assertThat(new SecretRedactor(TOKEN, null).apply("secret")).isEqualTo("secret");
		assertThat(this.redactor.apply(null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "smtp_password", "quotas.per_day.min", "smtp_port" })
	void redactNameWhenHarmlessKeepsIt(String name) {
		assertThat(new SecretRedactor(TOKEN, "port").applyToName(name)).isEqualTo(name);
	}

	@Test
	void redactNameWhenSecretHidesIt() {
		assertThat(this.redactor.applyToName("variables.secret")).isEqualTo("variables.******");
		assertThat(this.redactor.applyToName(TOKEN)).isEqualTo("******");
	}

	@Test
	void redactNameWhenContainsLongSecretHidesIt() {
		assertThat(new SecretRedactor(TOKEN, "8letters").applyToName("my_8letters")).isEqualTo("my_******");
	}

	@Test
	void redactNameWhenNotNameTreatsItAsText() {
		assertThat(this.redactor.applyToName("A secret!")).isEqualTo("A ******!");
		assertThat(this.redactor.applyToName(null)).isNull();
	}

	@Test
	void redactWhenTextIsLongTruncatesIt() {
		assertThat(this.redactor.apply("x".repeat(2000))).hasSize(2000);
		assertThat(this.redactor.apply("x".repeat(2001))).hasSize(2004).endsWith("x ...");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\u001b", "\u0000", "\t", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029",
			"\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c" })
	void applyWhenTextHasAControlCharacterReplacesIt(String control) {
		assertThat(this.redactor.apply("line1" + control + "forged")).isEqualTo("line1 forged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "größe", "\uD83D\uDE80", "\uD83D\uDC69\u200D\uD83D\uDCBB", "a\u00a0b",
			"\u05e9\u05dc\u05d5\u05dd" })
	void applyWhenTextIsNotAsciiKeepsIt(String text) {
		assertThat(this.redactor.apply(text)).isEqualTo(text);
	}

	@Test
	void applyWhenSecretHasAControlCharacterHidesIt() {
		assertThat(new SecretRedactor(TOKEN, "top\nsecret").apply("'top\nsecret'")).isEqualTo("'******'");
		assertThat(new SecretRedactor(TOKEN, "top secret").apply("'top\nsecret'")).isEqualTo("'******'");
	}

	@Test
	void applyToNameWhenNameHasAControlCharacterReplacesIt() {
		assertThat(this.redactor.applyToName("smtp_host\n")).isEqualTo("smtp_host ");
	}

	@Test
	void isQuotedInWhenIdentifierContainsTokenOrLongSecretIsTrue() {
		assertThat(this.redactor.isQuotedIn("req_" + TOKEN)).isTrue();
		assertThat(new SecretRedactor(TOKEN, "8letters").isQuotedIn("req_8letters")).isTrue();
	}

	@Test
	void isQuotedInWhenSecretIsShortOrAbsentIsFalse() {
		assertThat(new SecretRedactor(TOKEN, "7letter").isQuotedIn("req_7letter")).isFalse();
		assertThat(new SecretRedactor(TOKEN, "8letters").isQuotedIn("req_7letter")).isFalse();
		assertThat(new SecretRedactor(TOKEN, null).isQuotedIn("req_7letter")).isFalse();
	}

	@Test
	void toStringDoesNotShowSecrets() {
		assertThat(this.redactor).hasToString("******");
	}

}
