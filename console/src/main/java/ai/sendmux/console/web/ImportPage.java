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
import java.util.Locale;

import ai.sendmux.console.imports.AccountFile;
import ai.sendmux.console.imports.AccountImport;
import ai.sendmux.providers.ProviderLimits;
import ai.sendmux.providers.ResourceLimitSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an import shows.
 *
 * @param progress the import
 * @param problems rows that could not be imported
 * @param rows rows that can be imported, the first ones, if it is not started
 * @param moreRows how many more there are
 * @param earlier other imports of the same file
 * @param store how imports are kept
 * @param planWarning what does not fit into the plan, if anything does not
 */
record ImportPage(AccountImport progress, ImportProblems problems, List<AccountFile.Row> rows, int moreRows,
		List<AccountImport> earlier, ImportStorePage store, @Nullable String planWarning) {

	/**
	 * Return a warning if there are more accounts to create than the plan allows.
	 */
	static @Nullable String warnAboutPlan(AccountImport found, @Nullable ProviderLimits limits) {
		if (limits == null || limits.sendingAccounts().maxAllowed() <= 0) {
			return null;
		}
		ResourceLimitSnapshot accounts = limits.sendingAccounts();
		long left = Math.max(0, accounts.maxAllowed() - accounts.usage());
		long refused = found.counts().remaining() - left;
		return (refused > 0) ? String.format(Locale.ROOT, "Your plan allows %,d more accounts. The last %,d will fail.",
				left, refused) : null;
	}

}
