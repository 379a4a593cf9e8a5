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

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the {@link WebClient} of each client from what the application has for all its
 * HTTP clients.
 */
final class SendmuxWebClientFactory {

	private final ObjectProvider<WebClient.Builder> builder;

	private final ObjectProvider<WebClientCustomizer> applicationCustomizers;

	private final ObjectProvider<SendmuxConnectorFactory> connector;

	private final ObjectProvider<ClientHttpConnector> applicationConnector;

	private final ObjectProvider<SendmuxWebClientCustomizer> customizers;

	SendmuxWebClientFactory(ObjectProvider<WebClient.Builder> builder,
			ObjectProvider<WebClientCustomizer> applicationCustomizers,
			ObjectProvider<SendmuxConnectorFactory> connector, ObjectProvider<ClientHttpConnector> applicationConnector,
			ObjectProvider<SendmuxWebClientCustomizer> customizers) {
		this.builder = builder;
		this.applicationCustomizers = applicationCustomizers;
		this.connector = connector;
		this.applicationConnector = applicationConnector;
		this.customizers = customizers;
	}

	/**
	 * Make the client of a name.
	 * @param connectors derives the connectors of the client from those of all clients
	 */
	WebClient create(String name, @Nullable SslBundle sslBundle, SendmuxConnectionValidator validator,
			UnaryOperator<SendmuxConnectorFactory> connectors) {
		WebClient.Builder builder = createBuilder();
		SendmuxConnectorFactory connector = this.connector.getIfAvailable();
		if (connector != null) {
			builder.clientConnector(connectors.apply(connector).create(sslBundle));
		}
		else {
			validator.rejectIgnoredSettings(sslBundle);
			this.applicationConnector.ifUnique(builder::clientConnector);
		}
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(builder, name));
		return builder.build();
	}

	/**
	 * Where the application has several builders, none is for everything: Spring Boot's,
	 * which those replace, is made again.
	 */
	private WebClient.Builder createBuilder() {
		WebClient.Builder unique = this.builder.getIfUnique();
		if (unique != null) {
			return unique.clone();
		}
		WebClient.Builder builder = WebClient.builder();
		this.applicationCustomizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

}
