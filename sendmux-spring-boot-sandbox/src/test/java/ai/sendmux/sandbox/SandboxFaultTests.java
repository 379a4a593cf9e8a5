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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SandboxFault}.
 */
@ExtendWith(SendmuxSandboxExtension.class)
class SandboxFaultTests {

	private final SendmuxSandbox sandbox;

	private final PlainClient api;

	SandboxFaultTests(SendmuxSandbox sandbox) {
		this.sandbox = sandbox;
		this.api = PlainClient.of(sandbox);
	}

	@Test
	void respondWithWhenFaultIsOnNextReplacesOneResponse() throws IOException, InterruptedException {
		this.sandbox.onNext().respondWith(503).retryAfter(Duration.ofSeconds(2));
		PlainResponse response = this.api.create();
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.code()).isEqualTo("service_unavailable");
		assertThat(response.header("Retry-After")).isEqualTo("2");
		assertThat(response.header("X-RateLimit-Limit")).isEqualTo("600");
		assertThat(this.sandbox.accounts()).isEmpty();
		assertThat(this.api.create().status()).isEqualTo(201);
	}

	@Test
	void respondWithWhenStatusIs429SendsRetryAfter() throws IOException, InterruptedException {
		this.sandbox.onNext().respondWith(429);
		this.sandbox.onNext().respondWith(429).retryAfter(Duration.ofSeconds(7));
		this.sandbox.onNext().respondWith(503);
		assertThat(this.api.create().header("Retry-After")).isEqualTo("1");
		assertThat(this.api.create().header("Retry-After")).isEqualTo("7");
		assertThat(this.api.create().header("Retry-After")).isEmpty();
	}

	@Test
	void respondWithWhenCodeIsUnknownReturnsIt() throws IOException, InterruptedException {
		this.sandbox.onNext().respondWith(418).code("teapot");
		PlainResponse response = this.api.get("/elsewhere");
		assertThat(response.status()).isEqualTo(418);
		assertThat(response.code()).isEqualTo("teapot");
	}

	@Test
	void onNextWhenSeveralFaultsAreScriptedAppliesThemInOrder() throws IOException, InterruptedException {
		this.sandbox.onNext(2).respondWith(500);
		this.sandbox.onNext(SandboxOperation.CREATE).respondWith(503);
		this.sandbox.onNext(SandboxOperation.LIST).respondWith(429);
		assertThat(List.of(this.api.create().status(), this.api.create().status(), this.api.create().status(),
				this.api.create().status(), this.api.get("/providers").status()))
			.containsExactly(500, 500, 503, 201, 429);
	}

	@Test
	void onNextWhenEffectIsNotYetDefinedAffectsNoCall() throws IOException, InterruptedException {
		SandboxFault fault = this.sandbox.onNext();
		assertThat(this.api.create().status()).isEqualTo(201);
		fault.respondWith(503);
		assertThat(this.api.create().status()).isEqualTo(503);
		assertThat(this.api.create().status()).isEqualTo(201);
	}

	@Test
	void onEveryWhenOperationIsGivenAffectsEveryThirdCallOfIt() throws IOException, InterruptedException {
		this.sandbox.onEvery(3, SandboxOperation.CREATE).respondWith(500);
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			statuses.add(this.api.create().status());
			this.api.get("/providers");
		}
		assertThat(statuses).containsExactly(201, 201, 500, 201, 201, 500);
	}

	@Test
	void onAllAffectsEveryCallUntilReset() throws IOException, InterruptedException {
		this.sandbox.onAll().respondWith(500);
		assertThat(this.api.create().status()).isEqualTo(500);
		assertThat(this.api.get("/providers").status()).isEqualTo(500);
		this.sandbox.reset();
		assertThat(this.api.get("/providers").status()).isEqualTo(200);
	}

	@Test
	void breakAfterActingWhenOperationIsCreateCreatesAccount() {
		this.sandbox.onNext().breakAfterActing();
		assertThatExceptionOfType(IOException.class).isThrownBy(this.api::create);
		assertThat(this.sandbox.accounts()).hasSize(1);
		assertThat(this.sandbox.requests()).extracting(RecordedRequest::status).containsExactly(0);
	}

	@Test
	void breakAfterActingWhenRetriedWithSameKeyReplaysResponse() throws IOException, InterruptedException {
		this.sandbox.onNext().breakAfterActing();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one"));
		PlainResponse retry = this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		assertThat(this.sandbox.accounts()).extracting(SandboxAccount::id).containsExactly(retry.id());
	}

	@Test
	void breakBeforeActingWhenOperationIsCreateCreatesNoAccount() {
		this.sandbox.onNext().breakBeforeActing();
		assertThatExceptionOfType(IOException.class).isThrownBy(this.api::create);
		assertThat(this.sandbox.accounts()).isEmpty();
	}

	@Test
	void htmlWhenStatusIs502ReturnsProxyErrorPage() throws IOException, InterruptedException {
		this.sandbox.onNext().html(502);
		PlainResponse response = this.api.withoutContract().create();
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.header("Content-Type")).isEqualTo("text/html");
		assertThat(response.header("X-Request-Id")).isEmpty();
		assertThat(response.http().body()).startsWith("<html>");
	}

	@Test
	void emptyBodyKeepsStatusAndHeaders() throws IOException, InterruptedException {
		this.sandbox.onNext().emptyBody();
		PlainResponse response = this.api.withoutContract().create();
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.header("Location")).endsWith(this.sandbox.accounts().get(0).id());
		assertThat(response.http().body()).isEmpty();
	}

	@Test
	void cutBodyWhenAccountIsCreatedTruncatesResponse() {
		this.sandbox.onNext().cutBody();
		assertThatExceptionOfType(IOException.class).isThrownBy(this.api::create)
			.withMessageContaining("bytes received");
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void unknownEnumValuesWhenAccountsAreReadReturnsUnknownStatusAndType() throws IOException, InterruptedException {
		this.sandbox.onNext(2).unknownEnumValues();
		PlainClient lenient = this.api.withoutContract();
		String path = "/providers/" + this.sandbox.add(SandboxAccount.smtp()).id();
		assertThat(lenient.get(path).data().path("status").asString()).isEqualTo("hibernating");
		assertThat(lenient.get("/providers").data().path(0).path("type").asString()).isEqualTo("http_api");
		assertThat(this.api.get(path).data().path("status").asString()).isEqualTo("active");
	}

	@Test
	void delayWhenKeyIsInUseReturnsIdempotencyConflict() throws IOException, InterruptedException {
		this.sandbox.onNext().delay(Duration.ofMillis(600));
		long start = System.nanoTime();
		CompletableFuture<PlainResponse> slow = CompletableFuture.supplyAsync(() -> createWithKey("one"));
		while (this.sandbox.requests().isEmpty()) {
			Thread.onSpinWait();
		}
		assertThat(createWithKey("one").code()).isEqualTo("idempotency_conflict");
		assertThat(slow.join().status()).isEqualTo(201);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
		assertThat(createWithKey("one").id()).isEqualTo(slow.join().id());
	}

	@Test
	void delayWhenManyCallsAreConcurrentDoesNotQueueThem() {
		this.sandbox.onAll().delay(Duration.ofMillis(300));
		long start = System.nanoTime();
		List<CompletableFuture<PlainResponse>> calls = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			String key = "key-" + i;
			calls.add(CompletableFuture.supplyAsync(() -> createWithKey(key), (task) -> new Thread(task).start()));
		}
		assertThat(calls).extracting((call) -> call.join().status()).containsOnly(201);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void onAllWhenFaultIsOfAnotherTeamDoesNotAffectCall() throws IOException, InterruptedException {
		SandboxTeam team = this.sandbox.team("smx_root_other_team");
		team.onAll().respondWith(500);
		assertThat(this.api.create().status()).isEqualTo(201);
		assertThat(new PlainClient(this.sandbox.baseUrl(), team.token()).create().status()).isEqualTo(500);
	}

	@Test
	void faultWhenArgumentIsInvalidThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.onNext().respondWith(200));
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.onNext().html(99));
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.onNext(0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.onEvery(0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.onNext().delay(Duration.ofMillis(-1)));
	}

	private PlainResponse createWithKey(String key) {
		try {
			return this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", key);
		}
		catch (IOException | InterruptedException ex) {
			throw new CompletionException(ex);
		}
	}

}
