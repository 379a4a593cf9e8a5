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

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.resource.ResourceUrlProvider;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Adds the version of their content to the addresses of style sheets, scripts and icons
 * in pages, so that browsers can keep them. Spring MVC has a filter for that, Spring
 * WebFlux has none.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class AssetVersionFilter implements WebFilter {

	private static final List<String> ASSETS = List.of("/console.css", "/console.js", "/icon.svg",
			"/webjars/htmx.org/dist/htmx.min.js", "/webjars/htmx-ext-sse/sse.js");

	private final ResourceUrlProvider resources;

	AssetVersionFilter(ResourceUrlProvider resources) {
		this.resources = resources;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!asksForPage(exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT))) {
			return chain.filter(exchange);
		}
		return Flux.fromIterable(ASSETS)
			.flatMap((asset) -> this.resources.getForUriString(asset, exchange)
				.map((versioned) -> Map.entry(asset, versioned)))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.doOnNext((versions) -> exchange.addUrlTransformer((address) -> versions.getOrDefault(address, address)))
			.then(chain.filter(exchange));
	}

	private static boolean asksForPage(@Nullable String accept) {
		return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
	}

}
