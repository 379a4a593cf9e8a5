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

import org.jspecify.annotations.Nullable;

/**
 * Finds the characters that nobody sees, which come along when text is copied from a page
 * or a document.
 */
public final class VisibleText {

	private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

	private static final int ZERO_WIDTH_JOINER = 0x200D;

	private static final int LAST_WITHOUT_TAGS = 0xDFFFF;

	private VisibleText() {
	}

	/**
	 * Return a text without the blanks and invisible characters around it.
	 */
	public static String strip(String text) {
		int start = 0;
		while (start < text.length() && isAroundText(text.codePointAt(start))) {
			start += Character.charCount(text.codePointAt(start));
		}
		int end = text.length();
		while (end > start && isAroundText(text.codePointBefore(end))) {
			end -= Character.charCount(text.codePointBefore(end));
		}
		return text.substring(start, end);
	}

	/**
	 * Return why a text cannot be what a machine reads, such as an address, or
	 * {@code null} if it can.
	 */
	static @Nullable String problem(String text) {
		return text.codePoints()
			.filter((character) -> character != ' ' && isInvisible(character))
			.mapToObj((character) -> "must not contain the invisible character U+%04X".formatted(character))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The joiners and tags that emoji are made of are a part of the text.
	 */
	private static boolean isAroundText(int character) {
		return isInvisible(character) && character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER
				&& character <= LAST_WITHOUT_TAGS;
	}

	private static boolean isInvisible(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
	}

}
