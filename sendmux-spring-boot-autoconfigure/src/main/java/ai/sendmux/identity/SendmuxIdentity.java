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

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Who a token stands for.
 *
 * @param team the team
 * @param credential the credential
 * @param label the name to show for the token
 * @param permissions the names of the permissions, such as {@code provider.read}
 * @param mailboxes the mailboxes that the token gives access to; an empty list does not
 * mean that the team has none
 * @since 0.1.0
 */
public record SendmuxIdentity(@JsonProperty("team") SendmuxTeam team,
		@JsonProperty("credential") SendmuxCredential credential, @JsonProperty("label") String label,
		@JsonProperty("permissions") List<String> permissions,
		@JsonProperty("mailboxes") List<SendmuxMailbox> mailboxes) {

	public SendmuxIdentity {
		team = (team != null) ? team : SendmuxTeam.NONE;
		credential = (credential != null) ? credential : SendmuxCredential.NONE;
		label = (label != null) ? label : "";
		permissions = (permissions != null) ? List.copyOf(permissions) : List.of();
		mailboxes = (mailboxes != null) ? mailboxes.stream().filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * A permission that is not a text must not cost the others.
	 */
	@JsonCreator
	static SendmuxIdentity read(@JsonProperty("team") SendmuxTeam team,
			@JsonProperty("credential") SendmuxCredential credential, @JsonProperty("label") String label,
			@JsonProperty("permissions") @Nullable List<@Nullable Object> permissions,
			@JsonProperty("mailboxes") List<SendmuxMailbox> mailboxes) {
		List<String> texts = (permissions != null)
				? permissions.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
		return new SendmuxIdentity(team, credential, label, texts, mailboxes);
	}

}
