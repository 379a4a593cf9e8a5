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

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Handles the operations on limits and on requests for higher ones.
 */
final class LimitHandlers {

	private final SandboxIds ids;

	LimitHandlers(SandboxIds ids) {
		this.ids = ids;
	}

	SandboxResponse limits(SandboxCall call) {
		ObjectNode limits = JsonNodeFactory.instance.objectNode();
		limits.set("sending_accounts", accountLimit(call));
		limits.set("shared_amazon_ses", sharedLimit(call));
		return SandboxResponse.ok(call.requestId(), limits);
	}

	SandboxResponse requestAccounts(SandboxCall call) {
		String requestId = call.team().limits().requestAccounts(this.ids.next("trir_"), call.accounts().countOwned());
		ObjectNode data = JsonNodeFactory.instance.objectNode().put("request_id", requestId);
		data.set("limit", accountLimit(call));
		return SandboxResponse.ok(call.requestId(), data);
	}

	SandboxResponse sharedRequest(SandboxCall call) {
		ObjectNode data = JsonNodeFactory.instance.objectNode();
		data.set("limit", sharedLimit(call));
		data.set("pending_request",
				call.team().limits().pendingShared().map(TeamLimits.SharedRequest::json).orElse(null));
		return SandboxResponse.ok(call.requestId(), data);
	}

	SandboxResponse requestShared(SandboxCall call) {
		StoredAccount shared = call.accounts()
			.findShared()
			.orElseThrow(() -> new ApiProblem(ErrorCode.NOT_FOUND, "Shared Amazon SES account not found."));
		int sent = call.team().usage().sentToday(shared.id(), call.now());
		return withLimit(call, call.team().limits().requestShared(this.ids.next("slir_"), sent, call.now()));
	}

	SandboxResponse cancelShared(SandboxCall call) {
		return withLimit(call, call.team().limits().cancelShared(call.route().id(), call.now()));
	}

	private static SandboxResponse withLimit(SandboxCall call, TeamLimits.SharedRequest request) {
		ObjectNode data = JsonNodeFactory.instance.objectNode();
		data.set("request", request.json());
		data.set("limit", sharedLimit(call));
		return SandboxResponse.ok(call.requestId(), data);
	}

	private static ObjectNode accountLimit(SandboxCall call) {
		return call.team().limits().accounts(call.accounts().countOwned());
	}

	private static ObjectNode sharedLimit(SandboxCall call) {
		@Nullable String id = call.accounts().findShared().map(StoredAccount::id).orElse(null);
		int sent = (id != null) ? call.team().usage().sentToday(id, call.now()) : 0;
		return call.team().limits().shared(id, sent);
	}

}
