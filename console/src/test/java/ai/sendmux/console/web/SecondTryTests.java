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

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxAccountStatus;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that every form works again on the page that is shown when it was refused.
 * Problem details are enabled as in the sample application.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "sendmux.rate-limit.enabled=false", "spring.webflux.problemdetails.enabled=true" })
@AutoConfigureWebTestClient(timeout = "30s")
class SecondTryTests {

	private static final String CSV = "name,host,port,protocol,username,password\nPool,h.example.com,587,tls,u,s3cret\n";

	@Autowired
	private WebTestClient webTestClient;

	@Autowired
	private SendmuxSandbox sandbox;

	private ConsolePageClient page;

	@BeforeEach
	void openBrowser() {
		this.page = new ConsolePageClient(this.webTestClient);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no template", "name,host,port,protocol,username,password\n" })
	void uploadWhenFirstFileWasRejectedAcceptsSecondFile(String refused) {
		this.page.upload(refused);
		assertThat(this.page.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
		this.page.uploadAgain(CSV);
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.page.get(this.page.location())).contains("Import 1 account<");
	}

	@Test
	void uploadWhenRejectedShowsService() {
		assertThat(this.page.upload("no template")).contains("class=\"service sandbox\"");
	}

	@Test
	void createWhenRejectedTwiceAcceptsRetry() {
		String form = this.page.get("/console/accounts/new");
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(409).code("conflict");
		String invalid = this.page.post("/console/accounts", ConsolePageClient.fields(form, "name", "A", "smtp_host",
				"h", "smtp_port", "70000", "smtp_username", "u", "smtp_password", "s3cret"));
		String conflict = this.page.post("/console/accounts",
				ConsolePageClient.fields(invalid, "smtp_port", "587", "smtp_password", "s3cret"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.CONFLICT);
		this.page.post("/console/accounts", ConsolePageClient.fields(conflict, "smtp_password", "s3cret"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void editWhenRejectedTwiceAcceptsRetry() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp().name("Old"));
		String address = "/console/accounts/" + account.id();
		String form = this.page.get(address + "/edit");
		this.sandbox.onNext(SandboxOperation.UPDATE).respondWith(422);
		String invalid = this.page.post(address, ConsolePageClient.fields(form, "name", ""));
		String refused = this.page.post(address, ConsolePageClient.fields(invalid, "name", "New"));
		assertThat(this.page.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
		this.page.post(address, ConsolePageClient.fields(refused));
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.account(account.id()).name()).isEqualTo("New");
	}

	@Test
	void actionWhenRejectedAcceptsRetry() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp());
		String address = "/console/accounts/" + account.id() + "/deactivate";
		this.sandbox.onNext(SandboxOperation.DEACTIVATE).respondWith(409).code("conflict");
		this.page.get("/");
		this.page.post(address, Map.of());
		this.page.get("/");
		this.page.post(address, Map.of());
		assertThat(this.sandbox.account(account.id()).status()).isEqualTo(SandboxAccountStatus.INACTIVE);
	}

	@Test
	void actionWhenHtmxRequestIsRejectedAcceptsRetry() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp());
		String address = "/console/accounts/" + account.id() + "/deactivate";
		this.sandbox.onNext(SandboxOperation.DEACTIVATE).respondWith(409).code("conflict");
		this.page.get("/");
		this.page.post(address, Map.of(), "HX-Request");
		this.page.post(address, Map.of(), "HX-Request");
		assertThat(this.page.status()).isEqualTo(HttpStatus.OK);
		assertThat(this.sandbox.account(account.id()).status()).isEqualTo(SandboxAccountStatus.INACTIVE);
	}

	@Test
	void deleteWhenRejectedRedirectsAndAcceptsRetry() {
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp());
		String address = "/console/accounts/" + account.id() + "/delete";
		this.sandbox.onNext(SandboxOperation.DELETE).respondWith(409).code("conflict");
		this.page.get(address);
		this.page.post(address, Map.of());
		assertThat(this.page.get(this.page.location())).contains("notice error", "The account was changed");
		this.page.get(address);
		this.page.post(address, Map.of());
		assertThat(this.page.status()).isEqualTo(HttpStatus.SEE_OTHER);
		assertThat(this.sandbox.accounts()).isEmpty();
	}

	@Test
	void startWhenImportIsUnknownShowsErrorPage() {
		this.page.get("/console/imports/new");
		assertThat(this.page.post("/console/imports/none/start", Map.of())).contains("<h1>Something went wrong</h1>",
				"class=\"service sandbox\"");
		assertThat(this.page.status()).isEqualTo(HttpStatus.NOT_FOUND);
	}

}
