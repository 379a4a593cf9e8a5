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

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

import ai.sendmux.providers.Provider;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes accounts as a CSV file, without any secret.
 */
public final class AccountCsv {

	private static final List<AccountField> FIELDS = Arrays.stream(AccountField.values())
		.filter((field) -> !field.isSecret())
		.toList();

	private AccountCsv() {
	}

	public static String write(List<Provider> accounts) {
		StringWriter csv = new StringWriter();
		try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
			printer.print("id");
			printer.print("type");
			printer.print("status");
			printer.print("status_reason");
			for (AccountField field : FIELDS) {
				printer.print(field.column());
			}
			printer.print("last_used_at");
			printer.println();
			for (Provider account : accounts) {
				write(printer, account);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return csv.toString();
	}

	private static void write(CSVPrinter printer, Provider account) throws IOException {
		AccountForm form = AccountForm.of(account);
		printer.print(account.id());
		printer.print(safe(account.typeText()));
		printer.print(safe(account.statusText()));
		printer.print(safe(account.statusReason()));
		for (AccountField field : FIELDS) {
			printer.print(safe(form.value(field)));
		}
		printer.print((account.lastUsedAt() != null) ? account.lastUsedAt().toString() : "");
		printer.println();
	}

	/**
	 * A spreadsheet would run a text that begins like a formula.
	 */
	private static String safe(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		return ("=+-@\t\r".indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
	}

}
