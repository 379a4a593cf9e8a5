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

import org.springframework.util.Assert;

/**
 * Ids that can stand in a path: nothing that needs encoding.
 */
public final class PathIds {

	/**
	 * What an id has to be, in words.
	 */
	public static final String RULE = "must be 1 to 255 letters, digits, '_' or '-'";

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,255}");

	private PathIds() {
	}

	public static boolean isValid(String id) {
		return VALID.matcher(id).matches();
	}

	public static String check(String name, String id) {
		Assert.notNull(id, () -> "'" + name + "' must not be null");
		Assert.isTrue(isValid(id), () -> "'" + name + "' " + RULE);
		return id;
	}

}
