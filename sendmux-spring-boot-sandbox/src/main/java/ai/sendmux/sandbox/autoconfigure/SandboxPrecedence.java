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
 * Decides between the sandbox and the real service when both are configured.
 */
final class SandboxPrecedence {

	private final boolean yieldsToToken;

	/**
	 * Decide which one takes precedence.
	 * @param properties the properties of the sandbox
	 * @param tokenSource the source of a token for the real service, may be {@code null}
	 * @param inTest whether the context belongs to a test, in which the sandbox always
	 * takes precedence
	 * @throws SandboxWithTokenException if both are configured and the sandbox must not
	 * yield
	 */
	SandboxPrecedence(SendmuxSandboxProperties properties, @Nullable String tokenSource, boolean inTest) {
		if (tokenSource != null && !inTest && !properties.yieldToToken()) {
			throw new SandboxWithTokenException(tokenSource);
		}
		this.yieldsToToken = tokenSource != null && !inTest;
	}

	/**
	 * Return whether the sandbox yields to the real service.
	 * @return whether the sandbox is not started
	 */
	boolean yieldsToToken() {
		return this.yieldsToToken;
	}

}
