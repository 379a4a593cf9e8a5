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
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxAccountStatus;
import ai.sendmux.sandbox.SandboxOperation;
import ai.sendmux.sandbox.SandboxPlan;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the import over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "60s")
class ImportTests {

	private static final int ATTEMPTS = 3;

	private static final String HEADER = "name,host,port,protocol,username,password,status\n";

	private static final String UNKNOWN = "There is no such import.";

	private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT = new ParameterizedTypeReference<>() {
	};

	@Autowired
	private WebTestClient client;

	@Autowired
	private SendmuxSandbox sandbox;

	private ConsolePageClient page;

	/**
	 * The store outlives a test, as it does a sandbox: each test has an import of its
	 * own.
	 */
	private final String name = "pool " + UUID.randomUUID();

	@BeforeEach
	void openBrowser() {
		this.page = new ConsolePageClient(this.client);
	}

	@Test
	void previewWhenUploadedCreatesNothing() {
		this.page.upload(HEADER + row(1) + "Wrong,h,0,tls,u,s3cret,\n");
		String preview = this.page.get(this.page.location());
		assertThat(preview).contains("Import 1 account<", "Wrong", "port: must be at least 1", "Pool 1")
			.doesNotContain("s3cret");
		assertThat(this.sandbox.requests(SandboxOperation.CREATE)).isEmpty();
	}

