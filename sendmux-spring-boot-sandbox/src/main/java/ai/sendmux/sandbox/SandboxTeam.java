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

import org.springframework.util.Assert;

/**
 * Team of a sandbox with its own token, accounts, limits, faults and recorded requests.
 * Tests that run in parallel against one sandbox use one team each.
 *
 * @since 0.1.0
 * @see SendmuxSandbox#team(String)
 */
public final class SandboxTeam extends SandboxControls {

	private final TeamRegistry teams;

	private final SandboxClock clock;

	SandboxTeam(String token, TeamRegistry teams, SandboxClock clock, SandboxIds ids) {
		super(token, teams, clock, ids);
		this.teams = teams;
		this.clock = clock;
	}

	/**
	 * Approve a pending request for a higher limit, which doubles the limit.
	 * @param requestId the id of the request
	 * @throws IllegalArgumentException if there is no such pending request
	 */
	public void approveLimitRequest(String requestId) {
		decide(requestId, true);
	}

	/**
	 * Deny a pending request for a higher limit.
	 * @param requestId the id of the request
	 * @throws IllegalArgumentException if there is no such pending request
	 */
	public void denyLimitRequest(String requestId) {
		decide(requestId, false);
	}

	/**
	 * Reset the state of this team: accounts, limits, faults, recorded requests and
	 * idempotency keys. The token remains valid.
	 */
	public void reset() {
		this.teams.reset(token());
	}

	private void decide(String requestId, boolean approved) {
		boolean found = with((state) -> state.limits().decide(requestId, approved, this.clock.instant()));
		Assert.isTrue(found, () -> "No pending limit request '" + requestId + "'");
	}

}
