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

package ai.sendmux.identity;

import java.net.URI;

import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiOperation;
import ai.sendmux.http.ApiResponse;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BaseUrl;
import ai.sendmux.http.BearerToken;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link SendmuxIdentityOperations} that calls the API.
 *
 * @since 0.1.0
 */
public class SendmuxIdentityTemplate implements SendmuxIdentityOperations {

	private static final ApiOperation<SendmuxIdentity> ME = ApiOperation.get("identity.me", "/me",
			SendmuxIdentity.class);

	private final ApiClient client;

	/**
	 * Create a template, for the auto-configuration. See
	 * {@link #create(WebClient, URI, String)} for how to make one by hand.
	 * @param client the client that makes the calls; its type is internal
	 */
	public SendmuxIdentityTemplate(ApiClient client) {
		Assert.notNull(client, "'client' must not be null");
		this.client = client;
	}

	/**
	 * Create a template by hand, where there is no application context that does. Limits,
	 * retries and the rate limit are as they are by default; what belongs to the
	 * connection, such as the time to connect, the pool and whether redirects are
	 * followed, is that of the given {@link WebClient}.
	 * @param webClient the HTTP client
	 * @param baseUrl the base URL of the API, up to and including its version; one
	 * without TLS must have a loopback address
	 * @param token the root API key or OAuth access token, without its scheme
	 * @return the template, with a view of the rate limit of its own
	 * @throws IllegalArgumentException if the base URL or the token is wrong; the message
	 * shows neither
	 */
	public static SendmuxIdentityTemplate create(WebClient webClient, URI baseUrl, String token) {
		Assert.notNull(webClient, "'webClient' must not be null");
		Assert.notNull(token, "'token' must not be null");
		return new SendmuxIdentityTemplate(
				ApiClient.create(webClient, BaseUrl.check(baseUrl), BearerToken.of(token), ApiSettings.DEFAULTS));
	}

	@Override
	public Mono<SendmuxIdentity> me() {
		return this.client.call(ME.request().build()).map(ApiResponse::data);
	}

	/**
	 * Ask once: nothing is retried, and a rate limit that is exhausted is not waited for.
	 * @return a {@link Mono} emitting the identity, never empty
	 */
	public Mono<SendmuxIdentity> ping() {
		return this.client.call(ME.request().probe().build()).map(ApiResponse::data);
	}

}
