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

package ai.sendmux.sandbox;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the OpenAPI document of the sandbox.
 */
class OpenApiDocumentTests {

	private final Contract contract = Contract.get();

	@Test
	void documentHasTheOperationsOfTheSandbox() {
		assertThat(this.contract.operations()).containsExactlyInAnyOrderElementsOf(
				Stream.of(SandboxOperation.values()).map((it) -> it.method() + " " + it.path()).toList());
	}

	@ParameterizedTest
	@EnumSource
	void documentNamesThePermissionOfAnOperation(SandboxOperation operation) {
		@Nullable SandboxPermission permission = operation.permission();
		JsonNode permissions = this.contract.operation(operation).at("/security/0/token");
		assertThat(permissions).extracting(JsonNode::asString)
			.containsExactlyElementsOf((permission != null) ? List.of(permission.value()) : List.of());
	}

	@ParameterizedTest
	@EnumSource
	void documentWhenOperationStoresKeysHasIdempotencyKeyHeader(SandboxOperation operation) {
		assertThat(this.contract.operation(operation).path("parameters"))
			.extracting((parameter) -> this.contract.resolve(parameter).path("name").asString())
			.filteredOn("Idempotency-Key"::equals)
			.hasSize(operation.remembersIdempotencyKeys() ? 1 : 0);
	}

	@Test
	void documentNamesEachOperationOnce() {
		assertThat(Stream.of(SandboxOperation.values()).map(this.contract::operation))
			.extracting((operation) -> operation.path("operationId").asString(""))
			.doesNotContain("")
			.doesNotHaveDuplicates();
	}

	@Test
	void documentResolvesEachReference() {
		assertThat(this.contract.references()).allSatisfy(
				(reference) -> assertThat(this.contract.document().at(reference.substring(1)).isObject()).as(reference)
					.isTrue());
	}

	@Test
	void documentUsesEachComponent() {
		JsonNode components = this.contract.document().path("components");
		List<String> declared = Stream.of("parameters", "headers", "responses", "schemas")
			.flatMap((kind) -> components.path(kind)
				.propertyNames()
				.stream()
				.map((name) -> "#/components/" + kind + "/" + name))
			.toList();
		assertThat(this.contract.references().distinct()).containsExactlyInAnyOrderElementsOf(declared);
	}

	@Test
	void documentHasErrorCodesOfSandbox() {
		JsonNode codes = this.contract.document()
			.at("/components/schemas/ErrorResponse/properties/error/properties/code/enum");
		assertThat(codes).extracting(JsonNode::asString)
			.containsExactlyInAnyOrderElementsOf(Stream.of(ErrorCode.values()).map(ErrorCode::value).toList());
	}

}
