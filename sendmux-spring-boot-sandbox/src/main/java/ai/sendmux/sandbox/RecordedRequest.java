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

/**
 * A request that reached the sandbox, without its secrets: neither its body nor its
 * {@code Authorization} header is kept.
 *
 * @param receivedAt the time according to the clock of the sandbox
 * @param operation the operation or {@code null} if nothing is served at the path
 * @param method the HTTP method
 * @param path the path below the base URL, such as {@code /providers}
 * @param query the query parameters
 * @param headers the headers {@code accept}, {@code content-type}, {@code if-match},
 * {@code if-none-match} and {@code user-agent}, as far as they were sent
 * @param idempotencyKey the idempotency key or {@code null} if none was sent
 * @param status the status of the response, 0 if the connection was reset instead
 * @since 0.1.0
 */
public record RecordedRequest(Instant receivedAt, @Nullable SandboxOperation operation, String method, String path,
		Map<String, String> query, Map<String, String> headers, @Nullable String idempotencyKey, int status) {

}
