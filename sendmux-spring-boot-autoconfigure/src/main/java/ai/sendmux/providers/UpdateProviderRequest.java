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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Change of a sending account ({@code PATCH /providers/{id}}). A field that is not
 * mentioned keeps its value; a field that is cleared has none afterwards.
 * <p>
 * It accepts any content; a call with content that the API would reject fails with all
 * violations at once. It can only be built with {@link #builder()}, because JSON mappers
 * and configuration properties cannot distinguish a field that is absent from one that is
 * cleared. Its {@code toString} does not show the SMTP password.
 *
 * @since 0.1.0
 */
public final class UpdateProviderRequest {

	@JsonIgnore
	private final Map<String, @Nullable Object> fields;

	private UpdateProviderRequest(Map<String, @Nullable Object> fields) {
		this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
	}

	/**
	 * Start with a change that changes nothing.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return whether this change changes nothing.
	 * @return {@code true} if no field is mentioned
	 */
	public boolean isEmpty() {
		return this.fields.isEmpty();
	}

	/**
	 * Return the fields by the names of the API; one that is {@code null} is cleared.
	 */
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof UpdateProviderRequest request && this.fields.equals(request.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>(this.fields);
		shown.computeIfPresent("smtp_password", (field, password) -> "******");
		return "UpdateProviderRequest" + shown;
	}

	/**
	 * Builder for {@link UpdateProviderRequest}.
	 */
	public static final class Builder {

		private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

		private Builder() {
		}

		private Builder set(String field, Object value) {
			Assert.notNull(value, () -> "'" + field + "' must not be null");
			this.fields.put(field, value);
			return this;
		}

		private Builder clear(String field) {
			this.fields.put(field, null);
			return this;
		}

		/**
		 * Set the display name ({@code name}).
		 * @param name the display name, 1 to 255 characters
		 * @return this builder
		 */
		public Builder name(String name) {
			return set("name", name);
		}

		/**
		 * Set the host name of the SMTP server ({@code smtp_host}).
		 * @param smtpHost the host name of the SMTP server, 1 to 255 characters
		 * @return this builder
		 */
		public Builder smtpHost(String smtpHost) {
			return set("smtp_host", smtpHost);
		}

		/**
		 * Set the port of the SMTP server ({@code smtp_port}).
		 * @param smtpPort the port of the SMTP server, 1 to 65535
		 * @return this builder
		 */
		public Builder smtpPort(int smtpPort) {
			return set("smtp_port", smtpPort);
		}

		/**
		 * Set the security of the connection to the SMTP server ({@code smtp_protocol}).
		 * @param smtpProtocol the security of the connection to the SMTP server
		 * @return this builder
		 */
		public Builder smtpProtocol(SmtpProtocol smtpProtocol) {
			return set("smtp_protocol", smtpProtocol);
		}

		/**
		 * Set the user name at the SMTP server ({@code smtp_username}).
		 * @param smtpUsername the user name at the SMTP server, 1 to 255 characters
		 * @return this builder
		 */
		public Builder smtpUsername(String smtpUsername) {
			return set("smtp_username", smtpUsername);
		}

		/**
		 * Set the password at the SMTP server ({@code smtp_password}).
		 * @param smtpPassword the password at the SMTP server, 1 to 500 characters
		 * @return this builder
		 */
		public Builder smtpPassword(String smtpPassword) {
			return set("smtp_password", smtpPassword);
		}

		/**
		 * Set the default address of the sender ({@code from_email}).
		 * @param fromEmail the default address of the sender, at most 255 characters
		 * @return this builder
		 */
		public Builder fromEmail(String fromEmail) {
			return set("from_email", fromEmail);
		}

		/**
		 * Clear the default address of the sender ({@code from_email}).
		 * @return this builder
		 */
		public Builder clearFromEmail() {
			return clear("from_email");
		}

		/**
		 * Set the default name of the sender ({@code from_name}).
		 * @param fromName the default name of the sender, at most 255 characters
		 * @return this builder
		 */
		public Builder fromName(String fromName) {
			return set("from_name", fromName);
		}

		/**
		 * Clear the default name of the sender ({@code from_name}).
		 * @return this builder
		 */
		public Builder clearFromName() {
			return clear("from_name");
		}

		/**
		 * Set the default address for replies ({@code reply_to_email}).
		 * @param replyToEmail the default address for replies, at most 255 characters
		 * @return this builder
		 */
		public Builder replyToEmail(String replyToEmail) {
			return set("reply_to_email", replyToEmail);
		}

		/**
		 * Clear the default address for replies ({@code reply_to_email}).
		 * @return this builder
		 */
		public Builder clearReplyToEmail() {
			return clear("reply_to_email");
		}

		/**
		 * Set the default name for replies ({@code reply_to_name}).
		 * @param replyToName the default name for replies, at most 255 characters
		 * @return this builder
		 */
		public Builder replyToName(String replyToName) {
			return set("reply_to_name", replyToName);
		}

		/**
		 * Clear the default name for replies ({@code reply_to_name}).
		 * @return this builder
		 */
		public Builder clearReplyToName() {
			return clear("reply_to_name");
		}

		/**
		 * Set the weight in the routing of messages, in percent ({@code percentage}).
		 * @param percentage the weight in the routing of messages, in percent, 0 to 100
		 * @return this builder
		 */
		public Builder percentage(int percentage) {
			return set("percentage", percentage);
		}

		/**
		 * Set the host name for tracking links ({@code tracking_domain}).
		 * @param trackingDomain the host name for tracking links, at most 255 characters
		 * @return this builder
		 */
		public Builder trackingDomain(String trackingDomain) {
			return set("tracking_domain", trackingDomain);
		}

		/**
		 * Clear the host name for tracking links ({@code tracking_domain}).
		 * @return this builder
		 */
		public Builder clearTrackingDomain() {
			return clear("tracking_domain");
		}

		/**
		 * Change limits on the number of messages ({@code quotas}), each on its own: a
		 * limit that is not mentioned keeps its value.
		 * @param quotas sets and clears limits
		 * @return this builder
		 */
		public Builder quotas(Consumer<QuotaChanges> quotas) {
			Assert.notNull(quotas, "'quotas' must not be null");
			QuotaChanges changes = new QuotaChanges(this.fields.get("quotas"));
			quotas.accept(changes);
			return changes.isEmpty() ? this : set("quotas", changes.toMap());
		}

		/**
		 * Replace all template variables ({@code variables}).
		 * @param variables the variables, at most 50; keys of at most 64 characters in
		 * snake case, values of at most 4096 characters
		 * @return this builder
		 */
		public Builder variables(Map<String, String> variables) {
			Assert.notNull(variables, "'variables' must not be null");
			return set("variables", Collections.unmodifiableMap(new LinkedHashMap<>(variables)));
		}

		/**
		 * Clear all template variables ({@code variables}).
		 * @return this builder
		 */
		public Builder clearVariables() {
			return variables(Map.of());
		}

		/**
		 * Build the change. Its content is checked when it is used.
		 * @return the change
		 */
		public UpdateProviderRequest build() {
			return new UpdateProviderRequest(this.fields);
		}

	}

}
