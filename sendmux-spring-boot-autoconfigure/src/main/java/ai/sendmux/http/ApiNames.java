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

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The names that the API gives the constants of an enum. A name that is newer than this
 * client stands for the constant that means "unknown".
 *
 * @param <E> the type of the enum
 */
public final class ApiNames<E extends Enum<E>> {

	private final Map<String, E> constants;

	private final E unknown;

	public ApiNames(Class<E> type, E unknown) {
		this.constants = Arrays.stream(type.getEnumConstants())
			.filter((constant) -> constant != unknown)
			.collect(Collectors.toUnmodifiableMap(ApiNames::of, Function.identity()));
		this.unknown = unknown;
	}

	public static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	public E find(@Nullable String name) {
		return (name != null) ? this.constants.getOrDefault(name, this.unknown) : this.unknown;
	}

}
