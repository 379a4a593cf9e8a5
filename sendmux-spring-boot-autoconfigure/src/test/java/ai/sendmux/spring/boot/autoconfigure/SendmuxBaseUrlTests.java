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

import java.util.Map;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link SendmuxAutoConfiguration} treats the base URL.
 */
class SendmuxBaseUrlTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class,
				SendmuxAutoConfiguration.class, SendmuxConnectorAutoConfiguration.class))
		.withPropertyValues("sendmux.token=smx_root_x");

	@Test
	void baseUrlWhenNotSetIsDefault() {
		this.contextRunner.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
			.hasToString("https://app.sendmux.ai/api/v1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://sendmux.example.com", "https://sendmux.example.com/api/v1/",
			"HTTPS://SENDMUX.EXAMPLE.COM:8443/api/v1", "http://localhost/api/v1", "http://LOCALHOST:8080",
			"http://127.0.0.1:8080/api/v1", "http://127.1.2.3", "http://[::1]:8080/api/v1",
			"http://[0:0:0:0:0:0:0:1]/api/v1" })
	void startWhenBaseUrlIsSecureOrLoopbackSucceeds(String baseUrl) {
		this.contextRunner.withPropertyValues("sendmux.base-url=" + baseUrl).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(SendmuxProvidersOperations.class)).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://sendmux.example.com/api/v1", "HTTP://sendmux.example.com", "http://10.0.0.1",
			"http://127.0.0.1.example.com", "http://localhost.example.com", "http://[::2]", "http://128.0.0.1",
			"http://[::ffff:10.0.0.1]" })
	void startWhenBaseUrlIsInsecureFails(String baseUrl) {
		this.contextRunner.withPropertyValues("sendmux.base-url=" + baseUrl)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidSendmuxConnectionException.class)
				.hasMessageContaining("unencrypted"));
	}

	@Test
	void startWhenInsecureBaseUrlIsAllowedSucceeds() {
		this.contextRunner
			.withPropertyValues("sendmux.base-url=http://sendmux.example.com", "sendmux.allow-insecure-base-url=true")
			.run((context) -> assertThat(context.getBean(SendmuxProvidersOperations.class)).isNotNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "sendmux.example.com/api/v1", "localhost:8080", "//sendmux.example.com", "/api/v1",
			"ftp://sendmux.example.com", "file:/api/v1", "https:/api/v1", "https:///api/v1",
			"https://under_score.example.com", "https://user:geheim@sendmux.example.com",
			"https://geheim@sendmux.example.com", "https://sendmux.example.com?key=geheim",
			"https://sendmux.example.com/api/v1?", "https://sendmux.example.com/#geheim" })
	void startWhenBaseUrlIsMalformedFailsWithoutSecret(String baseUrl) {
		this.contextRunner.withPropertyValues("sendmux.base-url=" + baseUrl, "sendmux.allow-insecure-base-url=true")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidSendmuxConnectionException.class)
				.message()
				.startsWith("The Sendmux base URL ")
				.doesNotContain("geheim"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https:", "https://[", "https://sendmux.example.com:port:1/%" })
	void startWhenBaseUrlIsNotAUrlFails(String baseUrl) {
		this.contextRunner.withPropertyValues("sendmux.base-url=" + baseUrl)
			.run((context) -> assertThat(context).getFailure().isInstanceOf(InvalidSendmuxConnectionException.class));
	}

	@Test
	void baseUrlWhenSurroundedByWhiteSpaceIsTrimmed() {
		this.contextRunner
			.withInitializer(
					(context) -> context.getEnvironment()
						.getPropertySources()
						.addFirst(new MapPropertySource("test",
								Map.of("sendmux.base-url", " https://sendmux.example.com/v1\n"))))
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
				.hasToString("https://sendmux.example.com/v1"));
	}

	@Test
	void baseUrlWhenEmptyIsDefault() {
		this.contextRunner.withPropertyValues("sendmux.base-url=").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
				.hasToString(SendmuxClientProperties.DEFAULT_BASE_URL);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1", "/api/v1/", "/api/v1//" })
	void callWhenBaseUrlHasTrailingSlashesUsesSamePath(String path) {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
		this.contextRunner.withPropertyValues("sendmux.base-url=" + server.baseUrl() + path)
			.run((context) -> assertThat(
					TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1")).id())
				.isEqualTo("dprov_1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/" })
	void callWhenBaseUrlHasNoPathUsesRoot(String path) {
		server.stubFor(get("/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
		this.contextRunner.withPropertyValues("sendmux.base-url=" + server.baseUrl() + path)
			.run((context) -> assertThat(
					TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1")).id())
				.isEqualTo("dprov_1"));
	}

}
