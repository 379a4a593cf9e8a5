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

import ai.sendmux.providers.CreateProviderRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a file of accounts besides its rows.
 *
 * @param notes what is left out of all rows
 * @param importName the import that the rows come from, if they have failed before
 */
public record AccountFile(List<String> notes, @Nullable String importName) {

	/**
	 * A row that can be imported.
	 *
	 * @param line where it is in the file
	 * @param cells its cells in the order of the template, without the password
	 * @param request the account
	 * @param inactive whether the account is to be deactivated
	 */
	public record Row(long line, List<String> cells, CreateProviderRequest request, boolean inactive) {

		FailedRow failed(String reason) {
			return new FailedRow(this.line, this.cells, reason);
		}

	}

	/**
	 * A row that could not be imported.
	 *
	 * @param line where it is in the file
	 * @param cells its cells in the order of the template, without the password, and all
	 * empty if the password may stand in any
	 * @param reason why
	 */
	public record FailedRow(long line, List<String> cells, String reason) {

		public String name() {
			return this.cells.isEmpty() ? "" : this.cells.get(0);
		}

	}

	/**
	 * Receives the rows of a file one after the other.
	 */
	interface Rows {

		void accept(Row row);

		void reject(FailedRow row);

	}

	/**
	 * Thrown when a file cannot be read at all.
	 */
	public static class UnreadableException extends RuntimeException {

		public UnreadableException(String message) {
			super(message);
		}

	}

}
