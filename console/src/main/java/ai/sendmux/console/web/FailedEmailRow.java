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

package ai.sendmux.console.web;

import java.time.Instant;

import ai.sendmux.emails.EmailLog;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * An email that was not delivered.
 *
 * @param id the public id of its entry in the delivery log
 * @param time when it was created, in words
 * @param createdAt when it was created, exactly
 * @param recipient whom it is to
 * @param subject the subject
 * @param status the status as the API names it
 * @param reason why it was not delivered
 */
record FailedEmailRow(String id, String time, @Nullable Instant createdAt, String recipient, String subject,
		String status, String reason) {

	static FailedEmailRow of(EmailLog log) {
		return new FailedEmailRow(log.id(),
				(log.createdAt() != null) ? AccountDetails.format(log.createdAt()) : "\u2013", log.createdAt(),
				textOr(log.toEmail(), "\u2013"), textOr(log.subject(), "(no subject)"), log.statusText(),
				textOr(log.statusReason(), "No reason given."));
	}

	private static String textOr(@Nullable String text, String otherwise) {
		return StringUtils.hasText(text) ? text : otherwise;
	}

	/**
	 * Spring may log what a page shows, and a log has no email addresses.
	 */
	@Override
	public String toString() {
		return "FailedEmailRow[id=" + this.id + "]";
	}

}
