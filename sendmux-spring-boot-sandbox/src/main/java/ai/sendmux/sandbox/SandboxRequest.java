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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request to the engine.
 *
 * @param method the HTTP method
 * @param path the path below the base URL
 * @param query the query parameters, decoded
 * @param headers the headers by lower-case name
 * @param body the body, empty if there is none
 */
record SandboxRequest(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

	private static final String BEARER = "bearer ";

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	@Nullable String bearerToken() {
		String authorization = header("authorization");
		if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			return null;
		}
		return authorization.substring(BEARER.length()).trim();
	}

}
