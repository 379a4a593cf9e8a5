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
 * An account as the sandbox stores it.
 *
 * @param identity the immutable part
 * @param settings the settings
 * @param state the status and connection
 * @param updatedAt the time of the latest change
 * @param lastTestedAt the time of the latest connection test, may be {@code null}
 * @param lastUsedAt the time of the latest email, may be {@code null}
 */
record StoredAccount(Identity identity, AccountSettings settings, State state, Instant updatedAt,
		@Nullable Instant lastTestedAt, @Nullable Instant lastUsedAt) {

	private static final List<String> SETTINGS = List.of("smtp_host", "smtp_port", "smtp_protocol", "smtp_username",
			"from_email", "from_name", "reply_to_email", "reply_to_name", "quotas", "percentage", "tracking_domain",
			"variables");

	String id() {
		return this.identity.id();
	}

	SandboxAccountType type() {
		return this.identity.type();
	}

	SandboxAccountStatus status() {
		return this.state.status();
	}

	boolean isShared() {
		return type() == SandboxAccountType.AMAZON_SES;
	}

	boolean isTestable() {
		return type() == SandboxAccountType.SMTP;
	}

	StoredAccount with(AccountSettings settings, Instant now) {
		return new StoredAccount(this.identity, settings, this.state, now, this.lastTestedAt, this.lastUsedAt);
	}

	StoredAccount with(State state, Instant now) {
		return new StoredAccount(this.identity, this.settings, state, now, this.lastTestedAt, this.lastUsedAt);
	}

	StoredAccount testedAt(Instant now) {
		return new StoredAccount(this.identity, this.settings, this.state, this.updatedAt, now, this.lastUsedAt);
	}

	StoredAccount usedAt(Instant now) {
		return new StoredAccount(this.identity, this.settings, this.state, this.updatedAt, this.lastTestedAt, now);
	}

	/**
	 * Return the account as JSON.
	 * @return the {@code ProviderItem}
	 */
	ObjectNode json() {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("id", id());
		json.put("name", this.settings.name());
		json.put("type", type().value());
		json.put("status", status().value());
		json.put("status_reason", this.state.reason());
		json.put("is_active", isActive());
		json.put("is_shared", isShared());
		json.put("is_editable", !isShared());
		json.set("allowed_actions", allowedActions());
		SETTINGS.forEach((name) -> json.set(name, this.settings.values().path(name).deepCopy()));
		json.put("has_smtp_password", this.settings.passwordStored());
		json.put("oauth_email", this.identity.oauthEmail());
		json.put("has_refresh_token", type().isConnected() && this.state.connected());
		json.put("created_at", this.identity.createdAt().toString());
		json.put("updated_at", this.updatedAt.toString());
		json.put("last_tested_at", text(this.lastTestedAt));
		json.put("last_used_at", text(this.lastUsedAt));
		return json;
	}

	/**
	 * Return the account as JSON for a list, which lacks the variables.
	 * @return the {@code ProviderListItem}
	 */
	ObjectNode listItemJson() {
		ObjectNode json = json();
		json.remove("variables");
		return json;
	}

	private boolean isActive() {
		return status() == SandboxAccountStatus.ACTIVE;
	}

	private ObjectNode allowedActions() {
		return JsonNodeFactory.instance.objectNode()
			.put("update", !isShared())
			.put("delete", !isShared())
			.put("activate", !isActive())
			.put("deactivate", isActive())
			.put("test", isTestable())
			.put("update_variables", true);
	}

	private static @Nullable String text(@Nullable Instant time) {
		return (time != null) ? time.toString() : null;
	}

	/**
	 * The immutable part of an account.
	 *
	 * @param sequence the position in the order of creation
	 * @param id the public id
	 * @param type the type
	 * @param oauthEmail the address of a connected account, may be {@code null}
	 * @param createdAt the time of creation
	 */
	record Identity(long sequence, String id, SandboxAccountType type, @Nullable String oauthEmail, Instant createdAt) {

	}

	/**
	 * Status and connection of an account.
	 *
	 * @param status the status
	 * @param reason the reason for the status, may be {@code null}
	 * @param connected whether a Google or Microsoft account has a live connection
	 */
	record State(SandboxAccountStatus status, @Nullable String reason, boolean connected) {

		State with(SandboxAccountStatus status, @Nullable String reason) {
			return new State(status, reason, this.connected);
		}

	}

}
