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

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

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
@JsonDeserialize(builder = SharedAmazonSesLimitRequest.Builder.class)
public record SharedAmazonSesLimitRequest(@JsonProperty("id") String id, @JsonProperty("status") String statusText,
		@JsonProperty("current_daily_limit") long currentDailyLimit,
		@JsonProperty("current_daily_sent") long currentDailySent,
		@JsonProperty("approved_daily_limit") @Nullable Long approvedDailyLimit,
		@JsonProperty("decision_note") @Nullable String decisionNote,
		@JsonProperty("created_at") @Nullable Instant createdAt,
		@JsonProperty("decided_at") @Nullable Instant decidedAt) {

	static final SharedAmazonSesLimitRequest NONE = builder().build();

	/**
	 * Return the status of the request ({@code status}).
	 * @return the status, {@link SharedAmazonSesLimitRequestStatus#UNKNOWN} if it is
	 * newer than this client
	 */
	public SharedAmazonSesLimitRequestStatus status() {
		return SharedAmazonSesLimitRequestStatus.of(this.statusText);
	}

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
	 * Builder for {@link SharedAmazonSesLimitRequest}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private String id = "";

		private String statusText = "";

		private long currentDailyLimit;

		private long currentDailySent;

		private @Nullable Long approvedDailyLimit;

		private @Nullable String decisionNote;

		private @Nullable Instant createdAt;

		private @Nullable Instant decidedAt;

		private Builder() {
		}

		private Builder(SharedAmazonSesLimitRequest source) {
			this.id = source.id;
			this.statusText = source.statusText;
			this.currentDailyLimit = source.currentDailyLimit;
			this.currentDailySent = source.currentDailySent;
			this.approvedDailyLimit = source.approvedDailyLimit;
			this.decisionNote = source.decisionNote;
			this.createdAt = source.createdAt;
			this.decidedAt = source.decidedAt;
		}

		/**
		 * Set the id of the request for the increase.
		 * @param id the id of the request for the increase, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("id")
		public Builder id(@Nullable String id) {
			this.id = (id != null) ? id : "";
			return this;
		}

		/**
		 * Set the status as the API names it.
		 * @param statusText the status as the API names it, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("status")
		public Builder statusText(@Nullable String statusText) {
			this.statusText = (statusText != null) ? statusText : "";
			return this;
		}

		/**
		 * Set the status.
		 * @param status the status
		 * @return this builder
		 */
		@JsonIgnore
		public Builder status(SharedAmazonSesLimitRequestStatus status) {
			return statusText(status.wireName());
		}

		/**
		 * Set the daily limit when the increase was requested.
		 * @param currentDailyLimit the daily limit when the increase was requested
		 * @return this builder
		 */
		@JsonProperty("current_daily_limit")
		public Builder currentDailyLimit(long currentDailyLimit) {
			this.currentDailyLimit = currentDailyLimit;
			return this;
		}

		/**
		 * Set the number of messages of that day when the increase was requested.
		 * @param currentDailySent the number of messages of that day when the increase
		 * was requested
		 * @return this builder
		 */
		@JsonProperty("current_daily_sent")
		public Builder currentDailySent(long currentDailySent) {
			this.currentDailySent = currentDailySent;
			return this;
		}

		/**
		 * Set the daily limit that was approved.
		 * @param approvedDailyLimit the daily limit that was approved, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("approved_daily_limit")
		public Builder approvedDailyLimit(@Nullable Long approvedDailyLimit) {
			this.approvedDailyLimit = approvedDailyLimit;
			return this;
		}

		/**
		 * Set the reason for the decision, in words.
		 * @param decisionNote the reason for the decision, in words, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("decision_note")
		public Builder decisionNote(@Nullable String decisionNote) {
			this.decisionNote = decisionNote;
			return this;
		}

		/**
		 * Set the time of the request.
		 * @param createdAt the time of the request, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("created_at")
		public Builder createdAt(@Nullable Instant createdAt) {
			this.createdAt = createdAt;
			return this;
		}

		/**
		 * Set the time of the decision.
		 * @param decidedAt the time of the decision, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("decided_at")
		public Builder decidedAt(@Nullable Instant decidedAt) {
			this.decidedAt = decidedAt;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public SharedAmazonSesLimitRequest build() {
			return new SharedAmazonSesLimitRequest(this.id, this.statusText, this.currentDailyLimit,
					this.currentDailySent, this.approvedDailyLimit, this.decisionNote, this.createdAt, this.decidedAt);
		}

	}

}
