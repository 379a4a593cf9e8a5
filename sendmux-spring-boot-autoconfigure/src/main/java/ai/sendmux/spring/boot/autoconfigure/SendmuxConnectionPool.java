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

import java.time.Duration;

import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;

/**
 * Pool of connections for Reactor Netty. Connections that were idle for long are not used
 * again, for a load balancer may have dropped them.
 */
final class SendmuxConnectionPool {

	private static final Duration DISPOSE_TIMEOUT = Duration.ofSeconds(5);

	private final ConnectionProvider connections;

	SendmuxConnectionPool(SendmuxProperties.Pool properties) {
		this.connections = ConnectionProvider.builder("sendmux")
			.maxConnections(properties.getMaxConnections())
			.maxIdleTime(properties.getMaxIdleTime())
			.maxLifeTime(properties.getMaxLifeTime())
			.evictInBackground(properties.getMaxIdleTime())
			.pendingAcquireTimeout(properties.getAcquireTimeout())
			.pendingAcquireMaxCount(properties.getMaxPendingAcquires())
			.build();
	}

	/**
	 * Wiretapping is switched off last, for it would write the token to the log.
	 */
	ReactorClientHttpConnectorBuilder applyTo(ReactorClientHttpConnectorBuilder builder) {
		return builder.withHttpClientFactory(() -> HttpClient.create(this.connections))
			.withHttpClientCustomizer((client) -> client.wiretap(false));
	}

	void close() {
		this.connections.disposeLater().onErrorComplete().block(DISPOSE_TIMEOUT);
	}

}
