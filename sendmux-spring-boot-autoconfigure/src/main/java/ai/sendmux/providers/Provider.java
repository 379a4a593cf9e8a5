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

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Sending account, which the API calls a <em>provider</em>, as reported by a response.
 * <p>
 * A field that a response lacks, or that this client cannot read, is {@code null} where
 * that is allowed here, else empty or {@code false}.
 *
 * @param id the public id, such as {@code dprov_...}
 * @param name the display name
 * @param typeText the type as the API names it
 * @param statusText the status as the API names it
 * @param statusReason the reason for the status, safe to show, or {@code null}
 * @param isActive whether the account is enabled for sending
 * @param isShared whether it is the team's shared Amazon SES account
 * @param isEditable whether its settings can be changed
 * @param allowedActions what the API allows to be done with it
 * @param smtpHost the host name of the SMTP server, or {@code null}
 * @param smtpPort the port of the SMTP server, or {@code null}
 * @param smtpProtocolText the SMTP security as the API names it, or {@code null}
 * @param smtpUsername the user name at the SMTP server, or {@code null}
 * @param hasSmtpPassword whether an SMTP password is stored
 * @param fromEmail the default address of the sender, or {@code null}
 * @param fromName the default name of the sender, or {@code null}
 * @param replyToEmail the default address for replies, or {@code null}
 * @param replyToName the default name for replies, or {@code null}
 * @param oauthEmail the address of the connected account, or {@code null}
 * @param hasRefreshToken whether an OAuth account has an active connection
 * @param quotas limits on the number of messages
 * @param percentage the weight in the routing of messages, in percent, or {@code null}
 * @param trackingDomain the host name for tracking links, or {@code null}
 * @param variables template variables, or {@code null} in a list
 * @param createdAt the time of creation, or {@code null}
 * @param updatedAt the time of the last change, or {@code null}
 * @param lastTestedAt the time of the last connection test, or {@code null}
 * @param lastUsedAt the time of the last message, or {@code null}
 * @param version the {@code ETag} of the response, verbatim, or {@code null}
 * @since 0.1.0
 */
