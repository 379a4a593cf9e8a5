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

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Responses of the API for tests.
 */
public final class TestResponses {

	public static final String PROVIDER = """
			{ "id": "dprov_1", "name": "Transactional SMTP", "type": "smtp", "status": "active",
				"status_reason": "Verified", "is_active": true, "is_shared": false, "is_editable": true,
				"allowed_actions": { "update": true, "delete": true, "activate": false, "deactivate": true,
					"test": true, "update_variables": true },
				"smtp_host": "smtp.example.com", "smtp_port": 587, "smtp_protocol": "starttls",
				"smtp_username": "api-user", "has_smtp_password": true, "from_email": "sender@example.com",
				"from_name": "Acme", "reply_to_email": "support@example.com", "reply_to_name": "Support",
				"oauth_email": "acme@example.com", "has_refresh_token": true,
				"quotas": { "per_second": { "min": 1, "max": 2 }, "per_minute": { "min": 10, "max": 60 },
					"per_hour": { "min": 100, "max": 600 }, "per_day": { "min": 5000, "max": 5000 } },
				"percentage": 80, "tracking_domain": "click.example.com", "variables": { "plan_name": "Gold" },
				"created_at": "2026-05-25T02:18:00Z", "updated_at": "2026-05-25T02:18:01Z",
				"last_tested_at": "2026-05-25T02:18:02Z", "last_used_at": "2026-05-25T02:18:03Z" }""";

	public static final String DELETED = """
			{ "deleted": true, "id": "dprov_1" }""";

	public static final String TEST_RESULT = """
			{ "success": false, "message": "535 Authentication failed", "latency_ms": 182,
				"tested_at": "2026-05-25T02:18:00Z" }""";

	public static final String STATS = """
			{ "total": 12, "active": 8, "inactive": 3, "error": 1, "pending": 0,
				"by_type": { "smtp": 6, "gmail_api": 4, "outlook_api": 2, "amazon_ses": 1 },
				"by_status": { "active": 8, "inactive": 3, "error": 1, "pending": 0 } }""";

	public static final String USAGE = """
			{ "window_days": 7, "providers": [ { "provider_id": "dprov_1", "sent_today": 1, "total_7d": 28,
				"sent_7d": 20, "failed_7d": 5, "rejected_7d": 2, "pending_7d": 1 } ] }""";

	public static final String ACCOUNT_LIMIT = """
			{ "resource_type": "sending_accounts", "usage": 9, "max_allowed": 10, "reserved": 1,
				"threshold_usage": 8, "usage_ratio": 0.9, "is_at_limit": true, "is_near_limit": true,
				"can_request_increase": true, "pending_request_id": "trir_1" }""";

	public static final String SES_LIMIT = """
			{ "provider_id": "dprov_ses", "daily_limit": 50000, "sent_today": 41000, "threshold_usage": 40000,
				"usage_ratio": 0.82, "is_near_limit": true, "can_request_increase": true,
				"pending_request_id": "slir_1" }""";

	public static final String SES_REQUEST = """
			{ "id": "slir_1", "status": "approved", "current_daily_limit": 50000, "current_daily_sent": 41000,
				"approved_daily_limit": 90000, "decision_note": "Well done",
				"created_at": "2026-05-25T02:18:00Z", "decided_at": "2026-05-26T02:18:00Z" }""";

	public static final String LIMITS = "{ \"sending_accounts\": " + ACCOUNT_LIMIT + ", \"shared_amazon_ses\": "
			+ SES_LIMIT + " }";

	public static final String ACCOUNT_LIMIT_REQUEST = "{ \"request_id\": \"trir_1\", \"limit\": " + ACCOUNT_LIMIT
			+ " }";

	public static final String SES_PAGE = "{ \"limit\": " + SES_LIMIT + ", \"pending_request\": " + SES_REQUEST + " }";

	public static final String SES_RESULT = "{ \"request\": " + SES_REQUEST + ", \"limit\": " + SES_LIMIT + " }";

	public static final String IDENTITY = """
			{ "team": { "id": "team_1", "name": "Acme" },
				"credential": { "id": "key_1", "type": "api_key", "name": "CI" }, "label": "Acme CI",
				"permissions": [ "provider.read", "provider.create" ],
				"mailboxes": [ { "id": "mbx_1", "email": "support@example.com" } ] }""";

	public static final String CREATED = """
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

	public static String envelope(String data) {
		return "{ \"ok\": true, \"data\": " + data + ", \"meta\": { \"request_id\": \"req_1\" } }";
	}

	/**
	 * One page of a list, with accounts that have no more than an id.
	 */
	public static String page(List<String> ids, boolean hasMore, @Nullable String nextCursor) {
		String items = ids.stream().map((id) -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(","));
		String cursor = (nextCursor != null) ? ", \"next_cursor\": \"" + nextCursor + "\"" : "";
		return "{ \"ok\": true, \"data\": [" + items + "], \"pagination\": { \"has_more\": " + hasMore + cursor
				+ " }, \"meta\": { \"request_id\": \"req_1\" } }";
	}

	public static String error(String code, String message) {
		return "{ \"ok\": false, \"error\": { \"code\": \"" + code + "\", \"message\": \"" + message
				+ "\", \"retryable\": false }, \"meta\": { \"request_id\": \"req_1\" } }";
	}

	/**
	 * A created account in which one field has another value.
	 */
	public static String createdWith(String field, String json) {
		return """
				{ "ok": true, "data": { "id": "dprov_1", "name": "Transactional SMTP", "type": "smtp",
					"status": "active", "%s": %s, "is_editable": true }, "meta": { "request_id": "req_1" } }
				""".formatted(field, json);
	}

	public static String error(String code, boolean retryable) {
		return """
				{ "ok": false, "error": { "code": "%s", "message": "What went wrong", "param": "smtp_host",
					"doc_url": "https://docs.example.com/errors", "retryable": %s },
					"meta": { "request_id": "req_body" } }
				""".formatted(code, retryable);
	}

}
