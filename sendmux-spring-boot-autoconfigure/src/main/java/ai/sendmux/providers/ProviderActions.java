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

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * What the API allows to be done with a sending account ({@code allowed_actions}). An
 * action that the response does not name counts as not allowed.
 *
 * @param update whether its settings can be changed
 * @param delete whether it can be deleted
 * @param activate whether it can be activated
 * @param deactivate whether it can be deactivated
 * @param test whether its connection can be tested
 * @param updateVariables whether its template variables can be changed
 * @since 0.1.0
 */
@JsonDeserialize(builder = ProviderActions.Builder.class)
public record ProviderActions(@JsonProperty("update") boolean update, @JsonProperty("delete") boolean delete,
		@JsonProperty("activate") boolean activate, @JsonProperty("deactivate") boolean deactivate,
		@JsonProperty("test") boolean test, @JsonProperty("update_variables") boolean updateVariables) {

	private static final ProviderActions NONE = builder().build();

	static ProviderActions none() {
		return NONE;
	}

	/**
	 * Start with nothing allowed.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builder for {@link ProviderActions}.
	 */
	@JsonPOJOBuilder(withPrefix = "")
	public static final class Builder {

		private boolean update;

		private boolean delete;

		private boolean activate;

		private boolean deactivate;

		private boolean test;

		private boolean updateVariables;

		private Builder() {
		}

		/**
		 * Set whether the settings can be changed.
		 * @param update whether it is allowed
		 * @return this builder
		 */
		@JsonProperty("update")
		public Builder update(boolean update) {
			this.update = update;
			return this;
		}

		/**
		 * Set whether the account can be deleted.
		 * @param delete whether it is allowed
		 * @return this builder
		 */
		@JsonProperty("delete")
		public Builder delete(boolean delete) {
			this.delete = delete;
			return this;
		}

		/**
		 * Set whether the account can be activated.
		 * @param activate whether it is allowed
		 * @return this builder
		 */
		@JsonProperty("activate")
		public Builder activate(boolean activate) {
			this.activate = activate;
			return this;
		}

		/**
		 * Set whether the account can be deactivated.
		 * @param deactivate whether it is allowed
		 * @return this builder
		 */
		@JsonProperty("deactivate")
		public Builder deactivate(boolean deactivate) {
			this.deactivate = deactivate;
			return this;
		}

		/**
		 * Set whether the connection can be tested.
		 * @param test whether it is allowed
		 * @return this builder
		 */
		@JsonProperty("test")
		public Builder test(boolean test) {
			this.test = test;
			return this;
		}

		/**
		 * Set whether the template variables can be changed.
		 * @param updateVariables whether it is allowed
		 * @return this builder
		 */
		@JsonProperty("update_variables")
		public Builder updateVariables(boolean updateVariables) {
			this.updateVariables = updateVariables;
			return this;
		}

		/**
		 * Build the actions.
		 * @return the actions
		 */
		public ProviderActions build() {
			return new ProviderActions(this.update, this.delete, this.activate, this.deactivate, this.test,
					this.updateVariables);
		}

	}

}
