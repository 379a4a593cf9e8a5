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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for several contexts in one process, which share the event loops of Reactor
 * Netty.
 */
class SeveralContextsTests {

	private final SendmuxSandbox sandbox = SendmuxSandbox.start();

	@AfterEach
	void stopSandbox() {
		this.sandbox.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "localhost" })
	void listWhenAnotherContextIsClosedReturnsAccounts(String host) {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		try (ConfigurableApplicationContext context = start(AccountApplication.class, host)) {
			try (ConfigurableApplicationContext another = start(AccountApplication.class, host)) {
				verifyCall(context);
				verifyCall(another);
			}
			verifyCall(context);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "localhost" })
	void listWhenEarlierContextsAreClosedReturnsAccounts(String host) {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		for (int i = 0; i < 3; i++) {
			try (ConfigurableApplicationContext context = start(AccountApplication.class, host)) {
				verifyCall(context);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "localhost" })
	void listWhenClientIsCreatedAfterContextIsClosedReturnsAccounts(String host) {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		try (ConfigurableApplicationContext context = start(AccountApplication.class, host)) {
			start(AccountApplication.class, host).close();
			verifyCall(context);
		}
	}

	@Test
	void listWhenResolverIsCustomAndContextIsClosedReturnsAccounts() {
		this.sandbox.add(SandboxAccount.smtp().name("Mail"));
		try (ConfigurableApplicationContext context = start(ResolvingApplication.class, "mail.test")) {
			try (ConfigurableApplicationContext another = start(ResolvingApplication.class, "mail.test")) {
				verifyCall(another);
			}
			verifyCall(context);
		}
	}

	private ConfigurableApplicationContext start(Class<?> application, String host) {
		URI baseUrl = URI.create(this.sandbox.baseUrl().toString().replace("127.0.0.1", host));
		Stream<String> quietly = Stream.of("spring.reactor.netty.shutdown-quiet-period=0s",
				"sendmux.allow-insecure-base-url=true", "sendmux.total-timeout=20s");
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.run(Stream.concat(ApplicationProcess.client(baseUrl, this.sandbox.token()), quietly)
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

	private static void verifyCall(ConfigurableApplicationContext context) {
		SendmuxProvidersOperations providers = context.getBean(SendmuxProvidersOperations.class);
		assertThat(providers.list().map(Provider::name).collectList().block(Duration.ofSeconds(30)))
			.containsExactly("Mail");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(AccountApplication.class)
	static class ResolvingApplication {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> hostNames() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client
				.resolver((resolver) -> resolver.hostsFileEntriesResolver((name, types) -> loopback())));
		}

		private static InetAddress loopback() {
			return new InetSocketAddress("127.0.0.1", 0).getAddress();
		}

	}

}
