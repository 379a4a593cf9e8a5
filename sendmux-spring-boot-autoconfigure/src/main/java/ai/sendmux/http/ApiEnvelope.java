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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Body of a response: its data, and what surrounds them. The types that every response
 * has are not records, because Jackson 3.1 allocates 2.6 KB more for those of one
 * response.
 *
 * @param <T> the type of the data
 */
class ApiEnvelope<T> {

	@JsonProperty
	private @Nullable Boolean ok;

	@JsonProperty
	@JsonDeserialize(using = ErrorPresence.class)
	private boolean error;

	@JsonProperty
	private @Nullable T data;

	@JsonProperty
	private @Nullable Meta meta;

	@JsonProperty
	private @Nullable Pagination pagination;

	/**
	 * Whether the body itself says that the request succeeded, or {@code null} if it does
	 * not say.
	 */
	@Nullable Boolean ok() {
		return this.ok;
	}

	/**
	 * Whether the body says that the request failed, in spite of the status.
	 */
	boolean reportsFailure() {
		return this.error || Boolean.FALSE.equals(this.ok);
	}

	/**
	 * Data, or {@code null} if it cannot be read.
	 */
	@Nullable T data() {
		return this.data;
	}

	@Nullable Meta meta() {
		return this.meta;
	}

	@Nullable Pagination pagination() {
		return this.pagination;
	}

	/**
	 * Reads whether there is an error. An empty value is none.
	 */
	static final class ErrorPresence extends StdScalarDeserializer<Boolean> {

		ErrorPresence() {
			super(Boolean.class);
		}

		@Override
		public Boolean deserialize(JsonParser parser, DeserializationContext context) {
			return switch (parser.currentToken()) {
				case START_OBJECT, START_ARRAY -> hasContent(parser);
				case VALUE_STRING -> !parser.getString().isBlank();
				case VALUE_NUMBER_INT -> !parser.getString().equals("0");
				case VALUE_FALSE -> false;
				default -> true;
			};
		}

		private static boolean hasContent(JsonParser parser) {
			boolean content = false;
			JsonToken token = parser.nextToken();
			while (token != null && !token.isStructEnd()) {
				content = true;
				parser.skipChildren();
				token = parser.nextToken();
			}
			return content;
		}

		@Override
		public Boolean getNullValue(DeserializationContext context) {
			return false;
		}

	}

	/**
	 * What a response says about its request.
	 */
	static final class Meta {

		@JsonProperty("request_id")
		private @Nullable String requestId;

		Meta() {
		}

		Meta(@Nullable String requestId) {
			this.requestId = requestId;
		}

		@Nullable String requestId() {
			return this.requestId;
		}

	}

	/**
	 * Position of a response in a list.
	 *
	 * @param hasMore whether more items follow, {@code null} if that cannot be read
	 * @param nextCursor where the next page starts
	 */
	record Pagination(@JsonProperty("has_more") @Nullable Boolean hasMore,
			@JsonProperty("next_cursor") @Nullable String nextCursor) {

	}

	/**
	 * Body of a successful response to a deletion.
	 */
	static final class Deletion extends ApiEnvelope<Deletion.Data> {

		@JsonProperty
		private @Nullable Boolean deleted;

		@JsonProperty
		private @Nullable String id;

		@Override
		boolean reportsFailure() {
			Data data = data();
			return super.reportsFailure() || Boolean.FALSE.equals(this.deleted)
					|| (data != null && Boolean.FALSE.equals(data.deleted));
		}

		/**
		 * Whether the body says that the resource is deleted. A body that says nothing is
		 * not one of this API.
		 */
		boolean reportsDeletion() {
			return !reportsFailure()
					&& (Boolean.TRUE.equals(ok()) || Boolean.TRUE.equals(this.deleted) || data() != null);
		}

		/**
		 * Whether the body is about this resource, as far as it says so.
		 */
		boolean isAbout(@Nullable String resourceId) {
			Data data = data();
			String named = (data != null && data.id != null) ? data.id : this.id;
			return resourceId == null || named == null || named.equals(resourceId);
		}

		/**
		 * Data of the body.
		 */
		static final class Data {

			@JsonProperty
			private @Nullable Boolean deleted;

			@JsonProperty
			private @Nullable String id;

		}

	}

	/**
	 * Body of a response that reports an error.
	 *
	 * @param error the error
	 * @param meta facts about the request
	 */
	record Failure(@Nullable ErrorPart error, @Nullable Meta meta) {

		static final Failure UNREADABLE = new Failure(null, null);

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

}
