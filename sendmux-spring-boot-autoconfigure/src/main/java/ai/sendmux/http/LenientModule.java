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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.ClassUtil;

import org.springframework.util.ClassUtils;

/**
 * Reads what has not the expected form as absent. A call that the server accepted must
 * not fail because of a single field.
 */
final class LenientModule extends SimpleModule {

	LenientModule() {
		super("sendmux");
		addDeserializer(Instant.class, new LenientInstantDeserializer());
		addNumber(Integer.class);
		addNumber(int.class);
		addNumber(Long.class);
		addNumber(long.class);
		addNumber(Double.class);
		addNumber(double.class);
	}

	private <N extends Number> void addNumber(Class<N> type) {
		addDeserializer(type, new LenientNumberDeserializer<>(type));
	}

	@Override
	public void setupModule(SetupContext context) {
		super.setupModule(context);
		context.addHandler(new UnreadableFieldHandler());
	}

	/**
	 * Reads an RFC 3339 timestamp, and anything else as absent.
	 */
	private static final class LenientInstantDeserializer extends StdScalarDeserializer<Instant> {

		private static final int SECONDS_LENGTH = "2026-05-25T02:18:00Z".length();

		LenientInstantDeserializer() {
			super(Instant.class);
		}

		@Override
		public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
			if (parser.currentToken() != JsonToken.VALUE_STRING) {
				parser.skipChildren();
				return null;
			}
			String text = parser.getString();
			try {
				return isUsual(text) ? parseUsual(text) : parseAny(text);
			}
			catch (DateTimeException ex) {
				return null;
			}
		}

		private static Instant parseAny(String text) {
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
		}

		/**
		 * The form that the API uses, with or without a fraction. A formatter takes 1.5
		 * KB to parse one of them, and an account has four.
		 */
		private static boolean isUsual(String text) {
			return text.length() >= SECONDS_LENGTH && text.length() <= SECONDS_LENGTH + 10 && text.endsWith("Z")
					&& text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(10) == 'T'
					&& text.charAt(13) == ':' && text.charAt(16) == ':'
					&& (text.length() == SECONDS_LENGTH || text.charAt(19) == '.');
		}

		private static Instant parseUsual(String text) {
			return LocalDateTime
				.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), number(text, 11, 13),
						number(text, 14, 16), number(text, 17, 19), nanoseconds(text))
				.toInstant(ZoneOffset.UTC);
		}

		private static int nanoseconds(String text) {
			int nanoseconds = 0;
			for (int i = 0; i < 9; i++) {
				int at = SECONDS_LENGTH + i;
				nanoseconds = nanoseconds * 10 + ((at < text.length() - 1) ? digit(text, at) : 0);
			}
			return nanoseconds;
		}

		private static int number(String text, int start, int end) {
			int number = 0;
			for (int i = start; i < end; i++) {
				number = number * 10 + digit(text, i);
			}
			return number;
		}

		private static int digit(String text, int index) {
			char character = text.charAt(index);
			if (character < '0' || character > '9') {
				throw new DateTimeException("Not a digit");
			}
			return character - '0';
		}

	}

	/**
	 * Reads a number, and one that is out of range, or not whole though it has to be, as
	 * absent.
	 *
	 * @param <N> the type of the number
	 */
	private static final class LenientNumberDeserializer<N extends Number> extends StdScalarDeserializer<N> {

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
				return read(parser, context);
			}
			catch (JacksonException | ArithmeticException | NumberFormatException ex) {
				return (N) this.delegate.getNullValue(context);
			}
		}

		private N read(JsonParser parser, DeserializationContext context) {
			boolean fraction = parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
			Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(handledType());
			N number = (fraction && type != Double.class) ? whole(parser.getString())
					: this.delegate.deserialize(parser, context);
			if (number instanceof Double value && !Double.isFinite(value)) {
				throw new ArithmeticException("Not finite");
			}
			return number;
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

	/**
	 * Reads a value that has not the expected form as absent.
	 */
	private static final class UnreadableFieldHandler extends DeserializationProblemHandler {

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
		public @Nullable Object handleUnexpectedToken(DeserializationContext context, JavaType targetType,
				JsonToken token, JsonParser parser, String failureMessage) {
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

}
