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

import ai.sendmux.http.ApiSettings.Bounds;

import org.springframework.util.StringUtils;

/**
 * Bounds of the properties that are no settings of a call.
 */
final class SendmuxPropertiesRules {

	private static final int MAX_PORT = 65_535;

	/**
	 * A name or an address; with colons only that of IPv6.
	 */
	private static final Pattern HOST = Pattern.compile("[\\w.-]+|\\[?[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F.:]*]?");

	private SendmuxPropertiesRules() {
	}

	static void check(String prefix, SendmuxClientProperties properties) {
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
	 * The host is not shown, for it may be a URL with a password.
	 */
	private static void checkProxy(String prefix, SendmuxClientProperties.Proxy proxy) {
		Bounds.require(proxy.getPort() > 0 && proxy.getPort() <= MAX_PORT, "proxy.port", proxy.getPort(),
				"must be between 1 and " + MAX_PORT);
		String host = proxy.getHost();
		if (StringUtils.hasText(host) && !HOST.matcher(host).matches()) {
			throw new InvalidSendmuxConnectionException(
					"The value of the property '" + prefix + "proxy.host' is not a host name.",
					"Set '" + prefix + "proxy.host' to the host name alone, without a scheme, a port or a path. The "
							+ "port belongs into '" + prefix + "proxy.port', and credentials into '" + prefix
							+ "proxy.username' and '" + prefix + "proxy.password'.");
		}
	}

	private static void requireAtLeastOne(String name, int value) {
		Bounds.require(value > 0, name, value, "must be at least 1");
	}

}
