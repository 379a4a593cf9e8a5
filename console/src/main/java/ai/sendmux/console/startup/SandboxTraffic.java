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

import java.time.Duration;
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

	private static final int DAYS = 30;

	private static final int HOURS = 24;

	private static final int HOURS_BETWEEN = 3;

	private static final int MOST = 90;

	/**
	 * The clock of the sandbox is set back meanwhile, because emails are added at its
	 * time.
	 */
	void addTo(SendmuxSandbox sandbox) {
		List<SandboxAccount> accounts = sandbox.accounts();
		Duration step = Duration.ofHours(HOURS_BETWEEN);
		int steps = DAYS * HOURS / HOURS_BETWEEN - 1;
		sandbox.advanceClock(step.multipliedBy(-steps));
		for (int i = 0; i <= steps; i++) {
			int most = MOST;
			for (SandboxAccount account : accounts) {
				add(sandbox, account, i, most);
				most = most / 3;
			}
			if (i < steps) {
				sandbox.advanceClock(step);
			}
		}
		for (SandboxAccount account : accounts) {
			sandbox.addEmails(account.id(), SandboxEmailOutcome.PENDING, 7);
		}
	}

	/**
	 * Add more emails by day than by night.
	 */
	private static void add(SendmuxSandbox sandbox, SandboxAccount account, int step, int most) {
		int perDay = HOURS / HOURS_BETWEEN;
		int sent = most * (1 + Math.min(step % perDay, perDay - step % perDay)) / (1 + perDay / 2);
		sandbox.addEmails(account.id(), SandboxEmailOutcome.SENT, sent + step % 5);
		sandbox.addEmails(account.id(), SandboxEmailOutcome.FAILED, (step % 3 == 0) ? sent / 15 : 0);
		sandbox.addEmails(account.id(), SandboxEmailOutcome.REJECTED, (step % 7 == 0) ? sent / 20 : 0);
	}

}
