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

package ai.sendmux.console.accounts;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.QuotaChanges;
import ai.sendmux.providers.UpdateProviderRequest;

/**
 * The fields of an account that a form changes. Everything else is left out of the
 * request, so that it stays as it is.
 */
final class AccountChanges {

	private final AccountForm form;

	private final AccountForm original;

	private final AccountForm current;

	private final UpdateProviderRequest.Builder request = UpdateProviderRequest.builder();

	private AccountChanges(AccountForm form, AccountForm original, AccountForm current) {
		this.form = form;
		this.original = original;
		this.current = current;
	}

	/**
	 * Return the change of an account.
	 * @param form what was entered
	 * @param original what the form showed at first
	 * @param account the account as it is by now
	 * @return the fields that the user changed, and that are not as entered already
	 */
	static UpdateProviderRequest of(AccountForm form, AccountForm original, Provider account) {
		AccountChanges changes = new AccountChanges(form, original, AccountForm.of(account));
		for (AccountField field : AccountField.values()) {
			if (changes.isChanged(field)) {
				changes.add(field);
			}
		}
		return changes.request.build();
	}

	private boolean isChanged(AccountField field) {
		if (!this.form.has(field)) {
			return false;
		}
		if (field == AccountField.SMTP_PASSWORD || field == AccountField.PERCENTAGE) {
			// A password that is not entered stays; a share cannot be taken away.
			return !this.form.isBlank(field) && this.form.differs(this.original, field)
					&& this.form.differs(this.current, field);
		}
		return this.form.differs(this.original, field) && this.form.differs(this.current, field);
	}

	private void add(AccountField field) {
		switch (field) {
			case NAME -> this.request.name(this.form.text(field));
			case SMTP_HOST -> this.request.smtpHost(this.form.text(field));
			case SMTP_PORT -> this.request.smtpPort(this.form.number(field));
			case SMTP_PROTOCOL -> this.request.smtpProtocol(this.form.protocol());
			case SMTP_USERNAME -> this.request.smtpUsername(this.form.text(field));
			case SMTP_PASSWORD -> this.request.smtpPassword(this.form.value(field));
			case PERCENTAGE -> this.request.percentage(this.form.number(field));
			case PER_SECOND, PER_MINUTE, PER_HOUR, PER_DAY -> this.request.quotas((quotas) -> add(field, quotas));
			default -> addClearable(field);
		}
	}

	private void addClearable(AccountField field) {
		boolean clear = this.form.isBlank(field);
		String value = this.form.text(field);
		switch (field) {
			case FROM_NAME -> choose(clear, this.request::clearFromName, () -> this.request.fromName(value));
			case FROM_EMAIL -> choose(clear, this.request::clearFromEmail, () -> this.request.fromEmail(value));
			case REPLY_TO_NAME -> choose(clear, this.request::clearReplyToName, () -> this.request.replyToName(value));
			case REPLY_TO_EMAIL ->
				choose(clear, this.request::clearReplyToEmail, () -> this.request.replyToEmail(value));
			case TRACKING_DOMAIN ->
				choose(clear, this.request::clearTrackingDomain, () -> this.request.trackingDomain(value));
			default -> throw new IllegalArgumentException(field.name());
		}
	}

	private void add(AccountField field, QuotaChanges quotas) {
		boolean clear = this.form.isBlank(field);
		String value = this.form.text(field);
		switch (field) {
			case PER_SECOND -> choose(clear, quotas::clearPerSecond, () -> quotas.perSecond(QuotaText.parse(value)));
			case PER_MINUTE -> choose(clear, quotas::clearPerMinute, () -> quotas.perMinute(QuotaText.parse(value)));
			case PER_HOUR -> choose(clear, quotas::clearPerHour, () -> quotas.perHour(QuotaText.parse(value)));
			case PER_DAY -> choose(clear, quotas::clearPerDay, () -> quotas.perDay(QuotaText.parse(value)));
			default -> throw new IllegalArgumentException(field.name());
		}
	}

	private static void choose(boolean clear, Runnable clearing, Runnable setting) {
		(clear ? clearing : setting).run();
	}

}
