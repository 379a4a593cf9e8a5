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
import java.util.Map;
import java.util.Optional;

import ai.sendmux.console.accounts.AccountDirectory;
import ai.sendmux.console.accounts.AccountQuery;
import ai.sendmux.console.accounts.BulkActions;
import ai.sendmux.providers.Provider;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Actions on many accounts: the confirmation, and the page that follows the run.
 */
@Controller
@RequestMapping("/console/bulk")
class BulkController {

	private static final Map<String, String> VERBS = Map.of("activate", "Activate", "deactivate", "Deactivate",
			"delete", "Delete");

	private final AccountDirectory directory;

	private final BulkActions bulkActions;

	BulkController(AccountDirectory directory, BulkActions bulkActions) {
		this.directory = directory;
		this.bulkActions = bulkActions;
	}

	@PostMapping("/confirm")
	Mono<Rendering> confirm(ServerWebExchange exchange) {
		return exchange.getFormData()
			.flatMap(
					(data) -> this.directory.list().map((list) -> confirmation(data, selected(data, list.accounts()))));
	}

	/**
	 * The selection is what was marked, or all accounts that match the query.
	 */
	private static List<Provider> selected(MultiValueMap<String, String> data, List<Provider> accounts) {
		if (data.containsKey("all")) {
			return AccountQuery.ofAddress(data.getFirst("from")).select(accounts);
		}
		List<String> ids = ids(data);
		return accounts.stream().filter((account) -> ids.contains(account.id())).toList();
	}

	private static List<String> ids(MultiValueMap<String, String> data) {
		return data.getOrDefault("id", List.of()).stream().distinct().toList();
	}

	private static Rendering confirmation(MultiValueMap<String, String> data, List<Provider> selected) {
		return Rendering.view("bulk-confirm")
			.modelAttribute("verb", verb(data))
			.modelAttribute("action", String.valueOf(data.getFirst("action")))
			.modelAttribute("accounts", selected.stream().limit(BulkActions.MAX_ACCOUNTS).toList())
			.modelAttribute("more", Math.max(0, selected.size() - BulkActions.MAX_ACCOUNTS))
			.modelAttribute("from", AccountQuery.ofAddress(data.getFirst("from")).address())
			.build();
	}

	private static String verb(MultiValueMap<String, String> data) {
		return Optional.ofNullable(VERBS.get(String.valueOf(data.getFirst("action"))))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "Choose an action."));
	}

	@PostMapping
	Mono<Rendering> start(ServerWebExchange exchange) {
		return exchange.getFormData().map((data) -> {
			verb(data);
			BulkActions.Run run = this.bulkActions.start(String.valueOf(data.getFirst("action")), ids(data));
			return Rendering.redirectTo("/console/bulk/" + run.id()).build();
		});
	}

	@GetMapping("/{id}")
	Rendering show(@PathVariable String id) {
		BulkActions.Run run = find(id);
		return Rendering.view("bulk")
			.modelAttribute("run", run)
			.modelAttribute("verb", VERBS.getOrDefault(run.action(), run.action()))
			.build();
	}

	@PostMapping("/{id}/cancel")
	Rendering cancel(@PathVariable String id) {
		find(id).cancel();
		return Rendering.redirectTo("/console/bulk/" + id).build();
	}

	private BulkActions.Run find(String id) {
		return this.bulkActions.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"These results are no longer available. Check the list of accounts."));
	}

}
