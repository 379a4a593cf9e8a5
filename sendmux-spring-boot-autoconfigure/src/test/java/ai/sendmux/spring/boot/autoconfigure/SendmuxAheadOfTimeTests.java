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

import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.spring.boot.autoconfigure.endpoint.SendmuxSanitizingAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.health.SendmuxHealthContributorAutoConfiguration;
import ai.sendmux.spring.boot.autoconfigure.health.SendmuxHealthIndicator;
import ai.sendmux.spring.boot.autoconfigure.observation.SendmuxMetricsAutoConfiguration;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for an application that is processed ahead of time, when there is no token yet.
 */
@CompileWithForkedClassLoader
class SendmuxAheadOfTimeTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	@Test
	void processedContextWhenTokenIsGivenAtRunTimeUsesIt() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
		runProcessed((context) -> assertThat(
				TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1")).id())
			.isEqualTo("dprov_1"), TestContexts.properties(server.baseUrl()));
	}

	@Test
	void processedContextWhenTokenIsMissingFails() {
		runProcessed((context) -> assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> context.getBean(SendmuxProvidersOperations.class))
			.havingRootCause()
			.isInstanceOf(InvalidSendmuxConnectionException.class), "sendmux.read-timeout=1s");
	}

	@Test
	void processedContextWhenActuatorIsPresentHasItsBeans() {
		runProcessed((context) -> {
			context.getBean(SendmuxProvidersOperations.class);
			assertThat(context.getBean("sendmuxHealthContributor")).isInstanceOf(SendmuxHealthIndicator.class);
			assertThat(context.getBeanProvider(SanitizingFunction.class)).hasSize(1);
			assertThat(context.getBean(MeterRegistry.class).get("sendmux.rate.limit.remaining").gauge().value())
				.isNaN();
		}, TestContexts.properties(server.baseUrl()));
	}

	@Test
	void processedContextWhenClientIsConfiguredAtRunTimeHasIt() {
		server
			.stubFor(get("/api/v1/providers/dprov_1").withHeader("Authorization", equalTo("Bearer smx_root_marketing"))
				.willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
		runProcessed((context) -> {
			SendmuxClient client = context.getBean(SendmuxClients.class).get("marketing");
			assertThat(TestCalls.resultOf(client.providers().get("dprov_1")).id()).isEqualTo("dprov_1");
			assertThat(context.getBean("sendmuxHealthContributor"))
				.isInstanceOf(CompositeReactiveHealthContributor.class);
		}, properties("sendmux.clients.marketing.token=smx_root_marketing"));
	}

	@Test
	void processedContextHasHintsForPropertiesOfClients() {
		RuntimeHints hints = process().getRuntimeHints();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(SendmuxClientProperties.class, "setToken"))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(SendmuxClientProperties.Pool.class, "setMaxConnections")).accepts(hints);
	}

	private static String[] properties(String property) {
		return Stream.concat(Stream.of(TestContexts.properties(server.baseUrl())), Stream.of(property))
			.toArray(String[]::new);
	}

	private static TestGenerationContext process() {
		TestGenerationContext generation = new TestGenerationContext();
		try (AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("management.health.sendmux.enabled=true").applyTo(source);
			source.register(Application.class);
			new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		}
		return generation;
	}

	private static void runProcessed(Consumer<GenericApplicationContext> test, String... properties) {
		TestGenerationContext generation = process();
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				TestPropertyValues.of(properties).applyTo(context);
				initializer(compiled.getInstance(ApplicationContextInitializer.class)).initialize(context);
				context.refresh();
				test.accept(context);
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(
			ApplicationContextInitializer<?> generated) {
		return (ApplicationContextInitializer<GenericApplicationContext>) generated;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SendmuxStartupValidatorAutoConfiguration.class, SendmuxAutoConfiguration.class,
			SendmuxConnectorAutoConfiguration.class, SendmuxHealthContributorAutoConfiguration.class,
			SendmuxMetricsAutoConfiguration.class, SendmuxSanitizingAutoConfiguration.class,
			HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
			WebClientAutoConfiguration.class })
	static class Application {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

}