@JsonDeserialize(builder = Provider.Builder.class)
public record Provider(@JsonProperty("id") String id, @JsonProperty("name") String name,
		@JsonProperty("type") String typeText, @JsonProperty("status") String statusText,
		@JsonProperty("status_reason") @Nullable String statusReason, @JsonProperty("is_active") boolean isActive,
		@JsonProperty("is_shared") boolean isShared, @JsonProperty("is_editable") boolean isEditable,
		@JsonProperty("allowed_actions") ProviderActions allowedActions,
		@JsonProperty("smtp_host") @Nullable String smtpHost, @JsonProperty("smtp_port") @Nullable Integer smtpPort,
		@JsonProperty("smtp_protocol") @Nullable String smtpProtocolText,
		@JsonProperty("smtp_username") @Nullable String smtpUsername,
		@JsonProperty("has_smtp_password") boolean hasSmtpPassword,
		@JsonProperty("from_email") @Nullable String fromEmail, @JsonProperty("from_name") @Nullable String fromName,
		@JsonProperty("reply_to_email") @Nullable String replyToEmail,
		@JsonProperty("reply_to_name") @Nullable String replyToName,
		@JsonProperty("oauth_email") @Nullable String oauthEmail,
		@JsonProperty("has_refresh_token") boolean hasRefreshToken, @JsonProperty("quotas") ProviderQuotas quotas,
		@JsonProperty("percentage") @Nullable Integer percentage,
		@JsonProperty("tracking_domain") @Nullable String trackingDomain,
		@JsonProperty("variables") @Nullable Map<String, String> variables,
		@JsonProperty("created_at") @Nullable Instant createdAt,
		@JsonProperty("updated_at") @Nullable Instant updatedAt,
		@JsonProperty("last_tested_at") @Nullable Instant lastTestedAt,
		@JsonProperty("last_used_at") @Nullable Instant lastUsedAt, @JsonProperty("etag") @Nullable String version) {

	public Provider {
		Assert.notNull(id, "'id' must not be null");
		variables = (variables != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(variables)) : null;
	}

	/**
	 * Return the type of the account ({@code type}).
	 * @return the type, {@link ProviderType#UNKNOWN} if it is newer than this client
	 */
	public ProviderType type() {
		return ProviderType.of(this.typeText);
	}

	/**
	 * Return the status of the account ({@code status}).
	 * @return the status, {@link ProviderStatus#UNKNOWN} if it is newer than this client
	 */
	public ProviderStatus status() {
		return ProviderStatus.of(this.statusText);
	}

	/**
	 * Return the security of the connection to the SMTP server ({@code smtp_protocol}).
	 * @return the protocol, {@code UNKNOWN} if it is newer than this client, or
	 * {@code null}
	 */
	public @Nullable SmtpProtocol smtpProtocol() {
		return (this.smtpProtocolText != null) ? SmtpProtocol.of(this.smtpProtocolText) : null;
	}

	/**
	 * Start with an account that has only an id.
	 * @param id the public id
	 * @return a builder
	 */
	public static Builder builder(String id) {
		Builder builder = new Builder();
		builder.id = id;
		return builder;
	}

	/**
	 * Start with the content of this account.
	 * @return a builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	static @Nullable Provider withVersion(Builder read, @Nullable String version) {
		return StringUtils.hasText(read.id) ? read.version(version).build() : null;
	}

	/**
	 * Builder for {@link Provider}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		@JsonProperty
		private @Nullable String id;

		private String name = "";

		private String typeText = "";

		private String statusText = "";

		private @Nullable String statusReason;

		private boolean isActive;

		private boolean isShared;

		private boolean isEditable;

		private ProviderActions allowedActions = ProviderActions.NONE;

		private @Nullable String smtpHost;

		private @Nullable Integer smtpPort;

		private @Nullable String smtpProtocolText;

		private @Nullable String smtpUsername;

		private boolean hasSmtpPassword;

		private @Nullable String fromEmail;

		private @Nullable String fromName;

		private @Nullable String replyToEmail;

		private @Nullable String replyToName;

		private @Nullable String oauthEmail;

		private boolean hasRefreshToken;

		private ProviderQuotas quotas = ProviderQuotas.none();

		private @Nullable Integer percentage;

		private @Nullable String trackingDomain;

		private @Nullable Map<String, String> variables;

		private @Nullable Instant createdAt;

		private @Nullable Instant updatedAt;

		private @Nullable Instant lastTestedAt;

		private @Nullable Instant lastUsedAt;

		private @Nullable String version;

		private Builder() {
		}

		private Builder(Provider provider) {
			this.id = provider.id;
			this.name = provider.name;
			this.typeText = provider.typeText;
			this.statusText = provider.statusText;
			this.statusReason = provider.statusReason;
			this.isActive = provider.isActive;
			this.isShared = provider.isShared;
			this.isEditable = provider.isEditable;
			this.allowedActions = provider.allowedActions;
			this.smtpHost = provider.smtpHost;
			this.smtpPort = provider.smtpPort;
			this.smtpProtocolText = provider.smtpProtocolText;
			this.smtpUsername = provider.smtpUsername;
			this.hasSmtpPassword = provider.hasSmtpPassword;
			this.fromEmail = provider.fromEmail;
			this.fromName = provider.fromName;
			this.replyToEmail = provider.replyToEmail;
			this.replyToName = provider.replyToName;
			this.oauthEmail = provider.oauthEmail;
			this.hasRefreshToken = provider.hasRefreshToken;
			this.quotas = provider.quotas;
			this.percentage = provider.percentage;
			this.trackingDomain = provider.trackingDomain;
			this.variables = provider.variables;
			this.createdAt = provider.createdAt;
			this.updatedAt = provider.updatedAt;
			this.lastTestedAt = provider.lastTestedAt;
			this.lastUsedAt = provider.lastUsedAt;
			this.version = provider.version;
		}

		/**
		 * Set the display name.
		 * @param name the display name, {@code null} for an empty text
		 * @return this builder
		 */
		@JsonProperty("name")
		public Builder name(@Nullable String name) {
			this.name = (name != null) ? name : "";
			return this;
		}

		/**
		 * Set the type as the API names it.
		 * @param typeText the type as the API names it, {@code null} for an empty text
		 * @return this builder
		 */
		@JsonProperty("type")
		public Builder typeText(@Nullable String typeText) {
			this.typeText = (typeText != null) ? typeText : "";
			return this;
		}

		/**
		 * Set the type.
		 * @param type the type
		 * @return this builder
		 */
		@JsonIgnore
		public Builder type(ProviderType type) {
			return typeText(type.wireName());
		}

		/**
		 * Set the status as the API names it.
		 * @param statusText the value, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("status")
		public Builder statusText(@Nullable String statusText) {
			this.statusText = (statusText != null) ? statusText : "";
			return this;
		}

		/**
		 * Set the status.
		 * @param status the status
		 * @return this builder
		 */
		@JsonIgnore
		public Builder status(ProviderStatus status) {
			return statusText(status.wireName());
		}

		/**
		 * Set the reason for the status, safe to show.
		 * @param statusReason the reason for the status, safe to show, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("status_reason")
		public Builder statusReason(@Nullable String statusReason) {
			this.statusReason = statusReason;
			return this;
		}

		/**
		 * Set whether the account is enabled for sending.
		 * @param isActive whether the account is enabled for sending
		 * @return this builder
		 */
		@JsonProperty("is_active")
		public Builder isActive(boolean isActive) {
			this.isActive = isActive;
			return this;
		}

		/**
		 * Set whether it is the team's shared Amazon SES account.
		 * @param isShared whether it is the team's shared Amazon SES account
		 * @return this builder
		 */
		@JsonProperty("is_shared")
		public Builder isShared(boolean isShared) {
			this.isShared = isShared;
			return this;
		}

		/**
		 * Set whether its settings can be changed; {@code false} if Sendmux manages it.
		 * @param isEditable the value
		 * @return this builder
		 */
		@JsonProperty("is_editable")
		public Builder isEditable(boolean isEditable) {
			this.isEditable = isEditable;
			return this;
		}

		/**
		 * Set what the API allows to be done with it.
		 * @param allowedActions the value, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("allowed_actions")
		public Builder allowedActions(@Nullable ProviderActions allowedActions) {
			this.allowedActions = (allowedActions != null) ? allowedActions : ProviderActions.NONE;
			return this;
		}

		/**
		 * Set the host name of the SMTP server of a custom SMTP account.
		 * @param smtpHost the value, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("smtp_host")
		public Builder smtpHost(@Nullable String smtpHost) {
			this.smtpHost = smtpHost;
			return this;
		}

		/**
		 * Set the port of the SMTP server of a custom SMTP account.
		 * @param smtpPort the value, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("smtp_port")
		public Builder smtpPort(@Nullable Integer smtpPort) {
			this.smtpPort = smtpPort;
			return this;
		}

		/**
		 * Set the security of the connection to the SMTP server as the API names it.
		 * @param smtpProtocolText the value, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("smtp_protocol")
		public Builder smtpProtocolText(@Nullable String smtpProtocolText) {
			this.smtpProtocolText = smtpProtocolText;
			return this;
		}

		/**
		 * Set the security of the connection to the SMTP server.
		 * @param smtpProtocol the security of the connection to the SMTP server
		 * @return this builder
		 */
		@JsonIgnore
		public Builder smtpProtocol(SmtpProtocol smtpProtocol) {
			return smtpProtocolText(smtpProtocol.wireName());
		}

		/**
		 * Set the user name at the SMTP server of a custom SMTP account.
		 * @param smtpUsername the value, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("smtp_username")
		public Builder smtpUsername(@Nullable String smtpUsername) {
			this.smtpUsername = smtpUsername;
			return this;
		}

		/**
		 * Set whether an SMTP password is stored.
		 * @param hasSmtpPassword whether an SMTP password is stored
		 * @return this builder
		 */
		@JsonProperty("has_smtp_password")
		public Builder hasSmtpPassword(boolean hasSmtpPassword) {
			this.hasSmtpPassword = hasSmtpPassword;
			return this;
		}

		/**
		 * Set the default address of the sender.
		 * @param fromEmail the default address of the sender, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("from_email")
		public Builder fromEmail(@Nullable String fromEmail) {
			this.fromEmail = fromEmail;
			return this;
		}

		/**
		 * Set the default name of the sender.
		 * @param fromName the default name of the sender, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("from_name")
		public Builder fromName(@Nullable String fromName) {
			this.fromName = fromName;
			return this;
		}

		/**
		 * Set the default address for replies.
		 * @param replyToEmail the default address for replies, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("reply_to_email")
		public Builder replyToEmail(@Nullable String replyToEmail) {
			this.replyToEmail = replyToEmail;
			return this;
		}

		/**
		 * Set the default name for replies.
		 * @param replyToName the default name for replies, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("reply_to_name")
		public Builder replyToName(@Nullable String replyToName) {
			this.replyToName = replyToName;
			return this;
		}

		/**
		 * Set the address of the connected account of an OAuth account.
		 * @param oauthEmail the value, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("oauth_email")
		public Builder oauthEmail(@Nullable String oauthEmail) {
			this.oauthEmail = oauthEmail;
			return this;
		}

		/**
		 * Set whether an OAuth account has an active connection.
		 * @param hasRefreshToken whether an OAuth account has an active connection
		 * @return this builder
		 */
		@JsonProperty("has_refresh_token")
		public Builder hasRefreshToken(boolean hasRefreshToken) {
			this.hasRefreshToken = hasRefreshToken;
			return this;
		}

		/**
		 * Set limits on the number of messages.
		 * @param quotas limits on the number of messages, {@code null} for none
		 * @return this builder
		 */
		@JsonProperty("quotas")
		public Builder quotas(@Nullable ProviderQuotas quotas) {
			this.quotas = (quotas != null) ? quotas : ProviderQuotas.none();
			return this;
		}

		/**
		 * Set the weight in the routing of messages, in percent.
		 * @param percentage the value, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("percentage")
		public Builder percentage(@Nullable Integer percentage) {
			this.percentage = percentage;
			return this;
		}

		/**
		 * Set the host name for tracking links.
		 * @param trackingDomain the host name for tracking links, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("tracking_domain")
		public Builder trackingDomain(@Nullable String trackingDomain) {
			this.trackingDomain = trackingDomain;
			return this;
		}

		/**
		 * Set template variables, which a list does not report.
		 * @param variables the value, may be {@code null}
		 * @return this builder
		 */
		@JsonProperty("variables")
		public Builder variables(@Nullable Map<String, String> variables) {
			this.variables = variables;
			return this;
		}

		/**
		 * Set the time of creation.
		 * @param createdAt the time of creation, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("created_at")
		public Builder createdAt(@Nullable Instant createdAt) {
			this.createdAt = createdAt;
			return this;
		}

		/**
		 * Set the time of the last change.
		 * @param updatedAt the time of the last change, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("updated_at")
		public Builder updatedAt(@Nullable Instant updatedAt) {
			this.updatedAt = updatedAt;
			return this;
		}

		/**
		 * Set the time of the last connection test.
		 * @param lastTestedAt the time of the last connection test, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("last_tested_at")
		public Builder lastTestedAt(@Nullable Instant lastTestedAt) {
			this.lastTestedAt = lastTestedAt;
			return this;
		}

		/**
		 * Set the time of the last message.
		 * @param lastUsedAt the time of the last message, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("last_used_at")
		public Builder lastUsedAt(@Nullable Instant lastUsedAt) {
			this.lastUsedAt = lastUsedAt;
			return this;
		}

		/**
		 * Set the version of the account, which later conditional calls send.
		 * @param version the value of the {@code ETag} header, verbatim, or {@code null}
		 * @return this builder
		 */
		@JsonProperty("etag")
		public Builder version(@Nullable String version) {
			this.version = version;
			return this;
		}

		/**
		 * Build the account.
		 * @return the account
		 */
		public Provider build() {
			Assert.state(this.id != null && !this.id.isBlank(), "A provider without an id cannot be built");
			return new Provider(this.id, this.name, this.typeText, this.statusText, this.statusReason, this.isActive,
					this.isShared, this.isEditable, this.allowedActions, this.smtpHost, this.smtpPort,
					this.smtpProtocolText, this.smtpUsername, this.hasSmtpPassword, this.fromEmail, this.fromName,
					this.replyToEmail, this.replyToName, this.oauthEmail, this.hasRefreshToken, this.quotas,
					this.percentage, this.trackingDomain, this.variables, this.createdAt, this.updatedAt,
					this.lastTestedAt, this.lastUsedAt, this.version);
		}

	}

}
