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

import ai.sendmux.SendmuxTokenProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.Assert;

/**
 * Details required to establish a connection to the Sendmux API.
 * <p>
 * A bean of this type takes precedence over {@code sendmux.base-url},
 * {@code sendmux.token} and {@code sendmux.ssl.bundle}. If it has a token, it takes
 * precedence over a {@link SendmuxTokenProvider} bean too.
 *
 * @since 0.1.0
 */
public interface SendmuxConnectionDetails extends ConnectionDetails {

	/**
	 * Base URL of the API, up to and including its version, such as
	 * {@code https://app.sendmux.ai/api/v1}. A trailing slash makes no difference.
	 * @return the base URL
	 */
	default URI getBaseUrl() {
		return URI.create(SendmuxClientProperties.DEFAULT_BASE_URL);
	}

	/**
	 * Root API key or OAuth access token that is sent as the bearer token of every
	 * request.
	 * @return the token without its scheme, or {@code null} if there is none
	 */
	@Nullable String getToken();

	/**
	 * SSL bundle that secures the connection.
	 * @return the bundle, or {@code null} to use that of the application's HTTP clients
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

	/**
	 * Create connection details from fixed values.
	 * @param baseUrl the base URL of the API
	 * @param token the token without its scheme
	 * @return the connection details; their {@code toString} does not show the token
	 */
	static SendmuxConnectionDetails of(URI baseUrl, String token) {
		Assert.notNull(token, "'token' must not be null");
		return new FixedSendmuxConnectionDetails(baseUrl, token, null);
	}

	/**
	 * Create connection details from fixed values, with a connection that is secured by
	 * an SSL bundle of its own.
	 * @param baseUrl the base URL of the API
	 * @param token the token without its scheme
	 * @param sslBundle the bundle that secures the connection
	 * @return the connection details; their {@code toString} does not show the token
	 */
	static SendmuxConnectionDetails of(URI baseUrl, String token, SslBundle sslBundle) {
		Assert.notNull(token, "'token' must not be null");
		Assert.notNull(sslBundle, "'sslBundle' must not be null");
		return new FixedSendmuxConnectionDetails(baseUrl, token, sslBundle);
	}

	/**
	 * Create connection details without a token, for a client whose token a
	 * {@link SendmuxTokenProvider} gives.
	 * @param baseUrl the base URL of the API
	 * @return the connection details
	 */
	static SendmuxConnectionDetails of(URI baseUrl) {
		return new FixedSendmuxConnectionDetails(baseUrl, null, null);
	}

	/**
	 * Create connection details without a token, for a client whose token a
	 * {@link SendmuxTokenProvider} gives, with a connection that is secured by an SSL
	 * bundle of its own.
	 * @param baseUrl the base URL of the API
	 * @param sslBundle the bundle that secures the connection
	 * @return the connection details
	 */
	static SendmuxConnectionDetails of(URI baseUrl, SslBundle sslBundle) {
		Assert.notNull(sslBundle, "'sslBundle' must not be null");
		return new FixedSendmuxConnectionDetails(baseUrl, null, sslBundle);
	}

}
