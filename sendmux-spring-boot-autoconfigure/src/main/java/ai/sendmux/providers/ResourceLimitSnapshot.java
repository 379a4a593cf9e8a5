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
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

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
@JsonDeserialize(builder = ResourceLimitSnapshot.Builder.class)
public record ResourceLimitSnapshot(@JsonProperty("resource_type") String resourceType,
		@JsonProperty("usage") long usage, @JsonProperty("max_allowed") long maxAllowed,
		@JsonProperty("reserved") long reserved, @JsonProperty("threshold_usage") long thresholdUsage,
		@JsonProperty("usage_ratio") double usageRatio, @JsonProperty("is_at_limit") boolean isAtLimit,
		@JsonProperty("is_near_limit") boolean isNearLimit,
		@JsonProperty("can_request_increase") boolean canRequestIncrease,
		@JsonProperty("pending_request_id") @Nullable String pendingRequestId) {

	static final ResourceLimitSnapshot NONE = builder().build();

	/**
	 * Start with nothing.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Start with this content.
	 * @return a builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Builder for {@link ResourceLimitSnapshot}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private String resourceType = "";

		private long usage;

		private long maxAllowed;

		private long reserved;

		private long thresholdUsage;

		private double usageRatio;

		private boolean isAtLimit;

		private boolean isNearLimit;

		private boolean canRequestIncrease;

		private @Nullable String pendingRequestId;

		private Builder() {
		}

		private Builder(ResourceLimitSnapshot source) {
			this.resourceType = source.resourceType;
			this.usage = source.usage;
			this.maxAllowed = source.maxAllowed;
			this.reserved = source.reserved;
			this.thresholdUsage = source.thresholdUsage;
			this.usageRatio = source.usageRatio;
			this.isAtLimit = source.isAtLimit;
			this.isNearLimit = source.isNearLimit;
			this.canRequestIncrease = source.canRequestIncrease;
			this.pendingRequestId = source.pendingRequestId;
		}

		/**
		 * Set the resource, such as {@code sending_accounts}.
		 * @param resourceType the resource, such as {@code sending_accounts},
		 * {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("resource_type")
		public Builder resourceType(@Nullable String resourceType) {
			this.resourceType = (resourceType != null) ? resourceType : "";
			return this;
		}

		/**
		 * Set the number in use.
		 * @param usage the number in use
		 * @return this builder
		 */
		@JsonProperty("usage")
		public Builder usage(long usage) {
			this.usage = usage;
			return this;
		}

		/**
		 * Set the largest number that is allowed.
		 * @param maxAllowed the largest number that is allowed
		 * @return this builder
		 */
		@JsonProperty("max_allowed")
		public Builder maxAllowed(long maxAllowed) {
			this.maxAllowed = maxAllowed;
			return this;
		}

		/**
		 * Set the number that is reserved.
		 * @param reserved the number that is reserved
		 * @return this builder
		 */
		@JsonProperty("reserved")
		public Builder reserved(long reserved) {
			this.reserved = reserved;
			return this;
		}

		/**
		 * Set the number from which on the limit counts as near.
		 * @param thresholdUsage the number from which on the limit counts as near
		 * @return this builder
		 */
		@JsonProperty("threshold_usage")
		public Builder thresholdUsage(long thresholdUsage) {
			this.thresholdUsage = thresholdUsage;
			return this;
		}

		/**
		 * Set the share of the limit that is used, {@code 1.0} for all of it.
		 * @param usageRatio the share of the limit that is used, {@code 1.0} for all of
		 * it
		 * @return this builder
		 */
		@JsonProperty("usage_ratio")
		public Builder usageRatio(double usageRatio) {
			this.usageRatio = usageRatio;
			return this;
		}

		/**
		 * Set whether nothing is left.
		 * @param isAtLimit whether nothing is left
		 * @return this builder
		 */
		@JsonProperty("is_at_limit")
		public Builder isAtLimit(boolean isAtLimit) {
			this.isAtLimit = isAtLimit;
			return this;
		}

		/**
		 * Set whether little is left.
		 * @param isNearLimit whether little is left
		 * @return this builder
		 */
		@JsonProperty("is_near_limit")
		public Builder isNearLimit(boolean isNearLimit) {
			this.isNearLimit = isNearLimit;
			return this;
		}

		/**
		 * Set whether an increase can be requested.
		 * @param canRequestIncrease whether an increase can be requested
		 * @return this builder
		 */
		@JsonProperty("can_request_increase")
		public Builder canRequestIncrease(boolean canRequestIncrease) {
			this.canRequestIncrease = canRequestIncrease;
			return this;
		}

		/**
		 * Set the id of the request for an increase that is not decided yet.
		 * @param pendingRequestId the id of the request for an increase that is not
		 * decided yet, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("pending_request_id")
		public Builder pendingRequestId(@Nullable String pendingRequestId) {
			this.pendingRequestId = pendingRequestId;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public ResourceLimitSnapshot build() {
			return new ResourceLimitSnapshot(this.resourceType, this.usage, this.maxAllowed, this.reserved,
					this.thresholdUsage, this.usageRatio, this.isAtLimit, this.isNearLimit, this.canRequestIncrease,
					this.pendingRequestId);
		}

	}

}
