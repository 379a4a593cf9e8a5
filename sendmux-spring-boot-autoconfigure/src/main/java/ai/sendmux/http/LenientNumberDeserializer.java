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

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

import org.springframework.util.ClassUtils;

/**
 * Reads a whole number, and one that is out of range or not whole as absent.
 *
 * @param <N> the type of the number
 */
final class LenientNumberDeserializer<N extends Number> extends StdScalarDeserializer<N> {

	/**
	 * To parse a decimal takes a time that grows with the square of its length.
	 */
	private static final int MAX_DECIMAL_LENGTH = 1000;

	private final ValueDeserializer<N> delegate;

	@SuppressWarnings("unchecked")
	LenientNumberDeserializer(Class<N> type) {
		super(type);
		this.delegate = (ValueDeserializer<N>) NumberDeserializers.find(type);
	}

	@Override
	@SuppressWarnings("unchecked")
	public @Nullable N deserialize(JsonParser parser, DeserializationContext context) {
		try {
			return (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) ? whole(parser.getString())
					: this.delegate.deserialize(parser, context);
		}
		catch (JacksonException | ArithmeticException | NumberFormatException ex) {
			return (N) this.delegate.getNullValue(context);
		}
	}

	@SuppressWarnings("unchecked")
	private N whole(String text) {
		if (text.length() > MAX_DECIMAL_LENGTH) {
			throw new NumberFormatException("Too long");
		}
		BigDecimal number = new BigDecimal(text);
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(handledType());
		return (N) ((type == Long.class) ? (Object) number.longValueExact() : (Object) number.intValueExact());
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		return this.delegate.getNullValue(context);
	}

}
