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

import java.util.Map;

import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no page of another origin can make the application act.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
class ConsoleSecurityTests {

	@Autowired
	private WebTestClient webTestClient;

	@Autowired
	private SendmuxSandbox sandbox;

	@Test
	void postWhenCsrfTokenIsMissingIsForbidden() {
		this.webTestClient.post()
			.uri("/console/accounts")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.bodyValue("name=A")
			.exchange()
			.expectStatus()
			.isForbidden();
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).isEmpty();
	}

	@Test
	void postWhenJsonPathIsNotListedIsForbidden() {
		this.webTestClient.post()
			.uri("/accounts")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isForbidden();
	}

	@Test
	void htmxRequestWhenCsrfTokenIsStaleRefreshesPage() {
		ConsolePageClient browser = new ConsolePageClient(this.webTestClient);
		browser.get("/");
		browser.forgetCookies();
		browser.post("/console/accounts/dprov_1/test", Map.of(), "HX-Request");
		assertThat(browser.status()).isEqualTo(HttpStatus.FORBIDDEN);
		assertThat(browser.headers().getFirst("HX-Refresh")).isEqualTo("true");
		assertThat(this.sandbox.requests(SandboxOperation.TEST)).isEmpty();
	}

	@Test
	void submitWhenCsrfTokenIsStaleShowsExpiredMessage() {
		ConsolePageClient browser = new ConsolePageClient(this.webTestClient);
		browser.get("/console/accounts/new");
		browser.forgetCookies();
		assertThat(browser.post("/console/accounts", Map.of())).contains("This page has expired.", "<title>Forbidden");
		assertThat(browser.status()).isEqualTo(HttpStatus.FORBIDDEN);
	}

	@Test
	void csrfCookieIsStrictAndHttpOnly() {
		ConsolePageClient browser = new ConsolePageClient(this.webTestClient);
		browser.get("/");
		assertThat(browser.headers().getOrEmpty("Set-Cookie")).anySatisfy(
				(cookie) -> assertThat(cookie).startsWith("XSRF-TOKEN=").contains("HTTPOnly", "SameSite=Strict"));
	}

	@Test
	void requestWhenHostIsNotLoopbackIsRejected() {
		this.webTestClient.get()
			.uri("/")
			.header("Host", "evil.example")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.MISDIRECTED_REQUEST);
		this.webTestClient.get().uri("/").header("Host", "127.0.0.1:8080").exchange().expectStatus().isOk();
		this.webTestClient.get().uri("/").header("Host", "[::1]:8080").exchange().expectStatus().isOk();
	}

	@Test
	void contentSecurityPolicyAllowsOnlyOwnResources() {
		ConsolePageClient browser = new ConsolePageClient(this.webTestClient);
		String page = browser.get("/");
		assertThat(browser.headers().getFirst("Content-Security-Policy")).startsWith("default-src 'none'")
			.contains("script-src 'self'", "frame-ancestors 'none'")
			.doesNotContain("unsafe");
		assertThat(page).doesNotContain("style=", "onclick", "https://");
	}

}
