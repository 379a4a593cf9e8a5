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

import java.util.List;

import ai.sendmux.SendmuxException;
import ai.sendmux.console.imports.RowStore.PendingRow;

/**
 * The end of an import: rows that were not sent because they would have failed as another
 * one did have failed, too.
 */
class ImportEnd {

	private static final int PAGE = 500;

	private final ImportRun run;

	private final ImportStore imports;

	private final RowStore rows;

	ImportEnd(ImportRun run, ImportStore imports, RowStore rows) {
		this.run = run;
		this.imports = imports;
		this.rows = rows;
	}

	void complete() {
		SendmuxException reason = this.run.fatal();
		if (reason != null && !failRest(reason)) {
			return;
		}
		AccountImport result = this.imports.find(this.run.importId()).orElseThrow();
		this.run.complete(result.counts().failed() + result.counts().undecided() > 0);
	}

	private boolean failRest(SendmuxException reason) {
		String text = "not sent: " + AccountWriter.describe(reason);
		List<PendingRow> page;
		do {
			if (this.run.isStopped()) {
				return false;
			}
			page = this.rows.pending(this.run.importId(), this.run.uploadId(), 0, PAGE);
			this.rows.fail(this.run, page, text);
		}
		while (!page.isEmpty());
		return true;
	}

}
