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

import reactor.core.publisher.Mono;

/**
 * Operations on the identity behind the token of a Sendmux client.
 * {@link ai.sendmux.providers.SendmuxProvidersOperations} says when calls are retried and
 * ended, and what every call can fail with.
 *
 * @since 0.1.0
 */
public interface SendmuxIdentityOperations {

	/**
	 * Get who the token stands for ({@code GET /me}). Every valid token may ask.
	 * @return a {@link Mono} emitting the identity, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxAuthenticationException} if the token is not valid
	 */
	Mono<SendmuxIdentity> me();

}
