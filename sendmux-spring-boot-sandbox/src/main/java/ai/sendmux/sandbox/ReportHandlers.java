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

import java.util.List;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Handles the operations that report on a team: identity, statistics and usage.
 */
final class ReportHandlers {

	private static final String ROOT_KEY_PREFIX = "smx_root_";

	SandboxResponse me(SandboxCall call) {
		ObjectNode me = JsonNodeFactory.instance.objectNode();
		me.putObject("team").put("id", call.team().id()).put("name", "Sandbox");
		me.putObject("credential").put("id", "key_sandbox").put("type", credentialType(call)).put("name", "Sandbox");
		me.put("label", "Sandbox");
		ArrayNode permissions = me.putArray("permissions");
		call.team().permissions().forEach((permission) -> permissions.add(permission.value()));
		ArrayNode mailboxes = me.putArray("mailboxes");
		call.team()
			.mailboxes()
			.forEach((mailbox) -> mailboxes.addObject().put("id", mailbox.id()).put("email", mailbox.email()));
		return Conditions.respond(call, me);
	}

	private static String credentialType(SandboxCall call) {
		String token = call.request().bearerToken();
		return (token != null && token.startsWith(ROOT_KEY_PREFIX)) ? "api_key" : "oauth";
	}

	SandboxResponse stats(SandboxCall call) {
		List<StoredAccount> accounts = call.accounts().all();
		ObjectNode byStatus = JsonNodeFactory.instance.objectNode();
		for (SandboxAccountStatus status : SandboxAccountStatus.values()) {
			byStatus.put(status.value(), accounts.stream().filter((account) -> account.status() == status).count());
		}
		ObjectNode byType = JsonNodeFactory.instance.objectNode();
		for (SandboxAccountType type : SandboxAccountType.values()) {
			byType.put(type.value(), accounts.stream().filter((account) -> account.type() == type).count());
		}
		ObjectNode stats = byStatus.deepCopy().put("total", accounts.size());
		stats.set("by_status", byStatus);
		stats.set("by_type", byType);
		return SandboxResponse.ok(call.requestId(), stats);
	}

	SandboxResponse usage(SandboxCall call) {
		ObjectNode usage = JsonNodeFactory.instance.objectNode().put("window_days", UsageLedger.WINDOW_DAYS);
		ArrayNode providers = usage.putArray("providers");
		call.accounts().all().forEach((account) -> providers.add(call.team().usage().usage(account.id(), call.now())));
		return SandboxResponse.ok(call.requestId(), usage);
	}

}
