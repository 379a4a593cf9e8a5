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

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link SendmuxProperties} to {@link SendmuxConnectionDetails}.
 *
 * @since 0.1.0
 */
public final class PropertiesSendmuxConnectionDetails implements SendmuxConnectionDetails {

	private final SendmuxClientProperties properties;

	private final @Nullable SslBundles sslBundles;

	private final String prefix;

	/**
	 * Create the connection details of the auto-configured client.
	 * @param properties the properties of the client
	 * @param sslBundles the SSL bundles of the application, may be {@code null}
	 */
	public PropertiesSendmuxConnectionDetails(SendmuxProperties properties, @Nullable SslBundles sslBundles) {
		this(properties, sslBundles, SendmuxConnectionValidator.DEFAULT_PREFIX);
	}

	PropertiesSendmuxConnectionDetails(SendmuxClientProperties properties, @Nullable SslBundles sslBundles,
			String prefix) {
		Assert.notNull(properties, "'properties' must not be null");
		this.properties = properties;
		this.sslBundles = sslBundles;
		this.prefix = prefix;
	}

	@Override
	public URI getBaseUrl() {
		return SendmuxConnectionValidator.parseBaseUrl(this.properties.getBaseUrl(), this.prefix);
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
		if (this.sslBundles == null || !this.sslBundles.getBundleNames().contains(name)) {
			throw new InvalidSendmuxConnectionException(
					"The Sendmux client needs the SSL bundle '" + name + "', but there is none of that name.",
					"Define the bundle, for instance below 'spring.ssl.bundle.pem." + name
							+ "', or correct the value of the property '" + this.prefix + "ssl.bundle'.");
		}
		return this.sslBundles.getBundle(name);
	}

}
