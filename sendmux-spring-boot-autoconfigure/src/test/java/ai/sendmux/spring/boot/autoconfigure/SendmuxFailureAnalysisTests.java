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

import java.io.PrintWriter;
import java.io.StringWriter;

import ai.sendmux.providers.SendmuxProvidersOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what a person sees whose application does not start because of the connection
 * details.
 */
@ExtendWith(OutputCaptureExtension.class)
class SendmuxFailureAnalysisTests {

	@Test
	void startWhenTokenIsMissingNamesPropertyAndEnvironmentVariable(CapturedOutput output) {
		start(ClientUserApplication.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:",
				"The Sendmux client needs a token, but none is configured.", "Action:", "'sendmux.token'",
				"'SENDMUX_TOKEN'", "smx_root_");
	}

	@ParameterizedTest
	@ValueSource(strings = { "smx_mbx_geheim", "smx_agent_geheim", "Bearer geheim", "smx_root_ geheim", "geheim\n" })
	void startWhenTokenIsInvalidReportsReasonWithoutValue(String token, CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.token=" + token);
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "The Sendmux token ", "Action:",
				"Correct the value of the property 'sendmux.token'", "'SENDMUX_TOKEN'");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@Test
	void startWhenTokenIsInvalidAndInitializationIsLazyReportsReason(CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.token=smx_mbx_geheim", "--spring.main.lazy-initialization=true");
		assertThat(output).contains("APPLICATION FAILED TO START", "mailbox key");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@Test
	void startWhenBaseUrlIsInsecureNamesHostAndAllowingProperty(CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.base-url=http://sendmux.example.com/api/v1");
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:",
				"unencrypted to host 'sendmux.example.com'", "Action:", "'sendmux.allow-insecure-base-url'");
	}

