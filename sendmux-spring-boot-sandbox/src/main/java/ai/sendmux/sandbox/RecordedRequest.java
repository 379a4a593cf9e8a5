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
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.StringUtils;

/**
 * A request that reached the sandbox, without its secrets: the {@code Authorization}
 * header is not kept, and passwords in the body are replaced with {@value #REDACTED}.
 *
 * @param receivedAt the time according to the clock of the sandbox
 * @param operation the operation or {@code null} if nothing is served at the path
 * @param method the HTTP method
 * @param path the path below the base URL, such as {@code /providers}
 * @param query the query parameters
 * @param headers the headers {@code accept}, {@code content-type}, {@code if-match},
 * {@code if-none-match} and {@code user-agent}, as far as they were sent
 * @param idempotencyKey the idempotency key or {@code null} if none was sent
 * @param body the body as compact JSON, or {@code null} if there is none, if it is not a
 * JSON object or array, or if it is longer than 64 KiB
 * @param status the status of the response, 0 if the connection was reset instead
 * @since 0.1.0
 */
public record RecordedRequest(Instant receivedAt, @Nullable SandboxOperation operation, String method, String path,
		Map<String, String> query, Map<String, String> headers, @Nullable String idempotencyKey, @Nullable String body,
		int status) {

	/**
	 * What stands for a password in the {@link #body()}.
	 */
	public static final String REDACTED = "[redacted]";

	/**
	 * Return the value of a field of the body.
	 * @param name the name of the field, with dots between the names of nested fields,
	 * such as {@code quotas.per_day.max}
	 * @return the text, number or boolean, or the JSON of anything else; {@code null} if
	 * there is no such field or its value is {@code null}
	 */
	public @Nullable Object field(String name) {
		if (this.body == null) {
			return null;
		}
		JsonNode value = JsonMapper.shared().readTree(this.body);
		for (String part : StringUtils.delimitedListToStringArray(name, ".")) {
			value = value.path(part);
		}
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (value.isNumber()) {
			return value.numberValue();
		}
		if (value.isBoolean()) {
			return value.booleanValue();
		}
		return value.isString() ? value.stringValue() : value.toString();
	}

	RecordedRequest withStatus(int status) {
		return new RecordedRequest(this.receivedAt, this.operation, this.method, this.path, this.query, this.headers,
				this.idempotencyKey, this.body, status);
	}

}
