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
import ai.sendmux.providers.TestRequests;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the kinds of applications that the client has to get along with.
 */
class SendmuxCompatibilityTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ApplicationContextRunner contextRunner = TestContexts.calling(server.baseUrl());

	@BeforeEach
	void stubAccount() {
		String account = "{\"data\":{\"id\":\"dprov_1\",\"name\":\"Mail\"}}";
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson(account)));
		server.stubFor(post("/api/v1/providers").willReturn(okJson(account)));
	}

	@Test
	void callWhenServletApplicationSucceeds() {
		new WebApplicationContextRunner().withConfiguration(TestContexts.AUTO_CONFIGURATIONS)
			.withPropertyValues(TestContexts.properties(server.baseUrl()))
			.run((context) -> assertCanCall(context.getBean(SendmuxProvidersOperations.class)));
	}

	@Test
	void callWhenReactiveWebApplicationSucceeds() {
		new ReactiveWebApplicationContextRunner().withConfiguration(TestContexts.AUTO_CONFIGURATIONS)
			.withPropertyValues(TestContexts.properties(server.baseUrl()))
			.run((context) -> assertCanCall(context.getBean(SendmuxProvidersOperations.class)));
	}

	@Test
	void callWhenLazyInitializationSucceeds() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertCanCall(context.getBean(SendmuxProvidersOperations.class)));
	}

	@Test
	void callWhenSliceHasNoHttpClientBeansSucceeds() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class, SendmuxAutoConfiguration.class,
					SendmuxConnectorAutoConfiguration.class))
			.withPropertyValues(TestContexts.properties(server.baseUrl()))
			.run((context) -> assertCanCall(context.getBean(SendmuxProvidersOperations.class)));
	}

	@Test
	void callWhenSeveralContextsRunUsesTokenOfEach() {
		this.contextRunner
			.run((first) -> this.contextRunner.withPropertyValues("sendmux.token=smx_root_second").run((second) -> {
				assertCanCall(first.getBean(SendmuxProvidersOperations.class));
				assertCanCall(second.getBean(SendmuxProvidersOperations.class));
				assertThat(sent("Authorization")).containsExactly("Bearer " + TestCalls.TOKEN,
						"Bearer smx_root_second");
			}));
	}

	@Test
	void closeWhenAnotherContextRunsKeepsItsClientOpen() {
		this.contextRunner.run((first) -> {
			this.contextRunner.run((second) -> assertCanCall(second.getBean(SendmuxProvidersOperations.class)));
			assertCanCall(first.getBean(SendmuxProvidersOperations.class));
		});
	}

	@Test
	void childContextWhenParentHasClientUsesIt() {
		this.contextRunner.run((parent) -> this.contextRunner.withParent(parent)
			.run((child) -> assertThat(child.getBean(SendmuxProvidersOperations.class))
				.isSameAs(parent.getBean(SendmuxProvidersOperations.class))));
	}

	@Test
	void childContextWhenParentHasFactoryUsesIt() {
		this.contextRunner.run((parent) -> this.contextRunner.withParent(parent)
			.run((child) -> assertThat(child.getBean(SendmuxClientFactory.class))
				.isSameAs(parent.getBean(SendmuxClientFactory.class))));
	}

	@Test
	void callWhenTwoWebClientBuildersSucceeds() {
		this.contextRunner.withUserConfiguration(TwoBuildersConfiguration.class).run((context) -> {
			assertCanCall(context.getBean(SendmuxProvidersOperations.class));
			assertThat(sent("X-Builder")).containsOnlyNulls();
			assertThat(sent("X-Order")).containsExactly("first,second");
		});
	}

	@Test
	void callWhenTwoWebClientBuildersUsesPrimary() {
		this.contextRunner.withUserConfiguration(TwoBuildersConfiguration.class, PrimaryBuilderConfiguration.class)
			.run((context) -> {
				assertCanCall(context.getBean(SendmuxProvidersOperations.class));
				assertThat(sent("X-Builder")).containsExactly("primary");
			});
	}

	@Test
	void callWhenWebClientBuilderIsQualifiedUsesThatOfSpringBoot() {
		this.contextRunner.withUserConfiguration(QualifiedBuilderConfiguration.class).run((context) -> {
			assertCanCall(context.getBean(SendmuxProvidersOperations.class));
			assertThat(sent("X-Builder")).containsOnlyNulls();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE",
			"spring.jackson.default-property-inclusion=always", "spring.jackson.serialization.indent-output=true",
			"spring.jackson.mapper.use-annotations=false",
			"spring.jackson.deserialization.fail-on-unknown-properties=true",
			"spring.http.codecs.max-in-memory-size=1B" })
	void createWhenMapperIsCustomizedSendsSameBody(String setting) {
		assertThatWireFormatIsTheSame(this.contextRunner.withPropertyValues(setting));
	}

	@Test
	void createWhenJackson2IsPresentSendsSameBody() {
		assertThatWireFormatIsTheSame(this.contextRunner
			.withPropertyValues("spring.http.codecs.preferred-json-mapper=jackson2")
			.withBean(ObjectMapper.class,
					() -> new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)));
	}

	private void assertThatWireFormatIsTheSame(ApplicationContextRunner changed) {
		this.contextRunner.run((context) -> TestCalls
			.resultOf(context.getBean(SendmuxProvidersOperations.class).create(TestRequests.full().build())));
		changed.run((context) -> assertThat(TestCalls
			.resultOf(context.getBean(SendmuxProvidersOperations.class).create(TestRequests.full().build()))
			.name()).isEqualTo("Mail"));
		List<String> bodies = server.findAll(anyRequestedFor(anyUrl()))
			.stream()
			.map((request) -> request.getBodyAsString())
			.toList();
		assertThat(bodies).hasSize(2);
		assertThat(bodies.get(1)).isEqualTo(bodies.get(0)).contains("\"smtp_password\"");
	}

	@Test
	void callWhenReactorNettyIsMissingUsesAnotherHttpClient() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("reactor.netty", "org.apache.hc")).run((context) -> {
			assertCanCall(context.getBean(SendmuxProvidersOperations.class));
			assertThat(sent("User-Agent")).singleElement().asString().startsWith("sendmux-spring-boot/");
		});
	}

	@Test
	void connectionDetailsWhenCustomTakePrecedenceOverProperties() {
		this.contextRunner.withPropertyValues("sendmux.token=smx_root_property", "sendmux.base-url=http://localhost:1")
			.withBean(SendmuxConnectionDetails.class,
					() -> SendmuxConnectionDetails.of(URI.create(server.baseUrl() + "/api/v1"), "smx_root_details"))
			.run((context) -> {
				assertCanCall(context.getBean(SendmuxProvidersOperations.class));
				assertThat(sent("Authorization")).containsExactly("Bearer smx_root_details");
			});
	}

	private static List<String> sent(String header) {
		return server.findAll(anyRequestedFor(anyUrl())).stream().map((request) -> request.getHeader(header)).toList();
	}

	private static void assertCanCall(SendmuxProvidersOperations providers) {
		assertThat(TestCalls.resultOf(providers.get("dprov_1")).id()).isEqualTo("dprov_1");
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBuildersConfiguration {

		@Bean
		WebClient.Builder balanced() {
			return WebClient.builder().defaultHeader("X-Builder", "balanced");
		}

		@Bean
		WebClient.Builder plain() {
			return WebClient.builder().defaultHeader("X-Builder", "plain");
		}

		@Bean
		@Order(2)
		WebClientCustomizer second() {
			return (builder) -> builder
				.defaultHeaders((headers) -> headers.set("X-Order", headers.getFirst("X-Order") + ",second"));
		}

		@Bean
		@Order(1)
		WebClientCustomizer first() {
			return (builder) -> builder.defaultHeader("X-Order", "first");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryBuilderConfiguration {

		@Bean
		@Primary
		WebClient.Builder primary() {
			return WebClient.builder().defaultHeader("X-Builder", "primary");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedBuilderConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("balanced")
		WebClient.Builder balanced() {
			return WebClient.builder().defaultHeader("X-Builder", "balanced");
		}

	}

}
