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

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Request for a higher daily limit of the team's shared Amazon SES account.
 *
 * @param id the id of the request for the increase
 * @param statusText the status as the API names it
 * @param currentDailyLimit the daily limit when the increase was requested
 * @param currentDailySent the number of messages of that day when the increase was
 * requested
 * @param approvedDailyLimit the daily limit that was approved, or {@code null}
 * @param decisionNote the reason for the decision, in words, or {@code null}
 * @param createdAt the time of the request, or {@code null}
 * @param decidedAt the time of the decision, or {@code null}
 * @since 0.1.0
 */
public record SharedAmazonSesLimitRequest(@JsonProperty("id") String id, @JsonProperty("status") String statusText,
		@JsonProperty("current_daily_limit") long currentDailyLimit,
		@JsonProperty("current_daily_sent") long currentDailySent,
		@JsonProperty("approved_daily_limit") @Nullable Long approvedDailyLimit,
		@JsonProperty("decision_note") @Nullable String decisionNote,
		@JsonProperty("created_at") @Nullable Instant createdAt,
		@JsonProperty("decided_at") @Nullable Instant decidedAt) {

	static final SharedAmazonSesLimitRequest NONE = new SharedAmazonSesLimitRequest("", "", 0, 0, null, null, null,
			null);

	public SharedAmazonSesLimitRequest {
		id = (id != null) ? id : "";
		statusText = (statusText != null) ? statusText : "";
	}

	/**
	 * Return the status of the request ({@code status}).
	 * @return the status, {@link SharedAmazonSesLimitRequestStatus#UNKNOWN} if it is
	 * newer than this client
	 */
	public SharedAmazonSesLimitRequestStatus status() {
		return SharedAmazonSesLimitRequestStatus.of(this.statusText);
	}

}
