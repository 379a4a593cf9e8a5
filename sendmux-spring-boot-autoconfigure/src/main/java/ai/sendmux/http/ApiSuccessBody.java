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

package ai.sendmux.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Body of an answer that reports success. It is not a record, for Jackson 3.1 spends 2.6
 * KB more on the records of one answer.
 *
 * @param <T> the type of the data
 */
final class ApiSuccessBody<T> {

	@JsonProperty
	private @Nullable T data;

	@JsonProperty
	private @Nullable ApiMeta meta;

	@JsonProperty
	private @Nullable ApiPagination pagination;

	/**
	 * Data, or {@code null} if it cannot be read.
	 */
	@Nullable T data() {
		return this.data;
	}

	@Nullable ApiMeta meta() {
		return this.meta;
	}

	@Nullable ApiPagination pagination() {
		return this.pagination;
	}

}
