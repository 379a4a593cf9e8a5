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

package ai.sendmux.emails;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One page of the delivery log.
 *
 * @param items the entries, without their {@link EmailLog#recipients() recipients} and
 * {@link EmailLog#version() version}
 * @param hasMore whether more entries follow
 * @param nextCursor where the next page starts, or {@code null} if no more entries follow
 * @since 0.1.0
 */
public record EmailLogPage(@JsonProperty("items") List<EmailLog> items, @JsonProperty("has_more") boolean hasMore,
		@JsonProperty("next_cursor") @Nullable String nextCursor) {

	public EmailLogPage {
		items = List.copyOf(items);
	}

}
