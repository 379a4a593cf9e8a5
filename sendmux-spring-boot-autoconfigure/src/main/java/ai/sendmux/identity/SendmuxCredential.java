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

package ai.sendmux.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Credential that a token is, without its secret.
 *
 * @param id the id of the credential
 * @param type the type of the credential as the API names it: {@code api_key},
 * {@code oauth}, {@code agent_token} or one that is new
 * @param name the name of the credential, or {@code null}
 * @since 0.1.0
 */
public record SendmuxCredential(@JsonProperty("id") String id, @JsonProperty("type") String type,
		@JsonProperty("name") @Nullable String name) {

	static final SendmuxCredential NONE = new SendmuxCredential("", "", null);

	public SendmuxCredential {
		id = (id != null) ? id : "";
		type = (type != null) ? type : "";
	}

}
