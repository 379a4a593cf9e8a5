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

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Daily limit of the team's shared Amazon SES account, and how much of it is used.
 *
 * @param providerId the public id of the account, or {@code null}
 * @param dailyLimit the number of messages that a day allows, or {@code null}
 * @param sentToday the number of messages sent today
 * @param thresholdUsage the number of messages from which on the limit counts as near, or
 * {@code null}
 * @param usageRatio the share of the limit that is used, {@code 1.0} for all of it, or
 * {@code null}
 * @param isNearLimit whether little is left
 * @param canRequestIncrease whether an increase can be requested
 * @param pendingRequestId the id of the request for an increase that is not decided yet,
 * or {@code null}
 * @since 0.1.0
 */
public record SharedAmazonSesLimit(@JsonProperty("provider_id") @Nullable String providerId,
		@JsonProperty("daily_limit") @Nullable Long dailyLimit, @JsonProperty("sent_today") long sentToday,
		@JsonProperty("threshold_usage") @Nullable Long thresholdUsage,
		@JsonProperty("usage_ratio") @Nullable Double usageRatio, @JsonProperty("is_near_limit") boolean isNearLimit,
		@JsonProperty("can_request_increase") boolean canRequestIncrease,
		@JsonProperty("pending_request_id") @Nullable String pendingRequestId) {

	static final SharedAmazonSesLimit NONE = new SharedAmazonSesLimit(null, null, 0, null, null, false, false, null);

}
