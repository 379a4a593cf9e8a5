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

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Body of a response that reports an error.
 *
 * @param error the error
 * @param meta facts about the request
 */
record ApiErrorBody(@Nullable ErrorPart error, @Nullable ApiMeta meta) {

	static final ApiErrorBody UNREADABLE = new ApiErrorBody(null, null);

	/**
	 * The error itself.
	 *
	 * @param code the machine-readable code
	 * @param message the text for people
	 * @param param the parameter that caused the error
	 * @param docUrl the address of the documentation
	 * @param retryable whether the same request may succeed later
	 * @param errors the violations of single fields
	 */
	record ErrorPart(@Nullable String code, @Nullable String message, @Nullable String param,
			@JsonProperty("doc_url") @Nullable String docUrl, @Nullable Boolean retryable,
			@Nullable List<@Nullable FieldPart> errors) {

	}

	/**
	 * Violation of a single field.
	 *
	 * @param field the path of the field
	 * @param code the machine-readable kind
	 * @param message the text for people
	 */
	record FieldPart(@Nullable String field, @Nullable String code, @Nullable String message) {

	}

}
