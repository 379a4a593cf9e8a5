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

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response as the engine wants it delivered.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, empty if there is none
 */
record SandboxResponse(int status, Map<String, String> headers, byte[] body) {

	private static final byte[] NO_BODY = {};

	/**
	 * Stands for the response to a request whose connection is reset before there is one.
	 */
	static final SandboxResponse NONE = new SandboxResponse(0, Map.of(), NO_BODY);

	boolean isSuccess() {
		return this.status < 300;
	}

	SandboxResponse withHeaders(Map<String, String> additional) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		additional.forEach(all::putIfAbsent);
		return new SandboxResponse(this.status, all, this.body);
	}

	SandboxResponse withBody(byte[] body) {
		return new SandboxResponse(this.status, this.headers, body);
	}

	SandboxResponse withoutBody() {
		return withBody(NO_BODY);
	}

}
