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

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.FakeResponse;
import ai.sendmux.http.FakeSendmux;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the bytes that a call sends.
 */
class RequestBytesTests {

	private static final String MINIMAL_BODY = "{\"name\":\"Transactional SMTP\",\"smtp_host\":\"smtp.example.com\","
			+ "\"smtp_port\":587,\"smtp_protocol\":\"starttls\",\"smtp_username\":\"api-user\","
			+ "\"smtp_password\":\"" + TestRequests.PASSWORD + "\"}";

	private static final Pattern KEY = Pattern.compile("(?im)^idempotency-key: (.*)$");

	private FakeSendmux server;

	private SendmuxProvidersOperations providers;

	@BeforeEach
	void startServer() throws IOException {
		this.server = FakeSendmux.alwaysReplying(
				FakeResponse.last("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
		this.providers = TestCalls.providers(this.server.url());
	}

	@AfterEach
	void stopServer() throws IOException {
		this.server.close();
	}

	@Test
	void createWhenKeyIsGivenSendsExactHeaders() throws Exception {
		TestCalls.failureOf(this.providers.create(TestRequests.minimal().build(), "import-1"));
		List<String> head = headOf(this.server.nextRequest().text());
		assertThat(head.get(0)).isEqualTo("POST /api/v1/providers HTTP/1.1");
		assertThat(head.subList(1, head.size())).map(RequestBytesTests::withoutVersion)
			.containsExactlyInAnyOrder("user-agent: sendmux-spring-boot/<version>", "accept-encoding: gzip",
					"host: localhost:" + this.server.port(), "accept: application/json",
					"authorization: Bearer " + TestCalls.TOKEN, "idempotency-key: import-1",
					"content-type: application/json", "content-length: " + MINIMAL_BODY.length());
	}

	@Test
	void getWhenSubscribedSendsExactHeadersAndNoBody() throws Exception {
		TestCalls.failureOf(this.providers.get("dprov_1"));
		String request = this.server.nextRequest().text();
		List<String> head = headOf(request);
		assertThat(head.get(0)).isEqualTo("GET /api/v1/providers/dprov_1 HTTP/1.1");
		assertThat(head.subList(1, head.size())).map(RequestBytesTests::withoutVersion)
			.containsExactlyInAnyOrder("user-agent: sendmux-spring-boot/<version>", "accept-encoding: gzip",
					"host: localhost:" + this.server.port(), "accept: application/json",
					"authorization: Bearer " + TestCalls.TOKEN);
		assertThat(bodyOf(request)).isEmpty();
	}

	@Test
	void createWhenOptionalFieldsAreAbsentSendsTheRequiredFieldsOnly() throws Exception {
		assertThat(bodyOf(sent(TestRequests.minimal().build()))).isEqualTo(MINIMAL_BODY);
	}

	@Test
	void createWhenAllFieldsAreSetSendsThemWithApiNames() throws Exception {
		assertThat(bodyOf(sent(TestRequests.full().build())))
			.isEqualTo(MINIMAL_BODY.substring(0, MINIMAL_BODY.length() - 1)
					+ ",\"from_email\":\"sender@example.com\",\"from_name\":\"Acme\","
					+ "\"reply_to_email\":\"support@example.com\",\"reply_to_name\":\"Support\","
					+ "\"quotas\":{\"per_minute\":{\"min\":10,\"max\":60},\"per_day\":5000},\"percentage\":100,"
					+ "\"tracking_domain\":\"click.example.com\",\"variables\":{\"plan_name\":\"Gold\"}}");
	}

	@Test
	void createWhenTextIsNotAsciiSendsUtf8() throws Exception {
		CreateProviderRequest request = TestRequests.minimal().name("Größe \uD83D\uDE80 \"x\"\n").build();
		assertThat(bodyOf(sent(request))).startsWith("{\"name\":\"Größe \uD83D\uDE80 \\\"x\\\"\\n\",");
	}

	@Test
	void createWhenTextHasUnpairedSurrogateSendsItEscaped() throws Exception {
		CreateProviderRequest request = TestRequests.minimal().name("half \uD83D").build();
		assertThat(bodyOf(sent(request))).startsWith("{\"name\":\"half \\uD83D\",");
	}

	@Test
	void createWhenKeyIsOfMaximumLengthSendsItVerbatim() throws Exception {
		String key = "!~\"'(),;:" + "k".repeat(246);
		TestCalls.failureOf(this.providers.create(TestRequests.minimal().build(), key));
		assertThat(keyOf(this.server.nextRequest().text())).isEqualTo(key);
	}

	@Test
	void createWhenSubscribedTwiceSendsTwoKeys() throws Exception {
		Mono<Provider> call = this.providers.create(TestRequests.minimal().build());
		TestCalls.failureOf(call);
		TestCalls.failureOf(call);
		String first = keyOf(this.server.nextRequest().text());
		String second = keyOf(this.server.nextRequest().text());
		assertThat(first).matches("[\\x21-\\x7E]{1,255}").isNotEqualTo(second);
		assertThat(second).matches("[\\x21-\\x7E]{1,255}");
	}

	@Test
	void createWhenKeyIsGivenAndSubscribedTwiceSendsItTwice() throws Exception {
		Mono<Provider> call = this.providers.create(TestRequests.minimal().build(), "import-1");
		TestCalls.failureOf(call);
		TestCalls.failureOf(call);
		assertThat(keyOf(this.server.nextRequest().text())).isEqualTo("import-1");
		assertThat(keyOf(this.server.nextRequest().text())).isEqualTo("import-1");
	}

	@Test
	void createWhenFailedHasRandomKeyThatWasSent() throws Exception {
		String reported = TestCalls.failureOf(this.providers.create(TestRequests.minimal().build())).idempotencyKey();
		assertThat(keyOf(this.server.nextRequest().text())).isEqualTo(reported);
	}

	@Test
	void createWhenApplicationSetsDefaultHeadersStillSendsItsOwn() throws Exception {
		WebClient.Builder builder = WebClient.builder()
			.defaultHeader("Authorization", "Basic eDp5")
			.defaultHeader("Content-Type", "text/plain")
			.defaultHeader("Idempotency-Key", "shared")
			.defaultHeader("Accept", "text/html");
		SendmuxProvidersOperations customized = TestCalls.providers(this.server.url(), ApiSettings.DEFAULTS, builder);
		TestCalls.failureOf(customized.create(TestRequests.minimal().build(), "import-1"));
		assertThat(headOf(this.server.nextRequest().text()))
			.contains("authorization: Bearer " + TestCalls.TOKEN, "content-type: application/json",
					"idempotency-key: import-1", "accept: application/json")
			.doesNotContain("authorization: Basic eDp5", "content-type: text/plain", "idempotency-key: shared",
					"accept: text/html");
	}

	@Test
	void createWhenApplicationSetsBaseUrlStillCallsSendmux() throws Exception {
		WebClient.Builder builder = WebClient.builder().baseUrl("http://localhost:1/application");
		SendmuxProvidersOperations customized = TestCalls.providers(this.server.url(), ApiSettings.DEFAULTS, builder);
		TestCalls.failureOf(customized.create(TestRequests.minimal().build()));
		assertThat(headOf(this.server.nextRequest().text()).get(0)).isEqualTo("POST /api/v1/providers HTTP/1.1");
	}

	private String sent(CreateProviderRequest request) throws InterruptedException {
		TestCalls.failureOf(this.providers.create(request));
		return this.server.nextRequest().text();
	}

	/**
	 * The lines of the head, the names of the headers in lower case.
	 */
	private static List<String> headOf(String request) {
		String head = request.substring(0, request.indexOf("\r\n\r\n"));
		return Arrays.stream(head.split("\r\n"))
			.map((line) -> Pattern.compile("^[A-Za-z-]+:")
				.matcher(line)
				.replaceFirst((it) -> it.group().toLowerCase(Locale.ROOT)))
			.toList();
	}

	private static String withoutVersion(String header) {
		return header.replaceFirst("/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?$", "/<version>");
	}

	private static String bodyOf(String request) {
		return request.substring(request.indexOf("\r\n\r\n") + 4);
	}

	private static String keyOf(String request) {
		Matcher matcher = KEY.matcher(request);
		assertThat(matcher.find()).as(request).isTrue();
		return matcher.group(1);
	}

}
