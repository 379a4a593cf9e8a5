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

package ai.sendmux.console.accounts;

import java.util.Arrays;

import ai.sendmux.providers.Quota;
import org.jspecify.annotations.Nullable;

/**
 * Writes a quota as people do: a number, or a range such as {@code 10-60}.
 */
public final class QuotaText {

	private static final Quota UNREADABLE = Quota.of(0);

	private static final int MAX_DIGITS = 15;

	private QuotaText() {
	}

	public static String format(@Nullable Quota quota) {
		if (quota == null) {
			return "";
		}
		return (quota.min() == quota.max()) ? String.valueOf(quota.min()) : quota.min() + "-" + quota.max();
	}

	/**
	 * Return why a text is no quota, or {@code null} if it is one.
	 */
	static @Nullable String problem(String text) {
		String[] bounds = bounds(text);
		if (!Arrays.stream(bounds).allMatch(NumberText::isWhole)) {
			return "must be a whole number such as 1000, or a range such as 10-60";
		}
		if (!Arrays.stream(bounds).allMatch((bound) -> bound.length() <= MAX_DIGITS)) {
			return "must have at most " + MAX_DIGITS + " digits";
		}
		long min = Long.parseLong(bounds[0]);
		long max = Long.parseLong(bounds[bounds.length - 1]);
		return (min > max) ? "must not end below its start: " + max + "-" + min + "?" : null;
	}

	/**
	 * Read a quota. What cannot be read becomes a quota that the client refuses.
	 */
	static Quota parse(String text) {
		if (problem(text) != null) {
			return UNREADABLE;
		}
		String[] bounds = bounds(text);
		return Quota.between(Long.parseLong(bounds[0]), Long.parseLong(bounds[bounds.length - 1]));
	}

	private static String[] bounds(String text) {
		int dash = Math.max(text.indexOf('-'), text.indexOf('\u2013'));
		return (dash < 0) ? new String[] { text } : new String[] { VisibleText.strip(text.substring(0, dash)),
				VisibleText.strip(text.substring(dash + 1)) };
	}

}
