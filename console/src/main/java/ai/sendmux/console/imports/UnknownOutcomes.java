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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import ai.sendmux.SendmuxException;
import ai.sendmux.console.imports.RowStore.OpenRow;
import ai.sendmux.console.imports.RowStore.PendingRow;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of rows whose idempotency keys have expired, with one read of the
 * list of accounts.
 */
class UnknownOutcomes {

	private static final Duration BEFORE = Duration.ofMinutes(2);

	private static final Duration AFTER = Duration.ofMinutes(10);

	private final ImportRun run;

	private final RowStore rows;

	private final SendmuxProvidersOperations providers;

	UnknownOutcomes(ImportRun run, RowStore rows, SendmuxProvidersOperations providers) {
		this.run = run;
		this.rows = rows;
		this.providers = providers;
	}

	void resolve() {
		List<OpenRow> open = this.rows.unsettled(this.run);
		if (open.isEmpty()) {
			return;
		}
		Map<Sender, List<Provider>> accounts = accounts(open.stream().map(Sender::of).collect(Collectors.toSet()));
		if (this.run.isStopped()) {
			return;
		}
		Map<OpenRow, String> matches = new HashMap<>();
		Map<String, Integer> claims = new HashMap<>();
		for (OpenRow row : open) {
			String account = match(row, accounts);
			if (account != null) {
				matches.put(row, account);
				claims.merge(account, 1, Integer::sum);
			}
		}
		Map<PendingRow, String> found = new LinkedHashMap<>();
		List<PendingRow> unknown = new ArrayList<>();
		for (OpenRow row : open) {
			String account = matches.get(row);
			if (account != null && claims.getOrDefault(account, 0) == 1 && !this.rows.isClaimed(account)) {
				found.put(row.row(), account);
			}
			else {
				unknown.add(row.row());
			}
		}
		this.rows.resolve(this.run, found, unknown);
	}

	private Map<Sender, List<Provider>> accounts(Set<Sender> wanted) {
		Map<Sender, List<Provider>> accounts = new HashMap<>();
		// A job has a thread of its own, which is no event loop: it may wait.
		this.providers.list()
			.takeUntilOther(this.run.stopSignal())
			.filter((account) -> wanted.contains(Sender.of(account)))
			.doOnNext(
					(account) -> accounts.computeIfAbsent(Sender.of(account), (key) -> new ArrayList<>(1)).add(account))
			.doOnError(SendmuxException.class, this.run::miss)
			.blockLast();
		return accounts;
	}

	/**
	 * Return the account of a row, if it is the only one that can be it and was created
	 * while the row was sent.
	 */
	private static @Nullable String match(OpenRow row, Map<Sender, List<Provider>> accounts) {
		List<Provider> matches = accounts.getOrDefault(Sender.of(row), List.of());
		if (matches.size() != 1) {
			return null;
		}
		Provider account = matches.get(0);
		Instant createdAt = account.createdAt();
		return (createdAt != null && !createdAt.isBefore(row.markedAt().minus(BEFORE))
				&& !createdAt.isAfter(row.sentUntil().plus(AFTER))) ? account.id() : null;
	}

	/**
	 * What an account is recognized by.
	 */
	private record Sender(@Nullable String name, @Nullable String host, @Nullable String username) {

		static Sender of(OpenRow row) {
			CreateProviderRequest request = row.row().row().request();
			return new Sender(request.name(), request.smtpHost(), request.smtpUsername());
		}

		static Sender of(Provider account) {
			return new Sender(account.name(), account.smtpHost(), account.smtpUsername());
		}

	}

}
