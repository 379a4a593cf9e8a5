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

import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxFault;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

/**
 * Tests that clients forget a rate limit that the sandbox has forgotten.
 */
@SpringBootTest(classes = SandboxRateLimitResetTests.TestApplication.class,
		properties = { "sendmux.sandbox.enabled=true", "sendmux.rate-limit.max-wait=0s" })
class SandboxRateLimitResetTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private SendmuxProvidersOperations providers;

	@Test
	void callWhenSandboxWasResetIsPermitted() {
		exhaust(1);
		this.sandbox.reset();
		succeed();
	}

	@Test
	void callWhenLimitWasRaisedIsPermitted() {
		exhaust(1);
		this.sandbox.setRateLimit(600);
		succeed();
	}

	@Test
	void callWhenFaultHasEndedIsPermitted() {
		SandboxFault fault = this.sandbox.onAll()
			.respondWith(429)
			.code("rate_limit_exceeded")
			.retryAfter(Duration.ofHours(1));
		refuse(this.providers.stats());
		fault.end();
		succeed();
	}

	private void exhaust(int limit) {
		this.sandbox.setRateLimit(limit);
		StepVerifier.create(this.providers.stats()).expectNextCount(1).expectComplete().verify(PATIENCE);
		refuse(this.providers.stats());
	}

	private void refuse(Mono<?> call) {
		StepVerifier.create(call).expectError(SendmuxRateLimitException.class).verify(PATIENCE);
	}

	private void succeed() {
		StepVerifier.create(this.providers.stats()).expectNextCount(1).expectComplete().verify(PATIENCE);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TestApplication {

	}

}
