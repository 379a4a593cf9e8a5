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

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SendmuxSandboxAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SendmuxSandboxAutoConfigurationTests {

	private static final String TOKEN = "smx_root_of_the_real_service";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SendmuxSandboxAutoConfiguration.class));

	@Test
	void sandboxWhenPropertyIsAbsentIsNotCreated() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(SendmuxSandbox.class)
			.doesNotHaveBean(SendmuxConnectionDetails.class));
	}

	@Test
	void sandboxWhenClientIsDisabledIsNotCreated() {
		this.contextRunner.withPropertyValues("sendmux.enabled=false", "sendmux.sandbox.enabled=true")
			.run((context) -> assertThat(context).doesNotHaveBean(SendmuxSandbox.class)
				.doesNotHaveBean(SendmuxConnectionDetails.class));
	}

	@Test
	void sandboxWhenClientEnabledPropertyIsEmptyIsUsed() {
		this.contextRunner.withPropertyValues("sendmux.enabled=", "sendmux.sandbox.enabled=true")
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
				.isEqualTo(context.getBean(SendmuxSandbox.class).baseUrl()));
	}

	@Test
	void connectionDetailsWhenSandboxIsEnabledAreOfSandbox(CapturedOutput output) {
		this.contextRunner.withPropertyValues("sendmux.sandbox.enabled=true").run((context) -> {
			SendmuxSandbox sandbox = context.getBean(SendmuxSandbox.class);
			SendmuxConnectionDetails details = context.getBean(SendmuxConnectionDetails.class);
			assertThat(details.getBaseUrl()).isEqualTo(sandbox.baseUrl());
			assertThat(details.getToken()).isEqualTo(sandbox.token());
			assertThat(output).containsOnlyOnce(sandbox.baseUrl().toString()).doesNotContain(sandbox.token());
		});
	}

	@Test
	void startWhenNotInTestLogsWarning(CapturedOutput output) {
		this.contextRunner.withPropertyValues("sendmux.sandbox.enabled=true")
			.run((context) -> assertThat(output.getAll().lines()).filteredOn((line) -> line.contains("sandbox listens"))
				.singleElement()
				.asString()
				.contains("WARN"));
	}

	@Test
	void startWhenInTestLogsInfo(CapturedOutput output) {
		this.contextRunner.withBean(SandboxTestContext.class)
			.withPropertyValues("sendmux.sandbox.enabled=true")
			.run((context) -> assertThat(output.getAll().lines()).filteredOn((line) -> line.contains("sandbox listens"))
				.singleElement()
				.asString()
				.contains("INFO"));
	}

	@Test
	void sandboxWhenTokenIsEmptyIsUsed() {
		this.contextRunner.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.token=")
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getToken())
				.isEqualTo(context.getBean(SendmuxSandbox.class).token()));
	}

	@Test
	void startWhenTokenIsConfiguredFailsWithAnalysis() {
		this.contextRunner.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.token=" + TOKEN)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context).getFailure().hasRootCauseInstanceOf(SandboxWithTokenException.class);
				Throwable failure = Objects.requireNonNull(context.getStartupFailure());
				FailureAnalysis analysis = Objects
					.requireNonNull(new SandboxWithTokenFailureAnalyzer().analyze(failure));
				assertThat(analysis.getDescription()).contains("'sendmux.sandbox.enabled'", "'sendmux.token'")
					.doesNotContain(TOKEN);
				assertThat(analysis.getAction()).contains("sendmux.sandbox.yield-to-token=true").doesNotContain(TOKEN);
			});
	}

	@Test
	void sandboxWhenYieldingToTokenIsNotCreated(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.sandbox.yield-to-token=true",
					"sendmux.token=" + TOKEN, "sendmux.base-url=https://sendmux.example.com/api/v1")
			.run((context) -> {
				SendmuxConnectionDetails details = context.getBean(SendmuxConnectionDetails.class);
				assertThat(details.getBaseUrl()).isEqualTo(URI.create("https://sendmux.example.com/api/v1"));
				assertThat(details.getToken()).isEqualTo(TOKEN);
				assertThat(context.getBeanProvider(SendmuxSandbox.class).getIfAvailable()).isNull();
				assertThat(output).doesNotContain("sandbox listens");
			});
	}

	@Test
	void connectionDetailsWhenSandboxYieldsToTokenHaveSslBundle() {
		SslBundle bundle = SslBundle.systemDefault();
		this.contextRunner.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("partner", bundle))
			.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.sandbox.yield-to-token=true",
					"sendmux.token=" + TOKEN, "sendmux.ssl.bundle=partner")
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getSslBundle())
				.isSameAs(bundle));
	}

	@Test
	void sandboxWhenYieldingButTokenIsAbsentIsUsed() {
		this.contextRunner
			.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.sandbox.yield-to-token=true",
					"sendmux.base-url=https://sendmux.example.com/api/v1")
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
				.isEqualTo(context.getBean(SendmuxSandbox.class).baseUrl()));
	}

	@Test
	void sandboxWhenInTestTakesPrecedenceOverToken() {
		this.contextRunner.withBean(SandboxTestContext.class)
			.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.sandbox.yield-to-token=true",
					"sendmux.token=" + TOKEN)
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getToken())
				.isEqualTo(context.getBean(SendmuxSandbox.class).token()));
	}

	@Test
	void startWhenTokenProviderIsDefinedFails() {
		this.contextRunner.withUserConfiguration(TokenProvider.class)
			.withPropertyValues("sendmux.sandbox.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(SandboxWithTokenException.class)
				.hasRootCauseMessage("The Sendmux sandbox is enabled although a token is configured "
						+ "(SendmuxTokenProvider bean 'vaultToken')"));
	}

	@Test
	void sandboxWhenYieldingToTokenProviderIsNotCreated() {
		this.contextRunner.withUserConfiguration(TokenProvider.class)
			.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.sandbox.yield-to-token=true")
			.run((context) -> {
				assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
					.isEqualTo(URI.create("https://app.sendmux.ai/api/v1"));
				assertThat(context.getBeanProvider(SendmuxSandbox.class).getIfAvailable()).isNull();
			});
	}

	@Test
	void sandboxWhenTokenProviderIsLazyDoesNotInstantiateIt() {
		AtomicInteger made = new AtomicInteger();
		this.contextRunner.withBean("vaultToken", SendmuxTokenProvider.class, () -> {
			made.incrementAndGet();
			return SendmuxTokenProvider.of(TOKEN);
		}, (definition) -> definition.setLazyInit(true))
			.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.sandbox.yield-to-token=true")
			.run((context) -> {
				assertThat(context.getBean(SendmuxConnectionDetails.class).getToken()).isNull();
				assertThat(made).hasValue(0);
			});
	}

	@Test
	void sandboxWhenTokenProviderIsForAnotherClientIsUsed() {
		this.contextRunner.withUserConfiguration(QualifiedTokenProvider.class)
			.withPropertyValues("sendmux.sandbox.enabled=true")
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
				.isEqualTo(context.getBean(SendmuxSandbox.class).baseUrl()));
	}

	@Test
	void startWhenUserDefinesConnectionDetailsFails() {
		this.contextRunner.withUserConfiguration(UserConnectionDetails.class)
			.withPropertyValues("sendmux.sandbox.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(SandboxWithTokenException.class)
				.hasRootCauseMessage("The Sendmux sandbox is enabled although a token is configured "
						+ "(SendmuxConnectionDetails bean 'userConnectionDetails')"));
	}

	@Test
	void sandboxWhenYieldingToUserConnectionDetailsIsNotCreated(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(UserConnectionDetails.class)
			.withPropertyValues("sendmux.sandbox.enabled=true", "sendmux.sandbox.yield-to-token=true")
			.run((context) -> {
				assertThat(context.getBean(SendmuxConnectionDetails.class).getToken()).isEqualTo("of-the-user");
				assertThat(output).doesNotContain("sandbox listens");
			});
	}

	@Test
	void sandboxWhenConnectionDetailsAreForAnotherClientIsUsed() {
		this.contextRunner.withUserConfiguration(QualifiedConnectionDetails.class)
			.withPropertyValues("sendmux.sandbox.enabled=true")
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
				.isEqualTo(context.getBean(SendmuxSandbox.class).baseUrl()));
	}

	@Test
	void sandboxWhenInTestTakesPrecedenceOverUserConnectionDetails() {
		this.contextRunner
			.withConfiguration(
					AutoConfigurations.of(SendmuxAutoConfiguration.class, SendmuxConnectorAutoConfiguration.class))
			.withUserConfiguration(UserConnectionDetails.class)
			.withBean(SandboxTestContext.class)
			.withPropertyValues("sendmux.sandbox.enabled=true")
			.run((context) -> {
				assertThat(context.getBean(SendmuxConnectionDetails.class).getToken()).isEqualTo("of-the-user");
				assertThat(context.getBean(SendmuxClient.class).ping().block(Duration.ofSeconds(20))).isNotNull();
				assertThat(context.getBean(SendmuxSandbox.class).requests()).hasSize(1);
			});
	}

	@Test
	void connectionDetailsWhenUserDefinesSandboxAreOfThatSandbox() {
		this.contextRunner.withBean(SendmuxSandbox.class, SendmuxSandbox::start)
			.withPropertyValues("sendmux.sandbox.enabled=true")
			.run((context) -> assertThat(context.getBean(SendmuxConnectionDetails.class).getBaseUrl())
				.isEqualTo(context.getBean(SendmuxSandbox.class).baseUrl()));
	}

	@Test
	void sandboxWhenContextIsClosedIsClosed() {
		URI[] baseUrl = new URI[1];
		this.contextRunner.withPropertyValues("sendmux.sandbox.enabled=true")
			.run((context) -> baseUrl[0] = context.getBean(SendmuxSandbox.class).baseUrl());
		HttpRequest request = HttpRequest.newBuilder(baseUrl[0]).build();
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()));
	}

	@Test
	void sandboxWhenTwoContextsRunIsSeparateForEach() {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues("sendmux.sandbox.enabled=true");
		runner.run((one) -> runner.run((other) -> assertThat(one.getBean(SendmuxSandbox.class).baseUrl())
			.isNotEqualTo(other.getBean(SendmuxSandbox.class).baseUrl())));
	}

	@Configuration(proxyBeanMethods = false)
	static class TokenProvider {

		@Bean
		SendmuxTokenProvider vaultToken() {
			return SendmuxTokenProvider.of(TOKEN);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedTokenProvider {

		@Bean(defaultCandidate = false)
		SendmuxTokenProvider marketingToken() {
			return SendmuxTokenProvider.of(TOKEN);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedConnectionDetails {

		@Bean(defaultCandidate = false)
		SendmuxConnectionDetails marketingConnectionDetails() {
			return SendmuxConnectionDetails.of(URI.create("https://sendmux.example.com"), "of-marketing");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserConnectionDetails {

		@Bean
		SendmuxConnectionDetails userConnectionDetails() {
			return SendmuxConnectionDetails.of(URI.create("https://sendmux.example.com"), "of-the-user");
		}

	}

}
