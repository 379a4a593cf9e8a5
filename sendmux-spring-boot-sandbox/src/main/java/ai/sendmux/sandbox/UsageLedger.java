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

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The usage of the accounts of one team, which its emails make up.
 */
final class UsageLedger {

	static final int WINDOW_DAYS = 7;

	private final EmailLedger emails;

	UsageLedger(EmailLedger emails) {
		this.emails = emails;
	}

	int sentToday(String accountId, Instant now) {
		return count((run) -> run.accountId().equals(accountId) && run.outcome() == SandboxEmailOutcome.SENT
				&& dayOf(run.createdAt()).equals(dayOf(now)));
	}

	ObjectNode usage(String accountId, Instant now) {
		return JsonNodeFactory.instance.objectNode()
			.put("provider_id", accountId)
			.put("sent_today", sentToday(accountId, now))
			.put("total_7d", count((run) -> run.accountId().equals(accountId) && isInWindow(run, now)))
			.put("sent_7d", inWindow(accountId, SandboxEmailOutcome.SENT, now))
			.put("failed_7d", inWindow(accountId, SandboxEmailOutcome.FAILED, now))
			.put("rejected_7d", inWindow(accountId, SandboxEmailOutcome.REJECTED, now))
			.put("pending_7d", inWindow(accountId, SandboxEmailOutcome.PENDING, now));
	}

	private int inWindow(String accountId, SandboxEmailOutcome outcome, Instant now) {
		return count((run) -> run.accountId().equals(accountId) && run.outcome() == outcome && isInWindow(run, now));
	}

	private int count(Predicate<EmailLedger.Run> condition) {
		return (int) this.emails.count(condition);
	}

	private static LocalDate dayOf(Instant time) {
		return time.atZone(ZoneOffset.UTC).toLocalDate();
	}

	private static boolean isInWindow(EmailLedger.Run run, Instant now) {
		return run.createdAt().isAfter(now.minus(Duration.ofDays(WINDOW_DAYS)));
	}

}
