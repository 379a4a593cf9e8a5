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

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Result of a connection test of a sending account. A connection that fails is a result
 * too, with {@link #success()} being {@code false}.
 *
 * @param success whether the connection works
 * @param message the result in words
 * @param latency the time that the test took, in whole milliseconds, or {@code null}
 * @param testedAt the time of the test, or {@code null}
 * @since 0.1.0
 */
@JsonDeserialize(builder = ProviderTestResult.Builder.class)
public record ProviderTestResult(@JsonProperty("success") boolean success, @JsonProperty("message") String message,
		@JsonIgnore @Nullable Duration latency, @JsonProperty("tested_at") @Nullable Instant testedAt) {

	@JsonProperty("latency_ms")
	@Nullable Long latencyMillis() {
		return (this.latency != null) ? this.latency.toMillis() : null;
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
	 * Builder for {@link ProviderTestResult}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private boolean success;

		private String message = "";

		private @Nullable Duration latency;

		private @Nullable Instant testedAt;

		private Builder() {
		}

		private Builder(ProviderTestResult source) {
			this.success = source.success;
			this.message = source.message;
			this.latency = source.latency;
			this.testedAt = source.testedAt;
		}

		/**
		 * Set whether the connection works.
		 * @param success whether the connection works
		 * @return this builder
		 */
		@JsonProperty("success")
		public Builder success(boolean success) {
			this.success = success;
			return this;
		}

		/**
		 * Set the result in words.
		 * @param message the result in words, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("message")
		public Builder message(@Nullable String message) {
			this.message = (message != null) ? message : "";
			return this;
		}

		/**
		 * Set the time that the test took, in whole milliseconds.
		 * @param latency the time that the test took, in whole milliseconds, or
		 * {@code null}
		 * @return this builder
		 */
		@JsonIgnore
		public Builder latency(@Nullable Duration latency) {
			this.latency = latency;
			return this;
		}

		@JsonProperty("latency_ms")
		private Builder latencyMillis(@Nullable Long latencyMillis) {
			return latency((latencyMillis != null) ? Duration.ofMillis(latencyMillis) : null);
		}

		/**
		 * Set the time of the test.
		 * @param testedAt the time of the test, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("tested_at")
		public Builder testedAt(@Nullable Instant testedAt) {
			this.testedAt = testedAt;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public ProviderTestResult build() {
			return new ProviderTestResult(this.success, this.message, this.latency, this.testedAt);
		}

	}

}
