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

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.core.style.ToStringCreator;

/**
 * Request to create a sending account of type SMTP ({@code POST /providers}).
 * <p>
 * It can be built with {@link #builder()}, bound from configuration properties, and
 * decoded from JSON with the names of the API. It accepts any content; a call with
 * content that the API would reject fails with all violations at once. An optional field
 * that is {@code null} is not sent.
 * <p>
 * Jakarta Validation reports the same violations. A password that is too long is a
 * violation of the request, not of the property, so that its value appears nowhere. All
 * lengths count Unicode code points.
 *
 * @param name the display name (required; 1 to 255 characters)
 * @param smtpHost the host name of the SMTP server (required; 1 to 255 characters)
 * @param smtpPort the port of the SMTP server (required; 1 to 65535)
 * @param smtpProtocol the security of the connection to the SMTP server (required)
 * @param smtpUsername the user name at the SMTP server (required; 1 to 255 characters)
 * @param smtpPassword the password at the SMTP server (required; 1 to 500 characters)
 * @param fromEmail the default address of the sender (optional; at most 255 characters)
 * @param fromName the default name of the sender (optional; at most 255 characters)
 * @param replyToEmail the default address for replies (optional; at most 255 characters)
 * @param replyToName the default name for replies (optional; at most 255 characters)
 * @param quotas limits on the number of messages (optional)
 * @param percentage the weight in the routing of messages, in percent (optional; 0 to
 * 100)
 * @param trackingDomain the host name for tracking links (optional; at most 255
 * characters)
 * @param variables template variables (optional; at most 50; keys of at most 64
 * characters in snake case, values of at most 4096 characters)
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SmtpPasswordLength
public record CreateProviderRequest(
		@JsonProperty("name") @NotNull @CodePointLength(min = 1, max = Constraints.MAX_TEXT) @Nullable String name,
		@JsonProperty("smtp_host") @NotNull @CodePointLength(min = 1,
				max = Constraints.MAX_TEXT) @Nullable String smtpHost,
		@JsonProperty("smtp_port") @NotNull @Min(1) @Max(Constraints.MAX_PORT) @Nullable Integer smtpPort,
		@JsonProperty("smtp_protocol") @NotNull @KnownProtocol @Nullable SmtpProtocol smtpProtocol,
		@JsonProperty("smtp_username") @NotNull @CodePointLength(min = 1,
				max = Constraints.MAX_TEXT) @Nullable String smtpUsername,
		@JsonProperty(value = "smtp_password",
				access = JsonProperty.Access.WRITE_ONLY) @NotEmpty @Nullable String smtpPassword,
		@JsonProperty("from_email") @CodePointLength(max = Constraints.MAX_TEXT) @Pattern(
				regexp = Constraints.EMAIL) @Nullable String fromEmail,
		@JsonProperty("from_name") @CodePointLength(max = Constraints.MAX_TEXT) @Nullable String fromName,
		@JsonProperty("reply_to_email") @CodePointLength(max = Constraints.MAX_TEXT) @Pattern(
				regexp = Constraints.EMAIL) @Nullable String replyToEmail,
		@JsonProperty("reply_to_name") @CodePointLength(max = Constraints.MAX_TEXT) @Nullable String replyToName,
		@JsonProperty("quotas") @Valid @Nullable ProviderQuotas quotas,
		@JsonProperty("percentage") @Min(0) @Max(Constraints.MAX_PERCENTAGE) @Nullable Integer percentage,
		@JsonProperty("tracking_domain") @CodePointLength(max = Constraints.MAX_TEXT) @Nullable String trackingDomain,
		@JsonProperty("variables") @Size(
				max = Constraints.MAX_VARIABLES) @Nullable Map<@NotNull @Pattern(regexp = Constraints.VARIABLE_KEY,
						message = Constraints.VARIABLE_KEY_MESSAGE) String, @NotNull @CodePointLength(
								max = Constraints.MAX_VARIABLE_VALUE) String> variables) {

	public CreateProviderRequest {
		variables = (variables != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(variables)) : null;
	}

	/**
	 * Start with an empty request.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Start with the content of this request.
	 * @return a builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Describe this request without the SMTP password.
	 */
	@Override
	public String toString() {
		return new ToStringCreator(this).append("name", this.name)
			.append("smtpHost", this.smtpHost)
			.append("smtpPort", this.smtpPort)
			.append("smtpProtocol", this.smtpProtocol)
			.append("smtpUsername", this.smtpUsername)
			.append("smtpPassword", (this.smtpPassword != null) ? "******" : null)
			.append("fromEmail", this.fromEmail)
			.append("fromName", this.fromName)
			.append("replyToEmail", this.replyToEmail)
			.append("replyToName", this.replyToName)
			.append("quotas", this.quotas)
			.append("percentage", this.percentage)
			.append("trackingDomain", this.trackingDomain)
			.append("variables", this.variables)
			.toString();
	}

	/**
	 * Builder for {@link CreateProviderRequest}.
	 */
	public static final class Builder {

		private @Nullable String name;

		private @Nullable String smtpHost;

		private @Nullable Integer smtpPort;

		private @Nullable SmtpProtocol smtpProtocol;

		private @Nullable String smtpUsername;

		private @Nullable String smtpPassword;

		private @Nullable String fromEmail;

		private @Nullable String fromName;

		private @Nullable String replyToEmail;

		private @Nullable String replyToName;

		private @Nullable ProviderQuotas quotas;

		private @Nullable Integer percentage;

		private @Nullable String trackingDomain;

		private @Nullable Map<String, String> variables;

		private Builder() {
		}

		private Builder(CreateProviderRequest request) {
			this.name = request.name;
			this.smtpHost = request.smtpHost;
			this.smtpPort = request.smtpPort;
			this.smtpProtocol = request.smtpProtocol;
			this.smtpUsername = request.smtpUsername;
			this.smtpPassword = request.smtpPassword;
			this.fromEmail = request.fromEmail;
			this.fromName = request.fromName;
			this.replyToEmail = request.replyToEmail;
			this.replyToName = request.replyToName;
			this.quotas = request.quotas;
			this.percentage = request.percentage;
			this.trackingDomain = request.trackingDomain;
			this.variables = request.variables;
		}

		/**
		 * Set the display name ({@code name}).
		 * @param name the display name, 1 to 255 characters
		 * @return this builder
		 */
		public Builder name(String name) {
			this.name = name;
			return this;
		}

		/**
		 * Set the host name of the SMTP server ({@code smtp_host}).
		 * @param smtpHost the host name of the SMTP server, 1 to 255 characters
		 * @return this builder
		 */
		public Builder smtpHost(String smtpHost) {
			this.smtpHost = smtpHost;
			return this;
		}

		/**
		 * Set the port of the SMTP server ({@code smtp_port}).
		 * @param smtpPort the port of the SMTP server, 1 to 65535
		 * @return this builder
		 */
		public Builder smtpPort(Integer smtpPort) {
			this.smtpPort = smtpPort;
			return this;
		}

		/**
		 * Set the security of the connection to the SMTP server ({@code smtp_protocol}).
		 * @param smtpProtocol the security of the connection to the SMTP server
		 * @return this builder
		 */
		public Builder smtpProtocol(SmtpProtocol smtpProtocol) {
			this.smtpProtocol = smtpProtocol;
			return this;
		}

		/**
		 * Set the user name at the SMTP server ({@code smtp_username}).
		 * @param smtpUsername the user name at the SMTP server, 1 to 255 characters
		 * @return this builder
		 */
		public Builder smtpUsername(String smtpUsername) {
			this.smtpUsername = smtpUsername;
			return this;
		}

		/**
		 * Set the password at the SMTP server ({@code smtp_password}).
		 * @param smtpPassword the password at the SMTP server, 1 to 500 characters
		 * @return this builder
		 */
		public Builder smtpPassword(String smtpPassword) {
			this.smtpPassword = smtpPassword;
			return this;
		}

		/**
		 * Set the default address of the sender ({@code from_email}).
		 * @param fromEmail the default address of the sender, at most 255 characters
		 * @return this builder
		 */
		public Builder fromEmail(@Nullable String fromEmail) {
			this.fromEmail = fromEmail;
			return this;
		}

		/**
		 * Set the default name of the sender ({@code from_name}).
		 * @param fromName the default name of the sender, at most 255 characters
		 * @return this builder
		 */
		public Builder fromName(@Nullable String fromName) {
			this.fromName = fromName;
			return this;
		}

		/**
		 * Set the default address for replies ({@code reply_to_email}).
		 * @param replyToEmail the default address for replies, at most 255 characters
		 * @return this builder
		 */
		public Builder replyToEmail(@Nullable String replyToEmail) {
			this.replyToEmail = replyToEmail;
			return this;
		}

		/**
		 * Set the default name for replies ({@code reply_to_name}).
		 * @param replyToName the default name for replies, at most 255 characters
		 * @return this builder
		 */
		public Builder replyToName(@Nullable String replyToName) {
			this.replyToName = replyToName;
			return this;
		}

		/**
		 * Set limits on the number of messages ({@code quotas}).
		 * @param quotas limits on the number of messages
		 * @return this builder
		 */
		public Builder quotas(@Nullable ProviderQuotas quotas) {
			this.quotas = quotas;
			return this;
		}

		/**
		 * Set the weight in the routing of messages, in percent ({@code percentage}).
		 * @param percentage the weight in the routing of messages, in percent, 0 to 100
		 * @return this builder
		 */
		public Builder percentage(@Nullable Integer percentage) {
			this.percentage = percentage;
			return this;
		}

		/**
		 * Set the host name for tracking links ({@code tracking_domain}).
		 * @param trackingDomain the host name for tracking links, at most 255 characters
		 * @return this builder
		 */
		public Builder trackingDomain(@Nullable String trackingDomain) {
			this.trackingDomain = trackingDomain;
			return this;
		}

		/**
		 * Set template variables ({@code variables}).
		 * @param variables template variables, at most 50; keys of at most 64 characters
		 * in snake case, values of at most 4096 characters
		 * @return this builder
		 */
		public Builder variables(@Nullable Map<String, String> variables) {
			this.variables = variables;
			return this;
		}

		/**
		 * Build the request. Its content is checked when it is used.
		 * @return the request
		 */
		public CreateProviderRequest build() {
			return new CreateProviderRequest(this.name, this.smtpHost, this.smtpPort, this.smtpProtocol,
					this.smtpUsername, this.smtpPassword, this.fromEmail, this.fromName, this.replyToEmail,
					this.replyToName, this.quotas, this.percentage, this.trackingDomain, this.variables);
		}

	}

}
