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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SendmuxClients} and the properties {@code sendmux.clients.*}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SendmuxClientsTests {

	private static final String MARKETING = "smx_root_marketing";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ApplicationContextRunner contextRunner = TestContexts.calling(server.baseUrl())
		.withPropertyValues("sendmux.clients.marketing.token=" + MARKETING);

	@BeforeEach
	void stubAccount() {
		server.stubFor(get(urlPathMatching(".*/providers/dprov_1")).willReturn(okJson("""
				{ "data": { "id": "dprov_1" } }
				""")));
	}

	@Test
	void namesWhenClientsAreConfiguredReturnsThemSorted() {
		this.contextRunner.withPropertyValues("sendmux.clients.eu-2.read-timeout=1s")
			.run((context) -> assertThat(clients(context).names()).containsExactly("eu-2", "marketing"));
	}

	@Test
	void namesWhenNoneIsConfiguredIsEmpty() {
		TestContexts.calling(server.baseUrl()).run((context) -> assertThat(clients(context).names()).isEmpty());
	}

	@Test
	void getWhenNameIsConfiguredReturnsClientWithItsToken() {
		this.contextRunner.run((context) -> {
			SendmuxClient client = clients(context).get("marketing");
			assertThat(client.name()).isEqualTo("marketing");
			call(client.providers());
			assertThat(sent("Authorization")).containsExactly("Bearer " + MARKETING);
		});
	}

	@Test
	void getWhenCalledTwiceReturnsSameClient() {
		this.contextRunner.run(
				(context) -> assertThat(clients(context).get("marketing")).isSameAs(clients(context).get("marketing")));
	}

	@Test
	void providersWhenClientsAreConfiguredUsesDefaultToken() {
		this.contextRunner.run((context) -> {
			call(context.getBean(SendmuxProvidersOperations.class));
			assertThat(sent("Authorization")).containsExactly("Bearer " + TestCalls.TOKEN);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "sales", "Marketing", "" })
	void getWhenNameIsUnknownFails(String name) {
		this.contextRunner
			.run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> clients(context).get(name))
				.withMessageContaining("'" + name + "'")
				.withMessageContaining("[marketing]"));
	}

	@Test
	void getWhenTokenIsMissingFailsAndNamesTheClient() {
		this.contextRunner.withPropertyValues("sendmux.clients.sales.read-timeout=1s")
			.withBean(SendmuxTokenProvider.class, () -> SendmuxTokenProvider.of(TestCalls.TOKEN))
			.run((context) -> assertThatExceptionOfType(InvalidSendmuxConnectionException.class)
				.isThrownBy(() -> clients(context).get("sales"))
				.withMessage("The Sendmux client 'sales' needs a token, but none is configured.")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("'sendmux.clients.sales.token'")));
	}

	@Test
	void startWhenTokenIsMissingSucceeds() {
		this.contextRunner.withPropertyValues("sendmux.clients.sales.token=")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "Marketing", "marketing_eu", "-eu", "eu-", "eu--1", "marketing.eu" })
	void startWhenNameIsNotValidFails(String name) {
		this.contextRunner.withPropertyValues("sendmux.clients[" + name + "].token=smx_root_eu")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidSendmuxConnectionException.class)
				.hasMessageContaining("'" + name + "'"));
	}

	@Test
	void startWhenTokenIsNotValidNamesTheProperty() {
		assertFailure("sendmux.clients.marketing.token=Bearer geheim", (failure) -> {
			assertThat(failure).hasMessageStartingWith("The token of the Sendmux client 'marketing' ")
				.hasMessageNotContaining("geheim");
			assertThat(failure.getAction()).contains("'sendmux.clients.marketing.token'")
				.doesNotContain("SENDMUX_TOKEN");
		});
	}

	@Test
	void startWhenBaseUrlIsNotValidNamesTheProperty() {
		assertFailure("sendmux.clients.marketing.base-url=ftp://example.com",
				(failure) -> assertThat(failure.getAction()).contains("'sendmux.clients.marketing.base-url'"));
	}

	@Test
	void startWhenSslBundleIsUnknownNamesTheProperty() {
		assertFailure("sendmux.clients.marketing.ssl.bundle=partner",
				(failure) -> assertThat(failure.getAction()).contains("'sendmux.clients.marketing.ssl.bundle'"));
	}

	@Test
	void startWhenPropertyIsOutOfBoundsNamesIt() {
		this.contextRunner.withPropertyValues("sendmux.clients.marketing.pool.max-connections=0")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("sendmux.clients.marketing.pool.max-connections"));
	}

	@Test
	void startWhenOnlyDefaultClientAllowsInsecureBaseUrlFails() {
		this.contextRunner
			.withPropertyValues("sendmux.allow-insecure-base-url=true",
					"sendmux.clients.marketing.base-url=http://partner.example.com")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("unencrypted to host 'partner.example.com'"));
	}

	@Test
	void startWhenAllowedInsecureBaseUrlIsInheritedSucceeds() {
		this.contextRunner
			.withPropertyValues("sendmux.allow-insecure-base-url=true", "sendmux.base-url=http://partner.example.com")
			.run((context) -> assertThat(clients(context).get("marketing")).isNotNull());
	}

	@Test
	void createWhenNameIsConfiguredFails() {
		this.contextRunner.run((context) -> {
			SendmuxClientFactory factory = context.getBean(SendmuxClientFactory.class);
			SendmuxConnectionDetails details = SendmuxConnectionDetails.of(URI.create(server.baseUrl()), MARKETING);
			assertThatExceptionOfType(InvalidSendmuxConnectionException.class)
				.isThrownBy(() -> factory.create("marketing", details))
				.withMessageContaining("'sendmux.clients.marketing'");
			assertThatExceptionOfType(InvalidSendmuxConnectionException.class)
				.isThrownBy(() -> factory.create("marketing", details, SendmuxTokenProvider.of(MARKETING)))
				.withMessageContaining("'sendmux.clients.marketing'");
		});
	}

	@Test
	void startWhenClientBeanTakesUnqualifiedInjectionsWarns(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(SalesConfiguration.class)
			.run((context) -> assertThat(output).contains("Bean 'salesClient' of the Sendmux client 'sales' replaces"));
	}

	@Test
	void startWhenClientBeanIsForQualifiedInjectionsDoesNotWarn(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(QualifiedSalesConfiguration.class)
			.run((context) -> assertThat(output).doesNotContain("replaces the auto-configured client"));
	}

	@Test
	void startWhenClientBeanIsOnlyClientDoesNotWarn(CapturedOutput output) {
		this.contextRunner.withPropertyValues("sendmux.token=")
			.withUserConfiguration(SalesConfiguration.class)
			.run((context) -> assertThat(output).doesNotContain("replaces the auto-configured client"));
	}

	@Test
	void callWhenClientHasBaseUrlUsesIt() {
		this.contextRunner.withPropertyValues("sendmux.clients.marketing.base-url=" + server.baseUrl() + "/api/v2")
			.run((context) -> {
				call(clients(context).get("marketing").providers());
				assertThat(server.findAll(anyRequestedFor(anyUrl()))).singleElement()
					.satisfies((request) -> assertThat(request.getUrl()).startsWith("/api/v2/"));
			});
	}

	@Test
	void customizerWhenItAcceptsClientNameReceivesIt() {
		this.contextRunner.withUserConfiguration(CustomizerConfiguration.class).run((context) -> {
			call(context.getBean(SendmuxProvidersOperations.class));
			call(clients(context).get("marketing").providers());
			assertThat(sent("X-Client")).containsExactly("default", "marketing");
		});
	}

	@Test
	void getWhenMeterRegistryExistsRegistersRateLimitGauge() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			clients(context).get("marketing");
			assertThat(context.getBean(MeterRegistry.class)
				.get("sendmux.rate.limit.remaining")
				.tag("sendmux.client", "marketing")
				.gauge()).isNotNull();
		});
	}

	@Test
	void propertiesWhenNotSetAreThoseOfDefaultClient() {
		this.contextRunner
			.withPropertyValues("sendmux.read-timeout=7s", "sendmux.retry.max-retries=5", "sendmux.proxy.host=proxy",
					"sendmux.proxy.password=geheim", "sendmux.pool.max-connections=3", "sendmux.bulk.concurrency=4",
					"sendmux.ssl.bundle=partner", "sendmux.emails.poll-interval=3s", "sendmux.max-response-size=5KB")
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("partner", SslBundle.systemDefault()))
			.run((context) -> {
				SendmuxClientProperties properties = properties(context);
				assertThat(properties).usingRecursiveComparison()
					.ignoringFields("token")
					.isEqualTo(context.getBean(SendmuxProperties.class));
				assertThat(properties.getRetry().getMaxRetries()).isEqualTo(5);
			});
	}

	@Test
	void propertiesWhenSetTakePrecedenceOneByOne() {
		this.contextRunner
			.withPropertyValues("sendmux.retry.max-retries=5", "sendmux.retry.multiplier=3",
					"sendmux.clients.marketing.retry.max-retries=1")
			.run((context) -> {
				assertThat(properties(context).getRetry().getMaxRetries()).isEqualTo(1);
				assertThat(properties(context).getRetry().getMultiplier()).isEqualTo(3);
				assertThat(context.getBean(SendmuxProperties.class).getRetry().getMaxRetries()).isEqualTo(5);
			});
	}

	@Test
	void propertiesWhenProxyIsSetInheritNoProxyCredentials() {
		this.contextRunner
			.withPropertyValues("sendmux.proxy.host=proxy", "sendmux.proxy.port=3128", "sendmux.proxy.username=user",
					"sendmux.proxy.password=geheim", "sendmux.clients.marketing.proxy.host=other")
			.run((context) -> assertThat(properties(context).getProxy()).satisfies((proxy) -> {
				assertThat(proxy.getHost()).isEqualTo("other");
				assertThat(proxy.getPort()).isEqualTo(8080);
				assertThat(proxy.getUsername()).isNull();
				assertThat(proxy.getPassword()).isNull();
			}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void propertiesWhenEmptyAreThoseOfDefaultClient(String empty) {
		this.contextRunner
			.withPropertyValues("sendmux.proxy.host=proxy", "sendmux.proxy.port=3128", "sendmux.proxy.username=user",
					"sendmux.proxy.password=geheim", "sendmux.ssl.bundle=partner", "sendmux.read-timeout=7s",
					"sendmux.allow-insecure-base-url=true", "sendmux.base-url=http://partner.example.com")
			.withInitializer(
					(context) -> context.getEnvironment()
						.getPropertySources()
						.addFirst(new MapPropertySource("empty", Map.of("sendmux.clients.marketing.base-url", empty,
								"sendmux.clients.marketing.ssl.bundle", empty, "sendmux.clients.marketing.proxy.host",
								empty, "sendmux.clients.marketing.proxy.username", empty,
								"sendmux.clients.marketing.proxy.password", empty))))
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("partner", SslBundle.systemDefault()))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(properties(context)).usingRecursiveComparison()
					.ignoringFields("token")
					.isEqualTo(context.getBean(SendmuxProperties.class));
			});
	}

	@Test
	void propertiesWhenDurationIsEmptyAreThoseOfDefaultClient() {
		this.contextRunner
			.withPropertyValues("sendmux.read-timeout=7s", "sendmux.max-response-size=5KB",
					"sendmux.clients.marketing.read-timeout=", "sendmux.clients.marketing.max-response-size=")
			.run((context) -> {
				assertThat(properties(context).getReadTimeout()).isEqualTo(Duration.ofSeconds(7));
				assertThat(properties(context).getMaxResponseSize()).isEqualTo(DataSize.ofKilobytes(5));
			});
	}

	@Test
	void startWhenTokenIsBlankFails() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("blank", Map.of("sendmux.clients.marketing.token", "  "))))
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("contains white space"));
	}

	@Test
	void propertiesWhenTokenIsNotSetHaveNone() {
		this.contextRunner.withPropertyValues("sendmux.clients.marketing.token=")
			.run((context) -> assertThat(properties(context).getToken()).isNullOrEmpty());
	}

	@Test
	void tokenWhenPlaceholderNamesEnvironmentVariableIsResolved() {
		TestContexts.calling(server.baseUrl())
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("MARKETING_EU_TOKEN", MARKETING, "SENDMUX_CLIENTS_SALES_TOKEN", "smx_root_sales"))))
			.withPropertyValues("sendmux.clients.marketing-eu.token=${MARKETING_EU_TOKEN}")
			.run((context) -> {
				assertThat(clients(context).names()).containsExactly("marketing-eu", "sales");
				call(clients(context).get("marketing-eu").providers());
				call(clients(context).get("sales").providers());
				assertThat(sent("Authorization")).containsExactly("Bearer " + MARKETING, "Bearer smx_root_sales");
			});
	}

	@Test
	void environmentVariableWhenNameHasHyphenDeclaresNoClient() {
		TestContexts.calling(server.baseUrl())
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("SENDMUX_CLIENTS_MARKETING_EU_TOKEN", MARKETING))))
			.run((context) -> assertThat(clients(context).names()).isEmpty());
	}

	@Test
	void environmentVariableWhenNameWithHyphenIsDeclaredSetsItsToken() {
		TestContexts.calling(server.baseUrl())
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("SENDMUX_CLIENTS_MARKETING_EU_TOKEN", MARKETING))))
			.withPropertyValues("sendmux.clients.marketing-eu.read-timeout=5s")
			.run((context) -> {
				assertThat(clients(context).names()).containsExactly("marketing-eu");
				call(clients(context).get("marketing-eu").providers());
				assertThat(sent("Authorization")).containsExactly("Bearer " + MARKETING);
			});
	}

	@Test
	void closeWhenClientHasItsOwnPoolClosesIt() {
		SendmuxClient[] client = new SendmuxClient[1];
		this.contextRunner.withPropertyValues("sendmux.clients.marketing.retry.max-retries=0").run((context) -> {
			client[0] = clients(context).get("marketing");
			call(client[0].providers());
		});
		assertThat(TestCalls.failureOf(client[0].providers().get("dprov_1"))).rootCause()
			.hasMessageContaining("connection pool is closed");
	}

	private static SendmuxClients clients(AssertableApplicationContext context) {
		return context.getBean(SendmuxClients.class);
	}

	private static SendmuxClientProperties properties(AssertableApplicationContext context) {
		return new NamedClientProperties(context.getBean(SendmuxProperties.class), context.getEnvironment())
			.get("marketing");
	}

	private void assertFailure(String property, Consumer<InvalidSendmuxConnectionException> requirements) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(InvalidSendmuxConnectionException.class, requirements));
	}

	private static void call(SendmuxProvidersOperations providers) {
		TestCalls.resultOf(providers.get("dprov_1"));
	}

	private static List<String> sent(String header) {
		return server.findAll(anyRequestedFor(anyUrl())).stream().map((request) -> request.getHeader(header)).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class SalesConfiguration {

		@Bean
		SendmuxClient salesClient(SendmuxClientFactory factory) {
			return factory.create("sales", SendmuxConnectionDetails.of(URI.create(server.baseUrl()), "smx_root_sales"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedSalesConfiguration {

		@Bean(defaultCandidate = false)
		SendmuxClient salesClient(SendmuxClientFactory factory) {
			return factory.create("sales", SendmuxConnectionDetails.of(URI.create(server.baseUrl()), "smx_root_sales"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		SendmuxWebClientCustomizer clientHeader() {
			return new SendmuxWebClientCustomizer() {

				@Override
				public void customize(WebClient.Builder builder) {
					throw new IllegalStateException("The name is known");
				}

				@Override
				public void customize(WebClient.Builder builder, String clientName) {
					builder.defaultHeader("X-Client", clientName);
				}

			};
		}

	}

}
