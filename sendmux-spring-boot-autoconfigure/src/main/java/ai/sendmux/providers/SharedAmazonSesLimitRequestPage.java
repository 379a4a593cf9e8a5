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
 * Limit of the team's shared Amazon SES account, and the request for a higher one.
 *
 * @param limit the limit as it is now
 * @param pendingRequest the request that is not decided yet, or {@code null}
 * @since 0.1.0
 */
@JsonDeserialize(builder = SharedAmazonSesLimitRequestPage.Builder.class)
public record SharedAmazonSesLimitRequestPage(@JsonProperty("limit") SharedAmazonSesLimit limit,
		@JsonProperty("pending_request") @Nullable SharedAmazonSesLimitRequest pendingRequest) {

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
	 * Builder for {@link SharedAmazonSesLimitRequestPage}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private SharedAmazonSesLimit limit = SharedAmazonSesLimit.NONE;

		private @Nullable SharedAmazonSesLimitRequest pendingRequest;

		private Builder() {
		}

		private Builder(SharedAmazonSesLimitRequestPage source) {
			this.limit = source.limit;
			this.pendingRequest = source.pendingRequest;
		}

		/**
		 * Set the limit as it is now.
		 * @param limit the limit as it is now, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("limit")
		public Builder limit(@Nullable SharedAmazonSesLimit limit) {
			this.limit = (limit != null) ? limit : SharedAmazonSesLimit.NONE;
			return this;
		}

		/**
		 * Set the request that is not decided yet.
		 * @param pendingRequest the request that is not decided yet, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("pending_request")
		public Builder pendingRequest(@Nullable SharedAmazonSesLimitRequest pendingRequest) {
			this.pendingRequest = pendingRequest;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public SharedAmazonSesLimitRequestPage build() {
			return new SharedAmazonSesLimitRequestPage(this.limit, this.pendingRequest);
		}

	}

}
