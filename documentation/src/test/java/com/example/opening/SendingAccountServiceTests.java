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

package com.example.opening;

import java.time.Duration;

import ai.sendmux.providers.ProviderStatus;
import ai.sendmux.sandbox.RecordedRequest;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.sandbox.autoconfigure.AutoConfigureSendmuxSandbox;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureSendmuxSandbox
class SendingAccountServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Autowired
	private SendingAccountService service;

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void openWhenPortIsValidCreatesActiveAccount() {
		StepVerifier.create(this.service.open("Ada", 587))
			.assertNext((account) -> assertThat(account.status()).isEqualTo(ProviderStatus.ACTIVE))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).containsExactly("Mail of Ada");
	}

	@Test
	void openOrExplainWhenPortIsInvalidNamesField() {
		StepVerifier.create(this.service.openOrExplain("Ada", 70000))
			.assertNext((text) -> assertThat(text).startsWith("smtp_port: "))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.sandbox.accounts()).isEmpty();
	}

	@Test
	void openWhenServiceFailsCreatesAccountOnce() {
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(503);
		this.sandbox.onNext(SandboxOperation.CREATE).breakAfterActing();
		StepVerifier.create(this.service.open("Ada", 587)).expectNextCount(1).expectComplete().verify(PATIENCE);
		assertThat(this.sandbox.accounts()).hasSize(1);
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).extracting(RecordedRequest::status)
			.containsExactly(503, 0, 201);
	}

}
