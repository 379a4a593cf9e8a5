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

package ai.sendmux.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Team that a token belongs to.
 *
 * @param id the id of the team
 * @param name the name of the team
 * @since 0.1.0
 */
@JsonDeserialize(builder = SendmuxTeam.Builder.class)
public record SendmuxTeam(@JsonProperty("id") String id, @JsonProperty("name") String name) {

	static final SendmuxTeam NONE = builder().build();

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
	 * Builder for {@link SendmuxTeam}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private String id = "";

		private String name = "";

		private Builder() {
		}

		private Builder(SendmuxTeam source) {
			this.id = source.id;
			this.name = source.name;
		}

		/**
		 * Set the id of the team.
		 * @param id the id of the team, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("id")
		public Builder id(@Nullable String id) {
			this.id = (id != null) ? id : "";
			return this;
		}

		/**
		 * Set the name of the team.
		 * @param name the name of the team, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("name")
		public Builder name(@Nullable String name) {
			this.name = (name != null) ? name : "";
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public SendmuxTeam build() {
			return new SendmuxTeam(this.id, this.name);
		}

	}

}
