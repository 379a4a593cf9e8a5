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

import ai.sendmux.SendmuxRateLimiter;
import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.http.ApiScheduler;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.RateLimiter;
import ai.sendmux.http.SharedPermits;
import ai.sendmux.identity.SendmuxIdentityOperations;
import ai.sendmux.observation.SendmuxObservationConvention;
import ai.sendmux.providers.SendmuxProvidersOperations;
import io.micrometer.observation.ObservationRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the Sendmux client.
 * <p>
 * The client is lazy: an application that does not use it starts without a token.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { SendmuxConnectorAutoConfiguration.class, WebClientAutoConfiguration.class })
@ConditionalOnClass({ WebClient.class, WebClientCustomizer.class, HttpClientSettings.class, JsonMapper.class })
@ConditionalOnEnabledSendmux
@EnableConfigurationProperties(SendmuxProperties.class)
public final class SendmuxAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(SendmuxConnectionDetails.class)
	PropertiesSendmuxConnectionDetails sendmuxConnectionDetails(SendmuxProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesSendmuxConnectionDetails(properties, sslBundles.getIfAvailable());
	}

	@Bean
	@Lazy
	NamedClientProperties sendmuxNamedClientProperties(SendmuxProperties properties, Environment environment) {
		return new NamedClientProperties(properties, environment);
	}

	@Bean
	@Lazy
	SendmuxWebClientFactory sendmuxWebClients(ObjectProvider<WebClient.Builder> webClientBuilder,
			ObjectProvider<WebClientCustomizer> applicationCustomizers,
			ObjectProvider<SendmuxConnectorFactory> connector, ObjectProvider<ClientHttpConnector> clientHttpConnector,
			ObjectProvider<SendmuxWebClientCustomizer> customizers) {
		return new SendmuxWebClientFactory(webClientBuilder, applicationCustomizers, connector, clientHttpConnector,
				customizers);
	}

	@Bean
	@Lazy
	ApiScheduler sendmuxScheduler() {
		return new ApiScheduler();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SendmuxRateLimiter sendmuxRateLimiter(SendmuxProperties properties, ApiScheduler scheduler,
			ObjectProvider<SharedPermits> sharedPermits) {
		ApiSettings settings = ApiSettingsMapper.map(properties, HttpClientSettings.defaults());
		return RateLimiter.create(settings, scheduler, sharedPermits.getIfAvailable());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SendmuxClientFactory sendmuxClientFactory(SendmuxProperties properties, NamedClientProperties namedClients,
			ObjectProvider<HttpClientSettings> globalSettings, SendmuxWebClientFactory webClients,
			ObjectProvider<SslBundles> sslBundles, ObjectProvider<SendmuxConnectionDetailsResolver> resolvers,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<SendmuxObservationConvention> observationConvention,
			ObjectProvider<SendmuxClientListener> listeners, ApiScheduler scheduler, SendmuxRateLimiter rateLimiter,
			ObjectProvider<SharedPermits> sharedPermits) {
		return new SendmuxClientFactory(properties, namedClients,
				globalSettings.getIfAvailable(HttpClientSettings::defaults), webClients, sslBundles, resolvers,
				observationRegistry, observationConvention, listeners, scheduler, rateLimiter, sharedPermits);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SendmuxClients sendmuxClients(NamedClientProperties namedClients, SendmuxClientFactory factory) {
		return new SendmuxClients(namedClients.names(), factory);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SendmuxClient sendmuxClient(SendmuxClientFactory factory, SendmuxConnectionDetails details,
			ObjectProvider<SendmuxTokenProvider> tokenProvider) {
		return factory.createDefault(details, tokenProvider);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SendmuxProvidersOperations sendmuxProviders(SendmuxClient client) {
		return client.providers();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SendmuxEmailsOperations sendmuxEmails(SendmuxClient client) {
		return client.emails();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SendmuxIdentityOperations sendmuxIdentity(SendmuxClient client) {
		return client.identity();
	}

}
