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

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * The clients of further teams that {@code sendmux.clients} configures. Each is created
 * when it is first used.
 *
 * @since 0.1.0
 */
public final class SendmuxClients {

	private final Map<String, Supplier<SendmuxClient>> clients = new TreeMap<>();

	SendmuxClients(Set<String> names, SendmuxClientFactory factory) {
		names.forEach((name) -> this.clients.put(name, SingletonSupplier.of(() -> factory.createNamed(name))));
	}

	/**
	 * Return a client. It is the same one each time.
	 * @param name the name of the client below {@code sendmux.clients}
	 * @return the client
	 * @throws IllegalArgumentException if no client has that name; the auto-configured
	 * client is none of these
	 * @throws InvalidSendmuxConnectionException if the client cannot be created, for
	 * instance because it has no token of its own
	 */
	public SendmuxClient get(String name) {
		Assert.notNull(name, "'name' must not be null");
		Supplier<SendmuxClient> client = this.clients.get(name);
		Assert.isTrue(client != null,
				() -> "There is no client '" + name + "' below 'sendmux.clients', only " + names());
		return client.get();
	}

	/**
	 * Return the names of the clients.
	 * @return the names, sorted, without that of the auto-configured client
	 */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.clients.keySet());
	}

}
