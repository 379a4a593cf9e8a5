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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.util.StringUtils;

/**
 * Computes ETags and compares them with the conditions of a request.
 */
final class Conditions {

	private static final int ETAG_BYTES = 8;

	private Conditions() {
	}

	/**
	 * Compute the weak ETag, which changes with the content.
	 * @param content the data of a response
	 * @return the ETag with its quotes
	 */
	static String etag(JsonNode content) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(content.toString().getBytes(StandardCharsets.UTF_8));
			return "W/\"" + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + "\"";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Respond with content and its ETag, or with 304 if the request names the ETag.
	 * @param call the call
	 * @param content the data of the response
	 * @return the response
	 */
	static SandboxResponse respond(SandboxCall call, JsonNode content) {
		String etag = etag(content);
		return matches(call.request().header("if-none-match"), etag)
				? SandboxResponse.notModified(call.requestId(), etag)
				: SandboxResponse.ok(call.requestId(), content).withHeaders(Map.of("ETag", etag));
	}

	/**
	 * Return whether a condition names an ETag. Weak and strong forms are equal.
	 * @param condition the value of {@code If-Match} or {@code If-None-Match}
	 * @param etag the current ETag
	 * @return whether one of the ETags in the condition is the current one
	 */
	static boolean matches(@Nullable String condition, String etag) {
		return condition != null && Arrays.stream(StringUtils.delimitedListToStringArray(condition, ","))
			.map(String::trim)
			.anyMatch((candidate) -> candidate.equals("*") || opaque(candidate).equals(opaque(etag)));
	}

	private static String opaque(String etag) {
		return etag.startsWith("W/") ? etag.substring(2) : etag;
	}

}
