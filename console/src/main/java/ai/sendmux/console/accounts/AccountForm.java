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

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderQuotas;
import ai.sendmux.providers.ProviderType;
import ai.sendmux.providers.Quota;
import ai.sendmux.providers.SmtpProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What was entered for an account, as it was entered.
 * <p>
 * What cannot be read, such as a port that is no number, becomes a value that the check
 * of the client refuses with a message for that field; so there is one check for
 * everything.
 */
public final class AccountForm {

	private static final int UNREADABLE = -1;

	private final Map<AccountField, String> values;

	public AccountForm(Map<AccountField, String> values) {
		this.values = new EnumMap<>(AccountField.class);
		this.values.putAll(values);
	}

	public static AccountForm empty() {
		return new AccountForm(Map.of(AccountField.SMTP_PORT, "587", AccountField.SMTP_PROTOCOL, "starttls"));
	}

	public static AccountForm of(Provider account) {
		Map<AccountField, String> values = new EnumMap<>(AccountField.class);
		for (AccountField field : AccountField.values()) {
			if (isChangeable(field, account.type())) {
				values.put(field, text(account, field));
			}
		}
		return new AccountForm(values);
	}

	/**
	 * A connected account keeps the address that it was authorised for.
	 */
	private static boolean isChangeable(AccountField field, ProviderType type) {
		if (field == AccountField.FROM_EMAIL) {
			return type != ProviderType.GMAIL_API && type != ProviderType.OUTLOOK_API;
		}
		return !field.isSmtp() || type == ProviderType.SMTP;
	}

	/**
	 * Return whether the form has a field: not every type of account has all of them.
	 */
	public boolean has(AccountField field) {
		return this.values.containsKey(field);
	}

	/**
	 * Return whether a field is in both forms with different texts.
	 */
	boolean differs(AccountForm other, AccountField field) {
		return has(field) && other.has(field) && !text(field).equals(other.text(field));
	}

	/**
	 * Return the form of a changed account with what the user entered: where the user
	 * left a field as it was, it has the new text.
	 */
	public AccountForm mergeWith(AccountForm original, AccountForm latest) {
		AccountForm merged = new AccountForm(latest.values);
		for (AccountField field : this.values.keySet()) {
			if (field.isSecret() || differs(original, field)) {
				merged.values.put(field, value(field));
			}
		}
		return merged;
	}

	AccountForm without(AccountField field) {
		AccountForm form = new AccountForm(this.values);
		form.values.remove(field);
		return form;
	}

	public String value(AccountField field) {
		return this.values.getOrDefault(field, "");
	}

	public boolean isBlank(AccountField field) {
		return field.isSecret() ? !StringUtils.hasText(value(field)) : text(field).isEmpty();
	}

	/**
	 * Return what is wrong with the fields as they were entered, which the values that
	 * they become do not show.
	 */
	public Map<AccountField, String> problems() {
		Map<AccountField, String> problems = new EnumMap<>(AccountField.class);
		for (AccountField field : AccountField.values()) {
			String problem = isBlank(field) ? null : problem(field);
			if (problem != null) {
				problems.put(field, problem);
			}
		}
		return problems;
	}

	private @Nullable String problem(AccountField field) {
		String text = text(field);
		return switch (field) {
			case NAME, FROM_NAME, REPLY_TO_NAME, SMTP_PROTOCOL, SMTP_PASSWORD -> null;
			case SMTP_HOST, TRACKING_DOMAIN -> hostProblem(text);
			case SMTP_USERNAME, FROM_EMAIL, REPLY_TO_EMAIL -> VisibleText.problem(text);
			case SMTP_PORT, PERCENTAGE -> NumberText.isWhole(text) ? null : "must be a whole number";
			case PER_SECOND, PER_MINUTE, PER_HOUR, PER_DAY -> QuotaText.problem(text);
		};
	}

