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

package ai.sendmux.providers;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import ai.sendmux.identity.SendmuxCredential;
import ai.sendmux.identity.SendmuxIdentity;
import ai.sendmux.identity.SendmuxMailbox;
import ai.sendmux.identity.SendmuxTeam;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that responses can be built from anything that the server may leave out.
 */
class BuildersTests {

	static Stream<Class<?>> builders() {
		return Stream.of(Provider.class, ProviderTestResult.class)
			.flatMap((type) -> Arrays.stream(type.getDeclaredClasses()))
			.filter((type) -> type.getSimpleName().equals("Builder"));
	}

	@ParameterizedTest
	@MethodSource("builders")
	void builderWhenValueIsMissingReturnsBuilder(Class<?> type) throws ReflectiveOperationException {
		Object builder = newInstance(type);
		Method[] methods = Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getReturnType() == type && !method.isSynthetic())
			.toArray(Method[]::new);
		assertThat(methods).isNotEmpty();
		for (Method method : methods) {
			assertThat(call(builder, method)).as(method.getName()).isSameAs(builder);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { ProviderActions.class, ProviderLimits.class, ProviderStats.class, ProviderUsage.class,
			ProviderUsageItem.class, ResourceLimitSnapshot.class, SendingAccountLimitRequest.class,
			SharedAmazonSesLimit.class, SharedAmazonSesLimitRequest.class, SharedAmazonSesLimitRequestPage.class,
			SharedAmazonSesLimitRequestResult.class, SendmuxIdentity.class, SendmuxTeam.class, SendmuxCredential.class,
			SendmuxMailbox.class })
	void recordWhenComponentsAreMissingHasEmptyValues(Class<?> type) throws ReflectiveOperationException {
		RecordComponent[] components = type.getRecordComponents();
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		Object record = type.getDeclaredConstructor(types).newInstance(nothingFor(types));
		for (RecordComponent component : components) {
			boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
			assertThat(component.getAccessor().invoke(record) == null).as(component.getName()).isEqualTo(nullable);
		}
	}

	private static Object newInstance(Class<?> type) throws ReflectiveOperationException {
		Constructor<?> constructor = type.getDeclaredConstructor();
		return BeanUtils.instantiateClass(constructor);
	}

	/**
	 * A value that must not be missing is refused, by all of these methods alike.
	 */
	private static Object call(Object builder, Method method) throws ReflectiveOperationException {
		method.setAccessible(true);
		try {
			return method.invoke(builder, nothingFor(method.getParameterTypes()));
		}
		catch (InvocationTargetException ex) {
			assertThat(ex.getCause()).isInstanceOf(IllegalArgumentException.class);
			return builder;
		}
	}

	private static @Nullable Object[] nothingFor(Class<?>[] types) {
		return Arrays.stream(types).map(BuildersTests::nothing).toArray();
	}

	private static @Nullable Object nothing(Class<?> type) {
		if (type == Map.class) {
			return Map.of();
		}
		if (type.isEnum()) {
			return type.getEnumConstants()[0];
		}
		return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
	}

}