	@Test
	void startWhenBaseUrlHasCredentialsReportsReasonWithoutThem(CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.base-url=https://user:geheim@sendmux.example.com/api/v1");
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "contains a user name or password",
				"Action:", "'sendmux.base-url'");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					sendmux.retry.delay=10s           | configuration property 'sendmux.retry.delay' | than 'sendmux.retry.max-delay', which is PT5S
					sendmux.retry.max-delay=1ms       | configuration property 'sendmux.retry.max-delay' | must not be shorter than 'sendmux.retry.delay'
					sendmux.retry.max-retries=-1      | sendmux.retry.max-retries | must not be negative
					sendmux.retry.multiplier=0.5      | sendmux.retry.multiplier | must be at least 1
					sendmux.read-timeout=0s           | sendmux.read-timeout | must be at least one millisecond
					sendmux.total-timeout=-1s         | sendmux.total-timeout | must be at least one millisecond
					sendmux.max-response-size=0B      | sendmux.max-response-size | must be at least one byte
					sendmux.rate-limit.max-wait=-1s   | sendmux.rate-limit.max-wait | must not be negative
					sendmux.rate-limit.max-waiting=-1 | sendmux.rate-limit.max-waiting | must not be negative
					sendmux.pool.max-connections=0    | sendmux.pool.max-connections | must be at least 1
					sendmux.pool.acquire-timeout=0s   | sendmux.pool.acquire-timeout | must be at least one millisecond
					sendmux.emails.poll-interval=0s   | sendmux.emails.poll-interval | must be at least one second
					sendmux.bulk.concurrency=0        | sendmux.bulk.concurrency | must be at least 1
					sendmux.proxy.port=99999          | sendmux.proxy.port | must be between 1 and 65535
					sendmux.proxy.port=0              | sendmux.proxy.port | must be between 1 and 65535
					sendmux.proxy.port=-1             | sendmux.proxy.port | must be between 1 and 65535
					""")
	void startWhenPropertyIsOutOfBoundsNamesItAndReportsReason(String argument, String name, String reason,
			CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.token=smx_root_abc", "--" + argument);
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", name, reason, "Action:");
	}

	@Test
	void startWhenTokenIsUnresolvedPlaceholderNamesIt(CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.token=${TOKEN_FROM_YOUR_VAULT}");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"The Sendmux token is the placeholder ${TOKEN_FROM_YOUR_VAULT}, which nothing resolves.");
	}

	@ParameterizedTest
	@CsvSource({ "sendmux.example.com/api/v1, does not start with 'https://'",
			"ftp://sendmux.example.com, does not start with 'https://'", "https:///api/v1, has no valid host name",
			"https://sendmux.example.com?team=1, contains a query or a fragment",
			"https://sendmux.example.com:99999/api/v1, has a port that is not between 1 and 65535",
			"https://sendmux.example.com:0, has a port that is not between 1 and 65535",
			"http://localhost:65536, has a port that is not between 1 and 65535" })
	void startWhenBaseUrlIsMalformedReportsReason(String baseUrl, String problem, CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.base-url=" + baseUrl);
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", problem, "Action:",
				"Correct the value of the property 'sendmux.base-url'");
	}

	@ParameterizedTest
	@CsvSource({ "https://send mux.example.com, illegal character in authority",
			"http://user:geheim@ho st, illegal character in authority",
			"https://user:geheim@sendmux.example.com/%zz, malformed escape pair",
			"https://user:geheim@[sendmux.example.com, expected closing bracket for IPv6 address",
			"https:, expected scheme-specific part" })
	void startWhenBaseUrlIsNotAUrlReportsReasonWithoutValue(String baseUrl, String problem, CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.base-url=" + baseUrl);
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:",
				"The Sendmux base URL is not a valid URL (" + problem + " at index ", "Action:",
				"Correct the value of the property 'sendmux.base-url'");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@Test
	void startWhenBaseUrlIsNotAUrlOmitsItFromStackTrace() {
		Throwable failure = start(PlainApplication.class, "--sendmux.base-url=http://user:geheim@[host");
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text, true));
		assertThat(text.toString()).contains("not a valid URL").doesNotContain("geheim");
	}

	@Test
	void startWhenSslBundleDoesNotExistNamesItAndProperties(CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.ssl.bundle=partner");
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "the SSL bundle 'partner'",
				"Action:", "'spring.ssl.bundle.pem.partner'", "'sendmux.ssl.bundle'");
	}

	@ParameterizedTest
	@CsvSource({ "sendmux.clients.marketing, sendmux.clients.marketing.token",
			"sendmux.clients.eu-2, sendmux.clients.eu-2.token", "sendmux.clients, sendmux.clients.<name>.token",
			"sendmux.clients.marketing.proxy, sendmux.clients.marketing.token", "sendmux.proxy, sendmux.token",
			"sendmux.rate-limit, sendmux.token" })
	void startWhenGroupHasKeyNamesTokenPropertyWithoutIt(String name, String tokenProperty, CapturedOutput output) {
		start(PlainApplication.class, "--" + name + "=smx_root_geheim");
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "The property '" + name + "'",
				"stands for a group of properties", "Action:", "'" + tokenProperty + "'");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@Test
	void startWhenGroupHasValueThatIsNotAKeyHidesIt(CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.clients.marketing=eyJhbGciOi.geheim");
		assertThat(output).contains("APPLICATION FAILED TO START", "'sendmux.clients.marketing.token'");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "sendmux.read-timeout", "sendmux.enabled", "sendmux.clients.marketing.pool.max-connections" })
	void startWhenPropertyValueIsKeyNamesPropertyWithoutValue(String name, CapturedOutput output) {
		start(PlainApplication.class, "--" + name + "=smx_root_geheim");
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "The property '" + name + "'",
				"has a Sendmux key as its value", "Action:");
		assertThat(output.getAll()).doesNotContain("geheim");
	}

	@Test
	void startWhenPropertyValueIsNotAKeyShowsIt(CapturedOutput output) {
		start(PlainApplication.class, "--sendmux.read-timeout=soon");
		assertThat(output).contains("APPLICATION FAILED TO START", "sendmux.read-timeout", "soon");
	}

	static Throwable start(Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		return assertThatException().isThrownBy(() -> application.run(arguments).close()).actual();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SendmuxStartupValidatorAutoConfiguration.class, SendmuxAutoConfiguration.class,
			SendmuxConnectorAutoConfiguration.class })
	static class PlainApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SendmuxStartupValidatorAutoConfiguration.class, SendmuxAutoConfiguration.class,
			SendmuxConnectorAutoConfiguration.class })
	static class ClientUserApplication {

		@Bean
		String clientUser(SendmuxProvidersOperations providers) {
			return providers.toString();
		}

	}

}
