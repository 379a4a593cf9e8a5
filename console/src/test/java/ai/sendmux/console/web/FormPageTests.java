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

package ai.sendmux.console.web;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FormPage}.
 */
class FormPageTests {

	@Test
	void toChangeWhenAccountIsConnectedHasNoSmtpFields() {
		Provider account = Provider.builder("dprov_1").name("Sales").type(ProviderType.GMAIL_API).build();
		assertThat(FormPage.toChange(account).sections()).flatExtracting(FormPage.Section::fields)
			.extracting(FormPage.Field::name)
			.contains("name", "from_name", "quotas.per_day")
			.doesNotContain("from_email")
			.noneMatch((name) -> name.startsWith("smtp_"));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "newer")
	void toChangeWhenProtocolIsUnknownKeepsIt(@Nullable String protocol) {
		FormPage page = FormPage.toChange(account(protocol));
		assertThat(page.sections()).flatExtracting(FormPage.Section::fields)
			.filteredOn((field) -> field.input().equals("select"))
			.singleElement()
			.satisfies((field) -> assertThat(field.options()).contains("starttls", field.value()));
	}

	private static Provider account(@Nullable String protocol) {
		return Provider.builder("dprov_1")
			.name("Mail")
			.type(ProviderType.SMTP)
			.smtpHost("smtp.example.com")
			.smtpProtocolText(protocol)
			.build();
	}

}
