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
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.style.ToStringCreator;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} for the Sendmux client.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("sendmux")
public class SendmuxProperties {

	static final URI DEFAULT_BASE_URL = URI.create("https://app.sendmux.ai/api/v1");

	/**
	 * Whether to enable the auto-configuration of the Sendmux client.
	 */
	private boolean enabled = true;

	/**
	 * Root API key or OAuth access token, without a scheme such as "Bearer".
	 */
	private @Nullable String token;

	/**
	 * Base URL of the Sendmux API, up to and including its version.
	 */
	private URI baseUrl = DEFAULT_BASE_URL;

	/**
	 * Whether to allow a base URL that sends the token unencrypted to another host.
	 */
	private boolean allowInsecureBaseUrl;

	/**
	 * Time to wait for a connection to be made. Defaults to
	 * "spring.http.clients.connect-timeout", else to 5 seconds.
	 */
	private @Nullable Duration connectTimeout;

	/**
	 * Time to wait for the complete answer to one attempt. Defaults to
	 * "spring.http.clients.read-timeout", else to 30 seconds.
	 */
	private @Nullable Duration readTimeout;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getToken() {
		return this.token;
	}

	public void setToken(@Nullable String token) {
		this.token = token;
	}

	public URI getBaseUrl() {
		return this.baseUrl;
	}

	public void setBaseUrl(URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	public boolean isAllowInsecureBaseUrl() {
		return this.allowInsecureBaseUrl;
	}

	public void setAllowInsecureBaseUrl(boolean allowInsecureBaseUrl) {
		this.allowInsecureBaseUrl = allowInsecureBaseUrl;
	}

	public @Nullable Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(@Nullable Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public @Nullable Duration getReadTimeout() {
		return this.readTimeout;
	}

	public void setReadTimeout(@Nullable Duration readTimeout) {
		this.readTimeout = readTimeout;
	}

	/**
	 * Describe these properties without the token.
	 */
	@Override
	public String toString() {
		return new ToStringCreator(this).append("enabled", this.enabled)
			.append("token", (this.token != null) ? "******" : null)
			.append("baseUrl", this.baseUrl)
			.append("allowInsecureBaseUrl", this.allowInsecureBaseUrl)
			.append("connectTimeout", this.connectTimeout)
			.append("readTimeout", this.readTimeout)
			.toString();
	}

}
