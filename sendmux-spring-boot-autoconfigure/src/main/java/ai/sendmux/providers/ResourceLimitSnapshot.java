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
 * Limit of the plan on the number of a resource, and how much of it is used.
 *
 * @param resourceType the resource, such as {@code sending_accounts}
 * @param usage the number in use
 * @param maxAllowed the largest number that is allowed
 * @param reserved the number that is reserved
 * @param thresholdUsage the number from which on the limit counts as near
 * @param usageRatio the share of the limit that is used, {@code 1.0} for all of it
 * @param isAtLimit whether nothing is left
 * @param isNearLimit whether little is left
 * @param canRequestIncrease whether an increase can be requested
 * @param pendingRequestId the id of the request for an increase that is not decided yet,
 * or {@code null}
 * @since 0.1.0
 */
public record ResourceLimitSnapshot(@JsonProperty("resource_type") String resourceType,
		@JsonProperty("usage") long usage, @JsonProperty("max_allowed") long maxAllowed,
		@JsonProperty("reserved") long reserved, @JsonProperty("threshold_usage") long thresholdUsage,
		@JsonProperty("usage_ratio") double usageRatio, @JsonProperty("is_at_limit") boolean isAtLimit,
		@JsonProperty("is_near_limit") boolean isNearLimit,
		@JsonProperty("can_request_increase") boolean canRequestIncrease,
		@JsonProperty("pending_request_id") @Nullable String pendingRequestId) {

	static final ResourceLimitSnapshot NONE = new ResourceLimitSnapshot("", 0, 0, 0, 0, 0, false, false, false, null);

	public ResourceLimitSnapshot {
		resourceType = (resourceType != null) ? resourceType : "";
	}

}
