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
import tools.jackson.databind.JsonNode;

/**
 * What an operation answers, before it is put into the envelope.
 *
 * @param status the HTTP status
 * @param headers the headers of this answer alone
 * @param data the data or {@code null} for an answer without a body
 * @param pagination the pagination or {@code null} for anything but a list
 */
record SandboxAnswer(int status, Map<String, String> headers, @Nullable JsonNode data, @Nullable JsonNode pagination) {

	static SandboxAnswer ok(JsonNode data) {
		return new SandboxAnswer(200, Map.of(), data, null);
	}

	static SandboxAnswer page(JsonNode data, JsonNode pagination) {
		return new SandboxAnswer(200, Map.of(), data, pagination);
	}

	static SandboxAnswer created(JsonNode data, String location) {
		return new SandboxAnswer(201, Map.of("Location", location), data, null);
	}

	static SandboxAnswer notModified(String etag) {
		return new SandboxAnswer(304, Map.of("ETag", etag), null, null);
	}

	SandboxAnswer withETag(String etag) {
		return new SandboxAnswer(this.status, Map.of("ETag", etag), this.data, this.pagination);
	}

}
