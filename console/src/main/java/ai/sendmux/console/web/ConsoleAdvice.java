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
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.console.accounts.Notice;
import ai.sendmux.console.accounts.SendmuxFailure;
import ai.sendmux.console.imports.ImportsUnavailableException;
import ai.sendmux.sandbox.SendmuxSandbox;
import ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * What all pages have in common: the service that they speak of, the token of their
 * forms, and what is shown when a call fails that a page cannot do without. It comes
 * before the problem details of Spring Boot, which applications may enable for their
 * JSON.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(basePackageClasses = ConsoleAdvice.class)
class ConsoleAdvice {

	private final ServiceName serviceName;

	ConsoleAdvice(SendmuxConnectionDetails connectionDetails, ObjectProvider<SendmuxSandbox> sandbox) {
		boolean isSandbox = sandbox.getIfAvailable() != null;
		this.serviceName = new ServiceName(isSandbox, isSandbox ? "Sandbox" : "Live",
				connectionDetails.getBaseUrl().toString());
	}

	@ModelAttribute("service")
	ServiceName service() {
		return this.serviceName;
	}

	@ModelAttribute(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME)
	Mono<CsrfToken> csrfToken(ServerWebExchange exchange) {
		Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
		return (token != null) ? token : Mono.empty();
	}

	/**
	 * The token of a form that is read while it is sent, and whose address holds the
	 * token therefore.
	 */
	@ModelAttribute("uploadToken")
	Mono<String> uploadToken(ServerWebExchange exchange) {
		return csrfToken(exchange).map(CsrfToken::getToken);
	}

	@ExceptionHandler
	Rendering notFound(SendmuxNotFoundException ex) {
		return failure("Account not found", SendmuxFailure.of(ex).status(), Notice.of(ex).text());
	}

	@ExceptionHandler
	Rendering failed(SendmuxException ex) {
		return failure(SendmuxFailure.of(ex).status(), Notice.of(ex).text());
	}

	@ExceptionHandler
	Rendering unavailable(ImportsUnavailableException ex) {
		return failure(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	Rendering illegalArgument(IllegalArgumentException ex) {
		return failure(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	Rendering refused(ResponseStatusException ex) {
		String reason = (ex.getReason() != null) ? ex.getReason() : "This page can't be shown.";
		return failure(ex.getStatusCode(), reason);
	}

	private Rendering failure(HttpStatusCode status, String text) {
		return failure("Something went wrong", status, text);
	}

	private Rendering failure(String heading, HttpStatusCode status, String text) {
		return Rendering.view("failure")
			.status(status)
			.modelAttribute("heading", heading)
			.modelAttribute("service", this.serviceName)
			.modelAttribute("text", text)
			.build();
	}

	/**
	 * Names the service that the page speaks of.
	 *
	 * @param sandbox whether it is the sandbox
	 * @param label what it is called
	 * @param address where it is
	 */
	record ServiceName(boolean sandbox, String label, String address) {

	}

}
