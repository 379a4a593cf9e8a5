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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.ProviderQuotas;
import ai.sendmux.providers.Quota;
import ai.sendmux.providers.SmtpProtocol;
import ai.sendmux.providers.TestRequests;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for accounts that an application lists in its configuration properties.
 */
class CreateProviderRequestBindingTests {

	private static final String YAML = """
			shop:
			  accounts:
			    - name: "Transactional SMTP"
			      smtp-host: "smtp.example.com"
			      smtp-port: 587
			      smtp-protocol: starttls
			      smtp-username: "api-user"
			      smtp-password: "pa55-Wort-geheim"
			      from-email: "sender@example.com"
			      from-name: "Acme"
			      reply-to-email: "support@example.com"
			      reply-to-name: "Support"
			      quotas:
			        per-minute:
			          min: 10
			          max: 60
			        per-day: 5000
			      percentage: 100
			      tracking-domain: "click.example.com"
			      variables:
			        plan_name: "Gold"
			    - name: "Second"
			      smtp-protocol: none
			      quotas:
			        per-second: 0
			        per-day: 5000000000
			""";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(AccountsConfiguration.class);

	@Test
	void bindWhenTargetIsRecordBindsYaml() {
		this.contextRunner.withInitializer(CreateProviderRequestBindingTests::addYaml)
			.run((context) -> assertAccounts(context.getBean(RecordAccounts.class).accounts()));
	}

	@Test
	void bindWhenTargetIsJavaBeanBindsYaml() {
		this.contextRunner.withInitializer(CreateProviderRequestBindingTests::addYaml)
			.run((context) -> assertAccounts(context.getBean(BeanAccounts.class).getAccounts()));
	}

	@Test
	void bindWhenQuotasAreInPropertiesParsesThem() {
		this.contextRunner
			.withPropertyValues("shop.accounts[0].quotas.per-day=5000", "shop.accounts[0].quotas.per-hour= 100 ",
					"shop.accounts[0].quotas.per-minute.min=10", "shop.accounts[0].quotas.per-minute.max=60")
			.run((context) -> assertThat(context.getBean(RecordAccounts.class).accounts().get(0).quotas())
				.isEqualTo(ProviderQuotas.builder()
					.perDay(Quota.of(5000))
					.perHour(Quota.of(100))
					.perMinute(Quota.between(10, 60))
					.build()));
	}

	@Test
	void bindWhenQuotaIsNotANumberFails() {
		this.contextRunner.withPropertyValues("shop.accounts[0].quotas.per-day=many")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("shop.accounts[0].quotas.per-day"));
	}

	@Test
	void bindWhenProtocolIsUnknownFails() {
		this.contextRunner.withPropertyValues("shop.accounts[0].smtp-protocol=quic")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("shop.accounts[0].smtp-protocol"));
	}

	private static void assertAccounts(List<CreateProviderRequest> accounts) {
		assertThat(accounts).hasSize(2);
		assertThat(accounts.get(0)).isEqualTo(TestRequests.full().build());
		assertThat(accounts.get(1)).isEqualTo(CreateProviderRequest.builder()
			.name("Second")
			.smtpProtocol(SmtpProtocol.NONE)
			.quotas(ProviderQuotas.builder().perSecond(Quota.of(0)).perDay(Quota.of(5_000_000_000L)).build())
			.build());
	}

	private static void addYaml(ConfigurableApplicationContext context) {
		ByteArrayResource yaml = new ByteArrayResource(YAML.getBytes(StandardCharsets.UTF_8));
		try {
			new YamlPropertySourceLoader().load("shop", yaml)
				.forEach((source) -> context.getEnvironment().getPropertySources().addLast(source));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@EnableConfigurationProperties({ RecordAccounts.class, BeanAccounts.class })
	static class AccountsConfiguration {

	}

	@ConfigurationProperties("shop")
	record RecordAccounts(List<CreateProviderRequest> accounts) {

	}

	@ConfigurationProperties("shop")
	static class BeanAccounts {

		private final List<CreateProviderRequest> accounts = new ArrayList<>();

		List<CreateProviderRequest> getAccounts() {
			return this.accounts;
		}

	}

}
