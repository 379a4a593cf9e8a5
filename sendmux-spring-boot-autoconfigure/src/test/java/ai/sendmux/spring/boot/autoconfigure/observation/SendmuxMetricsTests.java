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

package ai.sendmux.spring.boot.autoconfigure.observation;

import java.net.URI;

import ai.sendmux.http.SharedPermits;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.TestContexts;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SendmuxMetricsAutoConfiguration} and for what there is without it.
 */
class SendmuxMetricsTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final ApplicationContextRunner contextRunner = TestContexts.calling(server.baseUrl());

	@BeforeEach
	void stubAccount() {
		server.stubFor(get("/api/v1/providers/dprov_1")
			.willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}").withHeader("X-RateLimit-Limit", "600")
				.withHeader("X-RateLimit-Remaining", "599")
				.withHeader("X-RateLimit-Reset", "4102444800")));
	}

	@Test
	void rateLimitGaugeWhenNoResponseIsNaN() {
		withMeters().run((context) -> {
			context.getBean(SendmuxProvidersOperations.class);
			assertThat(remaining("default")).isNaN();
		});
	}

	@Test
	void rateLimitGaugeWhenResponseReportsLimitIsRemaining() {
		withMeters().run((context) -> {
			TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
			assertThat(remaining("default")).isEqualTo(599);
		});
	}

	@Test
	void rateLimitGaugeWhenTwoClientsExistIsRegisteredForEach() {
		withMeters().withUserConfiguration(MarketingConfiguration.class).run((context) -> {
			TestCalls.resultOf(context.getBean("marketing", SendmuxProvidersOperations.class).get("dprov_1"));
			context.getBean(SendmuxProvidersOperations.class);
			System.gc();
			assertThat(remaining("marketing")).isEqualTo(599);
			assertThat(remaining("default")).isNaN();
		});
	}

	@Test
	void sharedMetersWhenPermitsAreSharedReportTheirState() {
		SharedPermits permits = mock();
		given(permits.isShared("default")).willReturn(true, false);
		given(permits.failures()).willReturn(3L);
		withMeters().withBean(SharedPermits.class, () -> permits).run((context) -> {
			context.getBean(SendmuxProvidersOperations.class);
			Gauge gauge = this.meters.get("sendmux.rate.limit.shared").tag("sendmux.client", "default").gauge();
			assertThat(gauge.value()).isEqualTo(1);
			assertThat(gauge.value()).isZero();
			assertThat(this.meters.get("sendmux.rate.limit.shared.failures").functionCounter().count()).isEqualTo(3);
		});
	}

	@Test
	void sharedMetersWhenPermitsAreNotSharedAreAbsent() {
		withMeters().run((context) -> {
			context.getBean(SendmuxProvidersOperations.class);
			assertThat(this.meters.find("sendmux.rate.limit.shared").meters()).isEmpty();
		});
	}

	@Test
	void timerWhenCallEndsIsTaggedWithClient() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		withMeters().withBean(ObservationRegistry.class, () -> registry)
			.withUserConfiguration(MarketingConfiguration.class)
			.run((context) -> {
				TestCalls.resultOf(context.getBean("marketing", SendmuxProvidersOperations.class).get("dprov_1"));
				assertThat(this.meters.get("sendmux.operation").timers())
					.extracting((timer) -> timer.getId().getTag("sendmux.client"))
					.containsExactly("marketing");
			});
	}

	@Test
	void gaugeWhenMeterRegistryIsMissingIsAbsent() {
		this.contextRunner.run((context) -> {
			TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
			assertThat(context).doesNotHaveBean(SendmuxRateLimitMetrics.class);
		});
	}

	@Test
	void callWhenMicrometerCoreIsMissingSucceeds() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer.core")).run((context) -> {
			TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
			assertThat(context).doesNotHaveBean(SendmuxMetricsAutoConfiguration.class);
		});
	}

	@Test
	void callWhenSeveralObservationRegistriesSucceeds() {
		this.contextRunner.withBean("first", ObservationRegistry.class, ObservationRegistry::create)
			.withBean("second", ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> assertThat(
					TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1")).id())
				.isEqualTo("dprov_1"));
	}

	@Test
	void poolWhenReactorNettyMetricsAreEnabledIsMeasured() {
		Metrics.addRegistry(this.meters);
		try {
			this.contextRunner.withUserConfiguration(PoolMetricsConfiguration.class).run((context) -> {
				TestCalls.resultOf(context.getBean(SendmuxProvidersOperations.class).get("dprov_1"));
				assertThat(this.meters.find("reactor.netty.connection.provider.total.connections")
					.tag("name", "sendmux")
					.gauges())
					.anyMatch((gauge) -> String.valueOf(gauge.getId().getTag("remote.address"))
						.endsWith(":" + server.getPort()));
			});
		}
		finally {
			Metrics.removeRegistry(this.meters);
		}
	}

	private ApplicationContextRunner withMeters() {
		return this.contextRunner.withBean(MeterRegistry.class, () -> this.meters);
	}

	private double remaining(String client) {
		return this.meters.get("sendmux.rate.limit.remaining").tag("sendmux.client", client).gauge().value();
	}

	@Configuration(proxyBeanMethods = false)
	static class MarketingConfiguration {

		@Bean(defaultCandidate = false)
		SendmuxProvidersOperations marketing(SendmuxClientFactory factory) {
			return factory
				.create("marketing",
						SendmuxConnectionDetails.of(URI.create(server.baseUrl() + "/api/v1"), "smx_root_marketing"))
				.providers();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PoolMetricsConfiguration {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> poolMetrics() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.metrics(true, (uri) -> "/api/v1"));
		}

	}

}
