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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.sendmux.console.accounts.QuotaText;
import ai.sendmux.console.accounts.TokenPermissions.Permissions;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderActions;
import ai.sendmux.providers.ProviderQuotas;
import ai.sendmux.providers.Quota;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * An account as the table shows it.
 *
 * @param id the public id
 * @param name the name
 * @param type the type in words
 * @param server where it sends, or who it is connected as
 * @param status the status as the API names it
 * @param statusReason why it has that status
 * @param sender whom its emails are from
 * @param senderName the name of the sender
 * @param quotas the quotas in words
 * @param share its share of the traffic
 * @param lastUsed when it was last used, in words
 * @param lastUsedAt when it was last used, exactly
 * @param allowed what may be done with it
 * @param usage its emails, if they are known
 */
record AccountRow(String id, String name, String type, @Nullable String server, String status,
		@Nullable String statusReason, @Nullable String sender, @Nullable String senderName, List<String> quotas,
		String share, String lastUsed, @Nullable Instant lastUsedAt, ProviderActions allowed,
		@Nullable UsageBar usage) {

	private static final Map<String, String> TYPES = Map.of("smtp", "SMTP", "gmail_api", "Gmail", "outlook_api",
			"Outlook", "amazon_ses", "Amazon SES");

	static AccountRow of(Provider account, @Nullable UsageBar usage, Permissions permissions, Instant now) {
		return new AccountRow(account.id(), account.name(), TYPES.getOrDefault(account.typeText(), account.typeText()),
				server(account), account.statusText(), account.statusReason(), account.fromEmail(), account.fromName(),
				quotas(account.quotas()), (account.percentage() != null) ? account.percentage() + "%" : "\u2013",
				ago(account.lastUsedAt(), now), account.lastUsedAt(), permitted(account.allowedActions(), permissions),
				usage);
	}

	/**
	 * Leave out what the token may not do anyway.
	 */
	private static ProviderActions permitted(ProviderActions allowed, Permissions permissions) {
		boolean update = permissions.update();
		return new ProviderActions(allowed.update() && update, allowed.delete() && permissions.delete(),
				allowed.activate() && update, allowed.deactivate() && update, allowed.test() && update,
				allowed.updateVariables() && update);
	}

	public boolean changeable() {
		return this.allowed.activate() || this.allowed.deactivate() || this.allowed.delete();
	}

	/**
	 * Return the exact time, for what is only given in words.
	 */
	public @Nullable String lastUsedExactly() {
		return (this.lastUsedAt != null) ? AccountDetails.format(this.lastUsedAt) : null;
	}

	private static @Nullable String server(Provider account) {
		if (StringUtils.hasText(account.smtpHost())) {
			return account.smtpHost() + ((account.smtpPort() != null) ? ":" + account.smtpPort() : "");
		}
		return account.oauthEmail();
	}

	private static List<String> quotas(ProviderQuotas quotas) {
		List<String> texts = new ArrayList<>();
		add(texts, quotas.perSecond(), "second");
		add(texts, quotas.perMinute(), "minute");
		add(texts, quotas.perHour(), "hour");
		add(texts, quotas.perDay(), "day");
		return texts;
	}

	private static void add(List<String> texts, @Nullable Quota quota, String unit) {
		if (quota != null) {
			texts.add(QuotaText.format(quota).replace('-', '\u2013') + " / " + unit);
		}
	}

	private static String ago(@Nullable Instant time, Instant now) {
		if (time == null) {
			return "never";
		}
		Duration age = Duration.between(time, now);
		if (age.toMinutes() < 1) {
			return "just now";
		}
		if (age.toHours() < 1) {
			return age.toMinutes() + " min ago";
		}
		return (age.toDays() < 1) ? age.toHours() + " h ago" : age.toDays() + " d ago";
	}

	/**
	 * Spring may log what a page shows, and a log has no email addresses.
	 */
	@Override
	public String toString() {
		return "AccountRow[id=" + this.id + "]";
	}

}
