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

import ai.sendmux.console.accounts.Notice;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.WebSession;

/**
 * Shows the page of accounts.
 */
@Controller
class ConsoleController {

	private final ConsoleService service;

	ConsoleController(ConsoleService service) {
		this.service = service;
	}

	@GetMapping("/")
	Mono<Rendering> accounts(@RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String cursor, WebSession session) {
		return this.service.page(new AccountFilter(status, type, cursor))
			.map((page) -> render(page, Flash.take(session)));
	}

	private static Rendering render(ConsolePage page, @Nullable Notice notice) {
		Rendering.Builder<?> rendering = Rendering.view("accounts").modelAttribute("page", page);
		return ((notice != null) ? rendering.modelAttribute("notice", notice) : rendering).build();
	}

}
