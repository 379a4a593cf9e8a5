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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a whole number, and one that is out of range as absent.
 *
 * @param <N> the type of the number
 */
final class LenientNumberDeserializer<N extends Number> extends StdScalarDeserializer<N> {

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
			return this.delegate.deserialize(parser, context);
		}
		catch (JacksonException ex) {
			return (N) this.delegate.getNullValue(context);
		}
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		return this.delegate.getNullValue(context);
	}

}
