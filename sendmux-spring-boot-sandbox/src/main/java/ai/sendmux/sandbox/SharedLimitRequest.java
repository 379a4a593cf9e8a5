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

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for a higher daily limit of the shared Amazon SES account.
 *
 * @param id the public id
 * @param status where the request stands
 * @param dailyLimit the limit at the time of the request
 * @param dailySent the e-mails sent that day
 * @param approvedLimit the limit granted or {@code null}
 * @param createdAt the time of the request
 * @param decidedAt the time of the decision or {@code null}
 */
record SharedLimitRequest(String id, Status status, int dailyLimit, int dailySent, @Nullable Integer approvedLimit,
		Instant createdAt, @Nullable Instant decidedAt) {

	boolean isPending() {
		return this.status == Status.PENDING;
	}

	SharedLimitRequest decide(Status status, @Nullable Integer approvedLimit, Instant now) {
		return new SharedLimitRequest(this.id, status, this.dailyLimit, this.dailySent, approvedLimit, this.createdAt,
				now);
	}

	ObjectNode json() {
		return JsonNodeFactory.instance.objectNode()
			.put("id", this.id)
			.put("status", this.status.value)
			.put("current_daily_limit", this.dailyLimit)
			.put("current_daily_sent", this.dailySent)
			.put("approved_daily_limit", this.approvedLimit)
			.putNull("decision_note")
			.put("created_at", this.createdAt.toString())
			.put("decided_at", (this.decidedAt != null) ? this.decidedAt.toString() : null);
	}

	enum Status {

		PENDING("pending"), APPROVED("approved"), DENIED("denied"), CANCELLED("cancelled");

		private final String value;

		Status(String value) {
			this.value = value;
		}

	}

}
