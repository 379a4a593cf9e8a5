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
 * Limits of the plan on sending accounts. A part that the response lacks has zero counts.
 *
 * @param sendingAccounts the limit on the number of sending accounts
 * @param sharedAmazonSes the limit of the team's shared Amazon SES account
 * @since 0.1.0
 */
@JsonDeserialize(builder = ProviderLimits.Builder.class)
public record ProviderLimits(@JsonProperty("sending_accounts") ResourceLimitSnapshot sendingAccounts,
		@JsonProperty("shared_amazon_ses") SharedAmazonSesLimit sharedAmazonSes) {

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
	 * Builder for {@link ProviderLimits}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private ResourceLimitSnapshot sendingAccounts = ResourceLimitSnapshot.NONE;

		private SharedAmazonSesLimit sharedAmazonSes = SharedAmazonSesLimit.NONE;

		private Builder() {
		}

		private Builder(ProviderLimits source) {
			this.sendingAccounts = source.sendingAccounts;
			this.sharedAmazonSes = source.sharedAmazonSes;
		}

		/**
		 * Set the limit on the number of sending accounts.
		 * @param sendingAccounts the limit on the number of sending accounts,
		 * {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("sending_accounts")
		public Builder sendingAccounts(@Nullable ResourceLimitSnapshot sendingAccounts) {
			this.sendingAccounts = (sendingAccounts != null) ? sendingAccounts : ResourceLimitSnapshot.NONE;
			return this;
		}

		/**
		 * Set the limit of the team's shared Amazon SES account.
		 * @param sharedAmazonSes the limit of the team's shared Amazon SES account,
		 * {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("shared_amazon_ses")
		public Builder sharedAmazonSes(@Nullable SharedAmazonSesLimit sharedAmazonSes) {
			this.sharedAmazonSes = (sharedAmazonSes != null) ? sharedAmazonSes : SharedAmazonSesLimit.NONE;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public ProviderLimits build() {
			return new ProviderLimits(this.sendingAccounts, this.sharedAmazonSes);
		}

	}

}
