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

import java.time.Instant;

/**
 * A call that is authenticated, permitted and routed.
 *
 * @param request the request
 * @param requestId the id of the request
 * @param route the route of the request
 * @param team the team that the token identifies
 * @param now the time of the call
 */
record SandboxCall(SandboxRequest request, String requestId, Route route, TeamState team, Instant now) {

	AccountStore accounts() {
		return this.team.accounts();
	}

	StoredAccount account() {
		return accounts().require(this.route.id());
	}

}
