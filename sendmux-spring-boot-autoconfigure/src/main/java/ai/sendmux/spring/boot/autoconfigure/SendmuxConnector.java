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
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes connectors of our own, with a connection pool of their own where Reactor Netty is
 * used. It is a type of ours, for a {@link ClientHttpConnector} bean would become the
 * connector of the whole application.
 */
final class SendmuxConnector implements DisposableBean {

	private final ClientHttpConnectorBuilder<?> builder;

	private final HttpClientSettings settings;

	private final @Nullable SendmuxConnectionPool pool;

	private final Collection<Closeable> open = new ConcurrentLinkedQueue<>();

	SendmuxConnector(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings, SendmuxProperties properties) {
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
	 * for they take 300 classes. A certificate that cannot be read is told at start-up
	 * all the same.
	 */
	ClientHttpConnector connect(@Nullable SslBundle sslBundle) {
		HttpClientSettings settings = (sslBundle != null) ? this.settings.withSslBundle(sslBundle) : this.settings;
		if (settings.sslBundle() != null) {
			return build(settings);
		}
		SingletonSupplier<ClientHttpConnector> connector = SingletonSupplier.of(() -> build(settings));
		return (method, uri, callback) -> connector.obtain().connect(method, uri, callback);
	}

	private ClientHttpConnector build(HttpClientSettings settings) {
		ClientHttpConnector connector = this.builder.build(settings);
		if (connector instanceof Closeable closeable) {
			this.open.add(closeable);
		}
		return connector;
	}

	@Override
	public void destroy() throws IOException {
		if (this.pool != null) {
			this.pool.close();
		}
		for (Closeable connector : this.open) {
			connector.close();
		}
	}

}
