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

import java.util.ArrayDeque;
import java.util.Deque;

import ai.sendmux.console.imports.RowStore.PendingRow;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads the rows of an import that are to be sent. The position is the state of the rows,
 * so that it is written in one transaction with their results.
 */
class PendingRowReader implements ItemReader<PendingRow> {

	private static final int PAGE = 500;

	private final ImportRun run;

	private final RowStore rows;

	private final Deque<PendingRow> page = new ArrayDeque<>();

	private int last;

	PendingRowReader(ImportRun run, RowStore rows) {
		this.run = run;
		this.rows = rows;
	}

	@Override
	public @Nullable PendingRow read() {
		if (this.run.isStopped() || this.run.fatal() != null) {
			return null;
		}
		if (this.page.isEmpty()) {
			try {
				this.page.addAll(this.rows.pending(this.run.importId(), this.run.uploadId(), this.last, PAGE));
			}
			catch (DataAccessException | TransactionException ex) {
				this.run.failStore(ex);
				return null;
			}
		}
		PendingRow next = this.page.poll();
		if (next != null) {
			this.last = next.record();
		}
		return next;
	}

}
