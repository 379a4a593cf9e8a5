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

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for what every response has, and for the version.
 */
public final class ApiRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		register(hints, ApiEnvelope.class, ApiEnvelope.Meta.class, ApiEnvelope.Pagination.class,
				ApiEnvelope.Deletion.class, ApiEnvelope.Failure.class);
		hints.resources().registerPattern("ai/sendmux/http/version.properties");
	}

	/**
	 * Register types that Jackson builds and reads by reflection, and their builders.
	 */
	public static void register(RuntimeHints hints, Class<?>... types) {
		for (Class<?> type : types) {
			new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), type);
			hints.reflection().registerType(type, MemberCategory.INVOKE_DECLARED_METHODS);
			for (Class<?> nested : type.getDeclaredClasses()) {
				hints.reflection()
					.registerType(nested, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
							MemberCategory.INVOKE_DECLARED_METHODS, MemberCategory.ACCESS_DECLARED_FIELDS);
			}
		}
	}

}
