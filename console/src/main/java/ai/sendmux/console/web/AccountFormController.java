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
import ai.sendmux.console.accounts.SaveResult;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

/**
 * Shows the forms of accounts and takes them.
 */
@Controller
@RequestMapping("/console/accounts")
class AccountFormController {

	private final AccountEditor editor;

	private final AccountActions actions;

	AccountFormController(AccountEditor editor, AccountActions actions) {
		this.editor = editor;
		this.actions = actions;
	}

	@GetMapping("/new")
	Rendering newAccount() {
		return form(FormPage.toCreate(AccountForm.empty()));
	}

	@PostMapping
	Mono<Rendering> create(ServerWebExchange exchange) {
		return exchange.getFormData()
			.flatMap((data) -> this.editor.create(form(data), value(data, "submission"))
				.flatMap((saved) -> respond(exchange, saved,
						FormPage.toCreateAgain(value(data, "submission"), form(data), saved))));
	}

	@GetMapping("/{id}/edit")
	Mono<Rendering> edit(@PathVariable String id) {
		return this.editor.get(id)
			.map((account) -> form(FormPage.toChange(account, AccountForm.of(account), Map.of())));
	}

	@PostMapping("/{id}")
	Mono<Rendering> change(@PathVariable String id, ServerWebExchange exchange) {
		return exchange.getFormData()
			.flatMap((data) -> this.editor.change(id, value(data, "version"), form(data))
				.flatMap((saved) -> respond(exchange, saved,
						FormPage.toChangeAgain(id, value(data, "version"), form(data), saved))));
	}

	@GetMapping("/{id}/delete")
	Mono<Rendering> confirmDeletion(@PathVariable String id) {
		return this.editor.get(id)
			.map((account) -> Rendering.view("delete").modelAttribute("account", account).build());
	}

	@PostMapping("/{id}/delete")
	Mono<Rendering> delete(@PathVariable String id, ServerWebExchange exchange) {
		return exchange.getFormData()
			.flatMap((data) -> this.actions.delete(id, value(data, "name")))
			.flatMap((done) -> Flash.put(exchange, done))
			.then(AccountActionController.home());
	}

	private static Mono<Rendering> respond(ServerWebExchange exchange, SaveResult saved, FormPage page) {
		if (saved.isDone()) {
			return Flash.put(exchange, saved.notice()).then(AccountActionController.home());
		}
		return Mono.just(Rendering.view("form")
			.status(saved.status())
			.modelAttribute("form", page)
			.modelAttribute("notice", saved.notice())
			.build());
	}

	private static Rendering form(FormPage page) {
		return Rendering.view("form").modelAttribute("form", page).build();
	}

	private static AccountForm form(MultiValueMap<String, String> data) {
		Map<AccountField, String> values = new EnumMap<>(AccountField.class);
		for (AccountField field : AccountField.values()) {
			if (data.containsKey(field.apiName())) {
				values.put(field, value(data, field.apiName()));
			}
		}
		return new AccountForm(values);
	}

	private static String value(MultiValueMap<String, String> data, String name) {
		String value = data.getFirst(name);
		return (value != null) ? value : "";
	}

}
