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
 * Credential that a token is, without its secret.
 *
 * @param id the id of the credential
 * @param type the type of the credential as the API names it: {@code api_key},
 * {@code oauth}, {@code agent_token} or one that is new
 * @param name the name of the credential, or {@code null}
 * @since 0.1.0
 */
@JsonDeserialize(builder = SendmuxCredential.Builder.class)
public record SendmuxCredential(@JsonProperty("id") String id, @JsonProperty("type") String type,
		@JsonProperty("name") @Nullable String name) {

	static final SendmuxCredential NONE = builder().build();

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
	 * Builder for {@link SendmuxCredential}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private String id = "";

		private String type = "";

		private @Nullable String name;

		private Builder() {
		}

		private Builder(SendmuxCredential source) {
			this.id = source.id;
			this.type = source.type;
			this.name = source.name;
		}

		/**
		 * Set the id of the credential.
		 * @param id the id of the credential, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("id")
		public Builder id(@Nullable String id) {
			this.id = (id != null) ? id : "";
			return this;
		}

		/**
		 * Set the type of the credential as the API names it.
		 * @param type the type of the credential as the API names it, {@code null} for
		 * nothing
		 * @return this builder
		 */
		@JsonProperty("type")
		public Builder type(@Nullable String type) {
			this.type = (type != null) ? type : "";
			return this;
		}

		/**
		 * Set the name of the credential.
		 * @param name the name of the credential, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("name")
		public Builder name(@Nullable String name) {
			this.name = name;
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public SendmuxCredential build() {
			return new SendmuxCredential(this.id, this.type, this.name);
		}

	}

}
