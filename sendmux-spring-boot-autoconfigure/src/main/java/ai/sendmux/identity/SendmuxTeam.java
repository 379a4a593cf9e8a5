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

/**
 * Team that a token belongs to.
 *
 * @param id the id of the team
 * @param name the name of the team
 * @since 0.1.0
 */
public record SendmuxTeam(@JsonProperty("id") String id, @JsonProperty("name") String name) {

	static final SendmuxTeam NONE = new SendmuxTeam("", "");

	public SendmuxTeam {
		id = (id != null) ? id : "";
		name = (name != null) ? name : "";
	}

}
