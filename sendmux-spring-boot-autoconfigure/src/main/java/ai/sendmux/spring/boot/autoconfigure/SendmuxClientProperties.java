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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.core.style.ToStringCreator;
import org.springframework.util.unit.DataSize;

/**
 * Properties of one client: those of {@code sendmux.clients.*}, and the part of
 * {@code sendmux.*} that each client has.
 *
 * @since 0.1.0
 * @see SendmuxProperties
 */
public class SendmuxClientProperties {

	static final String DEFAULT_BASE_URL = "https://app.sendmux.ai/api/v1";

	/**
	 * Root API key or OAuth access token, without a scheme such as "Bearer".
	 */
	private @Nullable String token;

	/**
	 * Base URL of the Sendmux API, up to and including its version.
	 */
	private String baseUrl = DEFAULT_BASE_URL;

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
	 * Time to wait for the complete response to one attempt. Defaults to
	 * "spring.http.clients.read-timeout", else to 30 seconds.
	 */
	private @Nullable Duration readTimeout;

	/**
	 * Time to wait for the complete response to a connection test, which may take as long
	 * as a mail server takes.
	 */
	private Duration testTimeout = Duration.ofSeconds(90);

	/**
	 * Maximum time for a call with all its attempts and waits.
	 */
	private Duration totalTimeout = Duration.ofMinutes(2);

	/**
	 * Maximum size of a response body.
	 */
	private DataSize maxResponseSize = DataSize.ofMegabytes(2);

	private final Retry retry = new Retry();

	private final Pool pool = new Pool();

	private final Ssl ssl = new Ssl();

	private Proxy proxy = new Proxy();

	private final Bulk bulk = new Bulk();

	@NestedConfigurationProperty
	private final SendmuxEmailsProperties emails = new SendmuxEmailsProperties();

	public @Nullable String getToken() {
		return this.token;
	}

	public void setToken(@Nullable String token) {
		this.token = token;
	}

	public String getBaseUrl() {
		return this.baseUrl;
	}

