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

import ai.sendmux.console.accounts.AccountQuery;
import ai.sendmux.console.accounts.Notice;
import ai.sendmux.console.accounts.NumberText;
import ai.sendmux.console.accounts.TokenPermissions.Permissions;
import org.jspecify.annotations.Nullable;

/**
 * What the page of accounts shows.
 *
 * @param rows the accounts of this page
 * @param matching how many accounts match
 * @param age how old the list is, in words
 * @param outage why the accounts could not be read, if they could not
 * @param partial what is missing, if anything is
 * @param rateLimit when Sendmux can be called again, if it cannot be now
 * @param limit how much of the limit is used, if that is known
 * @param query which accounts are shown
 * @param permissions what the token may do
 */
record ConsolePage(List<AccountRow> rows, int matching, String age, @Nullable Notice outage, @Nullable Notice partial,
		@Nullable RateLimitBanner rateLimit, @Nullable LimitGauge limit, AccountQuery query, Permissions permissions) {

	public String summary() {
		if (this.matching == 0) {
			return "";
		}
		String all = NumberText.format(this.matching) + ((this.matching == 1) ? " account" : " accounts");
		int first = (this.query.page() - 1) * AccountQuery.PAGE_SIZE + 1;
		return (this.rows.size() < this.matching)
				? NumberText.format(first) + "\u2013" + NumberText.format(first + this.rows.size() - 1) + " of " + all
				: all;
	}

	public String address() {
		return this.query.address();
	}

	public String exportAddress() {
		return this.query.onPage(1).address("/console/accounts.csv");
	}

	public @Nullable String previousPage() {
		return (this.query.page() > 1) ? this.query.onPage(this.query.page() - 1).address() : null;
	}

	public @Nullable String nextPage() {
		boolean more = this.query.page() * AccountQuery.PAGE_SIZE < this.matching;
		return more ? this.query.onPage(this.query.page() + 1).address() : null;
	}

}
