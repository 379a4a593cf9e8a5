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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Changes of the limits of a sending account in an {@link UpdateProviderRequest}. A limit
 * that is not mentioned keeps its value.
 *
 * @since 0.1.0
 */
public final class QuotaChanges {

	private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

	QuotaChanges(@Nullable Object earlier) {
		if (earlier instanceof Map<?, ?> changes) {
			changes.forEach((field, quota) -> this.fields.put((String) field, quota));
		}
	}

	/**
	 * Set the limit for a second ({@code quotas.per_second}).
	 * @param quota the limit
	 * @return these changes
	 */
	public QuotaChanges perSecond(Quota quota) {
		return set("per_second", quota);
	}

	/**
	 * Clear the limit for a second ({@code quotas.per_second}).
	 * @return these changes
	 */
	public QuotaChanges clearPerSecond() {
		return clear("per_second");
	}

	/**
	 * Set the limit for a minute ({@code quotas.per_minute}).
	 * @param quota the limit
	 * @return these changes
	 */
	public QuotaChanges perMinute(Quota quota) {
		return set("per_minute", quota);
	}

	/**
	 * Clear the limit for a minute ({@code quotas.per_minute}).
	 * @return these changes
	 */
	public QuotaChanges clearPerMinute() {
		return clear("per_minute");
	}

	/**
	 * Set the limit for an hour ({@code quotas.per_hour}).
	 * @param quota the limit
	 * @return these changes
	 */
	public QuotaChanges perHour(Quota quota) {
		return set("per_hour", quota);
	}

	/**
	 * Clear the limit for an hour ({@code quotas.per_hour}).
	 * @return these changes
	 */
	public QuotaChanges clearPerHour() {
		return clear("per_hour");
	}

	/**
	 * Set the limit for a day ({@code quotas.per_day}).
	 * @param quota the limit
	 * @return these changes
	 */
	public QuotaChanges perDay(Quota quota) {
		return set("per_day", quota);
	}

	/**
	 * Clear the limit for a day ({@code quotas.per_day}).
	 * @return these changes
	 */
	public QuotaChanges clearPerDay() {
		return clear("per_day");
	}

	private QuotaChanges set(String field, Quota quota) {
		Assert.notNull(quota, () -> "'" + field + "' must not be null");
		this.fields.put(field, quota);
		return this;
	}

	private QuotaChanges clear(String field) {
		this.fields.put(field, null);
		return this;
	}

	boolean isEmpty() {
		return this.fields.isEmpty();
	}

	Map<String, @Nullable Object> toMap() {
		return Collections.unmodifiableMap(new LinkedHashMap<>(this.fields));
	}

}
