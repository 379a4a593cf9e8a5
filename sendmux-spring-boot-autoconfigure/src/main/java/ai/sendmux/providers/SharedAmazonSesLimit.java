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
@JsonDeserialize(builder = SharedAmazonSesLimit.Builder.class)
public record SharedAmazonSesLimit(@JsonProperty("provider_id") @Nullable String providerId,
		@JsonProperty("daily_limit") @Nullable Long dailyLimit, @JsonProperty("sent_today") long sentToday,
		@JsonProperty("threshold_usage") @Nullable Long thresholdUsage,
		@JsonProperty("usage_ratio") @Nullable Double usageRatio, @JsonProperty("is_near_limit") boolean isNearLimit,
		@JsonProperty("can_request_increase") boolean canRequestIncrease,
		@JsonProperty("pending_request_id") @Nullable String pendingRequestId) {

	static final SharedAmazonSesLimit NONE = builder().build();

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
	 * Builder for {@link SharedAmazonSesLimit}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private @Nullable String providerId;

		private @Nullable Long dailyLimit;

		private long sentToday;

		private @Nullable Long thresholdUsage;

		private @Nullable Double usageRatio;

		private boolean isNearLimit;

		private boolean canRequestIncrease;

		private @Nullable String pendingRequestId;

		private Builder() {
		}

		private Builder(SharedAmazonSesLimit source) {
			this.providerId = source.providerId;
			this.dailyLimit = source.dailyLimit;
			this.sentToday = source.sentToday;
			this.thresholdUsage = source.thresholdUsage;
			this.usageRatio = source.usageRatio;
			this.isNearLimit = source.isNearLimit;
			this.canRequestIncrease = source.canRequestIncrease;
			this.pendingRequestId = source.pendingRequestId;
		}

		/**
		 * Set the public id of the account.
		 * @param providerId the public id of the account, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("provider_id")
		public Builder providerId(@Nullable String providerId) {
			this.providerId = providerId;
			return this;
		}

		/**
		 * Set the number of messages that a day allows.
		 * @param dailyLimit the number of messages that a day allows, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("daily_limit")
		public Builder dailyLimit(@Nullable Long dailyLimit) {
			this.dailyLimit = dailyLimit;
			return this;
		}

		/**
		 * Set the number of messages sent today.
		 * @param sentToday the number of messages sent today
		 * @return this builder
		 */
		@JsonProperty("sent_today")
		public Builder sentToday(long sentToday) {
			this.sentToday = sentToday;
			return this;
		}

		/**
		 * Set the number of messages from which on the limit counts as near.
		 * @param thresholdUsage the number of messages from which on the limit counts as
		 * near, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("threshold_usage")
		public Builder thresholdUsage(@Nullable Long thresholdUsage) {
			this.thresholdUsage = thresholdUsage;
			return this;
		}

		/**
		 * Set the share of the limit that is used, {@code 1.0} for all of it.
		 * @param usageRatio the share of the limit that is used, {@code 1.0} for all of
		 * it, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("usage_ratio")
		public Builder usageRatio(@Nullable Double usageRatio) {
			this.usageRatio = usageRatio;
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
		public SharedAmazonSesLimit build() {
			return new SharedAmazonSesLimit(this.providerId, this.dailyLimit, this.sentToday, this.thresholdUsage,
					this.usageRatio, this.isNearLimit, this.canRequestIncrease, this.pendingRequestId);
		}

	}

}
