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
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Query of a list call.
 *
 * @param status the status to filter by, may be {@code null}
 * @param type the type to filter by, may be {@code null}
 * @param limit the maximum number of accounts on the page
 * @param after the sequence number after which the page begins
 */
record ListQuery(@Nullable String status, @Nullable String type, int limit, long after) {

	private static final int DEFAULT_LIMIT = 50;

	private static final int MAX_LIMIT = 100;

	private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

	static ListQuery of(Map<String, String> query) {
		List<String> statuses = Arrays.stream(SandboxAccountStatus.values()).map(SandboxAccountStatus::value).toList();
		List<String> types = Arrays.stream(SandboxAccountType.values()).map(SandboxAccountType::value).toList();
		return new ListQuery(choice("status", query.get("status"), statuses), choice("type", query.get("type"), types),
				limit(query.get("limit"), DEFAULT_LIMIT), sequence(query.get("cursor")));
	}

	boolean accepts(StoredAccount account) {
		return account.identity().sequence() > this.after
				&& (this.status == null || this.status.equals(account.status().value()))
				&& (this.type == null || this.type.equals(account.type().value()));
	}

	static String cursorAfter(StoredAccount account) {
		byte[] sequence = String.valueOf(account.identity().sequence()).getBytes(StandardCharsets.UTF_8);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(sequence);
	}

	static @Nullable String choice(String name, @Nullable String value, List<String> choices) {
		if (value != null && !choices.contains(value)) {
			throw invalid(name, "invalid_enum_value", "Expected one of " + String.join(", ", choices));
		}
		return value;
	}

	static int limit(@Nullable String value, int defaultLimit) {
		if (value == null) {
			return defaultLimit;
		}
		int limit = (int) number("limit", value);
		if (limit < 1) {
			throw invalid("limit", "too_small", "Number must be greater than or equal to 1");
		}
		if (limit > MAX_LIMIT) {
			throw invalid("limit", "too_big", "Number must be less than or equal to " + MAX_LIMIT);
		}
		return limit;
	}

	private static long sequence(@Nullable String cursor) {
		if (cursor == null) {
			return 0;
		}
		try {
			return number("cursor", new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			throw invalid("cursor", "invalid_string", "Invalid cursor");
		}
	}

	private static long number(String name, String value) {
		if (!WHOLE_NUMBER.matcher(value).matches()) {
			throw invalid(name, "invalid_type", "Expected integer, received string");
		}
		return Long.parseLong(value);
	}

	static ApiProblem invalid(String name, String code, String message) {
		return ApiProblem.of(ErrorCode.INVALID_PARAMETER, "Invalid query parameter: " + name,
				new ApiProblem.Issue(name, code, message));
	}

}
