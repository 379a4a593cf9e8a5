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

package ai.sendmux.sandbox;

import java.io.IOException;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecordedRequest}.
 */
@ExtendWith(SendmuxSandboxExtension.class)
class RecordedRequestTests {

	private static final String PROVIDERS = "/api/v1/providers";

	private final SendmuxSandbox sandbox;

	private final PlainClient api;

	RecordedRequestTests(SendmuxSandbox sandbox) {
		this.sandbox = sandbox;
		this.api = PlainClient.of(sandbox).withoutContract();
	}

	@Test
	void bodyWhenItHasPasswordIsRedacted() throws IOException, InterruptedException {
		String id = this.sandbox.add(SandboxAccount.smtp()).id();
		this.api.patch("/providers/" + id, "{\"smtp_password\":\"s3cret\",\"name\":\"New\"}");
		assertThat(request().body()).isEqualTo("{\"smtp_password\":\"[redacted]\",\"name\":\"New\"}");
		assertThat(this.sandbox.requests().toString()).doesNotContain("s3cret", this.sandbox.token());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":[{\"SMTP_Password\":{\"b\":\"s3cret\"}}]}", "[{\"password\":\"s3cret\"}]",
			"{\"smtp_password\":\"s3cret\",\"smtp_password\":\"s3cret2\"}", "\"s3cret\"", "{\"smtp_password\":\"s3cret",
			"smtp_password=s3cret", "{} {\"smtp_password\":\"s3cret\"}" })
	void bodyWhenUnusualHoldsNoPassword(String body) throws IOException, InterruptedException {
		this.api.post("/providers", body);
		assertThat(this.sandbox.requests()).hasSize(1);
		assertThat(this.sandbox.requests().toString()).doesNotContain("s3cret");
	}

	@Test
	void bodyWhenAbsentIsNull() throws IOException, InterruptedException {
		this.api.get("/providers");
		assertThat(request().body()).isNull();
		assertThat(request().field("name")).isNull();
	}

	@Test
	void bodyWhenTooLongIsNull() throws IOException, InterruptedException {
		this.api.post("/providers", "{\"name\":\"" + "x".repeat(64 * 1024) + "\"}");
		assertThat(request().body()).isNull();
	}

	@Test
	void bodyWhenRequestIsRejectedIsRecorded() throws IOException, InterruptedException {
		this.sandbox.onNext().respondWith(503);
		this.api.create();
		assertThat(request().field("smtp_host")).isEqualTo("smtp.example.com");
	}

	@Test
	void fieldWhenPathIsNestedReturnsTypedValue() throws IOException, InterruptedException {
		this.api.post("/providers", "{\"quotas\":{\"per_day\":{\"min\":1,\"max\":2}},\"name\":null,\"flag\":true}");
		assertThat(request().field("quotas.per_day.max")).isEqualTo(2);
		assertThat(request().field("quotas.per_day")).isEqualTo("{\"min\":1,\"max\":2}");
		assertThat(request().field("flag")).isEqualTo(true);
		assertThat(request().field("name")).isNull();
		assertThat(request().field("quotas.per_hour.max")).isNull();
	}

	@Test
	void requestsWhenCallIsStubbedIncludeIt() throws IOException, InterruptedException {
		this.sandbox.wireMockServer()
			.stubFor(WireMock.post(PROVIDERS)
				.withRequestBody(WireMock.matchingJsonPath("$[?(@.name == 'Pool 2')]"))
				.willReturn(WireMock.aResponse().withStatus(418)));
		this.api.post("/providers", PlainClient.ACCOUNT);
		this.api.post("/providers", PlainClient.ACCOUNT.replace("Transactional SMTP", "Pool 2"), "Idempotency-Key",
				"two");
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).extracting(RecordedRequest::status)
			.containsExactly(201, 418);
		assertThat(this.sandbox.requests().get(1).field("name")).isEqualTo("Pool 2");
		assertThat(this.sandbox.requests().get(1).idempotencyKey()).isEqualTo("two");
		assertThat(this.sandbox.requests().toString()).doesNotContain("smtp-password");
	}

	@Test
	void requestsWhenStubBreaksConnectionIncludeCallWithoutStatus() {
		this.sandbox.wireMockServer()
			.stubFor(
					WireMock.get(PROVIDERS).willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.api.get("/providers"));
		assertThat(this.sandbox.requests()).extracting(RecordedRequest::status).containsOnly(0);
	}

	@Test
	void requestsWhenTeamMakesStubbedCallIncludeItForThatTeamOnly() throws IOException, InterruptedException {
		SandboxTeam team = this.sandbox.team("smx_root_other");
		this.sandbox.wireMockServer().stubFor(WireMock.get(PROVIDERS).willReturn(WireMock.okJson("{}")));
		new PlainClient(this.sandbox.baseUrl(), team.token()).withoutContract().get("/providers");
		assertThat(team.requests()).hasSize(1);
		assertThat(this.sandbox.requests()).isEmpty();
	}

	private RecordedRequest request() {
		return this.sandbox.requests().get(0);
	}

}
