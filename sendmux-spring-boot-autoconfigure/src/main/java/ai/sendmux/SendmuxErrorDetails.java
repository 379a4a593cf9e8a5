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

package ai.sendmux;

import java.io.Serializable;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Error response of the Sendmux API, without what belongs to the call.
 *
 * @param statusCode the HTTP status code
 * @param code the machine-readable code, such as {@code limit_exceeded}, or {@code null}
 * if the body could not be read
 * @param message the text for people, or {@code null} if the body could not be read
 * @param param the request parameter that caused the error, if the response names one
 * @param docUrl the address of the documentation of the error, if the response names one
 * @param retryAfter the time to wait before another call, if the response names one
 * @param rateLimit the rate limit, if the response reports it
 * @since 0.1.0
 */
public record SendmuxErrorDetails(int statusCode, @Nullable String code, @Nullable String message,
		@Nullable String param, @Nullable String docUrl, @Nullable Duration retryAfter,
		@Nullable SendmuxRateLimit rateLimit) implements Serializable {

	/**
	 * Start to describe an error response.
	 * @param statusCode the HTTP status code
	 * @return a builder for a response without a readable body
	 */
	public static Builder builder(int statusCode) {
		return new Builder(statusCode);
	}

	/**
	 * Builder for {@link SendmuxErrorDetails}.
	 */
	public static final class Builder {

		private final int statusCode;

		private @Nullable String code;

		private @Nullable String message;

		private @Nullable String param;

		private @Nullable String docUrl;

		private @Nullable Duration retryAfter;

		private @Nullable SendmuxRateLimit rateLimit;

		private Builder(int statusCode) {
			this.statusCode = statusCode;
		}

		/**
		 * Set the machine-readable code.
		 * @param code the code, or {@code null} if it is not known
		 * @return this builder
		 */
		public Builder code(@Nullable String code) {
			this.code = code;
			return this;
		}

		/**
		 * Set the text for people.
		 * @param message the text, or {@code null} if it is not known
		 * @return this builder
		 */
		public Builder message(@Nullable String message) {
			this.message = message;
			return this;
		}

		/**
		 * Set the request parameter that caused the error.
		 * @param param the parameter, or {@code null} if it is not known
		 * @return this builder
		 */
		public Builder param(@Nullable String param) {
			this.param = param;
			return this;
		}

		/**
		 * Set the address of the documentation of the error.
		 * @param docUrl the address, or {@code null} if it is not known
		 * @return this builder
		 */
		public Builder docUrl(@Nullable String docUrl) {
			this.docUrl = docUrl;
			return this;
		}

		/**
		 * Set the time to wait before another call.
		 * @param retryAfter the time, or {@code null} if it is not known
		 * @return this builder
		 */
		public Builder retryAfter(@Nullable Duration retryAfter) {
			this.retryAfter = retryAfter;
			return this;
		}

		/**
		 * Set the rate limit that the response reports.
		 * @param rateLimit the rate limit, or {@code null} if it is not known
		 * @return this builder
		 */
		public Builder rateLimit(@Nullable SendmuxRateLimit rateLimit) {
			this.rateLimit = rateLimit;
			return this;
		}

		/**
		 * Build the error.
		 * @return the error
		 */
		public SendmuxErrorDetails build() {
			return new SendmuxErrorDetails(this.statusCode, this.code, this.message, this.param, this.docUrl,
					this.retryAfter, this.rateLimit);
		}

	}

}
