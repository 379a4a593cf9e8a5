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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.sendmux.console.accounts.Notice;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderLimits;
import ai.sendmux.providers.ProviderPage;
import ai.sendmux.providers.ProviderUsage;
import ai.sendmux.providers.ProviderUsageItem;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Reads what the page of accounts shows. What cannot be read is missing on the page, and
 * keeps nothing else from being shown.
 */
@Service
class ConsoleService {

	private final SendmuxProvidersOperations providers;

	private final Clock clock = Clock.systemUTC();

	ConsoleService(SendmuxProvidersOperations providers) {
		this.providers = providers;
	}

	Mono<ConsolePage> page(AccountFilter filter) {
		return Mono
			.zip(Attempt.at(this.providers.listPage(filter.toQuery(), filter.startCursor())),
					Attempt.at(this.providers.usage()), Attempt.at(this.providers.limits()))
			.map((responses) -> page(filter, responses.getT1(), responses.getT2(), responses.getT3()));
	}

	/**
	 * Read one account anew, as it is after an action.
	 */
	Mono<AccountRow> row(String id) {
		return Mono.zip(this.providers.get(id), Attempt.at(this.providers.usage()))
			.map((responses) -> rows(List.of(responses.getT1()), responses.getT2().value()).get(0));
	}

	private ConsolePage page(AccountFilter filter, Attempt<ProviderPage> list, Attempt<ProviderUsage> usage,
			Attempt<ProviderLimits> limits) {
		ProviderPage page = list.value();
		String next = (page != null && page.hasMore()) ? page.nextCursor() : null;
		return new ConsolePage((page != null) ? rows(page.items(), usage.value()) : List.of(),
				(list.failure() != null) ? Notice.of(list.failure()) : null,
				(usage.failure() != null && page != null) ? Notice.warning("The traffic could not be read.") : null,
				LimitGauge.of(limits.value()), filter, (filter.startCursor() != null) ? filter.address(null) : null,
				(next != null) ? filter.address(next) : null);
	}

	private List<AccountRow> rows(List<Provider> accounts, @Nullable ProviderUsage usage) {
		Map<String, ProviderUsageItem> items = (usage != null) ? usage.providers()
			.stream()
			.collect(Collectors.toMap(ProviderUsageItem::providerId, Function.identity(), (first, second) -> first))
				: Map.of();
		long most = items.values().stream().mapToLong(ProviderUsageItem::total7d).max().orElse(0);
		return accounts.stream()
			.map((account) -> AccountRow.of(account, bar(items.get(account.id()), most), this.clock))
			.toList();
	}

	private static @Nullable UsageBar bar(@Nullable ProviderUsageItem item, long most) {
		return (item != null) ? UsageBar.of(item, most) : null;
	}

}
