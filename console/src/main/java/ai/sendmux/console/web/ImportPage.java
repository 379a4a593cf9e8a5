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

import java.util.List;

import ai.sendmux.console.imports.AccountFile;
import ai.sendmux.console.imports.ImportJob;
import ai.sendmux.console.imports.ImportProgress;

/**
 * What the page of an import shows.
 *
 * @param id names the import on this page
 * @param fileName the file
 * @param importName the import key
 * @param rejected the number of rows that cannot be imported
 * @param notes what is left out of all rows
 * @param problems rows that could not be imported
 * @param rows rows that can be imported, the first ones
 * @param moreRows how many more there are
 * @param progress how far the import is
 */
record ImportPage(String id, String fileName, String importName, int rejected, List<String> notes,
		ImportProblems problems, List<AccountFile.Row> rows, int moreRows, ImportProgress progress) {

	private static final int MOST_ROWS = 5;

	static ImportPage of(ImportJob job) {
		AccountFile file = job.file();
		List<AccountFile.Row> rows = file.rows().subList(0, Math.min(MOST_ROWS, file.rows().size()));
		return new ImportPage(job.id(), job.fileName(), job.importName(), job.rejected(), file.notes(),
				ImportProblems.of(job), rows, file.rows().size() - rows.size(), job.progress());
	}

}
