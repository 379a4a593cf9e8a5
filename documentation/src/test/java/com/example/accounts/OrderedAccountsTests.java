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

import java.time.Duration;
import java.util.function.UnaryOperator;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SmtpProtocol;
import ai.sendmux.sandbox.SandboxPlan;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.sandbox.autoconfigure.AutoConfigureSendmuxSandbox;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OrderedAccounts}.
 */
@SpringBootTest
@AutoConfigureSendmuxSandbox
class OrderedAccountsTests {

	@Autowired
	private OrderedAccounts accounts;

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void createAndDescribeWhenOrderIsSameCreatesOneAccount() {
		assertDescribed("1", request((builder) -> builder), "Created ");
		assertDescribed("1", request((builder) -> builder), "Created ");
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void createAndDescribeWhenCreateFailsDescribesReason() {
		assertDescribed("1", request((builder) -> builder.name("")), "Invalid: ");
		assertDescribed("1", request((builder) -> builder), "Created ");
		assertDescribed("1", request((builder) -> builder.name("Other")), "Ordered before");
		this.sandbox.setPlan(SandboxPlan.free());
		assertDescribed("2", request((builder) -> builder), "The plan");
		this.sandbox.onAll().respondWith(429).retryAfter(Duration.ofHours(1));
		assertDescribed("3", request((builder) -> builder), "Come back after PT1H");
	}

	private void assertDescribed(String orderId, CreateProviderRequest request, String prefix) {
		StepVerifier.create(this.accounts.createAndDescribe(orderId, request))
			.assertNext((text) -> assertThat(text).startsWith(prefix))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	private static CreateProviderRequest request(UnaryOperator<CreateProviderRequest.Builder> change) {
		return change
			.apply(CreateProviderRequest.builder()
				.name("Account")
				.smtpHost("smtp.example.com")
				.smtpPort(587)
				.smtpProtocol(SmtpProtocol.STARTTLS)
				.smtpUsername("api-user")
				.smtpPassword("secret"))
			.build();
	}

}
