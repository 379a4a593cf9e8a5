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

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Error code of the API and its HTTP status.
 */
enum ErrorCode {

	INVALID_PARAMETER(400),

	MISSING_PARAMETER(400),

	AUTHENTICATION_REQUIRED(401),

	INSUFFICIENT_PERMISSIONS(403),

	NOT_FOUND(404),

	CONFLICT(409),

	LIMIT_EXCEEDED(409),

	IDEMPOTENCY_CONFLICT(409),

	PAYLOAD_TOO_LARGE(413),

	VALIDATION_ERROR(422),

	RATE_LIMIT_EXCEEDED(429),

	INTERNAL_ERROR(500),

	SERVICE_UNAVAILABLE(503);

	private final int status;

	ErrorCode(int status) {
		this.status = status;
	}

	int status() {
		return this.status;
	}

	String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the usual code of a status, or {@code null} if the service has none for it.
	 */
	static @Nullable ErrorCode forStatus(int status) {
		return Arrays.stream(values())
			.filter((code) -> code.status == status)
			.findFirst()
			.orElse((status < 500) ? null : INTERNAL_ERROR);
	}

	static boolean isRetryable(int status) {
		return status == 408 || status == 425 || status == 429 || status >= 500;
	}

}
