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

import ai.sendmux.console.accounts.AccountActions;
import ai.sendmux.console.accounts.AccountQuery;
import ai.sendmux.console.accounts.ActionResult;
import ai.sendmux.console.accounts.Notice;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes the buttons of a row. With htmx the result is added to the row, without it the
 * list is shown again.
 */
@Controller
@RequestMapping("/console/accounts/{id}")
class AccountActionController {

	private static final String HTMX = "HX-Request";

	private final AccountActions actions;

	private final ConsoleService service;

	AccountActionController(AccountActions actions, ConsoleService service) {
		this.actions = actions;
		this.service = service;
	}

	@PostMapping("/{action:activate|deactivate|test}")
	Mono<Rendering> perform(@PathVariable String id, @PathVariable String action,
			@RequestHeader(name = HTMX, required = false) @Nullable String htmx, ServerWebExchange exchange) {
		Mono<ActionResult> performed = this.actions.perform(action, id);
		return (htmx != null) ? performed.flatMap(this::fragment)
				: performed.flatMap((result) -> Flash.put(exchange, withName(result))).then(returnToList(exchange));
	}

	private Mono<Rendering> fragment(ActionResult result) {
		Rendering.Builder<?> rendering = Rendering.view("row :: result").modelAttribute("result", result);
		if (result.account() == null) {
			return Mono.just(rendering.build());
		}
		return this.service.row(result.account()).map((row) -> rendering.modelAttribute("row", row).build());
	}

	static Notice withName(ActionResult result) {
		return new Notice(result.notice().kind(), result.name() + ": " + result.notice().text());
	}

	/**
	 * Return to the page of the list that the form came from.
	 */
	static Mono<Rendering> returnToList(ServerWebExchange exchange) {
		return exchange.getFormData()
			.map((data) -> Rendering.redirectTo(AccountQuery.ofAddress(data.getFirst("from")).address()).build());
	}

}
