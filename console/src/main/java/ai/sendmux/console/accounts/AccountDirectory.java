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

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderQuery;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * The list of all accounts, which all pages share. It is read again when it is older than
 * {@code console.list.max-age}; changes that this application makes show at once.
 */
@Service
public class AccountDirectory {

	/**
	 * More accounts than this are not listed, so that the memory stays bounded.
	 */
	static final int MAX_ACCOUNTS = 10_000;

	private static final ProviderQuery QUERY = ProviderQuery.builder().pageSize(100).build();

	private final PageClient client;

	private final Duration maxAge;

	private final Clock clock = Clock.systemUTC();

	private @Nullable AccountList latest;

	private @Nullable Mono<AccountList> reading;

	private final List<UnaryOperator<AccountList>> changesDuringRead = new ArrayList<>();

	AccountDirectory(PageClient client, ListProperties properties) {
		this.client = client;
		this.maxAge = properties.maxAge();
	}

	/**
	 * Return the list, or read it if it is too old.
	 */
	public Mono<AccountList> list() {
		return Mono.defer(() -> {
			AccountList latest = current();
			return (latest != null && latest.age(this.clock.instant()).compareTo(this.maxAge) < 0) ? Mono.just(latest)
					: read();
		});
	}

	/**
	 * Read the list now.
	 */
	public Mono<AccountList> refresh() {
		return Mono.defer(this::read);
	}

	/**
	 * Return the name of an account, if it is known without a call.
	 */
	public Optional<String> name(String id) {
		return latest().flatMap((list) -> list.find(id)).map(Provider::name);
	}

	public void put(Provider account) {
		change((list) -> list.with(account));
	}

	public void remove(String id) {
		change((list) -> list.without(id));
	}

	/**
	 * Return the list that was read last, however old it is.
	 */
	public Optional<AccountList> latest() {
		return Optional.ofNullable(current());
	}

	private synchronized @Nullable AccountList current() {
		return this.latest;
	}

	private synchronized void change(UnaryOperator<AccountList> change) {
		if (this.latest != null) {
			this.latest = change.apply(this.latest);
		}
		if (this.reading != null) {
			this.changesDuringRead.add(change);
		}
	}

	/**
	 * One read serves all pages that need it at the same time. It leaves a reserve of the
	 * rate limit to others unless there is no list yet.
	 */
	private synchronized Mono<AccountList> read() {
		if (this.reading == null) {
			this.reading = ((this.latest != null) ? this.client.bulk() : this.client.providers()).list(QUERY)
				.take(MAX_ACCOUNTS + 1)
				.collectList()
				.map(this::toList)
				.doFinally((signal) -> endRead())
				.cache();
		}
		return this.reading;
	}

	/**
	 * A page of the list may have been read before a change that was made meanwhile.
	 */
	private synchronized AccountList toList(List<Provider> accounts) {
		boolean complete = accounts.size() <= MAX_ACCOUNTS;
		AccountList list = new AccountList(complete ? accounts : accounts.subList(0, MAX_ACCOUNTS), complete,
				this.clock.instant());
		for (UnaryOperator<AccountList> change : this.changesDuringRead) {
			list = change.apply(list);
		}
		this.latest = list;
		return list;
	}

	private synchronized void endRead() {
		this.reading = null;
		this.changesDuringRead.clear();
	}

}
