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

package ai.sendmux.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Validates a base URL. No text shows the URL, because there may be a password in it.
 */
public final class BaseUrl {

	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

	private static final int MAX_PORT = 65_535;

	private BaseUrl() {
	}

	public static URI check(URI baseUrl) {
		Assert.notNull(baseUrl, "'baseUrl' must not be null");
		String problem = validate(baseUrl);
		Assert.isTrue(problem == null, () -> "The Sendmux base URL " + problem);
		Assert.isTrue(!isInsecure(baseUrl),
				() -> "The Sendmux base URL would send the token unencrypted to host '" + baseUrl.getHost() + "'");
		return baseUrl;
	}

	/**
	 * Say why no call could be made, in words that continue a sentence about the URL.
	 */
	public static @Nullable String validate(URI baseUrl) {
		String scheme = String.valueOf(baseUrl.getScheme()).toLowerCase(Locale.ROOT);
		if (!scheme.equals("https") && !scheme.equals("http")) {
			return "does not start with 'https://'";
		}
		if (baseUrl.getHost() == null) {
			return "has no valid host name";
		}
		if (baseUrl.getPort() == 0 || baseUrl.getPort() > MAX_PORT) {
			return "has a port that is not between 1 and " + MAX_PORT;
		}
		if (baseUrl.getRawUserInfo() != null) {
			return "contains a user name or password";
		}
		if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null) {
			return "contains a query or a fragment";
		}
		return null;
	}

	/**
	 * Whether a valid URL would send the token unencrypted to another machine.
	 */
	public static boolean isInsecure(URI baseUrl) {
		return "http".equalsIgnoreCase(baseUrl.getScheme())
				&& !LOOPBACK.matcher(baseUrl.getHost().toLowerCase(Locale.ROOT)).matches();
	}

}
