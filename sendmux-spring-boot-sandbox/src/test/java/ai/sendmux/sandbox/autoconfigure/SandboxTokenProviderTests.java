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

package ai.sendmux.sandbox.autoconfigure;

import java.time.Duration;

import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tests for the sandbox in a {@link SpringBootTest @SpringBootTest} of an application
 * that has a token provider.
 */
@SpringBootTest(properties = "sendmux.sandbox.enabled=true")
class SandboxTokenProviderTests {

	@Test
	void getWhenTokenProviderFailsReturnsAccountOfSandbox(@Autowired SendmuxProvidersOperations providers,
			@Autowired SendmuxSandbox sandbox) {
		SandboxAccount account = sandbox.add(SandboxAccount.smtp());
		StepVerifier.create(providers.get(account.id()))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(20));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SendmuxTokenProvider vaultToken() {
			return () -> Mono.error(new IllegalStateException("There is no vault in a test"));
		}

	}

}
