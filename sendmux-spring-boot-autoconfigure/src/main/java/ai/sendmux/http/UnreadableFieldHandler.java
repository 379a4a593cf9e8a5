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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.util.ClassUtil;

/**
 * Reads a field whose value has not the expected form as absent, for a call that the
 * server accepted must not fail over a single field.
 */
final class UnreadableFieldHandler extends DeserializationProblemHandler {

	@Override
	public @Nullable Object handleWeirdStringValue(DeserializationContext context, Class<?> targetType,
			String valueToConvert, String failureMessage) {
		return null;
	}

	@Override
	public @Nullable Object handleWeirdNumberValue(DeserializationContext context, Class<?> targetType,
			Number valueToConvert, String failureMessage) {
		return null;
	}

	@Override
	public @Nullable Object handleUnexpectedToken(DeserializationContext context, JavaType targetType, JsonToken token,
			JsonParser parser, String failureMessage) {
		parser.skipChildren();
		return absent(targetType.getRawClass());
	}

	@Override
	public @Nullable Object handleMissingInstantiator(DeserializationContext context, Class<?> targetType,
			@Nullable ValueInstantiator instantiator, JsonParser parser, String failureMessage) {
		parser.skipChildren();
		return null;
	}

	@Override
	public @Nullable Object handleInstantiationProblem(DeserializationContext context, Class<?> targetType,
			@Nullable Object argument, Throwable failure) {
		return null;
	}

	/**
	 * A primitive field cannot be {@code null}: it has the value that it has in a
	 * response that lacks it.
	 */
	private static @Nullable Object absent(Class<?> targetType) {
		return targetType.isPrimitive() ? ClassUtil.defaultValue(targetType) : null;
	}

}
