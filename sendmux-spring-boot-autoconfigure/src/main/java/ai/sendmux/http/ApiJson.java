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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The private JSON mapper of the client. It is apart from the application's, so that no
 * setting of the application changes what is sent or how a response is read.
 */
final class ApiJson {

	/**
	 * A response with this many levels in a field that is not read takes 7 MB.
	 */
	private static final int MAX_DEPTH = 100_000;

	private static final JsonMapper mapper = JsonMapper.builder()
		.annotationIntrospector(new WriteOnlyIsWritten())
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.withCoercionConfigDefaults((coercion) -> coercion.setAcceptBlankAsEmpty(true)
			.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
		.defaultAttributes(DataReader.RESPONSE_ATTRIBUTES)
		.addModule(new LenientModule())
		.build();

	/**
	 * Names are not kept, because they may be as long as a response.
	 */
	private static final JsonFactory tolerant = JsonFactory.builder()
		.disable(JsonFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.build())
		.build();

	private static final ObjectWriter writer = mapper.writer();

	private ApiJson() {
	}

	static byte[] write(Object body) {
		return writer.writeValueAsBytes(body);
	}

	/**
	 * Read a response. What exceeds the usual limits of a parser is most likely in a
	 * field that is not read, so that such a response is read again without them; its
	 * size has a limit of its own.
	 */
	static <T> @Nullable T read(ObjectReader reader, Supplier<InputStream> response) {
		try {
			return reader.readValue(response.get());
		}
		catch (JacksonException ex) {
			return exceedsLimits(ex) ? readTolerantly(reader, response.get()) : null;
		}
	}

	/**
	 * Read a text as a response is read, but fail with the reason if it is not JSON.
	 */
	static <T> @Nullable T decode(Class<T> type, String json) {
		ObjectReader reader = mapper.readerFor(type);
		try {
			return reader.readValue(json);
		}
		catch (JacksonException ex) {
			if (exceedsLimits(ex)) {
				return readTolerantly(reader, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
			}
			throw ex;
		}
	}

	private static boolean exceedsLimits(@Nullable Throwable failure) {
		return failure != null && (failure instanceof StreamConstraintsException || exceedsLimits(failure.getCause()));
	}

	private static <T> @Nullable T readTolerantly(ObjectReader reader, InputStream response) {
		try (JsonParser parser = tolerant.createParser(ObjectReadContext.empty(), response)) {
			return reader.readValue(parser);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	static ObjectReader errorReader() {
		return mapper.readerFor(ApiEnvelope.Failure.class);
	}

	static ObjectReader deletionReader() {
		return mapper.readerFor(ApiEnvelope.Deletion.class);
	}

	static ObjectReader reader(Class<?> dataType) {
		return envelopeReader(mapper.constructType(dataType));
	}

	static ObjectReader listReader(Class<?> itemType) {
		return envelopeReader(mapper.getTypeFactory().constructCollectionType(List.class, itemType));
	}

	private static ObjectReader envelopeReader(JavaType dataType) {
		return mapper.readerFor(mapper.getTypeFactory().constructParametricType(ApiEnvelope.class, dataType));
	}

	/**
	 * Secrets are write-only for every mapper of the application, but this one has to
	 * send them.
	 */
	private static final class WriteOnlyIsWritten extends JacksonAnnotationIntrospector {

		@Override
		public JsonProperty.@Nullable Access findPropertyAccess(MapperConfig<?> config, Annotated annotated) {
			JsonProperty.Access access = super.findPropertyAccess(config, annotated);
			return (access != JsonProperty.Access.WRITE_ONLY) ? access : JsonProperty.Access.AUTO;
		}

	}

}
