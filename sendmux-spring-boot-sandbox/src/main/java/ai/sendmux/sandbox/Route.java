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

package ai.sendmux.sandbox;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Operation of a request and the id in its path, {@code ""} if there is none.
 */
record Route(SandboxOperation operation, String id) {

	static final String BASE_PATH = "/api/v1";

	/**
	 * Find the route of a request.
	 * @param method the HTTP method
	 * @param path the path below the base URL
	 * @return the route or {@code null} if there is none
	 */
	static @Nullable Route of(String method, String path) {
		for (SandboxOperation operation : SandboxOperation.values()) {
			String id = operation.method().equals(method) ? match(operation.path(), path) : null;
			if (id != null) {
				return new Route(operation, id);
			}
		}
		return null;
	}

	private static @Nullable String match(String template, String path) {
		String[] expected = StringUtils.delimitedListToStringArray(template, "/");
		String[] actual = StringUtils.delimitedListToStringArray(path, "/");
		if (expected.length != actual.length) {
			return null;
		}
		String id = "";
		for (int i = 0; i < expected.length; i++) {
			if (expected[i].equals("{id}") && !actual[i].isEmpty()) {
				id = actual[i];
			}
			else if (!expected[i].equals(actual[i])) {
				return null;
			}
		}
		return id;
	}

}
