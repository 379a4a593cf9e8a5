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

import org.jspecify.annotations.Nullable;

/**
 * Operation of the API that the sandbox serves.
 *
 * @since 0.1.0
 */
public enum SandboxOperation {

	/**
	 * {@code GET /me}.
	 */
	ME("GET", "/me", null),

	/**
	 * {@code GET /providers}.
	 */
	LIST("GET", "/providers", SandboxPermission.READ),

	/**
	 * {@code POST /providers}.
	 */
	CREATE("POST", "/providers", SandboxPermission.CREATE),

	/**
	 * {@code GET /providers/stats}.
	 */
	STATS("GET", "/providers/stats", SandboxPermission.READ),

	/**
	 * {@code GET /providers/usage}.
	 */
	USAGE("GET", "/providers/usage", SandboxPermission.READ),

	/**
	 * {@code GET /providers/limits}.
	 */
	LIMITS("GET", "/providers/limits", SandboxPermission.READ),

	/**
	 * {@code POST /providers/limits/sending-accounts/request-increase}.
	 */
	REQUEST_LIMIT_INCREASE("POST", "/providers/limits/sending-accounts/request-increase", SandboxPermission.CREATE),

	/**
	 * {@code GET /providers/shared-amazon-ses-limit-request}.
	 */
	GET_SHARED_AMAZON_SES_LIMIT_REQUEST("GET", "/providers/shared-amazon-ses-limit-request", SandboxPermission.READ),

	/**
	 * {@code POST /providers/shared-amazon-ses-limit-request}.
	 */
	REQUEST_SHARED_AMAZON_SES_LIMIT_INCREASE("POST", "/providers/shared-amazon-ses-limit-request",
			SandboxPermission.UPDATE),

	/**
	 * {@code DELETE /providers/shared-amazon-ses-limit-request/{request_id}}.
	 */
	CANCEL_SHARED_AMAZON_SES_LIMIT_REQUEST("DELETE", "/providers/shared-amazon-ses-limit-request/{id}",
			SandboxPermission.UPDATE),

	/**
	 * {@code GET /providers/{public_id}}.
	 */
	GET("GET", "/providers/{id}", SandboxPermission.READ),

	/**
	 * {@code PATCH /providers/{public_id}}.
	 */
	UPDATE("PATCH", "/providers/{id}", SandboxPermission.UPDATE),

	/**
	 * {@code DELETE /providers/{public_id}}.
	 */
	DELETE("DELETE", "/providers/{id}", SandboxPermission.DELETE),

	/**
	 * {@code POST /providers/{public_id}/activate}.
	 */
	ACTIVATE("POST", "/providers/{id}/activate", SandboxPermission.UPDATE),

	/**
	 * {@code POST /providers/{public_id}/deactivate}.
	 */
	DEACTIVATE("POST", "/providers/{id}/deactivate", SandboxPermission.UPDATE),

	/**
	 * {@code POST /providers/{public_id}/test}.
	 */
	TEST("POST", "/providers/{id}/test", SandboxPermission.UPDATE),

	/**
	 * {@code GET /emails/logs}.
	 */
	LIST_EMAIL_LOGS("GET", "/emails/logs", SandboxPermission.READ_LOGS),

	/**
	 * {@code GET /emails/logs/{public_id}}.
	 */
	GET_EMAIL_LOG("GET", "/emails/logs/{id}", SandboxPermission.READ_LOGS),

	/**
	 * {@code GET /emails/metrics}.
	 */
	GET_EMAIL_METRICS("GET", "/emails/metrics", SandboxPermission.READ_ANALYTICS);

	private final String method;

	private final String path;

	private final @Nullable SandboxPermission permission;

	SandboxOperation(String method, String path, @Nullable SandboxPermission permission) {
		this.method = method;
		this.path = path;
		this.permission = permission;
	}

	String method() {
		return this.method;
	}

	String path() {
		return this.path;
	}

	@Nullable SandboxPermission permission() {
		return this.permission;
	}

	boolean remembersIdempotencyKeys() {
		return this.method.equals("POST");
	}

}
