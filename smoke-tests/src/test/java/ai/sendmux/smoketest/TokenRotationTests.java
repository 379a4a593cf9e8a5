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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClients;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a token which Spring Cloud binds again is used without a restart.
 */
class TokenRotationTests {

	private static final String TOKEN = "sendmux.token";

	private static final String TOKEN_OF_MARKETING = "sendmux.clients.marketing.token";

	@Test
	void callWhenSpringCloudRebindsTokenUsesIt() {
		try (SendmuxSandbox sandbox = SendmuxSandbox.start()) {
			sandbox.team("smx_root_first").add(SandboxAccount.smtp().name("first"));
			sandbox.team("smx_root_second").add(SandboxAccount.smtp().name("second"));
			Map<String, Object> properties = new HashMap<>(Map.of("sendmux.base-url", sandbox.baseUrl().toString(),
					TOKEN, "smx_root_first", TOKEN_OF_MARKETING, "smx_root_first"));
			try (ConfigurableApplicationContext context = start(properties)) {
				SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
				SendmuxProvidersOperations marketing = context.getBean(SendmuxClients.class)
					.get("marketing")
					.providers();
				assertThat(names(providers)).containsExactly("first");
				assertThat(names(marketing)).containsExactly("first");
				properties.put(TOKEN, "smx_root_second");
				properties.put(TOKEN_OF_MARKETING, "smx_root_second");
				context.publishEvent(new EnvironmentChangeEvent(context, Set.of(TOKEN, TOKEN_OF_MARKETING)));
				assertThat(names(providers)).containsExactly("second");
				assertThat(names(marketing)).containsExactly("second");
			}
		}
	}

	private static ConfigurableApplicationContext start(Map<String, Object> properties) {
		return new SpringApplicationBuilder(AccountApplication.class).web(WebApplicationType.NONE)
			.initializers((context) -> {
				ConfigurableEnvironment environment = context.getEnvironment();
				environment.getPropertySources().addFirst(new MapPropertySource("rotated", properties));
			})
			.run();
	}

	private static List<String> names(SendmuxProvidersOperations providers) {
		return providers.list().map(Provider::name).collectList().blockOptional(Duration.ofSeconds(30)).orElseThrow();
	}

}
