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

package ai.sendmux.console.startup;

import java.util.List;

import ai.sendmux.sandbox.SandboxAccount;
import ai.sendmux.sandbox.SandboxEmailOutcome;
import ai.sendmux.sandbox.SendmuxSandbox;

import org.springframework.stereotype.Component;

/**
 * Lets the accounts of the sandbox look as if they had been used, so that the console has
 * something to show.
 */
@Component
class SandboxTraffic {

	private static final int MOST = 4200;

	void addTo(SendmuxSandbox sandbox) {
		List<SandboxAccount> accounts = sandbox.accounts();
		int sent = MOST;
		for (SandboxAccount account : accounts) {
			sandbox.addEmails(account.id(), SandboxEmailOutcome.SENT, sent);
			sandbox.addEmails(account.id(), SandboxEmailOutcome.FAILED, sent / 40);
			sandbox.addEmails(account.id(), SandboxEmailOutcome.REJECTED, sent / 90);
			sandbox.addEmails(account.id(), SandboxEmailOutcome.PENDING, sent / 25);
			sent = sent / 3;
		}
	}

}
