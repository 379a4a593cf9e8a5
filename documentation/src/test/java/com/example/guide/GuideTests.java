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

package com.example.guide;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ai.sendmux.SendmuxTokenException;
import ai.sendmux.documentation.Documents;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import com.example.guide.CustomizingConfiguration.Vault;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests that the code of the guides does what the guides say. That the guides show it is
 * tested by {@code DocumentationTests}.
 */
class GuideTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String TOKEN = "smx_root_t0ken-geheim";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(AutoConfiguredApplication.class)
		.withPropertyValues("sendmux.token=" + TOKEN, "sendmux.base-url=" + serverUrl() + "/api/v1",
				"sendmux.retry.delay=1ms", "sendmux.retry.jitter=0ms", "spring.reactor.netty.shutdown-quiet-period=0s",
				"marketing.sendmux.url=" + serverUrl() + "/api/v1", "marketing.sendmux.token=smx_root_marketing");

	@BeforeEach
	void stubAccount() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
	}

	@Test
	void callWhenCustomizerSetsHeaderSendsIt() {
		this.contextRunner.withUserConfiguration(CustomizingConfiguration.CustomizerConfiguration.class)
			.run((context) -> {
				call(context.getBean(SendmuxProvidersOperations.class));
				assertThat(sent("X-Department")).containsExactly("shop");
			});
	}

	@Test
	void marketingWhenCalledUsesItsOwnToken() {
		this.contextRunner.withUserConfiguration(CustomizingConfiguration.MarketingConfiguration.class)
			.run((context) -> {
				call(context.getBean(SendmuxProvidersOperations.class));
				call(context.getBean("marketing", SendmuxProvidersOperations.class));
				assertThat(sent("Authorization")).containsExactly("Bearer " + TOKEN, "Bearer smx_root_marketing");
			});
	}

	@Test
	void marketingWhenInjectedIsThatOfMarketingClient() {
		this.contextRunner.withUserConfiguration(CustomizingConfiguration.MarketingConfiguration.class)
			.run((context) -> assertThat(context.getBean("marketing"))
				.isSameAs(context.getBean("marketingClient", SendmuxClient.class).providers()));
	}

	@Test
	void partnerClientWhenSslBundleIsDefinedUsesIt() {
		SslBundles bundles = mock(SslBundles.class);
		given(bundles.getBundle("partner")).willReturn(SslBundle.systemDefault());
		this.contextRunner.withUserConfiguration(CustomizingConfiguration.PartnerConfiguration.class)
			.withBean("partnerBundles", SslBundles.class, () -> bundles, (definition) -> definition.setPrimary(true))
			.withPropertyValues("partner.sendmux.url=https://sendmux.example.com/api/v1",
					"partner.sendmux.token=smx_root_partner")
			.run((context) -> {
				assertThat(context.getBean("partnerClient", SendmuxClient.class).name()).isEqualTo("partner");
				then(bundles).should().getBundle("partner");
			});
	}

	@Test
	void tokenWhenVaultIsConfiguredIsReadFromIt() {
		this.contextRunner.withUserConfiguration(CustomizingConfiguration.TokenConfiguration.class)
			.withBean(Vault.class, () -> (path) -> Mono.just("smx_root_of_" + path.replace('/', '_')))
			.run((context) -> {
				call(context.getBean(SendmuxProvidersOperations.class));
				assertThat(sent("Authorization")).containsExactly("Bearer smx_root_of_sendmux_token");
			});
	}

	@Test
	void marketingTokenWhenVaultIsConfiguredIsReadFromIt() {
		this.contextRunner.withUserConfiguration(CustomizingConfiguration.MarketingTokenConfiguration.class)
			.withBean(Vault.class, () -> (path) -> Mono.just("smx_root_of_" + path.replace('/', '_')))
			.run((context) -> {
				call(context.getBean("marketing", SendmuxProvidersOperations.class));
				assertThat(sent("Authorization")).containsExactly("Bearer smx_root_of_marketing_token");
			});
	}

	@ParameterizedTest
	@MethodSource("vaultConfigurations")
	void tokenWhenVaultFailsIsReadAgainAndThenCached(Class<?> configuration, String bean) {
		AtomicInteger reads = new AtomicInteger();
		Mono<String> secret = Mono.fromCallable(() -> {
			if (reads.incrementAndGet() == 1) {
				throw new IllegalStateException("Vault is sealed");
			}
			return "smx_root_read_" + reads;
		});
		this.contextRunner.withUserConfiguration(configuration)
			.withBean(Vault.class, () -> (path) -> secret)
			.run((context) -> {
				SendmuxProvidersOperations providers = context.getBean(bean, SendmuxProvidersOperations.class);
				assertTokenFails(providers);
				call(providers);
				call(providers);
				assertThat(sent("Authorization")).containsOnly("Bearer smx_root_read_2").hasSize(2);
			});
	}

	@ParameterizedTest
	@MethodSource("vaultConfigurations")
	void tokenWhenVaultIsEmptyIsReadAgain(Class<?> configuration, String bean) {
		AtomicInteger reads = new AtomicInteger();
		Mono<String> secret = Mono.fromSupplier(() -> (reads.incrementAndGet() == 1) ? null : "smx_root_later");
		this.contextRunner.withUserConfiguration(configuration)
			.withBean(Vault.class, () -> (path) -> secret)
			.run((context) -> {
				SendmuxProvidersOperations providers = context.getBean(bean, SendmuxProvidersOperations.class);
				assertTokenFails(providers);
				call(providers);
				assertThat(sent("Authorization")).containsExactly("Bearer smx_root_later");
			});
	}

	static Stream<Arguments> vaultConfigurations() {
		return Stream.of(Arguments.of(CustomizingConfiguration.TokenConfiguration.class, "sendmuxProviders"),
				Arguments.of(CustomizingConfiguration.MarketingTokenConfiguration.class, "marketing"));
	}

	@Test
	void observationWhenConventionIsCustomHasItsKey() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.contextRunner.withUserConfiguration(ObservabilityConfiguration.ConventionConfiguration.class)
			.withBean(ObservationRegistry.class, () -> registry)
			.run((context) -> {
				call(context.getBean(SendmuxProvidersOperations.class));
				TestObservationRegistryAssert.assertThat(registry)
					.hasObservationWithNameEqualTo("sendmux.operation")
					.that()
					.hasLowCardinalityKeyValue("region", "eu")
					.hasLowCardinalityKeyValue("sendmux.outcome", "SUCCESS");
			});
	}

	@Test
	void timerWhenCallEndsHasErrorTagAndLongTaskTimer() {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		this.contextRunner.withBean(ObservationRegistry.class, () -> registry).run((context) -> {
			call(context.getBean(SendmuxProvidersOperations.class));
			assertThat(meters.get("sendmux.operation").tag("error", "none").timer().count()).isOne();
			assertThat(meters.get("sendmux.operation.active").longTaskTimer().activeTasks()).isZero();
		});
	}

	@Test
	void callWhenHttpClientMetricsAreEnabledSucceeds() {
		this.contextRunner.withUserConfiguration(ObservabilityConfiguration.PoolMetricsConfiguration.class)
			.run((context) -> call(context.getBean(SendmuxProvidersOperations.class)));
	}

	@Test
	void beansWhenNamedInVersionsGuideExist() {
		String versions = Documents.read("docs/versions.md");
		List<String> names = Pattern.compile("`(sendmux\\w+)`")
			.matcher(versions.lines().filter((line) -> line.contains("names of these beans")).findFirst().orElseThrow())
			.results()
			.map((name) -> name.group(1))
			.toList();
		this.contextRunner.withPropertyValues("management.health.sendmux.enabled=true")
			.run((context) -> assertThat(names).hasSize(6).allMatch(context::containsBean));
	}

	private static void call(SendmuxProvidersOperations providers) {
		StepVerifier.create(providers.get("dprov_1"))
			.assertNext((provider) -> assertThat(provider.id()).isEqualTo("dprov_1"))
			.expectComplete()
			.verify(TIMEOUT);
	}

	private static void assertTokenFails(SendmuxProvidersOperations providers) {
		StepVerifier.create(providers.get("dprov_1"))
			.expectErrorSatisfies((ex) -> assertThat(ex).isExactlyInstanceOf(SendmuxTokenException.class))
			.verify(TIMEOUT);
	}

	private static String serverUrl() {
		return "http://127.0.0.1:" + server.getPort();
	}

	private static List<String> sent(String header) {
		return server.findAll(anyRequestedFor(anyUrl())).stream().map((request) -> request.getHeader(header)).toList();
	}

	@EnableAutoConfiguration
	static class AutoConfiguredApplication {

	}

}
