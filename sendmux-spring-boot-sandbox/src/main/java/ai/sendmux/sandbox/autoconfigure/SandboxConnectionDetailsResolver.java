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

import java.net.URI;
import java.util.Set;

import ai.sendmux.SendmuxRateLimiter;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.InvalidSendmuxConnectionException;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetailsResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link SendmuxConnectionDetailsResolver} that makes all clients use the sandbox, each
 * with a team of its own.
 */
final class SandboxConnectionDetailsResolver implements SendmuxConnectionDetailsResolver {

	private final boolean active;

	private final Set<String> excludedClients;

	private final SingletonSupplier<SendmuxSandbox> sandbox;

	SandboxConnectionDetailsResolver(boolean active, Set<String> excludedClients,
			ObjectProvider<SendmuxSandbox> sandbox, ObjectProvider<SendmuxRateLimiter> rateLimiters) {
		this.active = active;
		this.excludedClients = excludedClients;
		this.sandbox = SingletonSupplier.of(() -> {
			SendmuxSandbox started = sandbox.getObject();
			started.addRateLimitListener(() -> rateLimiters.forEach(SendmuxRateLimiter::forget));
			return started;
		});
	}

	/**
	 * A client that is created for a team of the sandbox keeps that team.
	 */
	@Override
	public @Nullable SendmuxConnectionDetails resolve(String clientName, SendmuxConnectionDetails details) {
		SendmuxConnectionDetails own = resolve(clientName);
		return (own == null || connectTo(details, own.getBaseUrl())) ? null : own;
	}

	/**
	 * Details that are not used may lack what only the real service needs, such as an
	 * environment variable with its URL.
	 */
	private static boolean connectTo(SendmuxConnectionDetails details, URI baseUrl) {
		try {
			return details.getBaseUrl().equals(baseUrl);
		}
		catch (InvalidSendmuxConnectionException | IllegalArgumentException ex) {
			return false;
		}
	}

	@Nullable SendmuxConnectionDetails resolve(String clientName) {
		if (!this.active || this.excludedClients.contains(clientName)) {
			return null;
		}
		SendmuxSandbox sandbox = this.sandbox.obtain();
		return SendmuxConnectionDetails.of(sandbox.baseUrl(), sandbox.teamOfClient(clientName).token());
	}

}
