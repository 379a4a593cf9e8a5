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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for faults that end, that select their calls, and that strike at random.
 */
@ExtendWith(SendmuxSandboxExtension.class)
class ScriptedOutageTests {

	private final SendmuxSandbox sandbox;

	private final PlainClient api;

	ScriptedOutageTests(SendmuxSandbox sandbox) {
		this.sandbox = sandbox;
		this.api = PlainClient.of(sandbox);
	}

	@Test
	void endWhenFaultIsPermanentKeepsAccountsAndKeys() throws IOException, InterruptedException {
		PlainResponse first = this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
		SandboxFault outage = this.sandbox.onAll().respondWith(503);
		assertThat(createWithKey().status()).isEqualTo(503);
		outage.end();
		assertThat(createWithKey().id()).isEqualTo(first.id());
		assertThat(this.sandbox.accounts()).hasSize(1);
	}

	@Test
	void endWhenFaultIsLimitedAppliesNextFault() throws IOException, InterruptedException {
		SandboxFault first = this.sandbox.onNext(5).respondWith(503);
		this.sandbox.onNext().respondWith(500);
		assertThat(this.api.create().status()).isEqualTo(503);
		first.end();
		assertThat(List.of(this.api.create().status(), this.api.create().status())).containsExactly(500, 201);
	}

	@Test
	void endWhenOtherFaultsExistKeepsThem() throws IOException, InterruptedException {
		this.sandbox.onAll(SandboxOperation.LIST).respondWith(500);
		this.sandbox.onAll().respondWith(503).end();
		assertThat(this.api.create().status()).isEqualTo(201);
		assertThat(this.api.get("/providers").status()).isEqualTo(500);
	}

	@Test
	void endWhenEffectIsDefinedAfterwardsAffectsNoCall() throws IOException, InterruptedException {
		SandboxFault fault = this.sandbox.onAll();
		fault.end();
		fault.respondWith(503);
		assertThat(this.api.create().status()).isEqualTo(201);
	}

	@Test
	void endFaultsWhenSeveralFaultsExistEndsAllAndKeepsAccounts() throws IOException, InterruptedException {
		this.api.create();
		this.sandbox.onAll().respondWith(503);
		this.sandbox.onNext(3).respondWith(500);
		this.sandbox.endFaults();
		assertThat(this.api.create().status()).isEqualTo(201);
		assertThat(this.sandbox.accounts()).hasSize(2);
		assertThat(this.sandbox.requests()).hasSize(2);
	}

	@Test
	void forAccountWhenOtherAccountsExistAffectsOnlyItsCalls() throws IOException, InterruptedException {
		String affected = this.sandbox.add(SandboxAccount.smtp()).id();
		String other = this.sandbox.add(SandboxAccount.smtp()).id();
		this.sandbox.onAll().forAccount(affected).respondWith(503);
		assertThat(this.api.get("/providers/" + affected).status()).isEqualTo(503);
		assertThat(this.api.post("/providers/" + affected + "/test", "").status()).isEqualTo(503);
		assertThat(this.api.get("/providers/" + other).status()).isEqualTo(200);
		assertThat(this.api.get("/providers").status()).isEqualTo(200);
	}

	@Test
	void forAccountWhenIdIsPrefixOfAnotherDoesNotAffectThatOne() throws IOException, InterruptedException {
		String id = this.sandbox.add(SandboxAccount.smtp()).id();
		this.sandbox.onAll().forAccount(id.substring(0, id.length() - 1)).respondWith(503);
		assertThat(this.api.get("/providers/" + id).status()).isEqualTo(200);
	}

	@Test
	void matchingWhenFieldMatchesAffectsOnlyThatCall() throws IOException, InterruptedException {
		this.sandbox.onNext(SandboxOperation.CREATE)
			.matching((request) -> "Pool 2".equals(request.field("name")))
			.respondWith(422)
			.invalidField("smtp_host", "Refused");
		List<Integer> statuses = new ArrayList<>();
		for (int i = 1; i <= 3; i++) {
			statuses.add(this.api.post("/providers", PlainClient.ACCOUNT.replace("Transactional SMTP", "Pool " + i))
				.status());
		}
		assertThat(statuses).containsExactly(201, 422, 201);
	}

