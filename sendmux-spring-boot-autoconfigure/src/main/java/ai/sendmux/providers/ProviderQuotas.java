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

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Limits on the number of messages that a sending account sends in each period
 * ({@code quotas}).
 *
 * @param perSecond the limit for a second, or {@code null} if there is none
 * @param perMinute the limit for a minute, or {@code null} if there is none
 * @param perHour the limit for an hour, or {@code null} if there is none
 * @param perDay the limit for a day, or {@code null} if there is none
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(builder = ProviderQuotas.Builder.class)
public record ProviderQuotas(@Valid @JsonProperty("per_second") @Nullable Quota perSecond,
		@Valid @JsonProperty("per_minute") @Nullable Quota perMinute,
		@Valid @JsonProperty("per_hour") @Nullable Quota perHour,
		@Valid @JsonProperty("per_day") @Nullable Quota perDay) {

	private static final ProviderQuotas NONE = new ProviderQuotas(null, null, null, null);

	static ProviderQuotas none() {
		return NONE;
	}

	/**
	 * Start with no limit at all.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builder for {@link ProviderQuotas}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private @Nullable Quota perSecond;

		private @Nullable Quota perMinute;

		private @Nullable Quota perHour;

		private @Nullable Quota perDay;

		private Builder() {
		}

		/**
		 * Set the limit for a second.
		 * @param perSecond the limit, or {@code null} for none
		 * @return this builder
		 */
		@JsonProperty("per_second")
		public Builder perSecond(@Nullable Quota perSecond) {
			this.perSecond = perSecond;
			return this;
		}

		/**
		 * Set the limit for a minute.
		 * @param perMinute the limit, or {@code null} for none
		 * @return this builder
		 */
		@JsonProperty("per_minute")
		public Builder perMinute(@Nullable Quota perMinute) {
			this.perMinute = perMinute;
			return this;
		}

		/**
		 * Set the limit for an hour.
		 * @param perHour the limit, or {@code null} for none
		 * @return this builder
		 */
		@JsonProperty("per_hour")
		public Builder perHour(@Nullable Quota perHour) {
			this.perHour = perHour;
			return this;
		}

		/**
		 * Set the limit for a day.
		 * @param perDay the limit, or {@code null} for none
		 * @return this builder
		 */
		@JsonProperty("per_day")
		public Builder perDay(@Nullable Quota perDay) {
			this.perDay = perDay;
			return this;
		}

		/**
		 * Build the quotas.
		 * @return the quotas
		 */
		public ProviderQuotas build() {
			return new ProviderQuotas(this.perSecond, this.perMinute, this.perHour, this.perDay);
		}

	}

}
