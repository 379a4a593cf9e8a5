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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and changes responses as scripted faults require.
 */
final class FaultResponses {

	private final JsonMapper mapper = JsonMapper.shared();

	SandboxResponse insteadOfActing(SandboxFault.Effect effect, String requestId) {
		if (effect.breaksConnection()) {
			return SandboxResponse.NONE;
		}
		SandboxResponse response = (effect.kind() == SandboxFault.Effect.Kind.ERROR) ? error(effect, requestId)
				: page(effect.status());
		Duration retryAfter = effect.retryAfter();
		return (retryAfter != null)
				? response.withHeaders(Map.of("Retry-After", String.valueOf(retryAfter.toSeconds()))) : response;
	}

	SandboxResponse afterActing(SandboxFault.Effect effect, SandboxResponse response) {
		if (effect.kind() == SandboxFault.Effect.Kind.EMPTY_BODY) {
			return response.withoutBody();
		}
		if (effect.kind() == SandboxFault.Effect.Kind.UNKNOWN_ENUM_VALUES && response.isSuccess()) {
			return response.withBody(withUnknownEnumValues(response.body()));
		}
		return response;
	}

	private static SandboxResponse error(SandboxFault.Effect effect, String requestId) {
		ErrorCode usual = ErrorCode.forStatus(effect.status());
		String code = (effect.code() == null && usual != null) ? usual.value() : effect.code();
		return SandboxResponse.failure(requestId, effect.status(), code, "Scripted by the test.", null,
				effect.invalidFields());
	}

	private static SandboxResponse page(int status) {
		String html = "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>";
		return new SandboxResponse(status, Map.of("Content-Type", "text/html"), html.getBytes(StandardCharsets.UTF_8));
	}

	private byte[] withUnknownEnumValues(byte[] body) {
		JsonNode tree = this.mapper.readTree(body);
		JsonNode data = tree.path("data");
		if (data.isArray()) {
			data.forEach(FaultResponses::replaceEnumValues);
		}
		else {
			replaceEnumValues(data);
		}
		return this.mapper.writeValueAsBytes(tree);
	}

	private static void replaceEnumValues(JsonNode account) {
		if (account instanceof ObjectNode object && object.has("allowed_actions")) {
			object.put("type", "http_api").put("status", "hibernating");
		}
		else if (account instanceof ObjectNode log && log.has("recipient_count")) {
			log.put("status", "deferred");
		}
	}

}
