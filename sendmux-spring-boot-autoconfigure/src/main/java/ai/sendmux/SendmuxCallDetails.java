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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Facts about the call of an operation that a {@link SendmuxException} reports.
 *
 * @param operation the name of the operation, such as {@code providers.create}
 * @param attempts the number of attempts to send a request, {@code 0} if none was begun
 * @param idempotencyKey the idempotency key that was sent, if any
 * @param requestId the id that Sendmux gave the request, if a response reported one
 * @param retryable whether the same call may succeed later
 * @param outcomeUnknown whether the call may have taken effect although it failed
 * @since 0.1.0
 */
public record SendmuxCallDetails(String operation, int attempts, @Nullable String idempotencyKey,
		@Nullable String requestId, boolean retryable, boolean outcomeUnknown) implements Serializable {

	public SendmuxCallDetails {
		Assert.hasText(operation, "'operation' must not be empty");
		Assert.isTrue(attempts >= 0, "'attempts' must not be negative");
	}

	/**
	 * Start to describe a call.
	 * @param operation the name of the operation, such as {@code providers.create}
	 * @return a builder for a call of which nothing was sent yet
	 */
	public static Builder builder(String operation) {
		return new Builder(operation);
	}

	/**
	 * Builder for {@link SendmuxCallDetails}.
	 */
	public static final class Builder {

		private final String operation;

		private int attempts;

		private @Nullable String idempotencyKey;

		private @Nullable String requestId;

		private boolean retryable;

		private boolean outcomeUnknown;

		private Builder(String operation) {
			this.operation = operation;
		}

		/**
		 * Set the number of attempts to send a request.
		 * @param attempts the number of attempts, not negative
		 * @return this builder
		 */
		public Builder attempts(int attempts) {
			this.attempts = attempts;
			return this;
		}

		/**
		 * Set the idempotency key that was sent.
		 * @param idempotencyKey the key, or {@code null} if none was sent
		 * @return this builder
		 */
		public Builder idempotencyKey(@Nullable String idempotencyKey) {
			this.idempotencyKey = idempotencyKey;
			return this;
		}

		/**
		 * Set the id that Sendmux gave the request.
		 * @param requestId the id, or {@code null} if it is not known
		 * @return this builder
		 */
		public Builder requestId(@Nullable String requestId) {
			this.requestId = requestId;
			return this;
		}

		/**
		 * Set whether the same call may succeed later.
		 * @param retryable whether the same call may succeed later
		 * @return this builder
		 */
		public Builder retryable(boolean retryable) {
			this.retryable = retryable;
			return this;
		}

		/**
		 * Set whether the call may have taken effect although it failed.
		 * @param outcomeUnknown whether the call may have taken effect
		 * @return this builder
		 */
		public Builder outcomeUnknown(boolean outcomeUnknown) {
			this.outcomeUnknown = outcomeUnknown;
			return this;
		}

		/**
		 * Build the description of the call.
		 * @return the call
		 */
		public SendmuxCallDetails build() {
			return new SendmuxCallDetails(this.operation, this.attempts, this.idempotencyKey, this.requestId,
					this.retryable, this.outcomeUnknown);
		}

	}

}
