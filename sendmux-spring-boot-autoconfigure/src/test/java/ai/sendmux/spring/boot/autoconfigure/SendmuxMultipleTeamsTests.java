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
import java.util.List;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that works for multiple teams, and for what it customizes for
 * all of them.
 */
class SendmuxMultipleTeamsTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ApplicationContextRunner contextRunner = TestContexts.calling(server.baseUrl())
		.withUserConfiguration(MarketingConfiguration.class, ShopConfiguration.class);

	@BeforeEach
	void stubAccount() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
	}

	@Test
	void injectionWhenUnqualifiedReturnsAutoConfiguredClient() {
		this.contextRunner.run((context) -> {
			TestCalls.resultOf(context.getBean(Shop.class).providers().get("dprov_1"));
			assertThat(sent("Authorization")).containsExactly("Bearer " + TestCalls.TOKEN);
		});
	}

	@Test
	void injectionWhenQualifiedReturnsOtherClient() {
		this.contextRunner.run((context) -> {
			TestCalls.resultOf(context.getBean(Shop.class).marketing().get("dprov_1"));
			assertThat(sent("Authorization")).containsExactly("Bearer smx_root_marketing");
		});
	}

	@Test
	void customizersWhenTwoClientsExistApplyToEachInOrder() {
		this.contextRunner.withUserConfiguration(CustomizerConfiguration.class).run((context) -> {
			TestCalls.resultOf(context.getBean(Shop.class).providers().get("dprov_1"));
			TestCalls.resultOf(context.getBean(Shop.class).marketing().get("dprov_1"));
			assertThat(sent("X-Order")).containsExactly("application, first, second", "application, first, second");
		});
	}

	private static List<String> sent(String header) {
		return server.findAll(anyRequestedFor(anyUrl()))
			.stream()
			.map((request) -> String.join(", ", request.header(header).values()))
			.toList();
	}

	record Shop(SendmuxProvidersOperations providers, SendmuxProvidersOperations marketing) {

	}

	@Configuration(proxyBeanMethods = false)
	static class MarketingConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("marketing")
		SendmuxProvidersOperations marketing(SendmuxClientFactory factory) {
			return factory
				.create("marketing",
						SendmuxConnectionDetails.of(URI.create(server.baseUrl() + "/api/v1"), "smx_root_marketing"))
				.providers();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ShopConfiguration {

		@Bean
		Shop shop(SendmuxProvidersOperations providers, @Qualifier("marketing") SendmuxProvidersOperations marketing) {
			return new Shop(providers, marketing);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		@Order(2)
		SendmuxWebClientCustomizer second() {
			return (builder) -> builder.defaultHeaders((headers) -> headers.add("X-Order", "second"));
		}

		@Bean
		@Order(1)
		SendmuxWebClientCustomizer first() {
			return (builder) -> builder.defaultHeaders((headers) -> headers.add("X-Order", "first"));
		}

		@Bean
		WebClientCustomizer application() {
			return (builder) -> builder.defaultHeaders((headers) -> headers.add("X-Order", "application"));
		}

	}

}
