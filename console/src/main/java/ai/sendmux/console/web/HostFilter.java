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

package ai.sendmux.console.web;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Rejects requests whose Host header is not allowed. A page of another origin whose name
 * was made to resolve to the loopback address (DNS rebinding) still sends its own name.
 */
class HostFilter implements WebFilter {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");

	private final Set<String> furtherHosts;

	HostFilter(Set<String> furtherHosts) {
		this.furtherHosts = furtherHosts.stream()
			.map((host) -> host.toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (isAllowed(exchange.getRequest().getHeaders().getHost())) {
			return chain.filter(exchange);
		}
		exchange.getResponse().setStatusCode(HttpStatus.MISDIRECTED_REQUEST);
		return exchange.getResponse().setComplete();
	}

	private boolean isAllowed(@Nullable InetSocketAddress host) {
		if (host == null) {
			return false;
		}
		String name = host.getHostString().toLowerCase(Locale.ROOT);
		return LOOPBACK.contains(name) || this.furtherHosts.contains(name);
	}

}
