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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Response that reports success, or that nothing has changed.
 *
 * @param <T> the type of the data
 * @param content the data, {@code null} if the operation has none or nothing has changed
 * @param isNotModified whether nothing has changed since the version that was asked about
 * @param requestId the id of the request, if the response reports it
 * @param hasMore whether more items follow, for a list; {@code null} if the response does
 * not say so in a form that can be read
 * @param nextCursor where the next page starts, for a list
 */
public record ApiResponse<T>(@Nullable T content, boolean isNotModified, @Nullable String requestId,
		@Nullable Boolean hasMore, @Nullable String nextCursor) {

	public T data() {
		Assert.state(this.content != null, "The response has no data");
		return this.content;
	}

}
