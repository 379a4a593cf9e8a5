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

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for SSL bundles, with a server that asks for the certificate of the client.
 */
class SendmuxSslTests {

	@TempDir
	static Path directory;

	private static TestCertificates certificates;

	private static WireMockServer server;

	@BeforeAll
	static void startServer() throws IOException, GeneralSecurityException {
		certificates = TestCertificates.make(directory);
		server = new WireMockServer(WireMockConfiguration.options()
			.httpDisabled(true)
			.dynamicHttpsPort()
			.keystorePath(certificates.serverKeys().toString())
			.keystorePassword(TestCertificates.PASSWORD)
			.keyManagerPassword(TestCertificates.PASSWORD)
			.keystoreType(TestCertificates.TYPE)
			.trustStorePath(certificates.serverTrust().toString())
			.trustStorePassword(TestCertificates.PASSWORD)
			.trustStoreType(TestCertificates.TYPE)
			.needClientAuth(true));
		server.start();
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
	}

	@AfterAll
	static void stopServer() {
		server.stop();
	}

	@Test
	void callWhenSslBundleHasKeySendsCertificate() {
		calling().withPropertyValues(certificates.clientBundle("partner"))
			.withPropertyValues("sendmux.ssl.bundle=partner")
			.run((context) -> assertResponds(context.getBean(SendmuxProvidersOperations.class)));
	}

	@Test
	void callWhenNoSslBundleUsesThatOfHttpClients() {
		calling().withPropertyValues(certificates.clientBundle("partner"))
			.withPropertyValues("spring.http.clients.ssl.bundle=partner")
			.run((context) -> assertResponds(context.getBean(SendmuxProvidersOperations.class)));
	}

	@Test
	void callWhenConnectionDetailsHaveSslBundleUsesIt() {
		calling().withPropertyValues(certificates.clientBundle("partner"))
			.withUserConfiguration(ConnectionDetailsConfiguration.class)
			.run((context) -> assertResponds(context.getBean(SendmuxProvidersOperations.class)));
	}

	@Test
	void callWhenSecondClientHasSslBundleUsesIt() {
		calling().withPropertyValues(certificates.clientBundle("partner")).run((context) -> {
			SendmuxConnectionDetails details = SendmuxConnectionDetails.of(URI.create(server.baseUrl() + "/api/v1"),
					TestCalls.TOKEN, context.getBean(SslBundles.class).getBundle("partner"));
			assertResponds(context.getBean(SendmuxClientFactory.class).create("partner", details).providers());
		});
	}

	@Test
	void callWhenSslBundleHasNoKeyFails() {
		calling().withPropertyValues(certificates.clientBundleWithoutKey("partner"))
			.withPropertyValues("sendmux.ssl.bundle=partner")
			.run((context) -> TestCalls.failureOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"),
					SendmuxTransportException.class));
	}

	@Test
	void callWhenNoSslBundleDoesNotTrustServer() {
		calling().run((context) -> {
			SendmuxTransportException failure = TestCalls.failureOf(
					context.getBean(SendmuxProvidersOperations.class).get("dprov_1"), SendmuxTransportException.class);
			assertThat(failure).hasMessageContaining("no secure connection could be made");
			assertThat(failure.outcomeUnknown()).isFalse();
		});
	}

	@Test
	void startWhenSslBundleDoesNotExistFailsAndNamesIt() {
		calling().withPropertyValues("sendmux.ssl.bundle=partner")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidSendmuxConnectionException.class)
				.hasMessageContaining("'partner'"));
	}

	@Test
	void startWhenNoSslBundlesExistFailsAndNamesMissingOne() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SendmuxStartupValidatorAutoConfiguration.class,
					SendmuxAutoConfiguration.class))
			.withPropertyValues("sendmux.ssl.bundle=partner")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidSendmuxConnectionException.class)
				.hasMessageContaining("'partner'"));
	}

	@Test
	void providersWhenSslBundleIsSetAndConnectorIsCustomFails() {
		calling().withPropertyValues(certificates.clientBundle("partner"))
			.withPropertyValues("sendmux.ssl.bundle=partner")
			.withUserConfiguration(ConnectorConfiguration.class)
			.run((context) -> assertThatException().isThrownBy(() -> context.getBean(SendmuxProvidersOperations.class))
				.havingRootCause()
				.isInstanceOf(InvalidSendmuxConnectionException.class)
				.withMessageContaining("SSL bundle"));
	}

	private static ApplicationContextRunner calling() {
		return TestContexts.calling(server.baseUrl()).withPropertyValues("sendmux.retry.max-retries=0");
	}

	private static void assertResponds(SendmuxProvidersOperations providers) {
		assertThat(TestCalls.resultOf(providers.get("dprov_1")).id()).isEqualTo("dprov_1");
	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectionDetailsConfiguration {

		@Bean
		SendmuxConnectionDetails partnerConnectionDetails(SslBundles bundles) {
			return new SendmuxConnectionDetails() {

				@Override
				public URI getBaseUrl() {
					return URI.create(server.baseUrl() + "/api/v1");
				}

				@Override
				public @Nullable String getToken() {
					return TestCalls.TOKEN;
				}

				@Override
				public @Nullable SslBundle getSslBundle() {
					return bundles.getBundle("partner");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectorConfiguration {

		@Bean
		ClientHttpConnector applicationConnector() {
			return new ReactorClientHttpConnector();
		}

	}

}
