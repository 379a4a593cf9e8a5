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
@JsonDeserialize(builder = ProviderUsageItem.Builder.class)
public record ProviderUsageItem(@JsonProperty("provider_id") String providerId,
		@JsonProperty("sent_today") long sentToday, @JsonProperty("total_7d") long total7d,
		@JsonProperty("sent_7d") long sent7d, @JsonProperty("failed_7d") long failed7d,
		@JsonProperty("rejected_7d") long rejected7d, @JsonProperty("pending_7d") long pending7d) {

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
	 * Builder for {@link ProviderUsageItem}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private String providerId = "";

		private long sentToday;

		private long total7d;

		private long sent7d;

		private long failed7d;

		private long rejected7d;

		private long pending7d;

		private Builder() {
		}

		private Builder(ProviderUsageItem source) {
			this.providerId = source.providerId;
			this.sentToday = source.sentToday;
			this.total7d = source.total7d;
			this.sent7d = source.sent7d;
			this.failed7d = source.failed7d;
			this.rejected7d = source.rejected7d;
			this.pending7d = source.pending7d;
		}

		/**
		 * Set the public id of the account.
		 * @param providerId the public id of the account, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("provider_id")
		public Builder providerId(@Nullable String providerId) {
			this.providerId = (providerId != null) ? providerId : "";
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
		 * Set the number of all messages of the last seven days.
		 * @param total7d the number of all messages of the last seven days
		 * @return this builder
		 */
		@JsonProperty("total_7d")
		public Builder total7d(long total7d) {
			this.total7d = total7d;
			return this;
		}

		/**
		 * Set the number of messages sent in the last seven days.
		 * @param sent7d the number of messages sent in the last seven days
		 * @return this builder
		 */
		@JsonProperty("sent_7d")
		public Builder sent7d(long sent7d) {
			this.sent7d = sent7d;
			return this;
		}

		/**
		 * Set the number of messages that failed in the last seven days.
		 * @param failed7d the number of messages that failed in the last seven days
		 * @return this builder
		 */
		@JsonProperty("failed_7d")
		public Builder failed7d(long failed7d) {
			this.failed7d = failed7d;
			return this;
		}

		/**
		 * Set the number of messages that were rejected in the last seven days.
		 * @param rejected7d the number of messages that were rejected in the last seven
		 * days
		 * @return this builder
		 */
		@JsonProperty("rejected_7d")
		public Builder rejected7d(long rejected7d) {
			this.rejected7d = rejected7d;
			return this;
		}

		/**
		 * Set the number of messages of the last seven days that still wait.
		 * @param pending7d the number of messages of the last seven days that still wait
		 * @return this builder
		 */
		@JsonProperty("pending_7d")
		public Builder pending7d(long pending7d) {
			this.pending7d = pending7d;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public ProviderUsageItem build() {
			return new ProviderUsageItem(this.providerId, this.sentToday, this.total7d, this.sent7d, this.failed7d,
					this.rejected7d, this.pending7d);
		}

	}

}
