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

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Messages that the sending accounts of the team sent lately.
 *
 * @param windowDays the length of the window, in days
 * @param providers the messages of each account
 * @since 0.1.0
 */
@JsonDeserialize(builder = ProviderUsage.Builder.class)
public record ProviderUsage(@JsonProperty("window_days") int windowDays,
		@JsonProperty("providers") List<ProviderUsageItem> providers) {

	public ProviderUsage {
		providers = List.copyOf(providers);
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
	 * Builder for {@link ProviderUsage}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private int windowDays;

		private List<ProviderUsageItem> providers = List.of();

		private Builder() {
		}

		private Builder(ProviderUsage source) {
			this.windowDays = source.windowDays;
			this.providers = source.providers;
		}

		/**
		 * Set the length of the window, in days.
		 * @param windowDays the length of the window, in days
		 * @return this builder
		 */
		@JsonProperty("window_days")
		public Builder windowDays(int windowDays) {
			this.windowDays = windowDays;
			return this;
		}

		/**
		 * Set the messages of each account.
		 * @param providers the messages of each account, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("providers")
		public Builder providers(@Nullable List<ProviderUsageItem> providers) {
			this.providers = (providers != null) ? providers.stream().filter(Objects::nonNull).toList() : List.of();
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public ProviderUsage build() {
			return new ProviderUsage(this.windowDays, this.providers);
		}

	}

}
