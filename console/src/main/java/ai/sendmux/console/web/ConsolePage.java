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

import ai.sendmux.console.accounts.Notice;
import org.jspecify.annotations.Nullable;

/**
 * What the page of accounts shows.
 *
 * @param rows the accounts
 * @param outage why they could not be read, if they could not
 * @param partial why the traffic is not shown, if it is not
 * @param limit how much of the limit is used, if that is known
 * @param filter which accounts are shown
 * @param firstPage the address of the first page, unless this is it
 * @param nextPage the address of the next page, if there is one
 */
record ConsolePage(List<AccountRow> rows, @Nullable Notice outage, @Nullable Notice partial, @Nullable LimitGauge limit,
		AccountFilter filter, @Nullable String firstPage, @Nullable String nextPage) {

	public String summary() {
		if (this.outage != null) {
			return "The accounts could not be read.";
		}
		String accounts = (this.rows.size() == 1) ? "1 account" : this.rows.size() + " accounts";
		return accounts + " on this page" + ((this.nextPage != null) ? ", more on the next" : "");
	}

}
