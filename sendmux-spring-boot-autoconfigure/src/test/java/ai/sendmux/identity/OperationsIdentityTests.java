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

package ai.sendmux.identity;

import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestResponses;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SendmuxIdentityTemplate}.
 */
class OperationsIdentityTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final SendmuxIdentityOperations identity = new SendmuxIdentityTemplate(
			TestCalls.retryingClient(server.baseUrl()));

	@Test
	void meEmitsTeamCredentialAndPermissions() {
		SendmuxIdentity me = me();
		assertThat(me.team()).isEqualTo(new SendmuxTeam("team_1", "Acme"));
		assertThat(me.credential()).isEqualTo(new SendmuxCredential("key_1", "api_key", "CI"));
		assertThat(me.label()).isEqualTo("Acme CI");
		assertThat(me.permissions()).containsExactly("provider.read", "provider.create");
		assertThat(me.mailboxes()).containsExactly(new SendmuxMailbox("mbx_1", "support@example.com"));
	}

	@Test
	void meWhenMailboxesAreAbsentEmitsEmptyList() {
		assertThat(me("{ \"label\": \"Acme CI\" }").mailboxes()).isEmpty();
	}

	@Test
	void meWhenMailboxesAreUnreadableEmitsTheOthers() {
		SendmuxIdentity me = me("{ \"mailboxes\": [ null, 7, { \"id\": \"mbx_1\" }, { \"email\": [] } ] }");
		assertThat(me.mailboxes()).contains(new SendmuxMailbox("mbx_1", "")).doesNotContainNull();
	}

	@Test
	void meWhenCredentialTypeIsUnknownEmitsIt() {
		assertThat(me("{ \"credential\": { \"type\": \"passkey\" } }").credential().type()).isEqualTo("passkey");
	}

	@Test
	void meSendsTokenOnly() {
		me();
		LoggedRequest request = server.findAll(anyRequestedFor(anyUrl())).get(0);
		assertThat(request.getUrl()).isEqualTo("/api/v1/me");
		assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TestCalls.TOKEN);
		assertThat(request.containsHeader("Idempotency-Key")).isFalse();
		assertThat(request.getBody()).isEmpty();
	}

	@Test
	void meWhenSubscribedTwiceSendsTwoRequests() {
		me();
		me();
		server.verify(2, anyRequestedFor(anyUrl()));
	}

	private SendmuxIdentity me() {
		return me(TestResponses.IDENTITY);
	}

	private SendmuxIdentity me(String data) {
		server.stubFor(get("/api/v1/me").willReturn(okJson(TestResponses.envelope(data))));
		return TestCalls.resultOf(this.identity.me());
	}

}
