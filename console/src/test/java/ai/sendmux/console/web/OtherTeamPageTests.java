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
import java.util.Map;

import ai.sendmux.console.imports.ImportService;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page of an import that belongs to another team.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "60s")
class OtherTeamPageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String RESUME = "form=\"resume\"";

	@Autowired
	private WebTestClient client;

	@Autowired
	private SendmuxSandbox sandbox;

	@Autowired
	private ImportService service;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void resumeWhenImportIsOfOtherTeamShowsNoticeAndOffersNoResume() throws InterruptedException {
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofSeconds(30));
		ConsolePageClient page = new ConsolePageClient(this.client);
		String address = stoppedImport(page);
		assertThat(page.get(address)).contains(RESUME);
		setTeam(address, "team_other");
		page.post(address + "/resume", Map.of());
		int sent = this.sandbox.requests(SandboxOperation.CREATE).size();
		assertThat(page.get(page.location()))
			.contains("The import is not resumed: it belongs to another team or service",
					"It belongs to another team or service than the token of this application")
			.doesNotContain(RESUME, "Upload the file again", "encrypted with another key");
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).hasSize(sent);
	}

	private String stoppedImport(ConsolePageClient page) throws InterruptedException {
		page.upload("name,host,port,protocol,username,password\nA,smtp.example.com,587,starttls,user,s3cret\n");
		String address = page.location();
		page.get(address);
		page.post(address + "/start", Map.of("name", "pool of another team"));
		String started = page.location();
		Awaitility.await().atMost(PATIENCE).until(() -> !this.sandbox.requests(SandboxOperation.CREATE).isEmpty());
		page.get(started);
		page.post(started + "/stop", Map.of());
		assertThat(this.service.awaitEnd(id(started), PATIENCE)).isTrue();
		return started;
	}

	private void setTeam(String address, String team) {
		assertThat(this.jdbc.sql("update console_import set team_id = :team where id = :id")
			.param("team", team)
			.param("id", id(address))
			.update()).isOne();
	}

	private static String id(String address) {
		return address.substring(address.lastIndexOf('/') + 1);
	}

}
