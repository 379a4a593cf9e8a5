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

import ai.sendmux.providers.ProviderLimits;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SendmuxTestData;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class AccountLimitTests {

	private final SendmuxProvidersOperations providers = mock(SendmuxProvidersOperations.class);

	@Test
	void limitsWhenPlanIsAtLimitReturnsUsage() {
		given(this.providers.limits()).willReturn(Mono.just(SendmuxTestData.read(ProviderLimits.class, """
				{"sending_accounts": {"usage": 10, "max_allowed": 10, "is_at_limit": true}}""")));
		StepVerifier.create(this.providers.limits()).assertNext((limits) -> {
			assertThat(limits.sendingAccounts().usage()).isEqualTo(10);
			assertThat(limits.sharedAmazonSes().sentToday()).isZero();
		}).expectComplete().verify(Duration.ofSeconds(10));
	}

}
