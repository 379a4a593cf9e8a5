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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ai.sendmux.console.accounts.AccountField;
import ai.sendmux.console.accounts.VisibleText;
import ai.sendmux.console.imports.AccountFile.UnreadableException;
import org.apache.commons.csv.CSVRecord;

/**
 * The header of a file: which column of the template stands where.
 */
public final class TemplateHeader {

	static final String TYPE = "type";

	static final String STATUS = "status";

	/** The name of the import that a file of failed rows comes from. */
	static final String IMPORT = "import";

	static final String REASON = "reason";

	public static final List<String> COLUMNS = List.of("name", TYPE, "group_name", "host", "port", "protocol",
			"username", "password", STATUS, "oauth_user_email", "from_email", "from_name", "reply_to_name",
			"reply_to_email", "tracking_domain", "quota_second", "quota_minute", "quota_hour", "quota_day",
			"percentage");

	/** What a reason begins with, followed by the number of the line. */
	static final String LINE = "line ";

	static final List<String> NO_CELLS = Collections.nCopies(COLUMNS.size(), "");

	private static final List<String> ADDED = List.of(IMPORT, REASON);

	private static final Map<String, String> ALIASES = Map.of("smtp_host", "host", "smtp_port", "port");

	private static final List<String> REQUIRED = List.of("name", "host", "port", "protocol", "username", "password");

	private final Map<String, Integer> positions;

	private final List<String> unknown;

	private final int size;

	private TemplateHeader(Map<String, Integer> positions, List<String> unknown, int size) {
		this.positions = positions;
		this.unknown = unknown;
		this.size = size;
	}

	static TemplateHeader of(CSVRecord cells) {
		Map<String, Integer> positions = new LinkedHashMap<>();
		List<String> unknown = new ArrayList<>();
		for (int i = 0; i < cells.size(); i++) {
			String cell = VisibleText.strip(cells.get(i)).toLowerCase(Locale.ROOT);
			if (cell.isEmpty()) {
				continue;
			}
			String column = ALIASES.getOrDefault(cell, cell);
			if (!COLUMNS.contains(column) && !ADDED.contains(column)) {
				unknown.add(cell);
			}
			else if (positions.put(column, i) != null) {
				throw new UnreadableException("The header names the column " + column + " twice.");
			}
		}
		List<String> missing = REQUIRED.stream().filter((column) -> !positions.containsKey(column)).toList();
		if (!missing.isEmpty()) {
			throw new UnreadableException("The first row is not the header of the Sendmux template: it lacks "
					+ String.join(", ", missing) + ".");
		}
		return new TemplateHeader(positions, unknown, cells.size());
	}

	int size() {
		return this.size;
	}

	/**
	 * Return a cell of a row as it is, empty if there is none.
	 */
	String cell(CSVRecord cells, String column) {
		Integer position = this.positions.get(column);
		return (position != null && position < cells.size()) ? cells.get(position) : "";
	}

	/**
	 * Return the cells of a row in the order of the template, without the password.
	 */
	List<String> withoutPassword(CSVRecord cells) {
		return COLUMNS.stream()
			.map((column) -> column.equals(AccountField.SMTP_PASSWORD.column()) ? "" : cell(cells, column))
			.toList();
	}

	/**
	 * Return whether a row comes from a file of failed rows, which leaves no cell out.
	 */
	boolean isFailedRow(CSVRecord cells) {
		return cell(cells, REASON).startsWith(LINE);
	}

	boolean followsPassword(String column) {
		return this.positions.getOrDefault(column, -1) > passwordPosition();
	}

	/**
	 * Return whether the password is the last cell that is not empty.
	 */
	boolean endsWithPassword(CSVRecord cells) {
		int position = passwordPosition();
		return !cells.get(position).isEmpty() && cells.stream().skip(position + 1L).allMatch(String::isEmpty);
	}

	private int passwordPosition() {
		return this.positions.getOrDefault(AccountField.SMTP_PASSWORD.column(), -1);
	}

	List<String> notes() {
		List<String> notes = new ArrayList<>();
		if (!this.unknown.isEmpty()) {
			notes.add("Columns that are not in the template are left out: " + String.join(", ", this.unknown) + ".");
		}
		if (this.positions.containsKey("group_name")) {
			notes.add("The API knows no groups: group_name is left out.");
		}
		return notes;
	}

}
