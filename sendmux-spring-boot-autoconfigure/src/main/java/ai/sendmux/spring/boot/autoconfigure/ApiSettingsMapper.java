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
import java.util.Objects;
import java.util.regex.Pattern;

import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.ApiSettings.Bounds;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.util.StringUtils;

/**
 * Turns properties into the settings of a call. Where a timeout is not set, that of the
 * application's HTTP clients holds, else the default.
 */
final class ApiSettingsMapper {

	private static final HttpClientSettings DEFAULTS = HttpClientSettings.defaults()
		.withTimeouts(ApiSettings.Timeouts.DEFAULTS.connect(), ApiSettings.Timeouts.DEFAULTS.read());

	private static final int MAX_PORT = 65_535;

	/**
	 * A name or an address; with colons only that of IPv6.
	 */
	private static final Pattern HOST = Pattern.compile("[\\w.-]+|\\[?[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F.:]*]?");

	private static final String GLOBAL_PREFIX = "spring.http.clients.";

	private ApiSettingsMapper() {
	}

	/**
	 * Map the properties of the default client.
	 * @throws InvalidConfigurationPropertyValueException if a property is not within its
	 * bounds
	 */
	static ApiSettings map(SendmuxProperties properties, HttpClientSettings global) {
		return map(SendmuxConnectionValidator.DEFAULT_PREFIX, properties, properties.getRateLimit(), global);
	}

	/**
	 * Map the properties of a client that shares the limiter of the others.
	 */
	static ApiSettings map(String prefix, SendmuxClientProperties properties, SendmuxProperties.RateLimit rateLimit,
			HttpClientSettings global) {
		try {
			check(prefix, properties);
			return new ApiSettings(timeouts(properties, global), retry(properties.getRetry()), rateLimit(rateLimit),
					properties.getMaxResponseSize());
		}
		catch (ApiSettings.InvalidException ex) {
			throw new InvalidConfigurationPropertyValueException(property(ex.name(), prefix, properties), ex.value(),
					ex.reason(prefix));
		}
	}

	private static String property(String setting, String prefix, SendmuxClientProperties properties) {
		return switch (setting) {
			case "connect-timeout" -> ((properties.getConnectTimeout() != null) ? prefix : GLOBAL_PREFIX) + setting;
			case "read-timeout" -> ((properties.getReadTimeout() != null) ? prefix : GLOBAL_PREFIX) + setting;
			default -> prefix + setting;
		};
	}

	private static ApiSettings.Timeouts timeouts(SendmuxClientProperties properties, HttpClientSettings global) {
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withConnectTimeout(properties.getConnectTimeout())
			.withReadTimeout(properties.getReadTimeout())
			.orElse(global)
			.orElse(DEFAULTS);
		return new ApiSettings.Timeouts(Objects.requireNonNull(settings.connectTimeout()),
				properties.getPool().getAcquireTimeout(), Objects.requireNonNull(settings.readTimeout()),
				properties.getTestTimeout(), properties.getTotalTimeout());
	}

	private static ApiSettings.Retry retry(SendmuxClientProperties.Retry retry) {
		return new ApiSettings.Retry(retry.getMaxRetries(), retry.getDelay(), retry.getMultiplier(),
				retry.getMaxDelay(), retry.getJitter(), retry.getMaxRetryAfter(), retry.getBudget());
	}

	private static ApiSettings.RateLimit rateLimit(SendmuxProperties.RateLimit rateLimit) {
		return new ApiSettings.RateLimit(rateLimit.isEnabled(), rateLimit.getMaxWait(), rateLimit.getMaxWaiting());
	}

	private static void check(String prefix, SendmuxClientProperties properties) {
		checkPool(properties.getPool());
		checkProxy(prefix, properties.getProxy());
		requireAtLeastOne("bulk.concurrency", properties.getBulk().getConcurrency());
		Bounds.requireNotNegative("bulk.max-outage", properties.getBulk().getMaxOutage());
		Duration pollInterval = properties.getEmails().getPollInterval();
		Bounds.require(pollInterval.compareTo(Duration.ofSeconds(1)) >= 0, "emails.poll-interval", pollInterval,
				"must be at least one second");
		Bounds.requireTime("emails.poll-interval", pollInterval);
	}

	private static void checkPool(SendmuxClientProperties.Pool pool) {
		requireAtLeastOne("pool.max-connections", pool.getMaxConnections());
		Bounds.requireNotNegative("pool.max-idle-time", pool.getMaxIdleTime());
		Bounds.requireNotNegative("pool.max-life-time", pool.getMaxLifeTime());
		Bounds.requireNotNegative("pool.max-pending-acquires", pool.getMaxPendingAcquires());
	}

	/**
	 * The host is not shown, because it may be a URL with a password.
	 */
	private static void checkProxy(String prefix, SendmuxClientProperties.Proxy proxy) {
		Bounds.require(proxy.getPort() > 0 && proxy.getPort() <= MAX_PORT, "proxy.port", proxy.getPort(),
				"must be between 1 and " + MAX_PORT);
		String host = proxy.getHost();
		if (StringUtils.hasText(host) && !HOST.matcher(host).matches()) {
			throw new InvalidSendmuxConnectionException(
					"The value of the property '" + prefix + "proxy.host' is not a host name.",
					"Set '" + prefix + "proxy.host' to the host name alone, without a scheme, a port or a path. The "
							+ "port belongs in '" + prefix + "proxy.port', and credentials into '" + prefix
							+ "proxy.username' and '" + prefix + "proxy.password'.");
		}
	}

	private static void requireAtLeastOne(String name, int value) {
		Bounds.require(value > 0, name, value, "must be at least 1");
	}

}
