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

import org.jspecify.annotations.Nullable;

/**
 * Strategy interface that can be implemented by beans which decide where clients connect,
 * instead of what the clients are created with. The sandbox is one, so that it serves all
 * clients of an application.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SendmuxConnectionDetailsResolver {

	/**
	 * Return the connection details of a client. They take precedence over those that it
	 * is created with, and over its token provider.
	 * <p>
	 * Invoked when a client is created, and for each configured client when the
	 * application starts, to validate the connection details that are used.
	 * @param clientName the name of the client, {@code default} for the auto-configured
	 * client
	 * @param details the connection details that the client is created with
	 * @return the connection details, or {@code null} to leave those of the client
	 */
	@Nullable SendmuxConnectionDetails resolve(String clientName, SendmuxConnectionDetails details);

}
