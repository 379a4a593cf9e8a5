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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Positive;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Limit on the number of messages in a period: a fixed cap, or a range from which Sendmux
 * takes a cap at random.
 *
 * @param min the lower end in messages, at least 1
 * @param max the upper end in messages, at least 1
 * @since 0.1.0
 */
@JsonDeserialize(using = QuotaDeserializer.class)
public record Quota(@Positive long min, @Positive long max) {

	/**
	 * Return a fixed cap. A cap that is not at least 1 makes the request invalid that it
	 * is used in.
	 * @param cap the number of messages
	 * @return the quota
	 */
	@JsonCreator
	public static Quota of(long cap) {
		return new Quota(cap, cap);
	}

	/**
	 * Return a range. An end that is not at least 1 makes the request invalid that the
	 * range is used in.
	 * @param min the lower end in messages
	 * @param max the upper end in messages
	 * @return the quota
	 */
	@JsonCreator
	public static Quota between(@JsonProperty("min") long min, @JsonProperty("max") long max) {
		return new Quota(min, max);
	}

	/**
	 * Return the quota that a configuration property writes as a number.
	 * @param cap the number of messages
	 * @return a fixed cap
	 */
	public static Quota valueOf(String cap) {
		return of(Long.parseLong(cap.trim()));
	}

	/**
	 * Return the quota that a YAML file writes as a number.
	 * @param cap the number of messages
	 * @return a fixed cap
	 */
	public static Quota valueOf(Integer cap) {
		return of(cap);
	}

	/**
	 * Return the quota that a YAML file writes as a large number.
	 * @param cap the number of messages
	 * @return a fixed cap
	 */
	public static Quota valueOf(Long cap) {
		return of(cap);
	}

	@JsonValue
	Object toJson() {
		return (this.min != this.max) ? new Range(this.min, this.max) : (Object) this.min;
	}

	/**
	 * Form of a quota that is not a fixed cap.
	 *
	 * @param min the lower end
	 * @param max the upper end
	 */
	record Range(long min, long max) {

	}

}
