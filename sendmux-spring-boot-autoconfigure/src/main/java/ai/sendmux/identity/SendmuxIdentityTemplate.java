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

import ai.sendmux.http.ApiAnswer;
import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiOperation;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

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
	 * Create a template.
	 * @param client the client that makes the calls
	 */
	public SendmuxIdentityTemplate(ApiClient client) {
		Assert.notNull(client, "'client' must not be null");
		this.client = client;
	}

	@Override
	public Mono<SendmuxIdentity> me() {
		return this.client.call(ME.request().build()).map(ApiAnswer::data);
	}

	/**
	 * Ask once: nothing is repeated, and a rate limit that is used up is not waited for.
	 * @return a {@link Mono} emitting the identity, never empty
	 */
	public Mono<SendmuxIdentity> ping() {
		return this.client.call(ME.request().probe().build()).map(ApiAnswer::data);
	}

}
