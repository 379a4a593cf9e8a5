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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A response of the engine and how the server delivers it.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, empty if there is none
 * @param deliveryMode how much of the response is delivered
 * @param delay the time to wait before delivery
 */
record SandboxResponse(int status, Map<String, String> headers, byte[] body, DeliveryMode deliveryMode,
		Duration delay) {

	private static final String DOCS = "https://docs.sendmux.ai/errors/";

	private static final byte[] NO_BODY = {};

	/**
	 * Stands for the response to a request whose connection is reset before there is one.
	 */
	static final SandboxResponse NONE = new SandboxResponse(0, Map.of(), NO_BODY);

	SandboxResponse(int status, Map<String, String> headers, byte[] body) {
		this(status, headers, body, DeliveryMode.COMPLETE, Duration.ZERO);
	}

	static SandboxResponse ok(String requestId, JsonNode data) {
		return success(requestId, 200, Map.of(), data, null);
	}

	static SandboxResponse page(String requestId, JsonNode data, JsonNode pagination) {
		return success(requestId, 200, Map.of(), data, pagination);
	}

	static SandboxResponse created(String requestId, JsonNode data, String location) {
		return success(requestId, 201, Map.of("Location", location), data, null);
	}

	static SandboxResponse notModified(String requestId, String etag) {
		return new SandboxResponse(304, Map.of("ETag", etag, "X-Request-Id", requestId), NO_BODY);
	}

	static SandboxResponse failure(String requestId, ApiProblem problem) {
		return failure(requestId, problem.code().status(), problem.code().value(), problem.text(), problem.param(),
				problem.issues());
	}

	static SandboxResponse failure(String requestId, int status, @Nullable String code, String message,
			@Nullable String param, List<ApiProblem.Issue> issues) {
		ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", false);
		ObjectNode error = body.putObject("error");
		if (code != null) {
			error.put("code", code);
			error.put("doc_url", DOCS + code);
		}
		error.put("message", message);
		if (param != null) {
			error.put("param", param);
		}
		error.put("retryable", ErrorCode.isRetryable(status));
		issues.forEach((issue) -> error.withArray("errors")
			.addObject()
			.put("field", issue.field())
			.put("code", issue.code())
			.put("message", issue.message()));
		return json(requestId, status, Map.of(), body);
	}

	private static SandboxResponse success(String requestId, int status, Map<String, String> headers, JsonNode data,
			@Nullable JsonNode pagination) {
		ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", true);
		body.set("data", data);
		if (pagination != null) {
			body.set("pagination", pagination);
		}
		return json(requestId, status, headers, body);
	}

	private static SandboxResponse json(String requestId, int status, Map<String, String> additional, ObjectNode body) {
		Map<String, String> headers = new LinkedHashMap<>(additional);
		headers.put("X-Request-Id", requestId);
		headers.put("Content-Type", "application/json");
		body.putObject("meta").put("request_id", requestId);
		return new SandboxResponse(status, headers, JsonMapper.shared().writeValueAsBytes(body));
	}

	boolean isSuccess() {
		return this.status < 300;
	}

	/**
	 * Add headers, except those that this response already has.
	 * @param additional the headers to add
	 * @return the response with the headers
	 */
	SandboxResponse withHeaders(Map<String, String> additional) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		additional.forEach(all::putIfAbsent);
		return new SandboxResponse(this.status, all, this.body, this.deliveryMode, this.delay);
	}

	SandboxResponse withBody(byte[] body) {
		return new SandboxResponse(this.status, this.headers, body, this.deliveryMode, this.delay);
	}

	SandboxResponse withoutBody() {
		return withBody(NO_BODY);
	}

	SandboxResponse withDelivery(DeliveryMode deliveryMode, Duration delay) {
		return new SandboxResponse(this.status, this.headers, this.body, deliveryMode, delay);
	}

	enum DeliveryMode {

		/**
		 * The whole response is delivered.
		 */
		COMPLETE,

		/**
		 * The connection is closed in the middle of the body.
		 */
		TRUNCATED,

		/**
		 * The connection is reset before the first byte of the response.
		 */
		CONNECTION_RESET

	}

}
