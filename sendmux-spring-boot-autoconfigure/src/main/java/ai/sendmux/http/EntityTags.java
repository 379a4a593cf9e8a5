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

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Entity tags, as RFC 9110 defines them in section 8.8.3.
 */
public final class EntityTags {

	private static final Pattern VALID = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"");

	private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7E\\x80-\\xFF]+");

	private EntityTags() {
	}

	/**
	 * Return the entity tag of a header.
	 * @param header the value of the {@code ETag} header, or {@code null}
	 * @return the entity tag, verbatim, or {@code null} if the header has none
	 */
	static @Nullable String parse(@Nullable String header) {
		return (header != null && VALID.matcher(header).matches()) ? header : null;
	}

	/**
	 * Check a version that a caller supplies. An opaque version without quotes is sent as
	 * it is, but not one that changes the meaning of the request. The value is not part
	 * of the message.
	 */
	public static String check(String version) {
		Assert.isTrue(SENDABLE.matcher(version).matches() && !version.equals("*"),
				"The version of 'provider' must be the value of an 'ETag' header");
		return version;
	}

}
