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

import ai.sendmux.http.ApiPacingSettings;
import ai.sendmux.http.ApiRetrySettings;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.ApiTimeouts;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.style.ToStringCreator;
import org.springframework.util.unit.DataSize;

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

	/**
	 * Time to wait for the complete answer to a connection test, which may take as long
	 * as a mail server takes.
	 */
	private Duration testTimeout = ApiTimeouts.DEFAULTS.test();

	/**
	 * Time to wait for a call with all its attempts and waits.
	 */
	private Duration totalTimeout = ApiTimeouts.DEFAULTS.total();

	/**
	 * Size of the largest answer that is read.
	 */
	private DataSize maxResponseSize = ApiSettings.DEFAULTS.maxResponseSize();

	private final Retry retry = new Retry();

	private final RateLimit rateLimit = new RateLimit();

	private final Pool pool = new Pool();

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

	public RateLimit getRateLimit() {
		return this.rateLimit;
	}

	public Pool getPool() {
		return this.pool;
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
			.append("testTimeout", this.testTimeout)
			.append("totalTimeout", this.totalTimeout)
			.append("maxResponseSize", this.maxResponseSize)
			.toString();
	}

	/**
	 * Repetition of failed attempts.
	 */
	public static class Retry {

		/**
		 * Number of times that a failed attempt is repeated; 0 for never.
		 */
		private long maxRetries = ApiRetrySettings.DEFAULTS.maxRetries();

		/**
		 * Time to wait before the first repetition.
		 */
		private Duration delay = ApiRetrySettings.DEFAULTS.delay();

		/**
		 * Factor by which each wait is longer than the one before.
		 */
		private double multiplier = ApiRetrySettings.DEFAULTS.multiplier();

		/**
		 * Longest time to wait between two attempts, unless the server asks for more.
		 */
		private Duration maxDelay = ApiRetrySettings.DEFAULTS.maxDelay();

		/**
		 * Time that is randomly added to or taken from a wait.
		 */
		private Duration jitter = ApiRetrySettings.DEFAULTS.jitter();

		/**
		 * Longest time to wait that the server may ask for; beyond it, the call fails.
		 */
		private Duration maxRetryAfter = ApiRetrySettings.DEFAULTS.maxRetryAfter();

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

	}

	/**
	 * Waiting while the rate limit is used up.
	 */
	public static class RateLimit {

		/**
		 * Whether calls wait for the reset when the rate limit is used up.
		 */
		private boolean enabled = ApiPacingSettings.DEFAULTS.enabled();

		/**
		 * Longest time that a call waits for the reset.
		 */
		private Duration maxWait = ApiPacingSettings.DEFAULTS.maxWait();

		/**
		 * Number of calls that may wait for the reset at the same time.
		 */
		private int maxWaiting = ApiPacingSettings.DEFAULTS.maxWaiting();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public Duration getMaxWait() {
			return this.maxWait;
		}

		public void setMaxWait(Duration maxWait) {
			this.maxWait = maxWait;
		}

		public int getMaxWaiting() {
			return this.maxWaiting;
		}

		public void setMaxWaiting(int maxWaiting) {
			this.maxWaiting = maxWaiting;
		}

	}

	/**
	 * Connection pool of the client's own. It is used unless the application defines a
	 * connector.
	 */
	public static class Pool {

		/**
		 * Number of connections that may be open at the same time.
		 */
		private int maxConnections = 100;

		/**
		 * Time after which a connection that is not used is closed.
		 */
		private Duration maxIdleTime = Duration.ofSeconds(30);

		/**
		 * Time after which a connection is not used again.
		 */
		private Duration maxLifeTime = Duration.ofMinutes(5);

		/**
		 * Time to wait for a free connection.
		 */
		private Duration acquireTimeout = ApiTimeouts.DEFAULTS.acquire();

		/**
		 * Number of calls that may wait for a free connection at the same time.
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

}
