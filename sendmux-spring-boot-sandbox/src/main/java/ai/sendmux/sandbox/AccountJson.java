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
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows accounts as the API does.
 */
final class AccountJson {

	private static final List<String> SETTINGS = List.of("smtp_host", "smtp_port", "smtp_protocol", "smtp_username",
			"from_email", "from_name", "reply_to_email", "reply_to_name", "quotas", "percentage", "tracking_domain",
			"variables");

	/**
	 * Show an account in full.
	 * @param account the account
	 * @return the {@code ProviderItem}
	 */
	ObjectNode item(StoredAccount account) {
		ObjectNode item = JsonNodeFactory.instance.objectNode();
		item.put("id", account.id());
		item.put("name", account.settings().name());
		item.put("type", account.type().value());
		item.put("status", account.status().value());
		item.put("status_reason", account.state().reason());
		item.put("is_active", account.status() == SandboxAccountStatus.ACTIVE);
		item.put("is_shared", account.isShared());
		item.put("is_editable", !account.isShared());
		item.set("allowed_actions", allowedActions(account));
		SETTINGS.forEach((name) -> item.set(name, account.settings().values().path(name).deepCopy()));
		item.put("has_smtp_password", account.settings().passwordStored());
		item.put("oauth_email", account.identity().oauthEmail());
		item.put("has_refresh_token", account.type().isConnected() && account.state().connected());
		item.put("created_at", account.identity().createdAt().toString());
		item.put("updated_at", account.updatedAt().toString());
		item.put("last_tested_at", text(account.lastTestedAt()));
		item.put("last_used_at", text(account.lastUsedAt()));
		return item;
	}

	/**
	 * Show an account as an item of a list, without its variables.
	 * @param account the account
	 * @return the {@code ProviderListItem}
	 */
	ObjectNode listItem(StoredAccount account) {
		ObjectNode item = item(account);
		item.remove("variables");
		return item;
	}

	private static ObjectNode allowedActions(StoredAccount account) {
		boolean editable = !account.isShared();
		boolean active = account.status() == SandboxAccountStatus.ACTIVE;
		return JsonNodeFactory.instance.objectNode()
			.put("update", editable)
			.put("delete", editable)
			.put("activate", !active)
			.put("deactivate", active)
			.put("test", account.isTestable())
			.put("update_variables", true);
	}

	private static @Nullable String text(@Nullable Instant time) {
		return (time != null) ? time.toString() : null;
	}

}
