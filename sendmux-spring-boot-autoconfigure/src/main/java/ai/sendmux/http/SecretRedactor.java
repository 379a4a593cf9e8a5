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

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes the text of a response fit for messages and logs: takes out the secrets of the
 * call, which the response may quote, and what could forge a line of a log.
 *
 * @param token the token
 * @param secret the secret in the body of the request
 */
record SecretRedactor(String token, @Nullable String secret) {

	private static final String REDACTED = "******";

	private static final int MAX_LENGTH = 2000;

	private static final int MIN_SECRET_IN_NAME = 8;

	private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,64}(\\.[a-z0-9_]{1,64}){0,4}");

	@Nullable String apply(@Nullable String text) {
		if (text == null) {
			return null;
		}
		// A secret may contain a control character, or what replaces one.
		String redacted = hideSecrets(replaceControls(hideSecrets(text)));
		return (redacted.length() <= MAX_LENGTH) ? redacted : redacted.substring(0, MAX_LENGTH) + " ...";
	}

	private String hideSecrets(String text) {
		String secret = (this.secret != null) ? this.secret : "";
		// The longer one goes first, because it may contain the other.
		boolean secretFirst = secret.length() > this.token.length();
		return hide(hide(text, secretFirst ? secret : this.token), secretFirst ? this.token : secret);
	}

	private static String replaceControls(String text) {
		StringBuilder replaced = new StringBuilder(text);
		for (int i = 0; i < text.length(); i++) {
			if (isControl(text.charAt(i))) {
				replaced.setCharAt(i, ' ');
			}
		}
		return replaced.toString();
	}

	/**
	 * Return whether a character can begin a line, start an escape sequence, or change
	 * the direction of the text that follows.
	 */
	private static boolean isControl(char character) {
		return Character.isISOControl(character) || character == '\u2028' || character == '\u2029'
				|| character == '\u061C' || character == '\u200E' || character == '\u200F'
				|| (character >= '\u202A' && character <= '\u202E') || (character >= '\u2066' && character <= '\u2069');
	}

	/**
	 * The name of a field stays readable if a short secret happens to be a part of it.
	 */
	@Nullable String applyToName(@Nullable String name) {
		if (name != null && NAME.matcher(name).matches() && !gives(name, this.token) && !gives(name, this.secret)) {
			return name;
		}
		return apply(name);
	}

	/**
	 * Return whether an identifier contains a secret. A short one may happen to be a part
	 * of it.
	 */
	boolean isQuotedIn(String identifier) {
		return identifier.contains(this.token) || (this.secret != null && this.secret.length() >= MIN_SECRET_IN_NAME
				&& identifier.contains(this.secret));
	}

	private static boolean gives(String name, @Nullable String secret) {
		if (secret == null) {
			return false;
		}
		return List.of(StringUtils.delimitedListToStringArray(name, ".")).contains(secret)
				|| (secret.length() >= MIN_SECRET_IN_NAME && name.contains(secret));
	}

	private static String hide(String text, String secret) {
		return secret.isEmpty() ? text : text.replace(secret, REDACTED);
	}

	@Override
	public String toString() {
		return REDACTED;
	}

}
