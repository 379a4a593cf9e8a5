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

package ai.sendmux.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts of one team in the order of their creation.
 */
final class AccountStore {

	private final Map<String, StoredAccount> accounts = new LinkedHashMap<>();

	private long lastSequence;

	long nextSequence() {
		return ++this.lastSequence;
	}

	void save(StoredAccount account) {
		this.accounts.put(account.id(), account);
	}

	void delete(String id) {
		this.accounts.remove(id);
	}

	Optional<StoredAccount> find(String id) {
		return Optional.ofNullable(this.accounts.get(id));
	}

	StoredAccount require(String id) {
		return find(id).orElseThrow(() -> new ApiProblem(ErrorCode.NOT_FOUND, "Sending account not found."));
	}

	Optional<StoredAccount> findShared() {
		return this.accounts.values().stream().filter(StoredAccount::isShared).findFirst();
	}

	List<StoredAccount> all() {
		return new ArrayList<>(this.accounts.values());
	}

	int countOwned() {
		return (int) this.accounts.values().stream().filter((account) -> !account.isShared()).count();
	}

}
