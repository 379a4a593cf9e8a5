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
public record ProviderActions(@JsonProperty("update") boolean update, @JsonProperty("delete") boolean delete,
		@JsonProperty("activate") boolean activate, @JsonProperty("deactivate") boolean deactivate,
		@JsonProperty("test") boolean test, @JsonProperty("update_variables") boolean updateVariables) {

	static final ProviderActions NONE = new ProviderActions(false, false, false, false, false, false);

}
