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

package ai.sendmux.benchmarks;

import java.net.URI;
import java.time.Duration;

import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Where the calls go and over which connections: each contender has a pool of its own,
 * all with the settings that the starter has by default.
 *
 * @param baseUrl the base URL of the stub server
 */
record Endpoint(String baseUrl) {

	static final String TOKEN = "smx_root_benchmark0000000000000000";

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	URI providers() {
		return URI.create(this.baseUrl + "/providers");
	}

	/**
	 * Compression is asked for, as by each client that Spring Boot builds.
	 */
	HttpClient httpClient(String name) {
		return HttpClient.create(pool(name)).compress(true);
	}

	ClientHttpConnector connector(String name) {
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withConnectTimeout(CONNECT_TIMEOUT)
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		return ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create(pool(name)))
			.build(settings);
	}

	private static ConnectionProvider pool(String name) {
		return ConnectionProvider.builder(name)
			.maxConnections(100)
			.maxIdleTime(Duration.ofSeconds(30))
			.maxLifeTime(Duration.ofMinutes(5))
			.evictInBackground(Duration.ofSeconds(30))
			.pendingAcquireTimeout(Duration.ofSeconds(10))
			.pendingAcquireMaxCount(1000)
			.build();
	}

}
