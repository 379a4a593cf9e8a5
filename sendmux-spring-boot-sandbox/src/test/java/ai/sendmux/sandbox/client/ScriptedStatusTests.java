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

package ai.sendmux.sandbox.client;

import java.time.Duration;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how the client retries after statuses that a test scripts.
 */
@SpringBootTest(properties = { "sendmux.sandbox.enabled=true", "sendmux.retry.delay=1ms", "sendmux.retry.jitter=0ms" })
class ScriptedStatusTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private SendmuxProvidersOperations providers;

	@Autowired
	private SendmuxSandbox sandbox;

	@ParameterizedTest
	@ValueSource(ints = { 408, 425, 500, 502, 503, 504 })
	void getWhenStatusIsTransientIsRetried(int status) {
		Mono<Provider> call = get(status);
		assertThat(call.block(PATIENCE)).isNotNull();
		assertThat(this.sandbox.requests(SandboxOperation.GET)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 425 })
	void testWhenStatusIsTransientIsRetried(int status) {
		String id = this.sandbox.add(SandboxAccount.smtp()).id();
		this.sandbox.onNext(SandboxOperation.TEST).respondWith(status);
		assertThat(this.providers.test(id).block(PATIENCE)).isNotNull();
		assertThat(this.sandbox.requests(SandboxOperation.TEST)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 409, 418, 422 })
	void getWhenStatusIsFinalIsNotRetried(int status) {
		Mono<Provider> call = get(status);
		assertThatExceptionOfType(SendmuxException.class).isThrownBy(() -> call.block(PATIENCE));
		assertThat(this.sandbox.requests(SandboxOperation.GET)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 402, 405, 418 })
	void getWhenServiceHasNoCodeForStatusFailsByStatus(int status) {
		Mono<Provider> call = get(status);
		assertThatExceptionOfType(SendmuxApiException.class).isThrownBy(() -> call.block(PATIENCE)).satisfies((ex) -> {
			assertThat(ex).isExactlyInstanceOf(SendmuxApiException.class);
			assertThat(ex.statusCode()).isEqualTo(status);
			assertThat(ex.code()).isNull();
		});
	}

	private Mono<Provider> get(int status) {
		String id = this.sandbox.add(SandboxAccount.smtp()).id();
		this.sandbox.onNext(SandboxOperation.GET).respondWith(status);
		return this.providers.get(id);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
