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

package ai.sendmux.console.imports;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import ai.sendmux.console.accounts.AccountField;
import ai.sendmux.console.accounts.AccountForm;
import ai.sendmux.console.accounts.VisibleText;
import ai.sendmux.console.imports.AccountFile.FailedRow;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.SmtpProtocol;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes accounts of the rows of one file, and finds out which rows cannot be imported.
 */
final class RowReader {

	private static final Set<String> STATUSES = Set.of("", "active", "inactive");

	private final TemplateHeader header;

	private final Validator validator;

	private final AccountFile.Rows rows;

	RowReader(TemplateHeader header, Validator validator, AccountFile.Rows rows) {
		this.header = header;
		this.validator = validator;
		this.rows = rows;
	}

	void read(CSVRecord cells, long line) {
		AccountForm form = form(cells);
		CreateProviderRequest request = form.toRequest();
		String status = word(cells, TemplateHeader.STATUS);
		String reason = reason(cells, form, request, status);
		if (reason == null) {
			List<String> shown = this.header.withoutPassword(cells);
			this.rows.accept(new AccountFile.Row(line, shown, request, status.equals("inactive")));
			return;
		}
		List<String> shown = isInPlace(cells, request, status) ? this.header.withoutPassword(cells)
				: TemplateHeader.NO_CELLS;
		this.rows.reject(new FailedRow(line, shown, reason));
	}

	/**
	 * Return whether each cell is certain to stand in its column. If one does not, the
	 * password or a part of it may stand in any, as where a password contains the
	 * delimiter and the last cell is left out.
	 */
	private boolean isInPlace(CSVRecord cells, CreateProviderRequest request, String status) {
		if (cells.size() != this.header.size() || !STATUSES.contains(status)
				|| request.smtpProtocol() == SmtpProtocol.UNKNOWN) {
			return false;
		}
		return this.header.isFailedRow(cells) || this.header.followsPassword(AccountField.SMTP_PROTOCOL.column())
				|| (!status.isEmpty() && this.header.followsPassword(TemplateHeader.STATUS))
				|| this.header.endsWithPassword(cells);
	}

	private AccountForm form(CSVRecord cells) {
		Map<AccountField, String> values = new EnumMap<>(AccountField.class);
		for (AccountField field : AccountField.values()) {
			values.put(field, this.header.cell(cells, field.column()));
		}
		return new AccountForm(values);
	}

	private @Nullable String reason(CSVRecord cells, AccountForm form, CreateProviderRequest request, String status) {
		if (cells.size() > this.header.size()) {
			return "has " + cells.size() + " cells, the header has " + this.header.size();
		}
		String type = word(cells, TemplateHeader.TYPE);
		if (!type.isEmpty() && !type.equals("smtp")) {
			return "type: only smtp accounts can be created, others are connected in the web app";
		}
		if (!STATUSES.contains(status)) {
			return "status: must be active or inactive";
		}
		String violations = String.join("; ", violations(form, request));
		return violations.isEmpty() ? null : violations;
	}

	private Set<String> violations(AccountForm form, CreateProviderRequest request) {
		Map<AccountField, String> problems = form.problems();
		Set<String> violations = new TreeSet<>();
		problems.forEach((field, problem) -> violations.add(field.column() + ": " + problem));
		this.validator.validate(request)
			.stream()
			.filter((violation) -> AccountField.ofProperty(violation.getPropertyPath().toString())
				.filter(problems::containsKey)
				.isEmpty())
			.map(RowReader::describe)
			.forEach(violations::add);
		return violations;
	}

	private String word(CSVRecord cells, String column) {
		return VisibleText.strip(this.header.cell(cells, column)).toLowerCase(Locale.ROOT);
	}

	private static String describe(ConstraintViolation<CreateProviderRequest> violation) {
		String path = violation.getPropertyPath().toString();
		if (path.isEmpty()) {
			return violation.getMessage();
		}
		return AccountField.ofProperty(path).map(AccountField::column).orElse(path) + ": " + violation.getMessage();
	}

}
