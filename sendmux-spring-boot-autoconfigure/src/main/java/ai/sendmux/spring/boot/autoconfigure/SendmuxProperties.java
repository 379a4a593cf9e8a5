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
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.style.ToStringCreator;

/**
 * {@link ConfigurationProperties @ConfigurationProperties} for the Sendmux client.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("sendmux")
public class SendmuxProperties extends SendmuxClientProperties {

	/**
	 * Whether to enable the auto-configuration of the Sendmux client.
	 */
	private boolean enabled = true;

	private final RateLimit rateLimit = new RateLimit();

	/**
	 * Clients for further teams, by name. Each has the properties of the auto-configured
	 * client, and a token of its own.
	 */
	private final Map<String, SendmuxClientProperties> clients = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	// Unlike a primitive type, this one lets an empty value count as not set.
	public void setEnabled(@Nullable Boolean enabled) {
		this.enabled = (enabled == null) || enabled;
	}

	public RateLimit getRateLimit() {
		return this.rateLimit;
	}

	public Map<String, SendmuxClientProperties> getClients() {
		return this.clients;
	}

	@Override
	ToStringCreator describe(ToStringCreator creator) {
		return super.describe(creator.append("enabled", this.enabled)).append("clients", this.clients.keySet());
	}

	/**
	 * Waiting while the rate limit is exhausted.
	 */
	public static class RateLimit {

		/**
		 * Whether calls wait for the next window when the rate limit is exhausted.
		 */
		private boolean enabled = true;

		/**
		 * Maximum time that a call waits for the rate limit to be reset.
		 */
		private Duration maxWait = Duration.ofSeconds(60);

		/**
		 * Maximum number of calls that wait for the rate limit to be reset.
		 */
		private int maxWaiting = 10000;

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

}
