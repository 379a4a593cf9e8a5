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

import java.net.URI;
import java.time.Duration;

import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClients;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.SendmuxWebClientCustomizer;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Code of the guide to customizing.
 */
final class CustomizingConfiguration {

	private CustomizingConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		SendmuxWebClientCustomizer departmentHeader() {
			return (builder) -> builder.defaultHeader("X-Department", "shop");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConfiguredMarketingConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("marketing")
		SendmuxProvidersOperations marketing(SendmuxClients clients) {
			return clients.get("marketing").providers();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarketingConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("marketing")
		SendmuxClient marketingClient(SendmuxClientFactory factory, @Value("${marketing.sendmux.url}") URI url,
				@Value("${marketing.sendmux.token}") String token) {
			return factory.create("marketing", SendmuxConnectionDetails.of(url, token));
		}

		@Bean(defaultCandidate = false)
		@Qualifier("marketing")
		SendmuxProvidersOperations marketing(@Qualifier("marketing") SendmuxClient client) {
			return client.providers();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PartnerConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("partner")
		SendmuxClient partnerClient(SendmuxClientFactory factory, SslBundles sslBundles,
				@Value("${partner.sendmux.url}") URI url, @Value("${partner.sendmux.token}") String token) {
			SslBundle bundle = sslBundles.getBundle("partner");
			return factory.create("partner", SendmuxConnectionDetails.of(url, token, bundle));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarketingTokenConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("marketing")
		SendmuxProvidersOperations marketing(SendmuxClientFactory factory, Vault vault,
				@Value("${marketing.sendmux.url}") URI url) {
			Mono<String> token = vault.read("marketing/token")
				.cache((value) -> Duration.ofMinutes(5), (failure) -> Duration.ZERO, () -> Duration.ZERO);
			return factory.create("marketing", SendmuxConnectionDetails.of(url), () -> token).providers();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TokenConfiguration {

		@Bean
		SendmuxTokenProvider sendmuxTokenProvider(Vault vault) {
			Mono<String> token = vault.read("sendmux/token")
				.cache((value) -> Duration.ofMinutes(5), (failure) -> Duration.ZERO, () -> Duration.ZERO);
			return () -> token;
		}

	}

	/**
	 * Stands for any source of secrets.
	 */
	interface Vault {

		Mono<String> read(String path);

	}

}
