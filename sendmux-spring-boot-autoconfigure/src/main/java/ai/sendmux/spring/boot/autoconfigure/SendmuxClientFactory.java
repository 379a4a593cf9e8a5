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
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import ai.sendmux.SendmuxRateLimiter;
import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiScheduler;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;
import ai.sendmux.http.SharedPermits;
import ai.sendmux.http.TokenSource;
import ai.sendmux.identity.SendmuxIdentity;
import ai.sendmux.observation.SendmuxObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Creates Sendmux clients with the settings of the application. It creates the
 * auto-configured client, and an application with multiple teams uses it to create the
 * clients of the others.
 *
 * @since 0.1.0
 */
public final class SendmuxClientFactory implements DisposableBean {

	private final ApiScheduler scheduler;

	private final SendmuxRateLimiter rateLimiter;

	private final ObjectProvider<SharedPermits> sharedPermits;

	private final SendmuxProperties properties;

	private final NamedClientProperties namedClients;

	private final HttpClientSettings globalSettings;

	private final Shape shape;

	private final SendmuxWebClientFactory webClients;

	private final ObjectProvider<SslBundles> sslBundles;

	private final ObjectProvider<SendmuxConnectionDetailsResolver> resolvers;

	private final ObjectProvider<ObservationRegistry> observationRegistry;

	private final ObjectProvider<SendmuxObservationConvention> observationConvention;

	private final ObjectProvider<SendmuxClientListener> listeners;

	SendmuxClientFactory(SendmuxProperties properties, NamedClientProperties namedClients,
			HttpClientSettings globalSettings, SendmuxWebClientFactory webClients,
			ObjectProvider<SslBundles> sslBundles, ObjectProvider<SendmuxConnectionDetailsResolver> resolvers,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<SendmuxObservationConvention> observationConvention,
			ObjectProvider<SendmuxClientListener> listeners, ApiScheduler scheduler, SendmuxRateLimiter rateLimiter,
			ObjectProvider<SharedPermits> sharedPermits) {
		this.properties = properties;
		this.namedClients = namedClients;
		this.globalSettings = globalSettings;
		this.shape = new Shape(new SendmuxConnectionValidator(properties),
				ApiSettingsMapper.map(properties, globalSettings), properties, UnaryOperator.identity());
		this.webClients = webClients;
		this.sslBundles = sslBundles;
		this.resolvers = resolvers;
		this.observationRegistry = observationRegistry;
		this.observationConvention = observationConvention;
		this.listeners = listeners;
		this.scheduler = scheduler;
		this.rateLimiter = rateLimiter;
		this.sharedPermits = sharedPermits;
	}

