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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The e-mails that tests have added to the accounts of one team.
 */
final class UsageLedger {

	static final int WINDOW_DAYS = 7;

	private final List<Entry> entries = new ArrayList<>();

	void add(String accountId, SandboxEmailOutcome outcome, int count, Instant now) {
		this.entries.add(new Entry(accountId, outcome, count, now));
	}

	int sentToday(String accountId, Instant now) {
		return count((entry) -> entry.isOf(accountId) && entry.outcome() == SandboxEmailOutcome.SENT
				&& entry.isOnDayOf(now));
	}

	ObjectNode usage(String accountId, Instant now) {
		return JsonNodeFactory.instance.objectNode()
			.put("provider_id", accountId)
			.put("sent_today", sentToday(accountId, now))
			.put("total_7d", count((entry) -> entry.isOf(accountId) && entry.isInWindowOf(now)))
			.put("sent_7d", inWindow(accountId, SandboxEmailOutcome.SENT, now))
			.put("failed_7d", inWindow(accountId, SandboxEmailOutcome.FAILED, now))
			.put("rejected_7d", inWindow(accountId, SandboxEmailOutcome.REJECTED, now))
			.put("pending_7d", inWindow(accountId, SandboxEmailOutcome.PENDING, now));
	}

	private int inWindow(String accountId, SandboxEmailOutcome outcome, Instant now) {
		return count((entry) -> entry.isOf(accountId) && entry.outcome() == outcome && entry.isInWindowOf(now));
	}

	private int count(Predicate<Entry> condition) {
		return this.entries.stream().filter(condition).mapToInt(Entry::count).sum();
	}

	private record Entry(String accountId, SandboxEmailOutcome outcome, int count, Instant time) {

		boolean isOf(String id) {
			return this.accountId.equals(id);
		}

		boolean isOnDayOf(Instant now) {
			return this.time.atZone(ZoneOffset.UTC).toLocalDate().equals(now.atZone(ZoneOffset.UTC).toLocalDate());
		}

		boolean isInWindowOf(Instant now) {
			return this.time.isAfter(now.minus(Duration.ofDays(WINDOW_DAYS)));
		}

	}

}
