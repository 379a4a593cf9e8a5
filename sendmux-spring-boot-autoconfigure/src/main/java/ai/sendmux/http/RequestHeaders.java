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

package ai.sendmux.http;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The headers of a request. Their names are in lower case, for Spring's headers convert
 * each name to it several times (1.4 KB a call). The length is not: Spring's connector of
 * Apache HttpComponents knows it in this case only, and sends it twice otherwise.
 */
final class RequestHeaders {

	private static final String USER_AGENT = "user-agent";

	private static final String ACCEPT = "accept";

	private static final String AUTHORIZATION = "authorization";

	private static final String IDEMPOTENCY_KEY = "idempotency-key";

	private static final String IF_MATCH = "if-match";

	private static final String IF_NONE_MATCH = "if-none-match";

	private static final String CONTENT_TYPE = "content-type";

	private RequestHeaders() {
	}

	static void write(HttpHeaders headers, String userAgent, ApiCall<?> call, byte @Nullable [] body,
			BearerToken token) {
		headers.set(USER_AGENT, userAgent);
		headers.set(ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		headers.set(AUTHORIZATION, token.authorization());
		setIfPresent(headers, IDEMPOTENCY_KEY, call.idempotencyKey());
		setIfPresent(headers, IF_MATCH, call.request().ifMatch());
		setIfPresent(headers, IF_NONE_MATCH, call.request().ifNoneMatch());
		if (body != null) {
			headers.set(CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
			headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
		}
	}

	private static void setIfPresent(HttpHeaders headers, String name, @Nullable String value) {
		if (value != null) {
			headers.set(name, value);
		}
	}

}
