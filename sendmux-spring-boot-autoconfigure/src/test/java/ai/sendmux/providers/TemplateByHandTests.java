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

package ai.sendmux.providers;

import java.net.URI;

import ai.sendmux.emails.EmailsResponses;
import ai.sendmux.emails.SendmuxEmailsTemplate;
import ai.sendmux.identity.SendmuxIdentityTemplate;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the templates where no application context makes them.
 */
class TemplateByHandTests {

	private static final URI ELSEWHERE = URI.create("http://sendmux.example.com/api/v1");

	private static final String MAILBOX_KEY = "smx_mbx_geheim";

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final WebClient webClient = WebClient.create();

	private final URI baseUrl = URI.create(server.baseUrl() + "/api/v1");

	@Test
	void createProvidersWhenCalledSendsToken() {
		server.stubFor(OperationCase.GET.response());
		SendmuxProvidersTemplate providers = SendmuxProvidersTemplate.create(this.webClient, this.baseUrl,
				TestCalls.TOKEN);
		assertThat(TestCalls.resultOf(providers.get("dprov_1")).name()).isEqualTo("Transactional SMTP");
		assertTokenIsSent();
	}

	@Test
	void createIdentityWhenCalledSendsToken() {
		server.stubFor(get("/api/v1/me").willReturn(okJson(TestResponses.envelope(TestResponses.IDENTITY))));
		SendmuxIdentityTemplate identity = SendmuxIdentityTemplate.create(this.webClient, this.baseUrl,
				TestCalls.TOKEN);
		assertThat(TestCalls.resultOf(identity.me()).label()).isEqualTo("Acme CI");
		assertTokenIsSent();
	}

	@Test
	void createEmailsWhenCalledSendsToken() {
		server
			.stubFor(get("/api/v1/emails/logs/dlog_1").willReturn(okJson(TestResponses.envelope(EmailsResponses.LOG))));
		SendmuxEmailsTemplate emails = SendmuxEmailsTemplate.create(this.webClient, this.baseUrl, TestCalls.TOKEN);
		assertThat(TestCalls.resultOf(emails.log("dlog_1")).subject()).isEqualTo("Your order");
		assertTokenIsSent();
	}

	@Test
	void createWhenUrlIsUnencryptedAndNotLoopbackThrows() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SendmuxProvidersTemplate.create(this.webClient, ELSEWHERE, TestCalls.TOKEN))
			.withMessageContaining("unencrypted");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SendmuxIdentityTemplate.create(this.webClient, ELSEWHERE, TestCalls.TOKEN))
			.withMessageContaining("unencrypted");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SendmuxEmailsTemplate.create(this.webClient, ELSEWHERE, TestCalls.TOKEN))
			.withMessageContaining("unencrypted");
	}

	@Test
	void createWhenKeyCannotManageAccountsThrows() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SendmuxProvidersTemplate.create(this.webClient, this.baseUrl, MAILBOX_KEY))
			.withMessageContaining("mailbox key")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("geheim"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SendmuxIdentityTemplate.create(this.webClient, this.baseUrl, MAILBOX_KEY))
			.withMessageContaining("mailbox key");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SendmuxEmailsTemplate.create(this.webClient, this.baseUrl, MAILBOX_KEY))
			.withMessageContaining("mailbox key");
	}

	private static void assertTokenIsSent() {
		assertThat(server.findAll(anyRequestedFor(anyUrl()))).singleElement()
			.satisfies(
					(request) -> assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TestCalls.TOKEN));
	}

}
