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

import java.nio.charset.StandardCharsets;
import java.util.Map;

import ai.sendmux.console.accounts.AccountCsv;
import ai.sendmux.console.accounts.AccountDirectory;
import ai.sendmux.console.accounts.AccountList;
import ai.sendmux.console.accounts.AccountQuery;
import reactor.core.publisher.Mono;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.WebSession;

/**
 * Shows the list of accounts, and the page of one.
 */
@Controller
class ConsoleController {

	private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

	private final ConsoleService service;

	private final AccountDirectory directory;

	ConsoleController(ConsoleService service, AccountDirectory directory) {
		this.service = service;
		this.directory = directory;
	}

	@GetMapping({ "/", "/console", "/console/accounts" })
	Mono<Rendering> accounts(@RequestParam Map<String, String> parameters, WebSession session) {
		return this.service.page(AccountQuery.of(parameters), parameters.containsKey("refresh"))
			.map((page) -> Flash.render(Rendering.view("accounts"), session).modelAttribute("page", page).build());
	}

	/**
	 * The accounts of all pages, without secrets. If the list has more accounts than are
	 * read, the name of the file says so.
	 */
	@GetMapping("/console/accounts.csv")
	Mono<ResponseEntity<String>> export(@RequestParam Map<String, String> parameters) {
		AccountQuery query = AccountQuery.of(parameters);
		return this.directory.refresh()
			.map((list) -> ResponseEntity.ok()
				.contentType(CSV)
				.header(HttpHeaders.CONTENT_DISPOSITION, attachment(list))
				.body(AccountCsv.write(query.select(list.accounts()))));
	}

	private static String attachment(AccountList list) {
		String name = list.complete() ? "accounts.csv" : "accounts-first-" + list.accounts().size() + ".csv";
		return ContentDisposition.attachment().filename(name).build().toString();
	}

}