	@Test
	void uploadWhenFileIsUnreadableShowsReason() {
		assertThat(this.page.upload("no template")).contains("it lacks name, host");
		assertThat(this.page.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	@Test
	void uploadWhenFileIsTooLargeIsRefused() {
		assertThat(this.page.upload(HEADER + "x".repeat(65 * 1024 * 1024))).contains("The file is too large.");
		assertThat(this.page.status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
	}

	@Test
	void importWhenRunningSendsProgress() {
		String address = start(HEADER + rows(60));
		List<ServerSentEvent<String>> events = events(address);
		assertThat(events).extracting(ServerSentEvent::event)
			.contains("progress", "announcement", "actions")
			.endsWith("done");
		assertThat(events.get(events.size() - 3).data()).contains("Import finished: 60 of 60 created, 0 failed.");
		assertThat(this.sandbox.accounts()).hasSize(60);
		assertThat(this.page.get(address)).contains("Import finished").doesNotContain("sse-connect");
	}

	@Test
	void importWhenRowsFailedShowsThemBeforeRejectedRows() {
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(409).code("conflict");
		String address = start(HEADER + "Wrong,h,0,tls,u,s3cret,\n" + row(1));
		String problems = problems(events(address));
		assertThat(problems).containsSubsequence("Pool 1",
				"The account was changed, or its status does not allow this.", "Wrong", "port: must be at least 1");
		assertThat(this.page.get(address)).containsSubsequence("Pool 1", "Wrong");
	}

	@Test
	void importWhenNothingFailedShowsNoProblems() {
		assertThat(problems(events(start(HEADER + row(1))))).doesNotContain("could not be imported");
	}

	@Test
	void previewWhenManyRowsAreRejectedLinksToAllOfThem() {
		this.page.upload(HEADER + "Wrong,h,0,tls,u,s3cret,\n".repeat(101));
		String address = this.page.location();
		assertThat(this.page.get(address)).contains("href=\"" + address + "/failed.csv\"");
		assertThat(this.page.get(address + "/failed.csv").lines()).hasSize(1 + 101);
	}

	@Test
	void previewWhenUploadedWarnsAboutDeletedAccounts() {
		this.page.upload(HEADER + row(1));
		assertThat(this.page.get(this.page.location()).replaceAll("\\s+", " "))
			.contains("An account deleted since is not created again; use another name then.");
	}

	@Test
	void importWhenAccountIsInactiveDeactivatesIt() {
		events(start(HEADER + row(1).replace("active", "inactive") + row(2)));
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::status)
			.containsExactlyInAnyOrder(SandboxAccountStatus.INACTIVE, SandboxAccountStatus.ACTIVE);
	}

	@Test
	void importWhenNameIsSameCreatesNothingTwice() {
		events(start(HEADER + rows(5)));
		events(start(HEADER + rows(6)));
		assertThat(this.sandbox.accounts()).hasSize(6);
	}

	@Test
	void failedRowsWhenPlanLimitIsReachedContainNoPasswords() {
		this.sandbox.setPlan(SandboxPlan.paid().withMaxAccounts(3));
		String address = start(HEADER + rows(20) + "Wrong,h,0,tls,u,s3cret,\n");
		List<ServerSentEvent<String>> events = events(address);
		assertThat(events.get(events.size() - 4).data())
			.contains("Nothing more was sent: You&#39;ve reached the account limit of your plan.");
		String csv = this.page.get(address + "/failed.csv");
		assertThat(csv.lines()).hasSize(1 + 17 + 1);
		assertThat(csv).contains("not sent: You've reached the account limit of your plan.", "port: must be at least 1")
			.doesNotContain("s3cret");
		assertThat(this.page.headers().getContentDisposition().getFilename()).isEqualTo("failed.csv");
	}

	@Test
	void importWhenOutcomeWasUnknownCompletesUnderSameName() {
		this.sandbox.onNext(ATTEMPTS, SandboxOperation.CREATE).breakAfterActing();
		String address = start(HEADER + row(1));
		events(address);
		assertThat(this.page.get(address)).contains("1 with an unknown outcome");
		String again = start(HEADER + row(1));
		assertThat(again).isEqualTo(address);
		assertThat(events(again)).extracting(ServerSentEvent::data)
			.anySatisfy((data) -> assertThat(data).startsWith("Import finished: "));
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void importWhenDeactivationFailsReportsAccountAsCreated() {
		this.sandbox.onAll(SandboxOperation.DEACTIVATE).respondWith(500);
		String address = start(HEADER + row(1).replace("active", "inactive"));
		events(address);
		assertThat(this.page.get(address + "/failed.csv"))
			.contains("created, but not deactivated: Sendmux had an internal error.");
	}

	@Test
	void previewWhenPlanIsTooSmallWarns() {
		this.sandbox.setPlan(SandboxPlan.paid().withMaxAccounts(3));
		this.page.upload(HEADER + rows(5));
		assertThat(this.page.get(this.page.location()))
			.contains("Your plan allows 3 more accounts. The last 2 will fail.");
	}

	@Test
	void previewWhenPlanSufficesDoesNotWarn() {
		this.sandbox.setPlan(SandboxPlan.paid().withMaxAccounts(5));
		this.page.upload(HEADER + rows(5));
		assertThat(this.page.get(this.page.location())).doesNotContain("Your plan allows");
	}

	@Test
	void importWhenRateLimitIsExhaustedShowsResetTime() {
		this.sandbox.setRateLimit(20);
		String address = start(HEADER + rows(60));
		awaitPage(address, (page) -> page.contains("Waiting for the request limit until"));
		this.page.post(address + "/stop", Map.of());
		awaitPage(address,
				(page) -> page.contains("Import stopped: ") && !page.contains("Waiting for the request limit until"));
	}

	private void awaitPage(String address, Predicate<String> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> condition.test(this.page.get(address)));
	}

	@Test
	void importWhenStoppedCanBeResumed() {
		this.sandbox.setRateLimit(100_000);
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(50));
		String address = start(HEADER + rows(200));
		this.page.get(address);
		this.page.post(address + "/stop", Map.of());
		assertThat(events(address)).extracting(ServerSentEvent::data)
			.anySatisfy((data) -> assertThat(data).startsWith("Import stopped: ").endsWith(" remaining."));
		assertThat(this.sandbox.accounts()).hasSizeLessThan(200);
		assertThat(this.page.get(address)).contains("Nothing is created twice", "Resume");
		this.page.post(address + "/resume", Map.of());
		events(address);
		assertThat(this.sandbox.accounts()).hasSize(200);
	}

	@Test
	void startWhenImportOfSameNameRunsShowsMessage() {
		this.sandbox.setRateLimit(100_000);
		this.sandbox.onAll(SandboxOperation.CREATE).delay(Duration.ofMillis(50));
		String running = start(HEADER + rows(200));
		String refused = start(HEADER + rows(201));
		assertThat(this.page.get(refused)).contains("Another import named", "Wait until it has ended", "Import 201");
		this.page.post(running + "/stop", Map.of());
		events(running);
		this.page.post(refused + "/start", Map.of("name", this.name));
		this.page.post(running + "/resume", Map.of());
		assertThat(this.page.get(running)).contains("Another import named", "Resume")
			.doesNotContain("belongs to another team");
		this.page.post(refused + "/stop", Map.of());
		events(refused);
	}

	@Test
	void previewWhenImportIsDeletedShowsUnknownImport() {
		this.page.upload(HEADER + row(1));
		String address = this.page.location();
		assertThat(this.page.get(address)).contains("action=\"" + address + "/delete\"");
		this.page.post(address + "/delete", Map.of());
		assertThat(this.page.location()).isEqualTo("/console/imports");
		assertThat(this.page.get(address)).contains(UNKNOWN);
	}

	@Test
	void listWhenImportHasCompletedShowsState() {
		events(start(HEADER + rows(2)));
		assertThat(this.page.get("/console/imports")).contains(this.name, "accounts.csv", "completed");
	}

	@Test
	void startWhenImportRunsImportsOnce() {
		String address = start(HEADER + rows(10));
		this.page.get(address);
		this.page.post(address + "/start", Map.of("name", this.name + " 2"));
		events(address);
		assertThat(this.sandbox.accounts()).hasSize(10);
	}

	@Test
	void importWhenUnknownIsNotFound() {
		assertThat(this.page.get("/console/imports/none")).contains(UNKNOWN);
		assertThat(this.page.status()).isEqualTo(HttpStatus.NOT_FOUND);
	}

	@Test
	void eventsWhenImportIsUnknownReportItAndEnd() {
		List<ServerSentEvent<String>> events = events("/console/imports/none");
		assertThat(events).extracting(ServerSentEvent::event).containsExactly("announcement", "actions", "done");
		assertThat(events).extracting(ServerSentEvent::data)
			.element(1)
			.asString()
			.contains(UNKNOWN, "href=\"/console/imports/new\"");
	}

	private static String problems(List<ServerSentEvent<String>> events) {
		return events.stream()
			.filter((event) -> "problems".equals(event.event()))
			.map((event) -> String.valueOf(event.data()))
			.collect(Collectors.joining());
	}

	private String start(String csv) {
		this.page.upload(csv);
		String address = this.page.location();
		this.page.get(address);
		this.page.post(address + "/start", Map.of("name", this.name));
		return this.page.location();
	}

	private List<ServerSentEvent<String>> events(String address) {
		return this.client.get()
			.uri(address + "/events")
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(EVENT)
			.getResponseBody()
			.collectList()
			.blockOptional(Duration.ofSeconds(60))
			.orElseThrow();
	}

	private static String rows(int count) {
		return IntStream.rangeClosed(1, count).mapToObj(ImportTests::row).collect(Collectors.joining());
	}

	private static String row(int number) {
		return "Pool " + number + ",smtp.example.com,587,starttls,user,s3cret,active\n";
	}

}
