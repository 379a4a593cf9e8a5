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

/**
 * Numbers of messages of one sending account.
 *
 * @param providerId the public id of the account
 * @param sentToday the number of messages sent today
 * @param total7d the number of all messages of the last seven days
 * @param sent7d the number of messages sent in the last seven days
 * @param failed7d the number of messages that failed in the last seven days
 * @param rejected7d the number of messages that were rejected in the last seven days
 * @param pending7d the number of messages of the last seven days that still wait
 * @since 0.1.0
 */
public record ProviderUsageItem(@JsonProperty("provider_id") String providerId,
		@JsonProperty("sent_today") long sentToday, @JsonProperty("total_7d") long total7d,
		@JsonProperty("sent_7d") long sent7d, @JsonProperty("failed_7d") long failed7d,
		@JsonProperty("rejected_7d") long rejected7d, @JsonProperty("pending_7d") long pending7d) {

	public ProviderUsageItem {
		providerId = (providerId != null) ? providerId : "";
	}

}
