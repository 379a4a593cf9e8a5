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

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes answers and problems in the API's envelope.
 */
final class Envelope {

	private static final String DOCS = "https://docs.sendmux.ai/errors/";

	private final JsonMapper mapper = JsonMapper.shared();

	SandboxResponse success(SandboxAnswer answer, String requestId) {
		if (answer.data() == null) {
			return response(answer.status(), answer.headers(), null, requestId);
		}
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.put("ok", true);
		body.set("data", answer.data());
		if (answer.pagination() != null) {
			body.set("pagination", answer.pagination());
		}
		return response(answer.status(), answer.headers(), body, requestId);
	}

	SandboxResponse failure(ApiProblem problem, String requestId) {
		return failure(problem.code().status(), problem.code().value(), problem, requestId);
	}

	SandboxResponse failure(int status, String code, ApiProblem problem, String requestId) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.put("ok", false);
		ObjectNode error = body.putObject("error");
		error.put("code", code);
		error.put("message", problem.text());
		if (problem.param() != null) {
			error.put("param", problem.param());
		}
		error.put("doc_url", DOCS + code);
		error.put("retryable", ErrorCode.isRetryable(status));
		if (!problem.issues().isEmpty()) {
			problem.issues()
				.forEach((issue) -> error.withArray("errors")
					.addObject()
					.put("field", issue.field())
					.put("code", issue.code())
					.put("message", issue.message()));
		}
		return response(status, Map.of(), body, requestId);
	}

	private SandboxResponse response(int status, Map<String, String> additional, @Nullable ObjectNode body,
			String requestId) {
		Map<String, String> headers = new LinkedHashMap<>(additional);
		headers.put("X-Request-Id", requestId);
		if (body == null) {
			return new SandboxResponse(status, headers, new byte[0]);
		}
		headers.put("Content-Type", "application/json");
		body.putObject("meta").put("request_id", requestId);
		return new SandboxResponse(status, headers, this.mapper.writeValueAsBytes(body));
	}

}
