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
import java.util.regex.Pattern;

import ai.sendmux.http.ApiSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Decides whether the limits of the properties can hold, and names the property if not.
 */
final class SendmuxPropertiesRules {

	private static final int MAX_PORT = 65_535;

	/**
	 * A name or an address; with colons only that of IPv6.
	 */
	private static final Pattern HOST = Pattern.compile("[\\w.-]+|\\[?[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F.:]*]?");

	private static final Duration DEFAULT_MAX_DELAY = new SendmuxClientProperties.Retry().getMaxDelay();

	private final String prefix;

	private SendmuxPropertiesRules(String prefix) {
		this.prefix = prefix;
	}

	static void check(SendmuxProperties properties) {
		SendmuxPropertiesRules rules = new SendmuxPropertiesRules(SendmuxConnectionValidator.DEFAULT_PREFIX);
		rules.checkClient(properties);
		rules.requireNotNegative("rate-limit.max-wait", properties.getRateLimit().getMaxWait());
		rules.requireNotNegative("rate-limit.max-waiting", properties.getRateLimit().getMaxWaiting());
	}

	static void check(String name, SendmuxClientProperties properties) {
		new SendmuxPropertiesRules(NamedClientProperties.prefix(name)).checkClient(properties);
	}

	private void checkClient(SendmuxClientProperties properties) {
		requireTime("connect-timeout", properties.getConnectTimeout());
		requireNotLonger("connect-timeout", properties.getConnectTimeout(), ApiSettings.Timeouts.MAX_CONNECT);
		requireTime("read-timeout", properties.getReadTimeout());
		requireTime("test-timeout", properties.getTestTimeout());
		requireTime("total-timeout", properties.getTotalTimeout());
		DataSize size = properties.getMaxResponseSize();
		require(size.toBytes() > 0, "max-response-size", size, "It must be at least one byte.");
		checkRetry(properties.getRetry());
		checkPool(properties.getPool());
		checkProxy(properties.getProxy());
		requireAtLeastOne("bulk.concurrency", properties.getBulk().getConcurrency());
		requireNotNegative("bulk.max-outage", properties.getBulk().getMaxOutage());
		Duration pollInterval = properties.getEmails().getPollInterval();
		require(pollInterval.compareTo(Duration.ofSeconds(1)) >= 0, "emails.poll-interval", pollInterval,
				"It must be at least one second.");
		requireNotLonger("emails.poll-interval", pollInterval, ApiSettings.Timeouts.MAX_DURATION);
	}

	private void checkRetry(SendmuxClientProperties.Retry retry) {
		requireNotNegative("retry.max-retries", retry.getMaxRetries());
		requireTime("retry.delay", retry.getDelay());
		require(retry.getMultiplier() >= 1, "retry.multiplier", retry.getMultiplier(), "It must be at least 1.");
		checkDelays(retry.getDelay(), retry.getMaxDelay());
		requireNotLonger("retry.max-delay", retry.getMaxDelay(), ApiSettings.Timeouts.MAX_DURATION);
		requireNotNegative("retry.jitter", retry.getJitter());
		requireNotNegative("retry.max-retry-after", retry.getMaxRetryAfter());
		requireNotNegative("retry.budget", retry.getBudget());
	}

	/**
	 * Names the property that is set, which is the first one where the other has its
	 * default.
	 */
	private void checkDelays(Duration delay, Duration maxDelay) {
		boolean valid = maxDelay.compareTo(delay) >= 0;
		if (maxDelay.equals(DEFAULT_MAX_DELAY)) {
			require(valid, "retry.delay", delay,
					"It must not be longer than '" + this.prefix + "retry.max-delay', which is " + maxDelay + ".");
		}
		require(valid, "retry.max-delay", maxDelay,
				"It must not be shorter than '" + this.prefix + "retry.delay', which is " + delay + ".");
	}

	private void checkPool(SendmuxClientProperties.Pool pool) {
		requireAtLeastOne("pool.max-connections", pool.getMaxConnections());
		requireNotNegative("pool.max-idle-time", pool.getMaxIdleTime());
		requireNotNegative("pool.max-life-time", pool.getMaxLifeTime());
		requireTime("pool.acquire-timeout", pool.getAcquireTimeout());
		requireNotNegative("pool.max-pending-acquires", pool.getMaxPendingAcquires());
	}

	/**
	 * The host is not shown, for it may be a URL with a password.
	 */
	private void checkProxy(SendmuxClientProperties.Proxy proxy) {
		require(proxy.getPort() > 0 && proxy.getPort() <= MAX_PORT, "proxy.port", proxy.getPort(),
				"It must be between 1 and " + MAX_PORT + ".");
		String host = proxy.getHost();
		if (StringUtils.hasText(host) && !HOST.matcher(host).matches()) {
			throw new InvalidSendmuxConnectionException(
					"The value of the property '" + this.prefix + "proxy.host' is not a host name.",
					"Set '" + this.prefix
							+ "proxy.host' to the host name alone, without a scheme, a port or a path. The port "
							+ "belongs into '" + this.prefix + "proxy.port', and credentials into '" + this.prefix
							+ "proxy.username' and '" + this.prefix + "proxy.password'.");
		}
	}

	private void requireTime(String name, @Nullable Duration value) {
		require(value == null || value.compareTo(Duration.ofMillis(1)) >= 0, name, value,
				"It must be at least one millisecond.");
		requireNotLonger(name, value, ApiSettings.Timeouts.MAX_DURATION);
	}

	private void requireNotNegative(String name, Duration value) {
		require(!value.isNegative(), name, value, "It must not be negative.");
		requireNotLonger(name, value, ApiSettings.Timeouts.MAX_DURATION);
	}

	private void requireNotLonger(String name, @Nullable Duration value, Duration max) {
		require(value == null || value.compareTo(max) <= 0, name, value,
				"It must not be longer than " + max.toDays() + " days.");
	}

	private void requireNotNegative(String name, long value) {
		require(value >= 0, name, value, "It must not be negative.");
	}

	private void requireAtLeastOne(String name, int value) {
		require(value > 0, name, value, "It must be at least 1.");
	}

	private void require(boolean valid, String name, @Nullable Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(this.prefix + name, value, reason);
		}
	}

}
