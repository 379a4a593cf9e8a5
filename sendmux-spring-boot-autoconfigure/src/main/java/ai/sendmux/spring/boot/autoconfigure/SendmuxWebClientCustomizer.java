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

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link WebClient} of the Sendmux clients, and of nothing else. It is called for each
 * client that is built, on a builder that has all defaults already, the connector
 * included.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SendmuxWebClientCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder to customize
	 */
	void customize(WebClient.Builder builder);

	/**
	 * Customize the builder of a client. By default, all clients are customized the same.
	 * @param builder the builder to customize
	 * @param clientName the name of the client, {@code default} for the auto-configured
	 * client
	 */
	default void customize(WebClient.Builder builder, String clientName) {
		customize(builder);
	}

}
