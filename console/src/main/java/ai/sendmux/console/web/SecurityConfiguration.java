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

import java.util.ArrayList;
import java.util.List;

import ai.sendmux.console.ConsoleProperties;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Nobody has to log in, but no page of another origin can make this application act: the
 * forms carry a token, and JSON interfaces take only what a form cannot send.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableWebFluxSecurity
public class SecurityConfiguration {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	@Bean
	SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http, ConsoleProperties properties) {
		CookieServerCsrfTokenRepository cookie = new CookieServerCsrfTokenRepository();
		cookie.setCookieCustomizer((settings) -> settings.sameSite("Strict"));
		return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
			.csrf((csrf) -> csrf.csrfTokenRepository(cookie)
				.csrfTokenRequestHandler(new UploadTokenHandler())
				.requireCsrfProtectionMatcher(formRoutes(properties.jsonPaths()))
				.accessDeniedHandler((exchange, ex) -> refuse(exchange)))
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
			.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
			.formLogin(ServerHttpSecurity.FormLoginSpec::disable)
			.logout(ServerHttpSecurity.LogoutSpec::disable)
			.build();
	}

	/**
	 * Have htmx reload the page; others get the page of errors, which says what to do.
	 */
	private static Mono<Void> refuse(ServerWebExchange exchange) {
		if (exchange.getRequest().getHeaders().containsHeader("HX-Request")) {
			exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
			exchange.getResponse().getHeaders().set("HX-Refresh", "true");
			return exchange.getResponse().setComplete();
		}
		return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
	}

	private static ServerWebExchangeMatcher formRoutes(List<String> jsonPaths) {
		List<ServerWebExchangeMatcher> matchers = new ArrayList<>(List.of(CsrfWebFilter.DEFAULT_CSRF_MATCHER));
		for (String path : jsonPaths) {
			matchers.add(
					new NegatedServerWebExchangeMatcher(ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, path)));
		}
		return new AndServerWebExchangeMatcher(matchers);
	}

	/**
	 * Finds the token of an upload in its address, because a file is read while it is
	 * sent and not kept for its form to be read first.
	 */
	private static final class UploadTokenHandler implements ServerCsrfTokenRequestHandler {

		private final ServerCsrfTokenRequestHandler handler = new XorServerCsrfTokenRequestAttributeHandler();

		@Override
		public void handle(ServerWebExchange exchange, Mono<CsrfToken> csrfToken) {
			this.handler.handle(exchange, csrfToken);
		}

		@Override
		public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken csrfToken) {
			String token = exchange.getRequest().getQueryParams().getFirst(csrfToken.getParameterName());
			return this.handler
				.resolveCsrfTokenValue((token != null) ? withHeader(exchange, csrfToken, token) : exchange, csrfToken);
		}

		private static ServerWebExchange withHeader(ServerWebExchange exchange, CsrfToken csrfToken, String token) {
			return exchange.mutate().request((request) -> request.header(csrfToken.getHeaderName(), token)).build();
		}

	}

}