	@Test
	void matchingWhenConditionDoesNotMatchDoesNotCountCalls() throws IOException, InterruptedException {
		this.sandbox.onEvery(2).matching((request) -> request.operation() == SandboxOperation.LIST).respondWith(500);
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			this.api.create();
			statuses.add(this.api.get("/providers").status());
		}
		assertThat(statuses).containsExactly(200, 500, 200, 500);
	}

	@Test
	void matchingWhenConditionThrowsErrorReturnsServerError() throws IOException, InterruptedException {
		SandboxFault fault = this.sandbox.onAll().matching((request) -> {
			throw new AssertionError("of the test");
		}).respondWith(503);
		assertThat(this.api.withoutContract().get("/providers").status()).isEqualTo(500);
		fault.end();
		assertThat(this.api.get("/providers").status()).isEqualTo(200);
	}

	@Test
	void invalidFieldWhenCalledTwiceReturnsBothErrors() throws IOException, InterruptedException {
		this.sandbox.onNext()
			.respondWith(422)
			.invalidField("smtp_host", "Refused")
			.invalidField("quotas.per_day", "Too high");
		PlainResponse response = this.api.create();
		assertThat(response.body().at("/error/errors/0/field").asString()).isEqualTo("smtp_host");
		assertThat(response.body().at("/error/errors/1/message").asString()).isEqualTo("Too high");
	}

	@Test
	void onRandomWhenSeedIsSameAffectsSameCalls() throws IOException, InterruptedException {
		List<Integer> first = statusesWithRandomFaults(42);
		assertThat(statusesWithRandomFaults(42)).isEqualTo(first);
		assertThat(statusesWithRandomFaults(43)).isNotEqualTo(first);
		assertThat(first).contains(200, 503);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void onRandomWhenProbabilityIsInvalidThrows(double probability) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.onRandom(probability, 1));
	}

	@Test
	void onRandomWhenOperationIsGivenDoesNotAffectOthers() throws IOException, InterruptedException {
		this.sandbox.onRandom(1, 1, SandboxOperation.LIST).respondWith(503);
		assertThat(this.api.create().status()).isEqualTo(201);
		assertThat(this.api.get("/providers").status()).isEqualTo(503);
	}

	@Test
	void changeWhenClientHasOldETagCausesConflict() throws IOException, InterruptedException {
		String id = this.sandbox.add(SandboxAccount.smtp()).id();
		String etag = this.api.get("/providers/" + id).header("ETag");
		this.sandbox.change(id, Map.of("name", "Theirs", "quotas", Map.of("per_day", 5)));
		assertThat(this.sandbox.account(id).name()).isEqualTo("Theirs");
		assertThat(this.api.patch("/providers/" + id, "{\"name\":\"Mine\"}", "If-Match", etag).code())
			.isEqualTo("conflict");
		assertThat(this.sandbox.requests()).hasSize(2);
	}

	@Test
	void changeWhenSettingIsInvalidNamesIt() {
		String id = this.sandbox.add(SandboxAccount.smtp()).id();
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.change(id, Map.of("smtp_port", 0)))
			.withMessageStartingWith("smtp_port: ");
	}

	@Test
	void removeWhenAccountExistsCausesNotFound() throws IOException, InterruptedException {
		String id = this.sandbox.add(SandboxAccount.smtp()).id();
		this.sandbox.remove(id);
		assertThat(this.api.get("/providers/" + id).status()).isEqualTo(404);
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.remove(id));
	}

	private PlainResponse createWithKey() throws IOException, InterruptedException {
		return this.api.post("/providers", PlainClient.ACCOUNT, "Idempotency-Key", "one");
	}

	private List<Integer> statusesWithRandomFaults(long seed) throws IOException, InterruptedException {
		this.sandbox.reset();
		this.sandbox.onRandom(0.3, seed).respondWith(503);
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			statuses.add(this.api.get("/providers").status());
		}
		return statuses;
	}

}
