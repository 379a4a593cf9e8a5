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

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.console.imports.AccountFile.FailedRow;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes rows that could not be imported in the template they came in, with the reason
 * behind and without their passwords, to be corrected and imported again under the name
 * that they were imported under.
 */
final class FailedRows {

	private final CSVPrinter csv;

	private final String importName;

	FailedRows(Writer target, String importName) throws IOException {
		this.csv = new CSVPrinter(target, CSVFormat.RFC4180);
		this.importName = importName;
		this.csv.printRecord(append(TemplateHeader.COLUMNS, TemplateHeader.IMPORT, TemplateHeader.REASON));
	}

	void write(FailedRow row) throws IOException {
		this.csv
			.printRecord(append(row.cells(), this.importName, TemplateHeader.LINE + row.line() + ": " + row.reason()));
	}

	private static List<String> append(List<String> cells, String... last) {
		List<String> all = new ArrayList<>(cells);
		all.addAll(List.of(last));
		return all;
	}

}
