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

import ai.sendmux.http.ApiClient;
import ai.sendmux.identity.SendmuxIdentityOperations;
import ai.sendmux.identity.SendmuxIdentityTemplate;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SendmuxProvidersTemplate;

/**
 * Operations of one Sendmux team: everything in it uses the same connection details.
 *
 * @since 0.1.0
 */
public final class SendmuxClient {

	private final SendmuxProvidersOperations providers;

	private final SendmuxIdentityOperations identity;

	SendmuxClient(ApiClient client) {
		this.providers = new SendmuxProvidersTemplate(client);
		this.identity = new SendmuxIdentityTemplate(client);
	}

	/**
	 * Return the operations on sending accounts.
	 * @return the operations
	 */
	public SendmuxProvidersOperations providers() {
		return this.providers;
	}

	/**
	 * Return the operations on the identity behind the token.
	 * @return the operations
	 */
	public SendmuxIdentityOperations identity() {
		return this.identity;
	}

}