	public void setBaseUrl(String baseUrl) {
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

	public Duration getTestTimeout() {
		return this.testTimeout;
	}

	public void setTestTimeout(Duration testTimeout) {
		this.testTimeout = testTimeout;
	}

	public Duration getTotalTimeout() {
		return this.totalTimeout;
	}

	public void setTotalTimeout(Duration totalTimeout) {
		this.totalTimeout = totalTimeout;
	}

	public DataSize getMaxResponseSize() {
		return this.maxResponseSize;
	}

	public void setMaxResponseSize(DataSize maxResponseSize) {
		this.maxResponseSize = maxResponseSize;
	}

	public Retry getRetry() {
		return this.retry;
	}

	public Pool getPool() {
		return this.pool;
	}

	public Ssl getSsl() {
		return this.ssl;
	}

	public Proxy getProxy() {
		return this.proxy;
	}

	public Bulk getBulk() {
		return this.bulk;
	}

	public SendmuxEmailsProperties getEmails() {
		return this.emails;
	}

	/**
	 * Forget the proxy, whose credentials are for no other one.
	 */
	void resetProxy() {
		this.proxy = new Proxy();
	}

	/**
	 * Describe these properties without the token.
	 */
	@Override
	public String toString() {
		return describe(new ToStringCreator(this)).toString();
	}

	ToStringCreator describe(ToStringCreator creator) {
		return creator.append("token", (this.token != null) ? "******" : null)
			.append("baseUrl", this.baseUrl)
			.append("allowInsecureBaseUrl", this.allowInsecureBaseUrl)
			.append("connectTimeout", this.connectTimeout)
			.append("readTimeout", this.readTimeout)
			.append("testTimeout", this.testTimeout)
			.append("totalTimeout", this.totalTimeout)
			.append("maxResponseSize", this.maxResponseSize);
	}

	/**
	 * Retries of failed attempts.
	 */
	public static class Retry {

		/**
		 * Maximum number of retries; 0 disables retries.
		 */
		private long maxRetries = 2;

		/**
		 * Time to wait before the first retry.
		 */
		private Duration delay = Duration.ofMillis(250);

		/**
		 * Multiplier to compute the next wait from the previous one.
		 */
		private double multiplier = 2;

		/**
		 * Maximum time to wait between two attempts, unless the server asks for more.
		 */
		private Duration maxDelay = Duration.ofSeconds(5);

		/**
		 * Time that is randomly added to or taken from a wait.
		 */
		private Duration jitter = Duration.ofMillis(100);

		/**
		 * Maximum Retry-After to honor; longer values fail the call.
		 */
		private Duration maxRetryAfter = Duration.ofSeconds(60);

		/**
		 * Number of tokens of the retry budget: a failed attempt takes five of them, a
		 * success returns one, and without tokens nothing is retried; 0 disables the
		 * budget.
		 */
		private int budget = 500;

		public long getMaxRetries() {
			return this.maxRetries;
		}

		public void setMaxRetries(long maxRetries) {
			this.maxRetries = maxRetries;
		}

		public Duration getDelay() {
			return this.delay;
		}

		public void setDelay(Duration delay) {
			this.delay = delay;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(Duration maxDelay) {
			this.maxDelay = maxDelay;
		}

		public Duration getJitter() {
			return this.jitter;
		}

		public void setJitter(Duration jitter) {
			this.jitter = jitter;
		}

		public Duration getMaxRetryAfter() {
			return this.maxRetryAfter;
		}

		public void setMaxRetryAfter(Duration maxRetryAfter) {
			this.maxRetryAfter = maxRetryAfter;
		}

		public int getBudget() {
			return this.budget;
		}

		public void setBudget(int budget) {
			this.budget = budget;
		}

	}

	/**
	 * Connection pool of the client's own. It is used unless the application defines a
	 * connector.
	 */
	public static class Pool {

		/**
		 * Maximum number of open connections.
		 */
		private int maxConnections = 100;

		/**
		 * Time after which an idle connection is closed.
		 */
		private Duration maxIdleTime = Duration.ofSeconds(30);

		/**
		 * Time after which a connection is not reused.
		 */
		private Duration maxLifeTime = Duration.ofMinutes(5);

		/**
		 * Time to wait for a free connection.
		 */
		private Duration acquireTimeout = Duration.ofSeconds(10);

		/**
		 * Maximum number of calls that wait for a free connection.
		 */
		private int maxPendingAcquires = 1000;

		public int getMaxConnections() {
			return this.maxConnections;
		}

		public void setMaxConnections(int maxConnections) {
			this.maxConnections = maxConnections;
		}

		public Duration getMaxIdleTime() {
			return this.maxIdleTime;
		}

		public void setMaxIdleTime(Duration maxIdleTime) {
			this.maxIdleTime = maxIdleTime;
		}

		public Duration getMaxLifeTime() {
			return this.maxLifeTime;
		}

		public void setMaxLifeTime(Duration maxLifeTime) {
			this.maxLifeTime = maxLifeTime;
		}

		public Duration getAcquireTimeout() {
			return this.acquireTimeout;
		}

		public void setAcquireTimeout(Duration acquireTimeout) {
			this.acquireTimeout = acquireTimeout;
		}

		public int getMaxPendingAcquires() {
			return this.maxPendingAcquires;
		}

		public void setMaxPendingAcquires(int maxPendingAcquires) {
			this.maxPendingAcquires = maxPendingAcquires;
		}

	}

	/**
	 * Security of the connection.
	 */
	public static class Ssl {

		/**
		 * Name of the SSL bundle to use. Defaults to "spring.http.clients.ssl.bundle".
		 */
		private @Nullable String bundle;

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

	/**
	 * HTTP proxy between the client and Sendmux.
	 */
	public static class Proxy {

		/**
		 * Host name of the proxy.
		 */
		private @Nullable String host;

		/**
		 * Port of the proxy.
		 */
		private int port = 8080;

		/**
		 * Login user of the proxy.
		 */
		private @Nullable String username;

		/**
		 * Login password of the proxy.
		 */
		private @Nullable String password;

		public @Nullable String getHost() {
			return this.host;
		}

		public void setHost(@Nullable String host) {
			this.host = host;
		}

		public int getPort() {
			return this.port;
		}

		public void setPort(int port) {
			this.port = port;
		}

		public @Nullable String getUsername() {
			return this.username;
		}

		public void setUsername(@Nullable String username) {
			this.username = username;
		}

		public @Nullable String getPassword() {
			return this.password;
		}

		public void setPassword(@Nullable String password) {
			this.password = password;
		}

	}

	/**
	 * Creation of many sending accounts.
	 */
	public static class Bulk {

		/**
		 * Maximum number of sending accounts that are created at the same time.
		 */
		private int concurrency = 8;

		/**
		 * Maximum time that a bulk creation pauses while Sendmux is down; 0 disables the
		 * pause.
		 */
		private Duration maxOutage = Duration.ofMinutes(5);

		public int getConcurrency() {
			return this.concurrency;
		}

		public void setConcurrency(int concurrency) {
			this.concurrency = concurrency;
		}

		public Duration getMaxOutage() {
			return this.maxOutage;
		}

		public void setMaxOutage(Duration maxOutage) {
			this.maxOutage = maxOutage;
		}

	}

}
