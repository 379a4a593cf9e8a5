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

import ai.sendmux.http.DataReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a quota from a number or from a range. With the creators of {@link Quota}, which
 * Jackson 2 uses, Jackson 3 would spend about half a kilobyte on each.
 */
final class QuotaDeserializer extends StdDeserializer<Quota> {

	QuotaDeserializer() {
		super(Quota.class);
	}

	@Override
	public @Nullable Quota deserialize(JsonParser parser, DeserializationContext context) {
		if (parser.currentToken() == JsonToken.START_OBJECT) {
			return deserializeRange(parser, context);
		}
		Long cap = readLong(parser, context);
		return (cap != null) ? quota(cap, cap, context) : null;
	}

	private static @Nullable Quota deserializeRange(JsonParser parser, DeserializationContext context) {
		long min = 0;
		long max = 0;
		String name = parser.nextName();
		while (name != null) {
			parser.nextToken();
			switch (name) {
				case "min" -> min = number(parser, context);
				case "max" -> max = number(parser, context);
				default -> parser.skipChildren();
			}
			name = parser.nextName();
		}
		return quota(min, max, context);
	}

	/**
	 * A limit of a response that is not positive could not be read. One of the
	 * application is kept, because it has to be refused.
	 */
	private static @Nullable Quota quota(long min, long max, DeserializationContext context) {
		return ((min > 0 && max > 0) || !DataReader.isReadBy(context)) ? Quota.between(min, max) : null;
	}

	private static long number(JsonParser parser, DeserializationContext context) {
		Long number = readLong(parser, context);
		return (number != null) ? number : 0;
	}

	/**
	 * To ask the context takes a tenth of the time of reading a whole account.
	 */
	private static @Nullable Long readLong(JsonParser parser, DeserializationContext context) {
		boolean fits = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
				&& parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
		return fits ? Long.valueOf(parser.getLongValue()) : context.readValue(parser, Long.class);
	}

}
