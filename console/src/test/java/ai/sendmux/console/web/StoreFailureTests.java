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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.sendmux.console.imports.ImportService;
import ai.sendmux.console.store.FailingStore;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pages of an import whose store fails and works again.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "console.import.chunk-size=5")
@AutoConfigureWebTestClient(timeout = "60s")
class StoreFailureTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final AtomicBoolean FAILING = new AtomicBoolean();

	private static final String SENTENCE = "cannot be read or written (SQL state 08006).";

	@Autowired
	private WebTestClient client;

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private ImportService service;

	@AfterEach
	void mendStore() {
		FAILING.set(false);
	}

	@Test
	void importWhenStoreFailsStopsWithReasonAndCanBeResumed() throws InterruptedException {
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(200));
		ConsolePageClient page = new ConsolePageClient(this.client);
		String address = start(page);
		Awaitility.await().atMost(PATIENCE).until(() -> !this.sandbox.accounts().isEmpty());
		FAILING.set(true);
		assertThat(this.service.awaitEnd(address.substring(address.lastIndexOf('/') + 1), PATIENCE)).isTrue();
		int sent = this.sandbox.requests(SandboxOperation.CREATE).size();
		assertThat(page.get(address)).contains(SENTENCE);
		assertThat(page.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(events(address)).extracting(ServerSentEvent::event).containsExactly("announcement", "actions");
		FAILING.set(false);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(page.get(address)).contains("Nothing more was sent: The imports in ",
					SENTENCE, "Resume"));
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).hasSize(sent).hasSizeLessThan(60);
		page.post(address + "/resume", Map.of());
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(page.get(address)).contains("Import finished: 60 of 60 created"));
		assertThat(this.sandbox.accounts()).hasSize(60);
	}

	private String start(ConsolePageClient page) {
		page.upload(IntStream.range(0, 60)
			.mapToObj((number) -> "Pool " + number + ",smtp.example.com,587,starttls,user,s3cret\n")
			.collect(Collectors.joining("", "name,host,port,protocol,username,password\n", "")));
		String address = page.location();
		page.get(address);
		page.post(address + "/start", Map.of("name", "pool"));
		return page.location();
	}

	private List<ServerSentEvent<String>> events(String address) {
		return this.client.get()
			.uri(address + "/events")
			.exchange()
			.returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {
			})
			.getResponseBody()
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class FailingStoreConfiguration {

		@Bean
		static FailingStore failingStore() {
			return new FailingStore(FAILING::get);
		}

	}

}
