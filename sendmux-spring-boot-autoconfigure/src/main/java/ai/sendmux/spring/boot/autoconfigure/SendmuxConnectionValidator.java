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
import java.net.URISyntaxException;

import ai.sendmux.http.BaseUrl;
import ai.sendmux.http.BearerToken;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.StringUtils;

/**
 * Decides whether a client can be built from connection details, and says what to do if
 * not.
 */
final class SendmuxConnectionValidator {

	static final String DEFAULT_PREFIX = "sendmux.";

	private static final String SET_TOKEN = "Set the property 'sendmux.token' or the environment variable "
			+ "'SENDMUX_TOKEN' to a root API key (smx_root_) of your team. To develop and test without an account, "
			+ "add 'sendmux-spring-boot-sandbox' and set 'sendmux.sandbox.enabled' to 'true'.";

	private final boolean allowInsecureBaseUrl;

	private final boolean proxied;

	private final @Nullable String clientName;

	private final @Nullable String prefix;

	SendmuxConnectionValidator(SendmuxProperties properties) {
		this(properties, null, DEFAULT_PREFIX);
	}

	private SendmuxConnectionValidator(SendmuxClientProperties properties, @Nullable String clientName,
			@Nullable String prefix) {
		this(properties.isAllowInsecureBaseUrl(), StringUtils.hasText(properties.getProxy().getHost()), clientName,
				prefix);
	}

	private SendmuxConnectionValidator(boolean allowInsecureBaseUrl, boolean proxied, @Nullable String clientName,
			@Nullable String prefix) {
		this.allowInsecureBaseUrl = allowInsecureBaseUrl;
		this.proxied = proxied;
		this.clientName = clientName;
		this.prefix = prefix;
	}

	/**
	 * Return the validator of a client below {@code sendmux.clients}.
	 */
	static SendmuxConnectionValidator forProperties(String name, SendmuxClientProperties properties) {
		return new SendmuxConnectionValidator(properties, name, NamedClientProperties.prefix(name));
	}

	/**
	 * Return the same validator, which names the client and its connection details
	 * instead of properties, which it does not have.
	 */
	SendmuxConnectionValidator forClient(String name) {
		return SendmuxClient.DEFAULT_NAME.equals(name) ? this
				: new SendmuxConnectionValidator(this.allowInsecureBaseUrl, this.proxied, name, null);
	}

	/**
	 * Check everything that is there. That there is no token is fine as long as nothing
	 * needs one.
	 */
	void check(SendmuxConnectionDetails details) {
		checkBaseUrl(details.getBaseUrl());
		String token = details.getToken();
		if (token != null) {
			checkToken(token);
		}
		details.getSslBundle();
	}

	/**
	 * The text is not bound to a {@link URI}, because Spring Boot shows a value that it
	 * cannot bind, and there may be a password in it.
	 */
	static URI parseBaseUrl(String baseUrl, String prefix) {
		try {
			return new URI(StringUtils.hasText(baseUrl) ? baseUrl.trim() : SendmuxClientProperties.DEFAULT_BASE_URL);
		}
		catch (URISyntaxException ex) {
			throw new InvalidSendmuxConnectionException("The Sendmux base URL is not a valid URL ("
					+ StringUtils.uncapitalize(ex.getReason()) + " at index " + ex.getIndex() + ").",
					correctBaseUrl(prefix));
		}
	}

	URI requireBaseUrl(SendmuxConnectionDetails details) {
		checkBaseUrl(details.getBaseUrl());
		return details.getBaseUrl();
	}

	/**
	 * Where the connector of the application is used as it is, nothing of what is meant
	 * for ours may be left out without a word.
	 */
	void rejectIgnoredSettings(@Nullable SslBundle sslBundle) {
		if (sslBundle != null || this.proxied) {
			throw new InvalidSendmuxConnectionException(
					client() + " was given " + ((sslBundle != null) ? "an SSL bundle" : "a proxy")
							+ ", but it uses the HTTP connector of the application as it is.",
					"Configure the connector of the application instead and remove "
							+ "'sendmux.ssl.bundle' and 'sendmux.proxy.host', or remove the connector.");
		}
	}

	BearerToken requireToken(SendmuxConnectionDetails details) {
		String token = details.getToken();
		if (token == null) {
			throw new InvalidSendmuxConnectionException(client() + " needs a token, but none is configured.",
					setToken());
		}
		checkToken(token);
		return BearerToken.of(token);
	}

	private String setToken() {
		if (this.prefix == null) {
			return "Put a root API key (smx_root_) of the team into the " + details()
					+ ", or create the client with a token provider.";
		}
		return (this.clientName != null) ? "Set the property '" + this.prefix
				+ "token' to a root API key (smx_root_) of its team. The client does not use the token of another one."
				: SET_TOKEN;
	}

	private void checkToken(String token) {
		String problem = BearerToken.validate(token);
		if (problem != null) {
			throw new InvalidSendmuxConnectionException(what("token") + " " + problem + ".",
					"Correct the " + tokenSource()
							+ ": it must be a root API key (smx_root_) or an OAuth access token, and nothing else.");
		}
	}

	private String tokenSource() {
		if (this.prefix == null) {
			return "token in the " + details();
		}
		return "value of the property '" + this.prefix + "token'"
				+ ((this.clientName != null) ? "" : " or of the environment variable 'SENDMUX_TOKEN'");
	}

	private void checkBaseUrl(URI baseUrl) {
		String problem = BaseUrl.validate(baseUrl);
		if (problem != null) {
			throw new InvalidSendmuxConnectionException(what("base URL") + " " + problem + ".", (this.prefix != null)
					? correctBaseUrl(this.prefix) : "Correct the base URL in the " + details() + ".");
		}
		if (BaseUrl.isInsecure(baseUrl) && !this.allowInsecureBaseUrl) {
			throw new InvalidSendmuxConnectionException(
					what("base URL") + " would send the token unencrypted to host '" + baseUrl.getHost() + "'.",
					"Use 'https' in the "
							+ ((this.prefix != null) ? "property '" + this.prefix + "base-url'" : details())
							+ ". If the network between is trusted, set '"
							+ ((this.prefix != null) ? this.prefix : DEFAULT_PREFIX)
							+ "allow-insecure-base-url' to 'true'.");
		}
	}

	private static String correctBaseUrl(String prefix) {
		return "Correct the value of the property '" + prefix + "base-url', or remove it to use '"
				+ SendmuxClientProperties.DEFAULT_BASE_URL + "'.";
	}

	private String client() {
		return "The Sendmux client" + ((this.clientName != null) ? " '" + this.clientName + "'" : "");
	}

	private String what(String part) {
		return (this.clientName != null) ? "The " + part + " of the Sendmux client '" + this.clientName + "'"
				: "The Sendmux " + part;
	}

	private String details() {
		return "connection details that the client '" + this.clientName + "' is created with";
	}

}
