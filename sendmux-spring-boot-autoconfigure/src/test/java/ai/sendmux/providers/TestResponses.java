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

package ai.sendmux.providers;

/**
 * Answers of the API for tests.
 */
final class TestResponses {

	static final String CREATED = """
			{
				"ok": true,
				"data": {
					"id": "dprov_1", "name": "Transactional SMTP", "type": "smtp", "status": "active",
					"status_reason": null, "is_active": true, "is_shared": false, "is_editable": true,
					"allowed_actions": { "update": true, "delete": true, "activate": false, "deactivate": true,
						"test": true, "update_variables": true },
					"smtp_host": "smtp.example.com", "smtp_port": 587, "smtp_protocol": "starttls",
					"smtp_username": "api-user", "has_smtp_password": true,
					"from_email": "sender@example.com", "from_name": "Acme",
					"reply_to_email": "support@example.com", "reply_to_name": "Support",
					"oauth_email": null, "has_refresh_token": false,
					"quotas": { "per_second": null, "per_minute": { "min": 10, "max": 60 }, "per_hour": null,
						"per_day": { "min": 5000, "max": 5000 } },
					"percentage": 100, "tracking_domain": "click.example.com",
					"variables": { "plan_name": "Gold" },
					"created_at": "2026-05-25T02:18:00Z", "updated_at": "2026-05-25T02:18:01.5Z",
					"last_tested_at": null, "last_used_at": "2026-05-25T04:18:00+02:00"
				},
				"meta": { "request_id": "req_1" }
			}
			""";

	private TestResponses() {
	}

	/**
	 * A created account in which one field has another value.
	 */
	static String createdWith(String field, String json) {
		return """
				{ "ok": true, "data": { "id": "dprov_1", "name": "Transactional SMTP", "type": "smtp",
					"status": "active", "%s": %s, "is_editable": true }, "meta": { "request_id": "req_1" } }
				""".formatted(field, json);
	}

	static String error(String code, boolean retryable) {
		return """
				{ "ok": false, "error": { "code": "%s", "message": "What went wrong", "param": "smtp_host",
					"doc_url": "https://docs.example.com/errors", "retryable": %s },
					"meta": { "request_id": "req_body" } }
				""".formatted(code, retryable);
	}

}
