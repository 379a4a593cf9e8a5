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

package ai.sendmux.providers.contract;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.sendmux.SendmuxException;
import ai.sendmux.emails.SendmuxEmailsOperations;
import ai.sendmux.identity.SendmuxIdentityOperations;
import ai.sendmux.providers.OperationCase;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.SharedAmazonSesOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/operations.md} says what the code does.
 */
class OperationsDocumentTests {

	private final OperationsDocument document = new OperationsDocument();

	private final String errors = OperationsDocument.read("..", "docs", "errors.md");

	@ParameterizedTest
	@ValueSource(classes = { SendmuxProvidersOperations.class, SharedAmazonSesOperations.class,
			SendmuxIdentityOperations.class, SendmuxEmailsOperations.class })
	void tableHasExactlyTheMethodsOfInterface(Class<?> operations) {
		Map<String, Method> methods = methods(operations);
		assertThat(this.document.rows(operations)).extracting((row) -> OperationsDocument.code(row.get(1)))
			.containsExactlyInAnyOrderElementsOf(methods.keySet());
	}

	@ParameterizedTest
	@ValueSource(classes = { SendmuxProvidersOperations.class, SharedAmazonSesOperations.class,
			SendmuxIdentityOperations.class, SendmuxEmailsOperations.class })
	void tableHasReturnTypeOfEachMethod(Class<?> operations) {
		Map<String, String> returned = this.document.rows(operations)
			.stream()
			.collect(Collectors.toMap((row) -> OperationsDocument.code(row.get(1)),
					(row) -> OperationsDocument.code(row.get(2))));
		assertThat(methods(operations)).isNotEmpty()
			.allSatisfy((signature, method) -> assertThat(returned).containsEntry(signature,
					simple(method.getGenericReturnType().getTypeName())));
	}

	@Test
	void tableHasEveryOperationOfApi() {
		List<String> named = this.document.rows(SendmuxProvidersOperations.class, SharedAmazonSesOperations.class)
			.stream()
			.flatMap((row) -> OperationsDocument.codes(row.get(0)))
			.map((operation) -> operation.replace("{id}", "{public_id}"))
			.distinct()
			.toList();
		assertThat(named).containsExactlyInAnyOrderElementsOf(
				Stream.of(OperationCase.values()).map((it) -> it.method() + " " + it.template()).toList());
	}

	@Test
	void tableExceptionsExist() {
		assertThat(this.document.rows(SendmuxProvidersOperations.class, SharedAmazonSesOperations.class,
				SendmuxIdentityOperations.class, SendmuxEmailsOperations.class))
			.flatExtracting((row) -> OperationsDocument.codes(row.get(3)).toList())
			.isNotEmpty()
			.allSatisfy((name) -> assertThat(
					Class.forName((name.startsWith("Sendmux") ? "ai.sendmux." : "java.lang.") + name))
				.isAssignableTo(RuntimeException.class));
	}

	@Test
	void tableHasRetryRuleInEachRow() {
		assertThat(this.document.rows(SendmuxProvidersOperations.class, SharedAmazonSesOperations.class,
				SendmuxIdentityOperations.class, SendmuxEmailsOperations.class))
			.allSatisfy((row) -> assertThat(row.get(4)).containsPattern("^(always|if refused|with a version|-)"));
	}

	@Test
	void errorsDocumentHasSectionForEveryException() throws IOException {
		List<Class<?>> hierarchy = hierarchy();
		assertThat(hierarchy).hasSizeGreaterThan(10);
		assertThat(OperationsDocument.find("(?m)^### `(\\w+)`", this.errors).map((match) -> match.group(1)))
			.containsExactlyInAnyOrderElementsOf(hierarchy.stream().map(Class::getSimpleName).toList());
	}

	@Test
	void errorsDocumentHasAccessorsOfEveryException() throws IOException {
		assertThat(hierarchy()).allSatisfy((type) -> {
			String section = OperationsDocument.section(this.errors, "### `" + type.getSimpleName() + "`");
			assertThat(
					Stream.of(type.getDeclaredMethods()).filter((method) -> Modifier.isPublic(method.getModifiers())))
				.allSatisfy((method) -> assertThat(section).contains("`" + method.getName() + "()`"));
		});
	}

	private static List<Class<?>> hierarchy() throws IOException {
		Path sources = Path.of(System.getProperty("basedir", ""), "src", "main", "java", "ai", "sendmux");
		try (Stream<Path> files = Files.list(sources)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith("Exception.java"))
				.<Class<?>>map((name) -> load("ai.sendmux." + name.replace(".java", "")))
				.filter(SendmuxException.class::isAssignableFrom)
				.toList();
		}
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, Method> methods(Class<?> operations) {
		return Stream.of(operations.getMethods())
			.collect(Collectors.toMap(OperationsDocumentTests::signature, Function.identity()));
	}

	private static String signature(Method method) {
		return Stream.of(method.getParameters())
			.map((parameter) -> type(parameter) + " " + parameter.getName())
			.collect(Collectors.joining(", ", method.getName() + "(", ")"));
	}

	private static String type(Parameter parameter) {
		return simple(parameter.getParameterizedType().getTypeName());
	}

	private static String simple(String type) {
		return type.replaceAll("[a-z]+\\.", "");
	}

}
