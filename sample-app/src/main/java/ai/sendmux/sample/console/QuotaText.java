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

package ai.sendmux.sample.console;

import ai.sendmux.providers.Quota;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Writes a quota as people do: a number, or a range such as {@code 10-60}.
 */
final class QuotaText {

	private static final Quota UNREADABLE = Quota.of(0);

	private QuotaText() {
	}

	static String format(@Nullable Quota quota) {
		if (quota == null) {
			return "";
		}
		return (quota.min() == quota.max()) ? String.valueOf(quota.min()) : quota.min() + "-" + quota.max();
	}

	static @Nullable Quota parseOrNull(String text) {
		return StringUtils.hasText(text) ? parse(text) : null;
	}

	/**
	 * Read a quota. What cannot be read becomes a quota that the client refuses.
	 */
	static Quota parse(String text) {
		try {
			String[] bounds = text.strip().split("\\s*[-\u2013]\\s*", 2);
			long min = Long.parseLong(bounds[0]);
			return (bounds.length > 1) ? Quota.between(min, Long.parseLong(bounds[1])) : Quota.of(min);
		}
		catch (NumberFormatException ex) {
			return UNREADABLE;
		}
	}

}
