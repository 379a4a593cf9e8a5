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

import org.jspecify.annotations.Nullable;

/**
 * An account as the sandbox keeps it.
 *
 * @param identity what never changes
 * @param settings the settings
 * @param state whether it can send
 * @param updatedAt the time of the latest change
 * @param lastTestedAt the time of the latest connection test or {@code null}
 * @param lastUsedAt the time of the latest e-mail or {@code null}
 */
record StoredAccount(AccountIdentity identity, AccountSettings settings, AccountState state, Instant updatedAt,
		@Nullable Instant lastTestedAt, @Nullable Instant lastUsedAt) {

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

	StoredAccount with(AccountState state, Instant now) {
		return new StoredAccount(this.identity, this.settings, state, now, this.lastTestedAt, this.lastUsedAt);
	}

	StoredAccount testedAt(Instant now) {
		return new StoredAccount(this.identity, this.settings, this.state, this.updatedAt, now, this.lastUsedAt);
	}

	StoredAccount usedAt(Instant now) {
		return new StoredAccount(this.identity, this.settings, this.state, this.updatedAt, this.lastTestedAt, now);
	}

}
