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

import java.util.Locale;

/**
 * Reads and writes a whole number as people do.
 */
public final class NumberText {

	private NumberText() {
	}

	/**
	 * Write a number with its thousands separated.
	 */
	public static String format(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/**
	 * Return whether a text is a whole number, however large.
	 */
	static boolean isWhole(String text) {
		String digits = text.startsWith("-") ? text.substring(1) : text;
		return !digits.isEmpty() && digits.chars().allMatch((digit) -> digit >= '0' && digit <= '9');
	}

	/**
	 * Return a whole number. One that is too large becomes the largest that there is,
	 * which no bound allows.
	 */
	static int parseInt(String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			return text.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE;
		}
	}

}
