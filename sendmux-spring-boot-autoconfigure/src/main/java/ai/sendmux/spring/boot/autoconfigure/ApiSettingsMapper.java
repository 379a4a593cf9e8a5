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

import java.util.Objects;

import ai.sendmux.http.ApiSettings;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.http.client.HttpClientSettings;

/**
 * Turns properties into the settings of a call. Where a timeout is not set, that of the
 * application's HTTP clients holds, else the default.
 */
final class ApiSettingsMapper {

	private static final HttpClientSettings DEFAULTS = HttpClientSettings.defaults()
		.withTimeouts(ApiSettings.Timeouts.DEFAULTS.connect(), ApiSettings.Timeouts.DEFAULTS.read());

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
			SendmuxPropertiesRules.check(prefix, properties);
			return new ApiSettings(timeouts(properties, global), retry(properties.getRetry()), pacing(rateLimit),
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

	private static ApiSettings.RateLimit pacing(SendmuxProperties.RateLimit rateLimit) {
		return new ApiSettings.RateLimit(rateLimit.isEnabled(), rateLimit.getMaxWait(), rateLimit.getMaxWaiting());
	}

}
