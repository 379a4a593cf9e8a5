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
 * Request for a higher limit on the number of sending accounts.
 *
 * @param requestId the id of the request for the increase
 * @param limit the limit as it is now
 * @since 0.1.0
 */
@JsonDeserialize(builder = SendingAccountLimitRequest.Builder.class)
public record SendingAccountLimitRequest(@JsonProperty("request_id") String requestId,
		@JsonProperty("limit") ResourceLimitSnapshot limit) {

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
	 * Builder for {@link SendingAccountLimitRequest}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private String requestId = "";

		private ResourceLimitSnapshot limit = ResourceLimitSnapshot.NONE;

		private Builder() {
		}

		private Builder(SendingAccountLimitRequest source) {
			this.requestId = source.requestId;
			this.limit = source.limit;
		}

		/**
		 * Set the id of the request for the increase.
		 * @param requestId the id of the request for the increase, {@code null} for
		 * nothing
		 * @return this builder
		 */
		@JsonProperty("request_id")
		public Builder requestId(@Nullable String requestId) {
			this.requestId = (requestId != null) ? requestId : "";
			return this;
		}

		/**
		 * Set the limit as it is now.
		 * @param limit the limit as it is now, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("limit")
		public Builder limit(@Nullable ResourceLimitSnapshot limit) {
			this.limit = (limit != null) ? limit : ResourceLimitSnapshot.NONE;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public SendingAccountLimitRequest build() {
			return new SendingAccountLimitRequest(this.requestId, this.limit);
		}

	}

}
