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

package com.example.accounts;

import ai.sendmux.SendmuxValidationException;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.sandbox.autoconfigure.AutoConfigureSendmuxSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest
@AutoConfigureSendmuxSandbox
class SendingAccountsTests {

	@Autowired
	private SendingAccounts sendingAccounts;

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void createWhenPasswordIsGivenCreatesAccount() {
		this.sendingAccounts.create("Transactional SMTP", "secret").block();
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).containsExactly("Transactional SMTP");
	}

	@Test
	void createWhenRequestIsInvalidSendsNothing() {
		assertThatExceptionOfType(SendmuxValidationException.class)
			.isThrownBy(() -> this.sendingAccounts.create("", "").block());
		assertThat(this.sandbox.requests()).isEmpty();
	}

}
