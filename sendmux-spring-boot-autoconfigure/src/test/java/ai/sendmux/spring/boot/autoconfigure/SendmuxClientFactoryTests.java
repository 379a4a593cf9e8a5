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

import java.net.URI;
import java.util.function.Consumer;

import ai.sendmux.SendmuxTokenProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link SendmuxClientFactory} says about connection details that no
 * client can be built from.
 */
class SendmuxClientFactoryTests {

	private static final URI URL = URI.create("https://sendmux.example.com/api/v1");

	private final ApplicationContextRunner contextRunner = TestContexts.calling("http://localhost:1");

	@Test
	void createWhenTokenIsMissingNamesClient() {
		assertFailure(SendmuxConnectionDetails.of(URL), (failure) -> {
			assertThat(failure).hasMessage("The Sendmux client 'marketing' needs a token, but none is configured.");
			assertThat(failure.getAction()).contains("smx_root_", "the client 'marketing'", "token provider");
		});
	}

	@Test
	void createWhenTokenIsWrongNamesClientAndNotToken() {
		assertFailure(SendmuxConnectionDetails.of(URL, "smx_mbx_geheim"), (failure) -> {
			assertThat(failure)
				.hasMessageStartingWith("The token of the Sendmux client 'marketing' is a mailbox key (smx_mbx_)");
			assertThat(failure.getAction()).contains("the client 'marketing'").doesNotContain("geheim");
		});
	}

	@ParameterizedTest
	@CsvSource({ "http://sendmux.example.com, would send the token unencrypted to host 'sendmux.example.com'.",
			"ftp://sendmux.example.com, does not start with 'https://'." })
	void createWhenBaseUrlIsWrongNamesClient(URI baseUrl, String problem) {
		assertFailure(SendmuxConnectionDetails.of(baseUrl, "smx_root_geheim"), (failure) -> {
			assertThat(failure).hasMessage("The base URL of the Sendmux client 'marketing' " + problem);
			assertThat(failure.getAction()).contains("the client 'marketing'");
		});
	}

	@Test
	void createWhenSslBundleIsNotUsedNamesClient() {
		this.contextRunner.withBean(ClientHttpConnector.class, ReactorClientHttpConnector::new)
			.run((context) -> assertThatExceptionOfType(InvalidSendmuxConnectionException.class)
				.isThrownBy(() -> context.getBean(SendmuxClientFactory.class)
					.create("marketing", new BundleConnectionDetails()))
				.withMessageStartingWith("The Sendmux client 'marketing' was given an SSL bundle"));
	}

	@Test
	void createWhenBaseUrlIsWrongAndTokenProviderIsGivenNamesClient() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(InvalidSendmuxConnectionException.class)
			.isThrownBy(() -> context.getBean(SendmuxClientFactory.class)
				.create("marketing", SendmuxConnectionDetails.of(URI.create("ftp://sendmux.example.com")),
						SendmuxTokenProvider.of("smx_root_geheim")))
			.withMessageContaining("'marketing'"));
	}

	@Test
	void createWhenTokenProviderAndSslBundleAreGivenReturnsClient() {
		SslBundle bundle = SslBundle.systemDefault();
		SendmuxConnectionDetails details = SendmuxConnectionDetails.of(URL, bundle);
		assertThat(details.getToken()).isNull();
		assertThat(details.getSslBundle()).isSameAs(bundle);
		this.contextRunner.run((context) -> assertThat(context.getBean(SendmuxClientFactory.class)
			.create("marketing", details, SendmuxTokenProvider.of("smx_root_marketing"))).isNotNull());
	}

	private void assertFailure(SendmuxConnectionDetails details, Consumer<InvalidSendmuxConnectionException> test) {
		this.contextRunner.run((context) -> assertThatExceptionOfType(InvalidSendmuxConnectionException.class)
			.isThrownBy(() -> context.getBean(SendmuxClientFactory.class).create("marketing", details))
			.satisfies((failure) -> assertThat(failure.getAction()).doesNotContain("'sendmux.token'",
					"'sendmux.base-url'"))
			.satisfies(test));
	}

	static final class BundleConnectionDetails implements SendmuxConnectionDetails {

		@Override
		public URI getBaseUrl() {
			return URL;
		}

		@Override
		public String getToken() {
			return "smx_root_geheim";
		}

		@Override
		public SslBundle getSslBundle() {
			return SslBundle.systemDefault();
		}

	}

}
