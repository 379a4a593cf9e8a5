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
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiOperation}, {@link ApiRequest} and {@link DataReader}.
 */
class ApiOperationTests {

	private static final DataReader<String> TEXT = DataReader.of(String.class);

	static Stream<Arguments> operations() {
		return Stream.of(operation(HttpMethod.GET, ApiOperation.get("a.b", "/a/{id}", String.class)),
				operation(HttpMethod.GET, ApiOperation.list("a.b", "/a/{id}", String.class)),
				operation(HttpMethod.POST, ApiOperation.post("a.b", "/a/{id}", String.class)),
				operation(HttpMethod.PATCH, ApiOperation.patch("a.b", "/a/{id}", TEXT)),
				operation(HttpMethod.DELETE, ApiOperation.delete("a.b", "/a/{id}", String.class)),
				operation(HttpMethod.DELETE, ApiOperation.delete("a.b", "/a/{id}")));
	}

	private static Arguments operation(HttpMethod method, ApiOperation<?> operation) {
		return Arguments.of(method, Named.of(method.name(), operation));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void factoryWhenCalledDescribesOperation(HttpMethod method, ApiOperation<?> operation) {
		assertThat(operation.method()).isEqualTo(method);
		assertThat(operation.name()).isEqualTo("a.b");
		assertThat(operation.template()).isEqualTo("/a/{id}");
		assertThat(operation.isSlow()).isFalse();
		assertThat(operation.changesState()).isEqualTo(method != HttpMethod.GET);
		assertThat(operation.hasIdempotencyKey()).isEqualTo(method == HttpMethod.POST);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void slowWhenCalledChangesNothingElse(HttpMethod method, ApiOperation<?> operation) {
		ApiOperation<?> slow = operation.slow();
		assertThat(slow.isSlow()).isTrue();
		assertThat(slow).usingRecursiveComparison().ignoringFields("slow").isEqualTo(operation);
	}

	@Test
	void dataWhenResponseIsOfNoInterestReturnsNull() {
		assertThat(ApiOperation.delete("a.b", "/a").data()).isNull();
		assertThat(ApiOperation.patch("a.b", "/a", TEXT).data()).isSameAs(TEXT);
	}

	@Test
	void isPlainWhenPathHasVariableReturnsFalse() {
		assertThat(ApiOperation.get("a.b", "/a", String.class).request().build().isPlain()).isTrue();
		assertThat(ApiOperation.get("a.b", "/a/{id}", String.class).request("x").build().isPlain()).isFalse();
	}

	@Test
	void asBulkWhenRequestIsNormalReturnsBulkRequest() {
		assertThat(ApiOperation.get("a.b", "/a", String.class).request().build().asBulk().isBulk()).isTrue();
	}

	@Test
	void asBulkWhenRequestIsProbeReturnsIt() {
		ApiRequest<String> probe = ApiOperation.get("a.b", "/a", String.class).request().probe().build();
		assertThat(probe.asBulk()).isSameAs(probe);
	}

	@Test
	void convertWhenDataIsOfTypeReturnsIt() {
		assertThat(TEXT.convert("x", null)).isEqualTo("x");
		assertThat(DataReader.listOf(String.class).convert(List.of("x"), null)).containsExactly("x");
		assertThat(TEXT.convert(null, null)).isNull();
	}

	@Test
	void convertWhenReadViaBuilderBuildsWithVersion() {
		DataReader<String> reader = DataReader.viaBuilder(StringBuilder.class,
				(builder, version) -> builder.append(version).toString());
		assertThat(reader.convert(new StringBuilder("v"), "1")).isEqualTo("v1");
	}

	@Test
	void isAboutWhenDataHasAnotherIdReturnsFalse() {
		DataReader<String> reader = TEXT.identifiedBy((text) -> text.substring(0, 1));
		assertThat(reader.isAbout("a1", "a")).isTrue();
		assertThat(reader.isAbout("a1", null)).isTrue();
		assertThat(reader.isAbout("b1", "a")).isFalse();
		assertThat(TEXT.isAbout("b1", "a")).isTrue();
	}

	@Test
	void decodeWhenJsonIsOfTypeReturnsData() {
		assertThat(DataReader.decode(String.class, "\"x\"")).isEqualTo("x");
	}

}