	/**
	 * Build a client.
	 * @param name the name of the client, which metrics, traces and health show; no other
	 * client should have it
	 * @param details where to connect, and the token of the team
	 * @return the client
	 * @throws InvalidSendmuxConnectionException if no client can be built from the
	 * details, for instance because the token is missing or the base URL is wrong
	 */
	public SendmuxClient create(String name, SendmuxConnectionDetails details) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(details, "'details' must not be null");
		return create(name, details, null, null, this.shape.forClient(name));
	}

	/**
	 * Build a client whose token may change.
	 * @param name the name of the client, which metrics, traces and health show; no other
	 * client should have it
	 * @param details where to connect; the token in it is not used
	 * @param tokenProvider gives the token for each request that is sent
	 * @return the client
	 * @throws InvalidSendmuxConnectionException if no client can be built from the
	 * details, for instance because the base URL is wrong
	 */
	public SendmuxClient create(String name, SendmuxConnectionDetails details, SendmuxTokenProvider tokenProvider) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(details, "'details' must not be null");
		Assert.notNull(tokenProvider, "'tokenProvider' must not be null");
		return create(name, details, null, tokenProvider, this.shape.forClient(name));
	}

	/**
	 * Build the auto-configured client.
	 */
	SendmuxClient createDefault(SendmuxConnectionDetails details, ObjectProvider<SendmuxTokenProvider> tokenProvider) {
		boolean configured = isConfigured(details);
		SendmuxTokenProvider provider = (configured || details.getToken() == null) ? tokenProvider.getIfAvailable()
				: null;
		Supplier<@Nullable String> token = configured ? this.properties::getToken : null;
		return create(SendmuxClient.DEFAULT_NAME, details, token, provider, this.shape);
	}

	/**
	 * A token belongs to the service that the details name, such as the sandbox, and no
	 * other may be sent there. Details that are those of the properties, as they are or
	 * wrapped, have no token of their own.
	 */
	private boolean isConfigured(SendmuxConnectionDetails details) {
		String token = details.getToken();
		SendmuxConnectionDetails configured = new PropertiesSendmuxConnectionDetails(this.properties, null);
		return token != null && token.equals(configured.getToken())
				&& details.getBaseUrl().equals(configured.getBaseUrl());
	}

	/**
	 * Build a client below {@code sendmux.clients}.
	 */
	SendmuxClient createNamed(String name) {
		SendmuxClientProperties properties = this.namedClients.get(name);
		ApiSettings settings = ApiSettingsMapper.map(NamedClientProperties.prefix(name), properties,
				this.properties.getRateLimit(), this.globalSettings);
		Shape shape = new Shape(SendmuxConnectionValidator.forProperties(name, properties), settings, properties,
				(connectors) -> connectors.derive(properties, settings.timeouts().connect()));
		SendmuxConnectionDetails details = new PropertiesSendmuxConnectionDetails(properties,
				this.sslBundles.getIfAvailable(), NamedClientProperties.prefix(name));
		return build(name, details, this.namedClients.token(name), null, shape);
	}

	private SendmuxClient create(String name, SendmuxConnectionDetails details,
			@Nullable Supplier<@Nullable String> configuredToken, @Nullable SendmuxTokenProvider tokenProvider,
			Shape shape) {
		if (this.namedClients.contains(name)) {
			throw new InvalidSendmuxConnectionException(
					"The Sendmux client '" + name + "' is created by the application, but 'sendmux.clients." + name
							+ "' configures a client of that name as well.",
					"Rename one of the two, or get the configured client from the SendmuxClients bean.");
		}
		return build(name, details, configuredToken, tokenProvider, shape);
	}

	private SendmuxClient build(String name, SendmuxConnectionDetails details,
			@Nullable Supplier<@Nullable String> configuredToken, @Nullable SendmuxTokenProvider tokenProvider,
			Shape shape) {
		SendmuxConnectionDetails resolved = resolve(this.resolvers, name, details);
		return (resolved != null)
				? build(name, resolved, TokenSource.of(shape.validator().requireToken(resolved)), shape)
				: build(name, details, tokens(details, configuredToken, tokenProvider, shape.validator()), shape);
	}

	static @Nullable SendmuxConnectionDetails resolve(ObjectProvider<SendmuxConnectionDetailsResolver> resolvers,
			String name, SendmuxConnectionDetails details) {
		return resolvers.orderedStream()
			.map((resolver) -> resolver.resolve(name, details))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static TokenSource tokens(SendmuxConnectionDetails details,
			@Nullable Supplier<@Nullable String> configuredToken, @Nullable SendmuxTokenProvider tokenProvider,
			SendmuxConnectionValidator validator) {
		if (tokenProvider != null) {
			return TokenSource.of(tokenProvider);
		}
		BearerToken token = validator.requireToken(details);
		return (configuredToken != null) ? TokenSource.of(token, configuredToken) : TokenSource.of(token);
	}

	private SendmuxClient build(String name, SendmuxConnectionDetails details, TokenSource tokens, Shape shape) {
		URI baseUrl = shape.validator().requireBaseUrl(details);
		WebClient webClient = this.webClients.create(name, details.getSslBundle(), shape.validator(),
				shape.connectors());
		ApiClient apiClient = new ApiClient(webClient, baseUrl, tokens, shape.settings(), observation(name),
				this.scheduler, this.rateLimiter);
		SendmuxClient client = new SendmuxClient(name, apiClient, shape.properties().getBulk(),
				shape.properties().getEmails().getPollInterval(), this.scheduler.whenClosed());
		this.sharedPermits.ifAvailable((permits) -> permits.addClient(name, apiClient.credential(),
				tokens.isFixed() ? null : Mono.defer(client::ping).map(SendmuxClientFactory::identify)));
		this.listeners.orderedStream().forEach((listener) -> listener.clientBuilt(client));
		return client;
	}

	/**
	 * End the waits of all clients.
	 */
	@Override
	public void destroy() {
		this.scheduler.close();
	}

	private static String identify(SendmuxIdentity identity) {
		Assert.state(StringUtils.hasText(identity.team().id()) && StringUtils.hasText(identity.credential().id()),
				"The response does not say who the token stands for");
		return identity.team().id() + ":" + identity.credential().id();
	}

	private ApiSettings.Observation observation(String name) {
		return new ApiSettings.Observation(name, this.observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP),
				this.observationConvention.getIfAvailable());
	}

	/**
	 * What a client is made of, besides its connection details.
	 */
	private record Shape(SendmuxConnectionValidator validator, ApiSettings settings, SendmuxClientProperties properties,
			UnaryOperator<SendmuxConnectorFactory> connectors) {

		Shape forClient(String name) {
			return new Shape(this.validator.forClient(name), this.settings, this.properties, this.connectors);
		}

	}

}
