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

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Entry of the delivery log: what became of one email.
 *
 * @param id the public id of the entry
 * @param providerId the public id of the sending account, or {@code null}
 * @param providerName the name of the sending account, or {@code null}
 * @param messageId the {@code Message-ID} header of the email, or {@code null}
 * @param fromEmail the address that the email was to be sent from, or {@code null}
 * @param sentFromEmail the address that the email was sent from, if it is another one,
 * else {@code null}
 * @param toEmail the address of the recipient, or {@code null}
 * @param subject the subject, or {@code null}
 * @param statusText the status as the API names it
 * @param statusReason the reason for the status, or {@code null}
 * @param attempts the number of attempts to send the email
 * @param sentAt the time at which the email was sent, or {@code null}
 * @param sizeBytes the size of the email, or {@code null}
 * @param createdAt the time at which the entry was created, or {@code null}
 * @param recipientCount the number of recipients, or {@code null} if it was not recorded
 * @param acceptedRecipientCount the number of recipients that the mail server accepted,
 * or {@code null} if it was not recorded
 * @param rejectedRecipientCount the number of recipients that the mail server rejected,
 * or {@code null} if it was not recorded
 * @param deliveryGroup the public ids of the delivery groups of the email; empty if there
 * are none
 * @param recipients the recipients; empty if they were not recorded, and in a list
 * @param version the version of the entry, as the {@code ETag} of the response, verbatim,
 * or {@code null} if there was none, as in a list
 * @since 0.1.0
 */
public record EmailLog(@JsonProperty("id") String id, @JsonProperty("provider_id") @Nullable String providerId,
		@JsonProperty("provider_name") @Nullable String providerName,
		@JsonProperty("message_id") @Nullable String messageId, @JsonProperty("from_email") @Nullable String fromEmail,
		@JsonProperty("sent_from_email") @Nullable String sentFromEmail,
		@JsonProperty("to_email") @Nullable String toEmail, @JsonProperty("subject") @Nullable String subject,
		@JsonProperty("status") String statusText, @JsonProperty("status_reason") @Nullable String statusReason,
		@JsonProperty("attempts") int attempts, @JsonProperty("sent_at") @Nullable Instant sentAt,
		@JsonProperty("size_bytes") @Nullable Long sizeBytes, @JsonProperty("created_at") @Nullable Instant createdAt,
		@JsonProperty("recipient_count") @Nullable Integer recipientCount,
		@JsonProperty("accepted_recipient_count") @Nullable Integer acceptedRecipientCount,
		@JsonProperty("rejected_recipient_count") @Nullable Integer rejectedRecipientCount,
		@JsonProperty("delivery_group") List<String> deliveryGroup,
		@JsonProperty("recipients") List<EmailRecipient> recipients, @JsonProperty("etag") @Nullable String version) {

	public EmailLog {
		Assert.hasText(id, "'id' must not be empty");
		statusText = (statusText != null) ? statusText : "";
		deliveryGroup = (deliveryGroup != null) ? List.copyOf(deliveryGroup) : List.of();
		recipients = (recipients != null) ? recipients.stream().filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * A delivery group that is not a text must not cost the others.
	 */
	@JsonCreator
	static EmailLog read(@JsonProperty("id") String id, @JsonProperty("provider_id") @Nullable String providerId,
			@JsonProperty("provider_name") @Nullable String providerName,
			@JsonProperty("message_id") @Nullable String messageId,
			@JsonProperty("from_email") @Nullable String fromEmail,
			@JsonProperty("sent_from_email") @Nullable String sentFromEmail,
			@JsonProperty("to_email") @Nullable String toEmail, @JsonProperty("subject") @Nullable String subject,
			@JsonProperty("status") String statusText, @JsonProperty("status_reason") @Nullable String statusReason,
			@JsonProperty("attempts") int attempts, @JsonProperty("sent_at") @Nullable Instant sentAt,
			@JsonProperty("size_bytes") @Nullable Long sizeBytes,
			@JsonProperty("created_at") @Nullable Instant createdAt,
			@JsonProperty("recipient_count") @Nullable Integer recipientCount,
			@JsonProperty("accepted_recipient_count") @Nullable Integer acceptedRecipientCount,
			@JsonProperty("rejected_recipient_count") @Nullable Integer rejectedRecipientCount,
			@JsonProperty("delivery_group") @Nullable List<@Nullable Object> deliveryGroup,
			@JsonProperty("recipients") List<EmailRecipient> recipients,
			@JsonProperty("etag") @Nullable String version) {
		List<String> groups = (deliveryGroup != null)
				? deliveryGroup.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
		return new EmailLog(id, providerId, providerName, messageId, fromEmail, sentFromEmail, toEmail, subject,
				statusText, statusReason, attempts, sentAt, sizeBytes, createdAt, recipientCount,
				acceptedRecipientCount, rejectedRecipientCount, groups, recipients, version);
	}

	/**
	 * Return the status of the delivery ({@code status}).
	 * @return the status, {@link EmailStatus#UNKNOWN} if it is newer than this client
	 */
	public EmailStatus status() {
		return EmailStatus.of(this.statusText);
	}

	EmailLog withVersion(@Nullable String version) {
		return new EmailLog(this.id, this.providerId, this.providerName, this.messageId, this.fromEmail,
				this.sentFromEmail, this.toEmail, this.subject, this.statusText, this.statusReason, this.attempts,
				this.sentAt, this.sizeBytes, this.createdAt, this.recipientCount, this.acceptedRecipientCount,
				this.rejectedRecipientCount, this.deliveryGroup, this.recipients, version);
	}

}