	/**
	 * More than one colon is an IPv6 address.
	 */
	private static @Nullable String hostProblem(String text) {
		int colon = text.indexOf(':');
		boolean port = colon >= 0 && colon == text.lastIndexOf(':');
		return (port || text.contains("/") || text.contains(" "))
				? "must be a host name only, without a scheme, port or path" : VisibleText.problem(text);
	}

	public CreateProviderRequest toRequest() {
		CreateProviderRequest.Builder request = CreateProviderRequest.builder()
			.name(text(AccountField.NAME))
			.smtpHost(text(AccountField.SMTP_HOST))
			.smtpUsername(text(AccountField.SMTP_USERNAME))
			.smtpPassword(value(AccountField.SMTP_PASSWORD))
			.fromEmail(textOrNull(AccountField.FROM_EMAIL))
			.fromName(textOrNull(AccountField.FROM_NAME))
			.replyToEmail(textOrNull(AccountField.REPLY_TO_EMAIL))
			.replyToName(textOrNull(AccountField.REPLY_TO_NAME))
			.trackingDomain(textOrNull(AccountField.TRACKING_DOMAIN))
			.quotas(quotas());
		if (!isBlank(AccountField.SMTP_PORT)) {
			request.smtpPort(number(AccountField.SMTP_PORT));
		}
		if (!isBlank(AccountField.SMTP_PROTOCOL)) {
			request.smtpProtocol(protocol());
		}
		if (!isBlank(AccountField.PERCENTAGE)) {
			request.percentage(number(AccountField.PERCENTAGE));
		}
		return request.build();
	}

	public String text(AccountField field) {
		return VisibleText.strip(value(field));
	}

	int number(AccountField field) {
		String text = text(field);
		return NumberText.isWhole(text) ? NumberText.parseInt(text) : UNREADABLE;
	}

	SmtpProtocol protocol() {
		String name = text(AccountField.SMTP_PROTOCOL).toUpperCase(Locale.ROOT);
		for (SmtpProtocol protocol : SmtpProtocol.values()) {
			if (protocol.name().equals(name)) {
				return protocol;
			}
		}
		return SmtpProtocol.UNKNOWN;
	}

	private @Nullable String textOrNull(AccountField field) {
		return isBlank(field) ? null : text(field);
	}

	private @Nullable ProviderQuotas quotas() {
		if (AccountField.QUOTAS.stream().allMatch(this::isBlank)) {
			return null;
		}
		return ProviderQuotas.builder()
			.perSecond(quota(AccountField.PER_SECOND))
			.perMinute(quota(AccountField.PER_MINUTE))
			.perHour(quota(AccountField.PER_HOUR))
			.perDay(quota(AccountField.PER_DAY))
			.build();
	}

	private @Nullable Quota quota(AccountField field) {
		return isBlank(field) ? null : QuotaText.parse(text(field));
	}

	private static String text(Provider account, AccountField field) {
		Object value = switch (field) {
			case NAME -> account.name();
			case SMTP_HOST -> account.smtpHost();
			case SMTP_PORT -> account.smtpPort();
			case SMTP_PROTOCOL -> account.smtpProtocolText();
			case SMTP_USERNAME -> account.smtpUsername();
			case SMTP_PASSWORD -> null;
			case FROM_NAME -> account.fromName();
			case FROM_EMAIL -> account.fromEmail();
			case REPLY_TO_NAME -> account.replyToName();
			case REPLY_TO_EMAIL -> account.replyToEmail();
			case TRACKING_DOMAIN -> account.trackingDomain();
			case PERCENTAGE -> account.percentage();
			case PER_SECOND -> QuotaText.format(account.quotas().perSecond());
			case PER_MINUTE -> QuotaText.format(account.quotas().perMinute());
			case PER_HOUR -> QuotaText.format(account.quotas().perHour());
			case PER_DAY -> QuotaText.format(account.quotas().perDay());
		};
		return (value != null) ? value.toString() : "";
	}

	/**
	 * Name the fields that were entered, and never what: a password is among them.
	 */
	@Override
	public String toString() {
		return "AccountForm" + this.values.keySet();
	}

}
