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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Body of a response with a status of success. It is not a record, for Jackson 3.1 spends
 * 2.6 KB more on the records of one response.
 *
 * @param <T> the type of the data
 */
class ApiSuccessBody<T> {

	@JsonProperty
	private @Nullable Boolean ok;

	@JsonProperty
	@JsonDeserialize(using = ErrorPresence.class)
	private boolean error;

	@JsonProperty
	private @Nullable T data;

	@JsonProperty
	private @Nullable ApiMeta meta;

	@JsonProperty
	private @Nullable ApiPagination pagination;

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

	@Nullable ApiMeta meta() {
		return this.meta;
	}

	@Nullable ApiPagination pagination() {
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

}
