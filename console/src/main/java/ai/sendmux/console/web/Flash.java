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

import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * Carries a message over a redirect, in the session.
 */
final class Flash {

	private static final String ATTRIBUTE = Flash.class.getName();

	private Flash() {
	}

	static Mono<Void> put(ServerWebExchange exchange, Notice notice) {
		return exchange.getSession().doOnNext((session) -> session.getAttributes().put(ATTRIBUTE, notice)).then();
	}

	static Rendering.Builder<?> render(Rendering.Builder<?> rendering, WebSession session) {
		Notice notice = take(session);
		return (notice != null) ? rendering.modelAttribute("notice", notice) : rendering;
	}

	private static @Nullable Notice take(WebSession session) {
		return (Notice) session.getAttributes().remove(ATTRIBUTE);
	}

}
