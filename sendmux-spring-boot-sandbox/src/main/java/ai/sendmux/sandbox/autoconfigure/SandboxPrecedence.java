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

package ai.sendmux.sandbox.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Decides between the sandbox and a token of the real service when both are configured.
 */
final class SandboxPrecedence {

	private final boolean yieldsToToken;

	/**
	 * Decide, which ends the start of an application that configures both and lets
	 * neither give way.
	 * @param properties the properties of the sandbox
	 * @param tokenSource what gives a token of the real service, or {@code null}
	 * @param inTest whether the context belongs to a test, where the sandbox always wins
	 */
	SandboxPrecedence(SendmuxSandboxProperties properties, @Nullable String tokenSource, boolean inTest) {
		if (tokenSource != null && !inTest && !properties.yieldToToken()) {
			throw new SandboxWithTokenException(tokenSource);
		}
		this.yieldsToToken = tokenSource != null && !inTest;
	}

	/**
	 * Return whether the sandbox stays off in favour of the real service.
	 * @return whether there is a token that counts
	 */
	boolean yieldsToToken() {
		return this.yieldsToToken;
	}

}
