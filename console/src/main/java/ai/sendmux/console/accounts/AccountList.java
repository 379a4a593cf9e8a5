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

package ai.sendmux.console.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ai.sendmux.providers.Provider;

/**
 * The accounts as they were read.
 *
 * @param accounts the accounts, in the order of the API
 * @param complete whether these are all
 * @param readAt when they were read
 */
public record AccountList(List<Provider> accounts, boolean complete, Instant readAt) {

	public AccountList {
		accounts = List.copyOf(accounts);
	}

	public Optional<Provider> find(String id) {
		return this.accounts.stream().filter((account) -> account.id().equals(id)).findFirst();
	}

	public Duration age(Instant now) {
		return Duration.between(this.readAt, now);
	}

	/**
	 * Return the list with an account as it is by now. A new one comes first.
	 */
	AccountList with(Provider changed) {
		List<Provider> accounts = new ArrayList<>(this.accounts);
		accounts.replaceAll((account) -> account.id().equals(changed.id()) ? changed : account);
		if (find(changed.id()).isEmpty()) {
			accounts.add(0, changed);
		}
		return new AccountList(accounts, this.complete, this.readAt);
	}

	AccountList without(String id) {
		List<Provider> accounts = new ArrayList<>(this.accounts);
		accounts.removeIf((account) -> account.id().equals(id));
		return new AccountList(accounts, this.complete, this.readAt);
	}

}
