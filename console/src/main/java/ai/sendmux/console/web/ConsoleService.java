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

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.console.accounts.AccountDirectory;
import ai.sendmux.console.accounts.AccountList;
import ai.sendmux.console.accounts.AccountQuery;
import ai.sendmux.console.accounts.Notice;
import ai.sendmux.console.accounts.PageClient;
import ai.sendmux.console.accounts.TokenPermissions;
import ai.sendmux.console.accounts.TokenPermissions.Permissions;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderLimits;
import ai.sendmux.providers.ProviderUsage;
import ai.sendmux.providers.ProviderUsageItem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Reads what the pages of accounts show. What cannot be read is missing on the page, and
 * keeps nothing else from being shown.
 */
@Service
class ConsoleService {

	private final PageClient client;

	private final AccountDirectory directory;

	private final TokenPermissions permissions;

	private final DeliveryService deliveries;

	private final Clock clock = Clock.systemUTC();

	ConsoleService(PageClient client, AccountDirectory directory, TokenPermissions permissions,
			DeliveryService deliveries) {
		this.client = client;
		this.directory = directory;
		this.permissions = permissions;
		this.deliveries = deliveries;
	}

	Mono<ConsolePage> page(AccountQuery query, boolean refresh) {
		return Mono
			.zip(list(refresh), Attempt.at(this.client.providers().usage()),
					Attempt.at(this.client.providers().limits()), this.permissions.get())
			.map((parts) -> page(query, parts.getT1(), parts.getT2(), parts.getT3(), parts.getT4()));
	}

	/**
	 * A list that takes longer than a page waits is read on, for the next page.
	 */
	private Mono<Attempt<AccountList>> list(boolean refresh) {
		Mono<AccountList> list = refresh ? this.directory.refresh() : this.directory.list();
		return Attempt.at(list).timeout(this.client.maxWait(), Mono.just(new Attempt<>(null, null)));
	}

	/**
	 * Read one account anew, and what became of its emails.
	 */
	Mono<AccountDetails> details(String id, DeliveryWindow window) {
		return Mono
			.zip(this.client.providers().get(id), Attempt.at(this.client.providers().usage()), this.permissions.get(),
					this.deliveries.report(id, window))
			.doOnNext((parts) -> this.directory.put(parts.getT1()))
			.map((parts) -> AccountDetails.of(parts.getT1(),
					row(parts.getT1(), items(parts.getT2().value()), parts.getT3()), parts.getT4()));
	}

	/**
	 * Return the row of an account as it is after an action. Its traffic is left out,
	 * because the page keeps what it shows of that.
	 */
	Mono<AccountRow> row(Provider account) {
		return this.permissions.get().map((permissions) -> row(account, Map.of(), permissions));
	}

	private ConsolePage page(AccountQuery query, Attempt<AccountList> list, Attempt<ProviderUsage> usage,
			Attempt<ProviderLimits> limits, Permissions permissions) {
		AccountList accounts = (list.value() != null) ? list.value() : lastRead(list);
		LimitGauge gauge = LimitGauge.of(limits.value());
		RateLimitBanner banner = RateLimitBanner.of(this.clock.instant(), list, usage, limits);
		Notice outage = (list.value() == null) ? outage(list) : null;
		if (accounts == null) {
			return new ConsolePage(List.of(), 0, "", outage, null, banner, gauge, query, permissions);
		}
		List<Provider> matching = query.select(accounts.accounts());
		int pages = Math.max(1, (matching.size() + AccountQuery.PAGE_SIZE - 1) / AccountQuery.PAGE_SIZE);
		AccountQuery shown = query.onPage(Math.min(query.page(), pages));
		Map<String, ProviderUsageItem> items = items(usage.value());
		List<AccountRow> rows = matching.stream()
			.skip((shown.page() - 1L) * AccountQuery.PAGE_SIZE)
			.limit(AccountQuery.PAGE_SIZE)
			.map((account) -> row(account, items, permissions))
			.toList();
		return new ConsolePage(rows, matching.size(), age(accounts), outage, partial(accounts, usage), banner, gauge,
				shown, permissions);
	}

	private static Notice outage(Attempt<AccountList> list) {
		return (list.failure() != null) ? Notice.of(list.failure())
				: Notice.warning("They are still being read. Try again in a moment.");
	}

	/**
	 * A token that was revoked shows nothing any more.
	 */
	private @Nullable AccountList lastRead(Attempt<AccountList> list) {
		boolean rejected = list.failure() instanceof SendmuxAuthenticationException
				|| list.failure() instanceof SendmuxAccessDeniedException;
		return rejected ? null : this.directory.latest().orElse(null);
	}

	private static @Nullable Notice partial(AccountList accounts, Attempt<ProviderUsage> usage) {
		if (!accounts.complete()) {
			return Notice.warning("The list shows the first accounts only. Search in the Sendmux web app for others.");
		}
		return (usage.failure() != null) ? Notice.warning("Couldn't load sending stats.") : null;
	}

	private String age(AccountList accounts) {
		Duration age = accounts.age(this.clock.instant());
		String text = (age.toSeconds() < 1) ? "as of now" : "as of " + age.toSeconds() + " s ago";
		return text + " (" + AccountDetails.format(accounts.readAt()) + ")";
	}

	private static Map<String, ProviderUsageItem> items(@Nullable ProviderUsage usage) {
		return (usage != null) ? usage.providers()
			.stream()
			.collect(Collectors.toMap(ProviderUsageItem::providerId, Function.identity(), (first, second) -> first))
				: Map.of();
	}

	private AccountRow row(Provider account, Map<String, ProviderUsageItem> items, Permissions permissions) {
		ProviderUsageItem item = items.get(account.id());
		return AccountRow.of(account, (item != null) ? UsageBar.of(item) : null, permissions, this.clock.instant());
	}

}
