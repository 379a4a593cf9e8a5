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
 * Request for a higher limit of the team's shared Amazon SES account that was made or
 * cancelled.
 *
 * @param request the request for the increase
 * @param limit the limit as it is now
 * @since 0.1.0
 */
@JsonDeserialize(builder = SharedAmazonSesLimitRequestResult.Builder.class)
public record SharedAmazonSesLimitRequestResult(@JsonProperty("request") SharedAmazonSesLimitRequest request,
		@JsonProperty("limit") SharedAmazonSesLimit limit) {

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
	 * Builder for {@link SharedAmazonSesLimitRequestResult}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private SharedAmazonSesLimitRequest request = SharedAmazonSesLimitRequest.NONE;

		private SharedAmazonSesLimit limit = SharedAmazonSesLimit.NONE;

		private Builder() {
		}

		private Builder(SharedAmazonSesLimitRequestResult source) {
			this.request = source.request;
			this.limit = source.limit;
		}

		/**
		 * Set the request for the increase.
		 * @param request the request for the increase, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("request")
		public Builder request(@Nullable SharedAmazonSesLimitRequest request) {
			this.request = (request != null) ? request : SharedAmazonSesLimitRequest.NONE;
			return this;
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
		 * Build the result.
		 * @return the result
		 */
		public SharedAmazonSesLimitRequestResult build() {
			return new SharedAmazonSesLimitRequestResult(this.request, this.limit);
		}

	}

}
