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

package ai.sendmux.spring.boot.autoconfigure;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import ai.sendmux.emails.EmailLogPosition;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.ConstraintValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the hints that a native image needs for what Jackson and Jakarta Validation
 * reach by reflection.
 */
class SendmuxRuntimeHintsTests {

	private static final RuntimeHints hints = new RuntimeHints();

	static {
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("ai.sendmux."))
			.forEach((registrar) -> registrar.registerHints(hints, null));
	}

	@ParameterizedTest
	@MethodSource("jsonTypes")
	void registerHintsWhenTypeHasJsonAnnotationsIncludesMethods(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategories(MemberCategory.INVOKE_DECLARED_METHODS)).as(type.getName()).accepts(hints);
	}

	@ParameterizedTest
	@MethodSource("dataTypes")
	void registerHintsWhenTypeIsDataIncludesConstructorsAndFields(Class<?> type) {
		ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();
		assertThat(type.getDeclaredConstructors())
			.allSatisfy((constructor) -> assertThat(reflection.onConstructorInvocation(constructor)).accepts(hints));
		assertThat(dataFields(type))
			.allSatisfy((field) -> assertThat(reflection.onFieldAccess(field)).as(field.getName()).accepts(hints));
		if (type.isRecord()) {
			assertThat(type.getRecordComponents()).extracting(RecordComponent::getAccessor)
				.allSatisfy((accessor) -> assertThat(reflection.onMethodInvocation(accessor)).as(accessor.getName())
					.accepts(hints));
		}
	}

	@ParameterizedTest
	@MethodSource("builders")
	void registerHintsWhenTypeIsBuilderIncludesMethodsAndConstructors(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategories(MemberCategory.INVOKE_DECLARED_METHODS, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
			.accepts(hints);
	}

	@ParameterizedTest
	@MethodSource("namedByAnnotation")
	void registerHintsWhenTypeIsNamedByAnnotationIncludesConstructors(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
	}

	@Test
	void registerHintsIncludesVersionResource() {
		assertThat(RuntimeHintsPredicates.resource().forResource("ai/sendmux/http/version.properties")).accepts(hints);
	}

	@Test
	void registerHintsIncludesSerializationOfPosition() {
		assertThat(RuntimeHintsPredicates.reflection().onJavaSerialization(EmailLogPosition.class, true))
			.accepts(hints);
	}

	static Stream<Class<?>> jsonTypes() {
		return types().filter((type) -> members(type).anyMatch(SendmuxRuntimeHintsTests::isJson));
	}

	/**
	 * Those with an annotation, those that they are nested in, and what their fields are
	 * made of.
	 */
	static Stream<Class<?>> dataTypes() {
		Set<Class<?>> found = new LinkedHashSet<>();
		jsonTypes().forEach((type) -> addDataTypes(type, found));
		return found.stream();
	}

	private static void addDataTypes(Class<?> type, Set<Class<?>> found) {
		if (type.getName().startsWith("ai.sendmux.") && !type.isEnum() && found.add(type)) {
			addDataTypes(type.getNestHost(), found);
			dataFields(type).flatMap((field) -> classesIn(field.getGenericType()))
				.forEach((part) -> addDataTypes(part, found));
		}
	}

	private static Stream<Field> dataFields(Class<?> type) {
		return Arrays.stream(type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic());
	}

	private static Stream<Class<?>> classesIn(Type type) {
		ResolvableType resolvable = ResolvableType.forType(type);
		return Stream.concat(Stream.of(resolvable.resolve(Object.class)),
				Arrays.stream(resolvable.getGenerics()).flatMap((generic) -> classesIn(generic.getType())));
	}

	static Stream<Class<?>> builders() {
		return types().map((type) -> type.getAnnotation(JsonDeserialize.class))
			.filter((annotation) -> annotation != null && annotation.builder() != Void.class)
			.map(JsonDeserialize::builder);
	}

	/**
	 * Those of the private mapper are created by its own code.
	 */
	static Stream<Class<?>> namedByAnnotation() {
		return types().filter((type) -> ConstraintValidator.class.isAssignableFrom(type)
				|| (ValueDeserializer.class.isAssignableFrom(type)
						&& !type.getPackageName().equals("ai.sendmux.http")));
	}

	private static boolean isJson(AnnotatedElement member) {
		return member.isAnnotationPresent(JsonProperty.class) || member.isAnnotationPresent(JsonValue.class)
				|| member.isAnnotationPresent(JsonDeserialize.class);
	}

	private static Stream<AnnotatedElement> members(Class<?> type) {
		return Stream
			.of(Stream.of(type), Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredFields()),
					Arrays.stream(type.getDeclaredConstructors()))
			.flatMap((members) -> members);
	}

	private static Stream<Class<?>> types() {
		return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("ai.sendmux.emails", "ai.sendmux.http", "ai.sendmux.identity", "ai.sendmux.providers")
			.stream()
			.map(JavaClass::reflect);
	}

}
