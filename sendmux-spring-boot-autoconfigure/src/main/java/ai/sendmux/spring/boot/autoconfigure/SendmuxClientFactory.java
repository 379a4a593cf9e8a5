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

import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Builds Sendmux clients with the settings of the application. The auto-configured client
 * comes from here; an application that works for several teams builds the others here
 * too.
 *
 * @since 0.1.0
 */
public final class SendmuxClientFactory {

	private final ObjectProvider<WebClient.Builder> webClientBuilder;

	private final ObjectProvider<SendmuxConnector> connector;

	private final SendmuxConnectionRules rules;

	private final ApiSettings settings;

	SendmuxClientFactory(ObjectProvider<WebClient.Builder> webClientBuilder, ObjectProvider<SendmuxConnector> connector,
			SendmuxConnectionRules rules, ApiSettings settings) {
		this.webClientBuilder = webClientBuilder;
		this.connector = connector;
		this.rules = rules;
		this.settings = settings;
	}

	/**
	 * Build a client.
	 * @param details where to connect, and the token of the team
	 * @return the client
	 * @throws RuntimeException if the base URL or the token is missing or wrong; the
	 * message does not show the token
	 */
	public SendmuxClient create(SendmuxConnectionDetails details) {
		Assert.notNull(details, "'details' must not be null");
		URI baseUrl = this.rules.requireBaseUrl(details);
		BearerToken token = this.rules.requireToken(details);
		return new SendmuxClient(ApiClient.create(webClient(), baseUrl, token, this.settings));
	}

	private WebClient webClient() {
		WebClient.Builder builder = this.webClientBuilder.getIfAvailable(WebClient::builder).clone();
		this.connector.ifAvailable((connector) -> builder.clientConnector(connector.get()));
		return builder.build();
	}

}
