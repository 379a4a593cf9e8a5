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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.ContextAttributes;

import org.springframework.util.function.SingletonSupplier;

/**
 * How the data of a response is read.
 *
 * @param <T> the type of the data
 */
public final class DataReader<T> {

	/**
	 * Attributes of the mapper that reads responses.
	 */
	static final ContextAttributes RESPONSE_ATTRIBUTES = ContextAttributes.getEmpty()
		.withSharedAttribute(DataReader.class, true);

	private final Supplier<ObjectReader> reader;

	private final BiFunction<Object, @Nullable String, @Nullable T> conversion;

	private final @Nullable Function<T, String> identifier;

	private DataReader(Supplier<ObjectReader> reader, BiFunction<Object, @Nullable String, @Nullable T> conversion) {
		this(SingletonSupplier.of(reader), conversion, null);
	}

	private DataReader(Supplier<ObjectReader> reader, BiFunction<Object, @Nullable String, @Nullable T> conversion,
			@Nullable Function<T, String> identifier) {
		this.reader = reader;
		this.conversion = conversion;
		this.identifier = identifier;
	}

	@SuppressWarnings("unchecked")
	static <T> DataReader<T> of(Class<T> type) {
		return new DataReader<>(() -> ApiJson.reader(type), (data, etag) -> (T) data);
	}

	@SuppressWarnings("unchecked")
	static <T> DataReader<List<T>> listOf(Class<T> itemType) {
		return new DataReader<>(() -> ApiJson.listReader(itemType), (data, etag) -> (List<T>) data);
	}

	/**
	 * The data is read into a builder, and built with the version that the header of the
	 * response has. What cannot be built counts as unreadable.
	 */
	public static <T, B> DataReader<T> viaBuilder(Class<B> builderType,
			BiFunction<B, @Nullable String, @Nullable T> conversion) {
		return new DataReader<>(() -> ApiJson.reader(builderType),
				(data, etag) -> conversion.apply(builderType.cast(data), etag));
	}

	/**
	 * The data of a request about one resource must have its id: a response that belongs
	 * to another request must not reach the caller.
	 */
	public DataReader<T> identifiedBy(Function<T, String> identifier) {
		return new DataReader<>(this.reader, this.conversion, identifier);
	}

	boolean isAbout(T data, @Nullable String id) {
		return this.identifier == null || id == null || id.equals(this.identifier.apply(data));
	}

	/**
	 * Return whether a response of the API is read, and not a value of the application.
	 */
	public static boolean isReadBy(DeserializationContext context) {
		return context.getAttribute(DataReader.class) != null;
	}

	/**
	 * Decode the data of a response without its envelope, as a call does.
	 * @param type the type of the data
	 * @param json the data
	 * @param <T> the type of the data
	 * @return the data, or {@code null} if it lacks what it must have
	 */
	public static <T> @Nullable T decode(Class<T> type, String json) {
		return ApiJson.decode(type, json);
	}

	/**
	 * The reader is built when the first response is read, because building it takes
	 * longer than all else at startup.
	 */
	ObjectReader reader() {
		return this.reader.get();
	}

	@Nullable T convert(@Nullable Object data, @Nullable String etag) {
		return (data != null) ? this.conversion.apply(data, etag) : null;
	}

}
