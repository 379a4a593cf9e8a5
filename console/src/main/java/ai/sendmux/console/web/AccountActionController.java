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

import ai.sendmux.SendmuxException;
import ai.sendmux.console.accounts.AccountActions;
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
 * Takes the buttons of a row: with htmx the row is replaced, without it the page is shown
 * again.
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
		Mono<Notice> notice = this.actions.perform(action, id)
			.onErrorResume(SendmuxException.class, (ex) -> Mono.just(Notice.of(ex)));
		return (htmx != null) ? notice.flatMap((done) -> row(id, done))
				: notice.flatMap((done) -> Flash.put(exchange, done)).then(home());
	}

	private Mono<Rendering> row(String id, Notice notice) {
		return this.service.row(id)
			.map((row) -> Rendering.view("row :: changed")
				.modelAttribute("row", row)
				.modelAttribute("notice", notice)
				.build())
			.onErrorResume(SendmuxException.class,
					(ex) -> Mono.just(Rendering.view("row :: unchanged")
						.header("HX-Reswap", "none")
						.modelAttribute("notice", notice)
						.build()));
	}

	static Mono<Rendering> home() {
		return Mono.just(Rendering.redirectTo("/").build());
	}

}
