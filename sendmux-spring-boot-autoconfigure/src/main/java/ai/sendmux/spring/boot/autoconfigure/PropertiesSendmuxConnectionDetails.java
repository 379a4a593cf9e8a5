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

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link SendmuxProperties} to {@link SendmuxConnectionDetails}.
 */
final class PropertiesSendmuxConnectionDetails implements SendmuxConnectionDetails {

	private final SendmuxProperties properties;

	private final ObjectProvider<SslBundles> sslBundles;

	PropertiesSendmuxConnectionDetails(SendmuxProperties properties, ObjectProvider<SslBundles> sslBundles) {
		this.properties = properties;
		this.sslBundles = sslBundles;
	}

	@Override
	public URI getBaseUrl() {
		return SendmuxConnectionValidator.parseBaseUrl(this.properties.getBaseUrl());
	}

	@Override
	public @Nullable String getToken() {
		return StringUtils.hasLength(this.properties.getToken()) ? this.properties.getToken() : null;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		String name = this.properties.getSsl().getBundle();
		return StringUtils.hasLength(name) ? findSslBundle(name) : null;
	}

	private SslBundle findSslBundle(String name) {
		SslBundles bundles = this.sslBundles.getIfAvailable();
		if (bundles == null || !bundles.getBundleNames().contains(name)) {
			throw new InvalidSendmuxConnectionException(
					"The Sendmux client needs the SSL bundle '" + name + "', but there is none of that name.",
					"Define the bundle, for instance below 'spring.ssl.bundle.pem." + name
							+ "', or correct the value of the property 'sendmux.ssl.bundle'.");
		}
		return bundles.getBundle(name);
	}

}
