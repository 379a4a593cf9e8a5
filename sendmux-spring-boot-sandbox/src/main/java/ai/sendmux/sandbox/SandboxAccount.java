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

package ai.sendmux.sandbox;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Snapshot of a sending account in the sandbox.
 *
 * @param id the public id
 * @param name the display name
 * @param type the type
 * @param status the status
 * @param settings the settings under the API's names, such as {@code smtp_host} and
 * {@code quotas}; never the SMTP password
 * @param createdAt the time of creation
 * @param updatedAt the time of the latest change
 * @param lastTestedAt the time of the latest connection test, may be {@code null}
 * @since 0.1.0
 */
public record SandboxAccount(String id, String name, SandboxAccountType type, SandboxAccountStatus status,
		Map<String, @Nullable Object> settings, Instant createdAt, Instant updatedAt, @Nullable Instant lastTestedAt) {

	/**
	 * Return a builder for an SMTP account.
	 * @return a builder
	 */
	public static Builder smtp() {
		return new Builder(SandboxAccountType.SMTP);
	}

	/**
	 * Return a builder for a connected Google account.
	 * @return a builder
	 */
	public static Builder gmail() {
		return new Builder(SandboxAccountType.GMAIL_API);
	}

	/**
	 * Return a builder for a connected Microsoft account.
	 * @return a builder
	 */
	public static Builder outlook() {
		return new Builder(SandboxAccountType.OUTLOOK_API);
	}

	/**
	 * Return a builder for the shared Amazon SES account, of which a team has at most
	 * one.
	 * @return a builder
	 */
	public static Builder sharedAmazonSes() {
		return new Builder(SandboxAccountType.AMAZON_SES);
	}

	/**
	 * Builder of an account to {@linkplain SendmuxSandbox#add add} to a sandbox. By
	 * default, the account is active and, if it is a Google or Microsoft account,
	 * connected.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private final SandboxAccountType type;

		private final ObjectNode settings = JsonNodeFactory.instance.objectNode();

		private SandboxAccountStatus status = SandboxAccountStatus.ACTIVE;

		private @Nullable String statusReason;

		private boolean connected = true;

		Builder(SandboxAccountType type) {
			this.type = type;
			switch (type) {
				case SMTP -> this.settings.put("name", "SMTP account")
					.put("smtp_host", "smtp.example.com")
					.put("smtp_port", 587)
					.put("smtp_protocol", "starttls")
					.put("smtp_username", "api-user")
					.put("smtp_password", "kept-nowhere");
				case GMAIL_API -> this.settings.put("name", "Google account").put("from_email", "sender@gmail.example");
				case OUTLOOK_API ->
					this.settings.put("name", "Microsoft account").put("from_email", "sender@outlook.example");
				case AMAZON_SES -> this.settings.put("name", "Shared Amazon SES");
			}
		}

		/**
		 * Set the display name.
		 * @param name the name
		 * @return this builder
		 */
		public Builder name(String name) {
			this.settings.put("name", name);
			return this;
		}

		/**
		 * Set the status.
		 * @param status the status
		 * @return this builder
		 */
		public Builder status(SandboxAccountStatus status) {
			this.status = status;
			return this;
		}

		/**
		 * Set the reason for the status.
		 * @param statusReason the reason, may be {@code null}
		 * @return this builder
		 */
		public Builder statusReason(@Nullable String statusReason) {
			this.statusReason = statusReason;
			return this;
		}

		/**
		 * Set whether a Google or Microsoft account has a live connection. Without one,
		 * it becomes pending when it is activated.
		 * @param connected whether it is connected
		 * @return this builder
		 */
		public Builder connected(boolean connected) {
			this.connected = connected;
			return this;
		}

		/**
		 * Set the SMTP host. The connection test fails for a host that ends with
		 * {@code .invalid}.
		 * @param smtpHost the host
		 * @return this builder
		 */
		public Builder smtpHost(String smtpHost) {
			this.settings.put("smtp_host", smtpHost);
			return this;
		}

		/**
		 * Set the sender address, which is also the authorized address of a Google or
		 * Microsoft account.
		 * @param fromEmail the email address
		 * @return this builder
		 */
		public Builder fromEmail(String fromEmail) {
			this.settings.put("from_email", fromEmail);
			return this;
		}

		/**
		 * Set the template variables.
		 * @param variables the values by key
		 * @return this builder
		 */
		public Builder variables(Map<String, String> variables) {
			ObjectNode node = this.settings.putObject("variables");
			variables.forEach(node::put);
			return this;
		}

		Builder settings(ObjectNode settings) {
			this.settings.setAll(settings);
			return this;
		}

		StoredAccount build(long sequence, String id, Instant now) {
			String email = this.type.isConnected() ? this.settings.path("from_email").asString("") : null;
			boolean live = this.type.isConnected() && this.connected;
			return new StoredAccount(new StoredAccount.Identity(sequence, id, this.type, email, now),
					AccountSettings.none().with(this.settings),
					new StoredAccount.State(this.status, this.statusReason, live), now, null, null);
		}

		boolean isShared() {
			return this.type == SandboxAccountType.AMAZON_SES;
		}

	}

}
