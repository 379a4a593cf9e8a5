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
 * Mailbox that a token gives access to.
 *
 * @param id the id of the mailbox
 * @param email the email address of the mailbox
 * @since 0.1.0
 */
@JsonDeserialize(builder = SendmuxMailbox.Builder.class)
public record SendmuxMailbox(@JsonProperty("id") String id, @JsonProperty("email") String email) {

	/**
	 * Create a builder without values.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Create a builder with the values of this mailbox.
	 * @return a builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Builder for {@link SendmuxMailbox}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private String id = "";

		private String email = "";

		private Builder() {
		}

		private Builder(SendmuxMailbox source) {
			this.id = source.id;
			this.email = source.email;
		}

		/**
		 * Set the id of the mailbox.
		 * @param id the id of the mailbox, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("id")
		public Builder id(@Nullable String id) {
			this.id = (id != null) ? id : "";
			return this;
		}

		/**
		 * Set the email address of the mailbox.
		 * @param email the email address of the mailbox, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("email")
		public Builder email(@Nullable String email) {
			this.email = (email != null) ? email : "";
			return this;
		}

		/**
		 * Build the mailbox.
		 * @return the mailbox
		 */
		public SendmuxMailbox build() {
			return new SendmuxMailbox(this.id, this.email);
		}

	}

}
