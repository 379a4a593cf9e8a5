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

package ai.sendmux.spring.boot.autoconfigure;

import ai.sendmux.providers.TestCalls;
import ai.sendmux.spring.boot.autoconfigure.endpoint.SendmuxSanitizingAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.health.SendmuxHealthContributorAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.observation.SendmuxMetricsAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;

/**
 * Application contexts for tests, with all that an application with the starter has.
 */
public final class TestContexts {

	/**
	 * Auto-configurations of the client and of what it works with.
	 */
	public static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			SendmuxStartupValidatorAutoConfiguration.class, SendmuxAutoConfiguration.class,
			SendmuxConnectorAutoConfiguration.class, SendmuxHealthContributorAutoConfiguration.class,
			SendmuxMetricsAutoConfiguration.class, SendmuxSanitizingAutoConfiguration.class,
			CodecsAutoConfiguration.class, HttpClientAutoConfiguration.class, JacksonAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, SslAutoConfiguration.class, WebClientAutoConfiguration.class);

	private TestContexts() {
	}

	/**
	 * A context whose client calls this server, and retries failed attempts without
	 * waiting.
	 */
	public static ApplicationContextRunner calling(String serverUrl) {
		return new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues(properties(serverUrl));
	}

	/**
	 * A context whose client is observed as in an application with the actuator, which
	 * has to add the registry.
	 */
	public static ApplicationContextRunner observed(String serverUrl) {
		return calling(serverUrl).withConfiguration(AutoConfigurations.of(WebClientObservationAutoConfiguration.class));
	}

	public static String[] properties(String serverUrl) {
		return new String[] { "sendmux.token=" + TestCalls.TOKEN, "sendmux.base-url=" + serverUrl + "/api/v1",
				"sendmux.retry.delay=1ms", "sendmux.retry.jitter=0ms" };
	}

}
