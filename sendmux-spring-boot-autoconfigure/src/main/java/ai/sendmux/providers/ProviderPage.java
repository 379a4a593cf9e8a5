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
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of sending accounts.
 *
 * @param items the accounts, without their {@link Provider#variables() variables} and
 * {@link Provider#version() version}
 * @param hasMore whether more accounts follow
 * @param nextCursor where the next page starts, or {@code null} if no more accounts
 * follow
 * @since 0.1.0
 */
public record ProviderPage(@JsonProperty("items") List<Provider> items, @JsonProperty("has_more") boolean hasMore,
		@JsonProperty("next_cursor") @Nullable String nextCursor) {

	public ProviderPage {
		items = (items != null) ? items.stream().filter(Objects::nonNull).toList() : List.of();
	}

}
