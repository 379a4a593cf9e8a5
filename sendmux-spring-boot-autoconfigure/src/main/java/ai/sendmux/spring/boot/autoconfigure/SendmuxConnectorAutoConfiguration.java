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

import ai.sendmux.http.ApiSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the HTTP connector of the
 * Sendmux client.
 * <p>
 * It is ordered before Spring Boot's, so that a connector that the application defines
 * can be distinguished from the one that Spring Boot adds: the application's is used as
 * it is.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ReactiveHttpClientAutoConfiguration.class)
@ConditionalOnClass({ WebClient.class, ClientHttpConnectorBuilder.class })
@ConditionalOnEnabledSendmux
@EnableConfigurationProperties(SendmuxProperties.class)
public final class SendmuxConnectorAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean({ ClientHttpConnector.class, ClientHttpConnectorBuilder.class })
	SendmuxConnectorFactory sendmuxConnector(SendmuxProperties properties,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<HttpClientSettings> globalSettings, ResourceLoader resourceLoader) {
		HttpClientSettings global = globalSettings.getIfAvailable(HttpClientSettings::defaults);
		ApiSettings.Timeouts timeouts = ApiSettingsMapper.map(properties, global).timeouts();
		// The response is bounded by the client itself, whatever the connector.
		HttpClientSettings settings = global.withConnectTimeout(timeouts.connect())
			.withReadTimeout(null)
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		return new SendmuxConnectorFactory(
				connectorBuilder
					.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader())),
				settings, properties);
	}

}
