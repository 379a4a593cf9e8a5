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

package ai.sendmux.smoketest;

import java.time.Duration;
import java.util.stream.Stream;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for several contexts in one process, which share the event loops of Reactor
 * Netty.
 */
class SeveralContextsTests {

	@Test
	void contextGoesOnCallingWhenAnotherOneIsClosed() {
		try (SendmuxSandbox sandbox = SendmuxSandbox.start()) {
			sandbox.add(SandboxAccount.smtp().name("Mail"));
			try (ConfigurableApplicationContext context = start(sandbox)) {
				try (ConfigurableApplicationContext another = start(sandbox)) {
					verifyCall(context);
					verifyCall(another);
				}
				verifyCall(context);
			}
		}
	}

	private static ConfigurableApplicationContext start(SendmuxSandbox sandbox) {
		Stream<String> quietly = Stream.of("spring.reactor.netty.shutdown-quiet-period=0s");
		return new SpringApplicationBuilder(AccountApplication.class).web(WebApplicationType.NONE)
			.run(Stream.concat(ApplicationProcess.client(sandbox.baseUrl(), sandbox.token()), quietly)
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

	private static void verifyCall(ConfigurableApplicationContext context) {
		SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
		assertThat(providers.list().map(Provider::name).collectList().block(Duration.ofSeconds(30)))
			.containsExactly("Mail");
	}

}
