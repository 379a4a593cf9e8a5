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

import java.util.Locale;

import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Handles the operations that activate, deactivate and test accounts.
 */
final class ActionHandlers {

	/**
	 * Suffix of hosts whose connection test fails; no such host exists (RFC 2606).
	 */
	private static final String UNREACHABLE = ".invalid";

	private static final int LATENCY = 42;

	SandboxResponse activate(SandboxCall call) {
		StoredAccount account = call.account();
		boolean needsConnection = account.type().isConnected() && !account.state().connected();
		return change(call, account,
				needsConnection
						? account.state().with(SandboxAccountStatus.PENDING, "The account has to be connected again.")
						: account.state().with(SandboxAccountStatus.ACTIVE, null));
	}

	SandboxResponse deactivate(SandboxCall call) {
		StoredAccount account = call.account();
		return change(call, account, account.state().with(SandboxAccountStatus.INACTIVE, null));
	}

	SandboxResponse test(SandboxCall call) {
		StoredAccount account = call.account();
		if (!account.isTestable()) {
			throw new ApiProblem(ErrorCode.VALIDATION_ERROR, "Only custom SMTP accounts can be tested.");
		}
		boolean success = isReachable(account);
		call.accounts().save(account.testedAt(call.now()));
		return SandboxResponse.ok(call.requestId(),
				JsonNodeFactory.instance.objectNode()
					.put("success", success)
					.put("message", success ? "Connection verified." : "Could not connect to the mail server.")
					.put("latency_ms", LATENCY)
					.put("tested_at", call.now().toString()));
	}

	private SandboxResponse change(SandboxCall call, StoredAccount account, StoredAccount.State state) {
		StoredAccount changed = state.equals(account.state()) ? account : account.with(state, call.now());
		call.accounts().save(changed);
		return SandboxResponse.ok(call.requestId(), changed.json());
	}

	private static boolean isReachable(StoredAccount account) {
		return !account.settings().smtpHost().toLowerCase(Locale.ROOT).endsWith(UNREACHABLE);
	}

}
