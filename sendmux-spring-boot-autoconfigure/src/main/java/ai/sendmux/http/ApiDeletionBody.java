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
 * Body of a response with a status of success to a deletion.
 */
final class ApiDeletionBody extends ApiSuccessBody<ApiDeletionBody.Deletion> {

	@JsonProperty
	private @Nullable Boolean deleted;

	@Override
	boolean reportsFailure() {
		Deletion data = data();
		return super.reportsFailure() || Boolean.FALSE.equals(this.deleted)
				|| (data != null && Boolean.FALSE.equals(data.deleted));
	}

	/**
	 * Whether the body says that the resource is deleted. A body that says nothing is not
	 * one of this API.
	 */
	boolean reportsDeletion() {
		return !reportsFailure() && (Boolean.TRUE.equals(ok()) || Boolean.TRUE.equals(this.deleted) || data() != null);
	}

	/**
	 * Data of the body.
	 */
	static final class Deletion {

		@JsonProperty
		private @Nullable Boolean deleted;

	}

}
