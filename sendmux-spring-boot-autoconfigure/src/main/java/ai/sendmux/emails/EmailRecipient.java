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

package ai.sendmux.emails;

import ai.sendmux.http.ApiNames;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Recipient of an email, and whether the mail server accepted it.
 *
 * @param email the email address
 * @param typeText the header that names the recipient, as the API names it, or
 * {@code null} if it is not known
 * @param statusText the status as the API names it
 * @param reason why the recipient was rejected, or {@code null}
 * @since 0.1.0
 */
public record EmailRecipient(@JsonProperty("email") String email, @JsonProperty("type") @Nullable String typeText,
		@JsonProperty("status") String statusText, @JsonProperty("reason") @Nullable String reason) {

	public EmailRecipient {
		email = (email != null) ? email : "";
		statusText = (statusText != null) ? statusText : "";
	}

	/**
	 * Return the header that names the recipient ({@code type}).
	 * @return the header, {@link Type#UNKNOWN} if it is newer than this client, or
	 * {@code null} if it is not known
	 */
	public @Nullable Type type() {
		return (this.typeText != null) ? Type.names.find(this.typeText) : null;
	}

	/**
	 * Return whether the recipient was accepted ({@code status}).
	 * @return the status, {@link Status#UNKNOWN} if it is newer than this client
	 */
	public Status status() {
		return Status.names.find(this.statusText);
	}

	/**
	 * Header of an email that names a recipient.
	 */
	public enum Type {

		/**
		 * The recipient is addressed ({@code to}).
		 */
		TO,

		/**
		 * The recipient gets a copy ({@code cc}).
		 */
		CC,

		/**
		 * The recipient gets a copy that others do not know of ({@code bcc}).
		 */
		BCC,

		/**
		 * A type that is newer than this client; {@link EmailRecipient#typeText()} has
		 * its name.
		 */
		UNKNOWN;

		private static final ApiNames<Type> names = new ApiNames<>(Type.class, UNKNOWN);

	}

	/**
	 * Status of a recipient.
	 */
	public enum Status {

		/**
		 * The mail server accepted the recipient ({@code accepted}).
		 */
		ACCEPTED,

		/**
		 * The mail server rejected the recipient ({@code rejected}).
		 */
		REJECTED,

		/**
		 * A status that is newer than this client; {@link EmailRecipient#statusText()}
		 * has its name.
		 */
		UNKNOWN;

		private static final ApiNames<Status> names = new ApiNames<>(Status.class, UNKNOWN);

	}

}
