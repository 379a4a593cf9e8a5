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

package ai.sendmux.spring.boot.autoconfigure.ratelimit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of a rate limit that instances share.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("sendmux.rate-limit.shared")
public class SendmuxSharedRateLimitProperties {

	/**
	 * Whether instances share the rate limit through Redis.
	 */
	private boolean enabled;

	/**
	 * Name of the credential of the auto-configured client. Instances with the same name
	 * share the limit. Defaults to a hash of the token and the base URL, or to the ids of
	 * the team and the credential if the token can change.
	 */
	private @Nullable String name;

	/**
	 * Prefix of the keys in Redis.
	 */
	private String keyPrefix = "sendmux:rate-limit:";

	/**
	 * Time after which Redis removes the limit of a credential that is not used.
	 */
	private Duration timeToLive = Duration.ofMinutes(10);

	/**
	 * Time to wait for a response from Redis. Without a response, each instance limits
	 * its own requests.
	 */
	private Duration timeout = Duration.ofMillis(50);

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getName() {
		return this.name;
	}

	public void setName(@Nullable String name) {
		this.name = name;
	}

	public String getKeyPrefix() {
		return this.keyPrefix;
	}

	public void setKeyPrefix(String keyPrefix) {
		this.keyPrefix = keyPrefix;
	}

	public Duration getTimeToLive() {
		return this.timeToLive;
	}

	public void setTimeToLive(Duration timeToLive) {
		this.timeToLive = timeToLive;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

}
