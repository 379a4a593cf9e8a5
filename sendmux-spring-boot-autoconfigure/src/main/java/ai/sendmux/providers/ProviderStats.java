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

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of sending accounts of the team. Statuses and types that are newer than this
 * client are counted together as {@code UNKNOWN}.
 *
 * @param total the number of all accounts
 * @param byStatus the number of accounts for each status
 * @param byType the number of accounts for each type
 * @since 0.1.0
 */
public record ProviderStats(@JsonProperty("total") long total, @JsonIgnore Map<ProviderStatus, Long> byStatus,
		@JsonIgnore Map<ProviderType, Long> byType) {

	public ProviderStats {
		byStatus = (byStatus != null) ? Map.copyOf(byStatus) : Map.of();
		byType = (byType != null) ? Map.copyOf(byType) : Map.of();
	}

	@JsonCreator
	static ProviderStats read(@JsonProperty("total") long total,
			@JsonProperty("by_status") @Nullable Map<String, @Nullable Long> statuses,
			@JsonProperty("by_type") @Nullable Map<String, @Nullable Long> types) {
		return new ProviderStats(total, rename(statuses, ProviderStatus::of), rename(types, ProviderType::of));
	}

	/**
	 * Return the number of accounts with a status.
	 * @param status the status
	 * @return the number of accounts
	 */
	public long count(ProviderStatus status) {
		return this.byStatus.getOrDefault(status, 0L);
	}

	/**
	 * Return the number of accounts of a type.
	 * @param type the type
	 * @return the number of accounts
	 */
	public long count(ProviderType type) {
		return this.byType.getOrDefault(type, 0L);
	}

	@JsonProperty("by_status")
	Map<String, Long> byStatusName() {
		return rename(this.byStatus, ProviderStatus::wireName);
	}

	@JsonProperty("by_type")
	Map<String, Long> byTypeName() {
		return rename(this.byType, ProviderType::wireName);
	}

	private static <K, T> Map<T, Long> rename(@Nullable Map<K, @Nullable Long> counts, Function<K, T> naming) {
		if (counts == null) {
			return Map.of();
		}
		return counts.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap((entry) -> naming.apply(entry.getKey()),
					(entry) -> (entry.getValue() != null) ? entry.getValue() : 0L, Long::sum));
	}

}
