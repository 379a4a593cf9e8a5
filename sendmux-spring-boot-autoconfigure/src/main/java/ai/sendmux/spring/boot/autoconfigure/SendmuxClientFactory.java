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

import ai.sendmux.SendmuxRateLimiter;
import ai.sendmux.SendmuxTokenProvider;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiScheduler;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.ObservationSettings;
import ai.sendmux.http.SharedPermits;
import ai.sendmux.http.TokenSource;
import ai.sendmux.identity.SendmuxIdentity;
import ai.sendmux.observation.SendmuxObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Builds Sendmux clients with the settings of the application. The auto-configured client
 * comes from here; an application that works for several teams builds the others here
 * too.
 *
 * @since 0.1.0
 */
public final class SendmuxClientFactory implements DisposableBean {

	private final ApiScheduler scheduler;

	private final SendmuxRateLimiter rateLimiter;

	private final ObjectProvider<SharedPermits> sharedPermits;

	private final Sinks.Empty<Void> closed = Sinks.empty();

	private final SendmuxConnectionValidator rules;

	private final ApiSettings settings;

	private final SendmuxProperties.Bulk bulk;

	private final Duration pollInterval;

	private final SendmuxWebClientFactory webClients;

	private final ObjectProvider<ObservationRegistry> observationRegistry;

	private final ObjectProvider<SendmuxObservationConvention> observationConvention;

	private final ObjectProvider<SendmuxClientListener> listeners;

	SendmuxClientFactory(SendmuxConnectionValidator rules, ApiSettings settings, SendmuxProperties.Bulk bulk,
			Duration pollInterval, SendmuxWebClientFactory webClients,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<SendmuxObservationConvention> observationConvention,
			ObjectProvider<SendmuxClientListener> listeners, ApiScheduler scheduler, SendmuxRateLimiter rateLimiter,
			ObjectProvider<SharedPermits> sharedPermits) {
		this.rules = rules;
		this.settings = settings;
		this.bulk = bulk;
		this.pollInterval = pollInterval;
		this.webClients = webClients;
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
		SendmuxConnectionValidator rules = this.rules.forClient(name);
		return create(name, details, TokenSource.of(rules.requireToken(details)), rules);
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
		return create(name, details, TokenSource.of(tokenProvider), this.rules.forClient(name));
	}

	private SendmuxClient create(String name, SendmuxConnectionDetails details, TokenSource tokens,
			SendmuxConnectionValidator rules) {
		URI baseUrl = rules.requireBaseUrl(details);
		ApiClient apiClient = new ApiClient(this.webClients.create(details.getSslBundle(), rules), baseUrl, tokens,
				this.settings, observation(name), this.scheduler, this.rateLimiter);
		SendmuxClient client = new SendmuxClient(name, apiClient, this.bulk, this.pollInterval, this.closed.asMono());
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
		this.closed.tryEmitEmpty();
	}

	private static String identify(SendmuxIdentity identity) {
		Assert.state(StringUtils.hasText(identity.team().id()) && StringUtils.hasText(identity.credential().id()),
				"The response does not say who the token stands for");
		return identity.team().id() + ":" + identity.credential().id();
	}

	private ObservationSettings observation(String name) {
		return new ObservationSettings(name, this.observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP),
				this.observationConvention.getIfAvailable());
	}

}
