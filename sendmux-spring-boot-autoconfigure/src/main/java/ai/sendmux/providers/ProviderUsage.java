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

/**
 * Messages that the sending accounts of the team sent lately.
 *
 * @param windowDays the length of the window, in days
 * @param providers the messages of each account
 * @since 0.1.0
 */
public record ProviderUsage(@JsonProperty("window_days") int windowDays,
		@JsonProperty("providers") List<ProviderUsageItem> providers) {

	public ProviderUsage {
		providers = (providers != null) ? providers.stream().filter(Objects::nonNull).toList() : List.of();
	}

}
