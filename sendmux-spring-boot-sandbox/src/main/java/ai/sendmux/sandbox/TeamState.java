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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The state of one team. Callers must hold its monitor.
 */
final class TeamState {

	private final AccountStore accounts = new AccountStore();

	private final IdempotencyStore idempotency = new IdempotencyStore();

	private final RateLimiter rateLimiter = new RateLimiter();

	private final FaultScript faults = new FaultScript();

	private final RequestLog requests = new RequestLog();

	private final EmailLedger emails = new EmailLedger();

	private final UsageLedger usage = new UsageLedger(this.emails);

	private final TeamLimits limits = new TeamLimits();

	private final Set<SandboxPermission> permissions = EnumSet.allOf(SandboxPermission.class);

	private final String id;

	private List<Mailbox> mailboxes = List.of();

	TeamState(String id) {
		this.id = id;
	}

	String id() {
		return this.id;
	}

	AccountStore accounts() {
		return this.accounts;
	}

	IdempotencyStore idempotency() {
		return this.idempotency;
	}

	RateLimiter rateLimiter() {
		return this.rateLimiter;
	}

	FaultScript faults() {
		return this.faults;
	}

	RequestLog requests() {
		return this.requests;
	}

	EmailLedger emails() {
		return this.emails;
	}

	UsageLedger usage() {
		return this.usage;
	}

	TeamLimits limits() {
		return this.limits;
	}

	Set<SandboxPermission> permissions() {
		return this.permissions;
	}

	List<Mailbox> mailboxes() {
		return this.mailboxes;
	}

	void setMailboxes(List<Mailbox> mailboxes) {
		this.mailboxes = mailboxes;
	}

	/**
	 * The latest requests of one team, oldest first.
	 */
	static final class RequestLog {

		static final int CAPACITY = 1000;

		private final Deque<RecordedRequest> requests = new ArrayDeque<>();

		void add(RecordedRequest request) {
			if (this.requests.size() == CAPACITY) {
				this.requests.removeFirst();
			}
			this.requests.addLast(request);
		}

		List<RecordedRequest> all() {
			return List.copyOf(this.requests);
		}

	}

	/**
	 * Mailbox that the token of a team can access.
	 *
	 * @param id the public id
	 * @param email the email address
	 */
	record Mailbox(String id, String email) {

	}

}
