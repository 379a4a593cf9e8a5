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

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.Lifecycle;
import org.springframework.context.Phased;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Creates the connectors, with a separate connection pool where Reactor Netty is used. It
 * is a type of its own, because a {@link ClientHttpConnector} bean would become the
 * connector of the whole application.
 * <p>
 * It stops before the event loops do, for instance before a checkpoint, and its idle
 * connections are closed then. It is no {@code SmartLifecycle}, which would be created
 * even if no client is.
 */
final class SendmuxConnectorFactory implements DisposableBean, Lifecycle, Phased {

	private final ClientHttpConnectorBuilder<?> source;

	private final ClientHttpConnectorBuilder<?> builder;

	private final HttpClientSettings settings;

	private final @Nullable SendmuxConnectionPool pool;

	private volatile boolean running = true;

	private final Collection<Closeable> open = new ConcurrentLinkedQueue<>();

	private final Collection<SendmuxConnectorFactory> derived = new ConcurrentLinkedQueue<>();

	SendmuxConnectorFactory(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings,
			SendmuxClientProperties properties) {
		this.source = builder;
		this.settings = settings;
		if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			this.pool = new SendmuxConnectionPool(properties.getPool(), properties.getProxy());
			this.builder = this.pool.applyTo(reactor);
			return;
		}
		if (StringUtils.hasText(properties.getProxy().getHost())) {
			throw new InvalidSendmuxConnectionException(
					"The property 'sendmux.proxy.host' is set, but the HTTP client is not Reactor Netty.",
					"Remove 'sendmux.proxy.host' and configure the proxy of the HTTP client that is used, or use "
							+ "Reactor Netty by setting 'spring.http.clients.reactive.connector' to 'reactor'.");
		}
		this.pool = null;
		this.builder = builder;
	}

	/**
	 * The event loops and the resolver of Reactor Netty are set up with the first call,
	 * because they take 300 classes. A certificate that cannot be read is reported at
	 * startup all the same.
	 */
	ClientHttpConnector create(@Nullable SslBundle sslBundle) {
		HttpClientSettings settings = (sslBundle != null) ? this.settings.withSslBundle(sslBundle) : this.settings;
		if (settings.sslBundle() != null) {
			return build(settings);
		}
		return new LazyConnector(() -> build(settings));
	}

	/**
	 * Make a factory for a client with properties of its own. It stops and ends with this
	 * one.
	 */
	SendmuxConnectorFactory derive(SendmuxClientProperties properties, Duration connectTimeout) {
		SendmuxConnectorFactory factory = new SendmuxConnectorFactory(this.source,
				this.settings.withConnectTimeout(connectTimeout), properties);
		this.derived.add(factory);
		return factory;
	}

	private ClientHttpConnector build(HttpClientSettings settings) {
		ClientHttpConnector connector = this.builder.build(settings);
		if (connector instanceof Closeable closeable) {
			this.open.add(closeable);
		}
		return connector;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		closeIdleConnections();
	}

	private void closeIdleConnections() {
		if (this.pool != null) {
			this.pool.closeIdleConnections();
		}
		this.derived.forEach(SendmuxConnectorFactory::closeIdleConnections);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Event loops have the phase 0.
	 */
	@Override
	public int getPhase() {
		return 1;
	}

	@Override
	public void destroy() throws IOException {
		if (this.pool != null) {
			this.pool.close();
		}
		for (Closeable connector : this.open) {
			connector.close();
		}
		for (SendmuxConnectorFactory factory : this.derived) {
			factory.destroy();
		}
	}

	/**
	 * Connector that is built with the first call, by a thread that may block.
	 */
	private static final class LazyConnector implements ClientHttpConnector {

		private final SingletonSupplier<ClientHttpConnector> supplier;

		private volatile @Nullable ClientHttpConnector connector;

		LazyConnector(Supplier<ClientHttpConnector> supplier) {
			this.supplier = SingletonSupplier.of(supplier);
		}

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
			ClientHttpConnector built = this.connector;
			if (built != null) {
				return built.connect(method, uri, requestCallback);
			}
			if (!Schedulers.isInNonBlockingThread()) {
				return build().connect(method, uri, requestCallback);
			}
			return Mono.fromSupplier(this::build)
				.subscribeOn(Schedulers.boundedElastic())
				.flatMap((connector) -> connector.connect(method, uri, requestCallback));
		}

		private ClientHttpConnector build() {
			ClientHttpConnector built = this.supplier.obtain();
			this.connector = built;
			return built;
		}

	}

}
