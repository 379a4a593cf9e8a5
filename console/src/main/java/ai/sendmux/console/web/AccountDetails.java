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
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import ai.sendmux.console.accounts.AccountField;
import ai.sendmux.console.accounts.AccountForm;
import ai.sendmux.providers.Provider;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one account shows.
 *
 * @param row what the list shows of it
 * @param settings its settings by their labels
 * @param variables its variables
 * @param times what happened when, in the time zone of this machine
 * @param deliveries what became of its emails
 */
record AccountDetails(AccountRow row, Map<String, String> settings, Map<String, String> variables,
		Map<String, String> times, DeliveryReport deliveries) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss zzz",
			Locale.ENGLISH);

	static AccountDetails of(Provider account, AccountRow row, DeliveryReport deliveries) {
		AccountForm form = AccountForm.of(account);
		Map<String, String> settings = new LinkedHashMap<>();
		for (AccountField field : AccountField.values()) {
			if (form.has(field) && !form.isBlank(field)) {
				settings.put(field.label(), form.text(field));
			}
		}
		Map<String, String> times = new LinkedHashMap<>();
		put(times, "Created", account.createdAt());
		put(times, "Changed", account.updatedAt());
		put(times, "Last tested", account.lastTestedAt());
		put(times, "Last used", account.lastUsedAt());
		return new AccountDetails(row, settings,
				new TreeMap<>((account.variables() != null) ? account.variables() : Map.of()), times, deliveries);
	}

	private static void put(Map<String, String> times, String label, @Nullable Instant time) {
		times.put(label, (time != null) ? format(time) : "never");
	}

	/**
	 * Spring may log what a page shows, and a log has no email addresses.
	 */
	@Override
	public String toString() {
		return "AccountDetails[id=" + this.row.id() + "]";
	}

	static String format(Instant time) {
		return TIME.withZone(ZoneId.systemDefault()).format(time);
	}

}
