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

import java.util.EnumMap;
import java.util.Map;

import ai.sendmux.console.accounts.AccountActions;
import ai.sendmux.console.accounts.AccountEditor;
import ai.sendmux.console.accounts.AccountField;
import ai.sendmux.console.accounts.AccountForm;
import ai.sendmux.console.accounts.AccountQuery;
import ai.sendmux.console.accounts.SaveResult;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * Shows the page of one account and its forms, and takes the forms.
 */
@Controller
@RequestMapping("/console/accounts")
class AccountFormController {

	private static final String ORIGINAL = "original.";

	private final AccountEditor editor;

	private final AccountActions actions;

	private final ConsoleService service;

	AccountFormController(AccountEditor editor, AccountActions actions, ConsoleService service) {
		this.editor = editor;
		this.actions = actions;
		this.service = service;
	}

	@GetMapping("/{id}")
	Mono<Rendering> show(@PathVariable String id, @RequestParam(required = false) @Nullable String from,
			@RequestParam(required = false) @Nullable String window, WebSession session) {
		return this.service.details(id, DeliveryWindow.of(window))
			.map((details) -> Flash.render(page("account", from), session).modelAttribute("details", details).build());
	}

	@GetMapping("/new")
	Rendering newAccount(@RequestParam(required = false) @Nullable String from) {
		return form(FormPage.toCreate(AccountForm.empty()), from);
	}

	@PostMapping
	Mono<Rendering> create(ServerWebExchange exchange) {
		return exchange.getFormData()
			.flatMap((data) -> this.editor.create(form(data, ""), value(data, "submission"))
				.flatMap((saved) -> respond(exchange, saved, value(data, "from"),
						FormPage.toCreateAgain(value(data, "submission"), form(data, ""), saved))));
	}

	@GetMapping("/{id}/edit")
	Mono<Rendering> edit(@PathVariable String id, @RequestParam(required = false) @Nullable String from) {
		return this.editor.get(id).map((account) -> form(FormPage.toChange(account), from));
	}

	@PostMapping("/{id}")
	Mono<Rendering> change(@PathVariable String id, ServerWebExchange exchange) {
		return exchange.getFormData().flatMap((data) -> {
			AccountForm form = form(data, "");
			AccountForm original = form(data, ORIGINAL);
			return this.editor.change(id, value(data, "version"), form, original)
				.flatMap((saved) -> respond(exchange, saved, value(data, "from"),
						FormPage.toChangeAgain(id, value(data, "version"), form, original, saved)));
		});
	}

	@GetMapping("/{id}/delete")
	Mono<Rendering> confirmDeletion(@PathVariable String id, @RequestParam(required = false) @Nullable String from) {
		return this.editor.get(id)
			.map((account) -> page("delete", from)
				.modelAttribute("account", new DeletePage(account.id(), account.name(), account.smtpHost()))
				.build());
	}

	@PostMapping("/{id}/delete")
	Mono<Rendering> delete(@PathVariable String id, ServerWebExchange exchange) {
		return this.actions.perform("delete", id)
			.flatMap((result) -> Flash.put(exchange, AccountActionController.withName(result)))
			.then(AccountActionController.returnToList(exchange));
	}

	private static Mono<Rendering> respond(ServerWebExchange exchange, SaveResult saved, String from, FormPage page) {
		if (saved.isDone()) {
			return Flash.put(exchange, saved.notice()).then(AccountActionController.returnToList(exchange));
		}
		return Mono.just(page("form", from).status(saved.status())
			.modelAttribute("form", page)
			.modelAttribute("notice", saved.notice())
			.build());
	}

	private static Rendering form(FormPage page, @Nullable String from) {
		return page("form", from).modelAttribute("form", page).build();
	}

	/**
	 * Each page leads back to the part of the list that it was opened from.
	 */
	private static Rendering.Builder<?> page(String view, @Nullable String from) {
		return Rendering.view(view).modelAttribute("from", AccountQuery.ofAddress(from).address());
	}

	private static AccountForm form(MultiValueMap<String, String> data, String prefix) {
		Map<AccountField, String> values = new EnumMap<>(AccountField.class);
		for (AccountField field : AccountField.values()) {
			if (data.containsKey(prefix + field.apiName())) {
				values.put(field, value(data, prefix + field.apiName()));
			}
		}
		return new AccountForm(values);
	}

	private static String value(MultiValueMap<String, String> data, String name) {
		String value = data.getFirst(name);
		return (value != null) ? value : "";
	}

	/**
	 * What the page shows that asks whether to delete an account.
	 *
	 * @param id the public id
	 * @param name the name
	 * @param smtpHost the mail server, if it has one
	 */
	record DeletePage(String id, String name, @Nullable String smtpHost) {

	}

}
