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

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests recordable, which removes their secrets.
 */
final class RequestRecorder {

	private static final List<String> HEADERS = List.of("accept", "content-type", "if-match", "if-none-match",
			"user-agent");

	private static final int MAX_BODY_BYTES = 64 * 1024;

	private RequestRecorder() {
	}

	/**
	 * Return what is recorded of a request.
	 * @param request the request
	 * @param operation the operation or {@code null} if the path is unknown
	 * @param now the time of the request
	 * @return the request, whose status is still 0
	 */
	static RecordedRequest record(SandboxRequest request, @Nullable SandboxOperation operation, Instant now) {
		Map<String, String> headers = new LinkedHashMap<>();
		HEADERS.forEach((name) -> {
			String value = request.header(name);
			if (value != null) {
				headers.put(name, value);
			}
		});
		return new RecordedRequest(now, operation, request.method(), request.path(), request.query(),
				Map.copyOf(headers), request.header("idempotency-key"), redact(request.body()), 0);
	}

	private static @Nullable String redact(byte[] body) {
		if (body.length == 0 || body.length > MAX_BODY_BYTES) {
			return null;
		}
		try {
			JsonNode tree = JsonMapper.shared().readTree(body);
			if (!tree.isContainer()) {
				return null;
			}
			redact(tree);
			return tree.toString();
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static void redact(JsonNode node) {
		if (node instanceof ObjectNode object) {
			List.copyOf(object.propertyNames()).stream().filter(RequestRecorder::isSecret).forEach((name) -> {
				if (!object.path(name).isNull()) {
					object.put(name, RecordedRequest.REDACTED);
				}
			});
		}
		node.forEach(RequestRecorder::redact);
	}

	private static boolean isSecret(String name) {
		return name.toLowerCase(Locale.ROOT).contains("password");
	}

}
