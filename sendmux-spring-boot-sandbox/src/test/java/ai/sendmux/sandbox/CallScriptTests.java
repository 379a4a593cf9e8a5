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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes the calls of {@code call-script.md} and compares the responses with it, and the
 * script with the contract.
 */
@ExtendWith(SendmuxSandboxExtension.class)
class CallScriptTests {

	@TestFactory
	Stream<DynamicTest> sandboxWhenCallScriptIsRunRespondsAsExpected(SendmuxSandbox sandbox) throws IOException {
		Map<String, String> saved = new HashMap<>();
		return CallStep.readAll().stream().map((step) -> DynamicTest.dynamicTest(step.toString(), () -> {
			if (step.isCall()) {
				call(step, PlainClient.of(sandbox), saved);
			}
			else {
				prepare(step, sandbox, saved);
			}
		}));
	}

	@TestFactory
	Stream<DynamicTest> contractWhenBodyIsInCallScriptAgreesWithSandbox() throws IOException {
		return CallStep.readAll()
			.stream()
			.filter((step) -> isWrite(step) && Set.of(200, 201, 400).contains(step.status()))
			.filter((step) -> step.header().isEmpty() && step.bodyToSend().endsWith("}"))
			.map((step) -> DynamicTest.dynamicTest(step.toString(),
					() -> assertThat(
							Contract.get().allows(operation(step), JsonMapper.shared().readTree(step.bodyToSend())))
						.isEqualTo(step.status() != 400)));
	}

	@Test
	void scriptCallsEveryOperation() throws IOException {
		Set<SandboxOperation> called = EnumSet.noneOf(SandboxOperation.class);
		CallStep.readAll().stream().filter(CallStep::isCall).forEach((step) -> {
			Route route = Route.of(step.method(), step.path(Map.of()));
			if (route != null) {
				called.add(route.operation());
			}
		});
		assertThat(called).containsExactlyInAnyOrder(SandboxOperation.values());
	}

	private static void call(CallStep step, PlainClient api, Map<String, String> saved)
			throws IOException, InterruptedException {
		PlainResponse response = api.send(step.method(), step.path(saved), step.bodyToSend(), step.headers(saved));
		assertThat(response.status()).as(response.http().body()).isEqualTo(step.status());
		assertThat(response.code()).isEqualTo(step.code());
		assertThat(response.issues()).isEqualTo(step.issues());
		if (!step.saveAs().isEmpty()) {
			String id = response.id().isEmpty() ? response.data().at("/request/id").asString("") : response.id();
			saved.put(step.saveAs(), id);
			saved.put(step.saveAs() + ".etag", response.header("ETag"));
		}
	}

	private static void prepare(CallStep step, SendmuxSandbox sandbox, Map<String, String> saved) {
		switch (step.call()) {
			case "add unconnected google account" ->
				saved.put(step.saveAs(), sandbox.add(SandboxAccount.gmail().connected(false)).id());
			case "add shared account" -> saved.put(step.saveAs(), sandbox.add(SandboxAccount.sharedAmazonSes()).id());
			case "send 900 emails from the shared account" ->
				sandbox.addEmails(Objects.requireNonNull(saved.get("s")), SandboxEmailOutcome.SENT, 900);
			case "add a pending email" -> saved.put(step.saveAs(),
					sandbox.addEmails(Objects.requireNonNull(saved.get("a")), SandboxEmailOutcome.PENDING, 1).get(0));
			case "add 60 failed emails" ->
				sandbox.addEmails(Objects.requireNonNull(saved.get("a")), SandboxEmailOutcome.FAILED, 60);
			case "send the pending email" ->
				sandbox.setEmailOutcome(Objects.requireNonNull(saved.get("m")), SandboxEmailOutcome.SENT);
			case "allow two accounts" -> sandbox.setPlan(SandboxPlan.paid().withMaxAccounts(2));
			case "change to the free plan" -> sandbox.setPlan(SandboxPlan.free());
			case "leave the permission to read" -> sandbox.setPermissions(SandboxPermission.READ);
			case "take all permissions away" -> sandbox.setPermissions();
			case "exhaust the rate limit" -> sandbox.setRateLimit(0);
			default -> throw new IllegalStateException("Unknown step: " + step.call());
		}
	}

	private static boolean isWrite(CallStep step) {
		return step.call().equals("POST /providers") || step.call().startsWith("PATCH ");
	}

	private static SandboxOperation operation(CallStep step) {
		return step.method().equals("POST") ? SandboxOperation.CREATE : SandboxOperation.UPDATE;
	}

}
