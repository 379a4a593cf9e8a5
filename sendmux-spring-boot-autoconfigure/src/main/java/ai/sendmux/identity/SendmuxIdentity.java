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

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Who a token stands for.
 *
 * @param team the team
 * @param credential the credential
 * @param label the name to show for the token
 * @param permissions the names of the permissions, such as {@code provider.read}
 * @param mailboxes the mailboxes that the token gives access to; an empty list does not
 * mean that the team has none
 * @since 0.1.0
 */
@JsonDeserialize(builder = SendmuxIdentity.Builder.class)
public record SendmuxIdentity(@JsonProperty("team") SendmuxTeam team,
		@JsonProperty("credential") SendmuxCredential credential, @JsonProperty("label") String label,
		@JsonProperty("permissions") List<String> permissions,
		@JsonProperty("mailboxes") List<SendmuxMailbox> mailboxes) {

	public SendmuxIdentity {
		permissions = List.copyOf(permissions);
		mailboxes = List.copyOf(mailboxes);
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
	 * Builder for {@link SendmuxIdentity}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private SendmuxTeam team = SendmuxTeam.NONE;

		private SendmuxCredential credential = SendmuxCredential.NONE;

		private String label = "";

		private List<String> permissions = List.of();

		private List<SendmuxMailbox> mailboxes = List.of();

		private Builder() {
		}

		private Builder(SendmuxIdentity source) {
			this.team = source.team;
			this.credential = source.credential;
			this.label = source.label;
			this.permissions = source.permissions;
			this.mailboxes = source.mailboxes;
		}

		/**
		 * Set the team.
		 * @param team the team, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("team")
		public Builder team(@Nullable SendmuxTeam team) {
			this.team = (team != null) ? team : SendmuxTeam.NONE;
			return this;
		}

		/**
		 * Set the credential.
		 * @param credential the credential, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("credential")
		public Builder credential(@Nullable SendmuxCredential credential) {
			this.credential = (credential != null) ? credential : SendmuxCredential.NONE;
			return this;
		}

		/**
		 * Set the name to show for the token.
		 * @param label the name to show for the token, {@code null} for nothing
		 * @return this builder
		 */
		@JsonProperty("label")
		public Builder label(@Nullable String label) {
			this.label = (label != null) ? label : "";
			return this;
		}

		/**
		 * Set the names of the permissions, such as {@code provider.read}.
		 * @param permissions the names of the permissions, such as {@code provider.read},
		 * {@code null} for nothing
		 * @return this builder
		 */
		@JsonIgnore
		public Builder permissions(@Nullable List<String> permissions) {
			this.permissions = (permissions != null) ? permissions : List.of();
			return this;
		}

		@JsonProperty("permissions")
		private Builder readPermissions(@Nullable List<@Nullable Object> permissions) {
			return permissions((permissions != null)
					? permissions.stream().filter(String.class::isInstance).map(String.class::cast).toList() : null);
		}

		/**
		 * Set the mailboxes that the token gives access to.
		 * @param mailboxes the mailboxes, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("mailboxes")
		public Builder mailboxes(@Nullable List<SendmuxMailbox> mailboxes) {
			this.mailboxes = (mailboxes != null) ? mailboxes.stream().filter(Objects::nonNull).toList() : List.of();
			return this;
		}

		/**
		 * Build the result.
		 * @return the result
		 */
		public SendmuxIdentity build() {
			return new SendmuxIdentity(this.team, this.credential, this.label, this.permissions, this.mailboxes);
		}

	}

}
