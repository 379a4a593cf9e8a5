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

package ai.sendmux.console.accounts;

import java.util.Map;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountChanges}.
 */
class AccountChangesTests {

	@Test
	void ofWhenFieldsAreNotSentIsEmpty() {
		Provider account = Provider.builder("dprov_1")
			.name("Mail")
			.type(ProviderType.SMTP)
			.smtpHost("smtp.example.com")
			.smtpProtocolText("tls")
			.build();
		AccountForm empty = new AccountForm(Map.of());
		assertThat(AccountChanges.of(empty, empty, account).isEmpty()).isTrue();
	}

}
