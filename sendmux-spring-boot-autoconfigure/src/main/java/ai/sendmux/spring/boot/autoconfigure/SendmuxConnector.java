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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Holds the connector of our own, with a connection pool of its own where Reactor Netty
 * is used. It is a type of ours, for a {@link ClientHttpConnector} bean would become the
 * connector of the whole application.
 */
final class SendmuxConnector implements DisposableBean {

	private final ClientHttpConnector connector;

	private final @Nullable SendmuxConnectionPool pool;

	SendmuxConnector(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings,
			SendmuxProperties.Pool properties) {
		if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			this.pool = new SendmuxConnectionPool(properties);
			this.connector = this.pool.applyTo(reactor).build(settings);
		}
		else {
			this.pool = null;
			this.connector = builder.build(settings);
		}
	}

	ClientHttpConnector get() {
		return this.connector;
	}

	@Override
	public void destroy() {
		if (this.pool != null) {
			this.pool.close();
		}
	}

}
