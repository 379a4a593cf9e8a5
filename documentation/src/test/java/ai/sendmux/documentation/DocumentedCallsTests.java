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

package ai.sendmux.documentation;

import java.time.Duration;
import java.util.regex.Pattern;

import ai.sendmux.sample.SampleApplication;
import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the calls which the documents show get the responses, and are logged, as
 * they show.
 */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient
@ExtendWith(OutputCaptureExtension.class)
class DocumentedCallsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String GUIDE = "docs/getting-started.md";

	private static final String LOGGER = "ai.sendmux.client";

	private static final Pattern HEADER = Pattern.compile("-H '([^:']+): ([^']+)'");

	private static final Pattern BODY = Pattern.compile("-d '([^']+)'");

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private LoggingSystem loggingSystem;

	private final WebTestClient client;

	private final String curl = Documents.block(GUIDE, "curl -i http://127.0.0.1:8080/accounts ");

	DocumentedCallsTests(@Autowired WebTestClient client) {
		this.client = client.mutate().responseTimeout(PATIENCE).build();
	}

	@AfterEach
	void resetLogLevel() {
		this.loggingSystem.setLogLevel(LOGGER, null);
	}

	@Test
	void curlWhenRunAsShownCreatesAccount() {
		post(body()).expectStatus().isCreated().expectHeader().exists("Location");
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::name).containsExactly("Over HTTP");
	}

	@Test
	void responseWhenRequestIsInvalidIsProblemAsShown() {
		post(body().replace("587", "0")).expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectBody()
			.json(Documents.block(GUIDE, "{\n  \"detail\""), JsonCompareMode.STRICT);
	}

	@Test
	void logWhenCallSucceedsIsAsShown(CapturedOutput output) {
		this.loggingSystem.setLogLevel(LOGGER, LogLevel.DEBUG);
		SandboxAccount account = this.sandbox.add(SandboxAccount.smtp());
		this.client.get().uri("/accounts/" + account.id()).exchange().expectStatus().isOk();
		assertThat(withoutFigures(output.getOut()))
			.contains(withoutFigures(Documents.block("docs/observability.md", "providers.get ")));
	}

	private WebTestClient.ResponseSpec post(String body) {
		WebTestClient.RequestBodySpec request = this.client.post().uri("/accounts");
		HEADER.matcher(this.curl).results().forEach((header) -> request.header(header.group(1), header.group(2)));
		return request.bodyValue(body).exchange();
	}

	private String body() {
		return BODY.matcher(this.curl).results().map((body) -> body.group(1)).findFirst().orElseThrow();
	}

	private static String withoutFigures(String line) {
		return line.replaceAll("req_\\w+", "req_1").replaceAll("\\d+ ms", "12 ms");
	}

}
