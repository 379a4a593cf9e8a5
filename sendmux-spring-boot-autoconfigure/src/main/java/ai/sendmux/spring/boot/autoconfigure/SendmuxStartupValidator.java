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

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ssl.SslBundles;

/**
 * Refuses to start with connection details or limits that are wrong, also if nothing uses
 * the client, which is lazy.
 */
final class SendmuxStartupValidator implements SmartInitializingSingleton {

	private final SendmuxConnectionDetails details;

	private final SendmuxProperties properties;

	private final NamedClientProperties namedClients;

	private final @Nullable SslBundles sslBundles;

	SendmuxStartupValidator(SendmuxConnectionDetails details, SendmuxProperties properties,
			NamedClientProperties namedClients, @Nullable SslBundles sslBundles) {
		this.details = details;
		this.properties = properties;
		this.namedClients = namedClients;
		this.sslBundles = sslBundles;
	}

	@Override
	public void afterSingletonsInstantiated() {
		new SendmuxConnectionValidator(this.properties).check(this.details);
		SendmuxPropertiesRules.check(this.properties);
		this.namedClients.names().forEach(this::check);
	}

	private void check(String name) {
		SendmuxClientProperties properties = this.namedClients.get(name);
		SendmuxConnectionValidator.forProperties(name, properties)
			.check(new PropertiesSendmuxConnectionDetails(properties, this.sslBundles,
					NamedClientProperties.prefix(name)));
		SendmuxPropertiesRules.check(name, properties);
	}

}
