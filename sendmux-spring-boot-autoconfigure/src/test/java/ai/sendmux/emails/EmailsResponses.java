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

package ai.sendmux.emails;

/**
 * Responses of the API for the tests of the operations on the delivery log.
 */
public final class EmailsResponses {

	public static final String LOG = """
			{ "id": "dlog_1", "provider_id": "dprov_1", "provider_name": "Transactional SMTP",
				"message_id": "<1@example.com>", "from_email": "sender@example.com",
				"sent_from_email": "acme@example.com", "to_email": "ada@example.com", "subject": "Your order",
				"status": "failed", "status_reason": "550 No such user", "attempts": 3,
				"sent_at": "2026-05-25T02:18:01Z", "size_bytes": 2048, "created_at": "2026-05-25T02:18:00Z",
				"recipient_count": 2, "accepted_recipient_count": 1, "rejected_recipient_count": 1,
				"delivery_group": [ "dgrp_1" ],
				"recipients": [ { "email": "ada@example.com", "type": "to", "status": "accepted", "reason": null },
					{ "email": "bob@example.com", "type": "cc", "status": "rejected", "reason": "No such user" } ] }""";

	public static final String METRICS = """
			{ "summary": { "total": 100, "sent": 90, "failed": 5, "rejected": 3, "pending": 2 },
				"comparison": { "total": 50, "sent": 45, "failed": 4, "rejected": 1, "pending": 0,
					"change_pct": { "total": 100, "sent": 100.5, "failed": 25, "rejected": 200, "pending": -1.5 } },
				"timeseries": [ { "timestamp": "2026-05-24T00:00:00Z", "total": 40, "sent": 36, "failed": 2,
						"rejected": 1, "pending": 1 },
					{ "timestamp": "2026-05-25T00:00:00Z", "total": 60, "sent": 54, "failed": 3, "rejected": 2,
						"pending": 1 } ] }""";

	private EmailsResponses() {
	}

}
