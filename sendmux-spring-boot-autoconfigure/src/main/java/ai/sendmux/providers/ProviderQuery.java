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

package ai.sendmux.providers;

import java.util.List;

import ai.sendmux.SendmuxViolation;
import org.jspecify.annotations.Nullable;

/**
 * Which sending accounts to list ({@code GET /providers}), and how many at a time.
 *
 * @param status the status that the accounts have, or {@code null} for any
 * @param type the type that the accounts have, or {@code null} for any
 * @param pageSize the number of accounts that one request gives, 1 to 100
 * ({@code limit}), or {@code null} for the default of the API, which is 50
 * @since 0.1.0
 */
public record ProviderQuery(@Nullable ProviderStatus status, @Nullable ProviderType type, @Nullable Integer pageSize) {

	private static final ProviderQuery ALL = builder().build();

	/**
	 * Return a query for all accounts.
	 * @return the query
	 */
	public static ProviderQuery all() {
		return ALL;
	}

	/**
	 * Start with a query for all accounts.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	List<SendmuxViolation> validate() {
		Violations violations = new Violations();
		if (this.status == ProviderStatus.UNKNOWN) {
			violations.add("status", "invalid_enum_value", "must be active, inactive, error or pending");
		}
		if (this.type == ProviderType.UNKNOWN) {
			violations.add("type", "invalid_enum_value", "must be smtp, gmail_api, outlook_api or amazon_ses");
		}
		violations.number("limit", this.pageSize, 1, 100);
		return violations.toList();
	}

	/**
	 * Builder for {@link ProviderQuery}.
	 */
	public static final class Builder {

		private @Nullable ProviderStatus status;

		private @Nullable ProviderType type;

		private @Nullable Integer pageSize;

		private Builder() {
		}

		/**
		 * Set the status that the accounts have.
		 * @param status the status, or {@code null} for any
		 * @return this builder
		 */
		public Builder status(@Nullable ProviderStatus status) {
			this.status = status;
			return this;
		}

		/**
		 * Set the type that the accounts have.
		 * @param type the type, or {@code null} for any
		 * @return this builder
		 */
		public Builder type(@Nullable ProviderType type) {
			this.type = type;
			return this;
		}

		/**
		 * Set the number of accounts that one request gives.
		 * @param pageSize the number, 1 to 100, or {@code null} for the default of the
		 * API, which is 50
		 * @return this builder
		 */
		public Builder pageSize(@Nullable Integer pageSize) {
			this.pageSize = pageSize;
			return this;
		}

		/**
		 * Build the query. Its content is checked when it is used.
		 * @return the query
		 */
		public ProviderQuery build() {
			return new ProviderQuery(this.status, this.type, this.pageSize);
		}

	}

}
