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

package ai.sendmux.console.web;

import java.util.Locale;
import java.util.Map;

import ai.sendmux.providers.ProviderQuery;
import ai.sendmux.providers.ProviderStatus;
import ai.sendmux.providers.ProviderType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which accounts the page shows.
 *
 * @param status the status, or nothing for all
 * @param type the type, or nothing for all
 * @param cursor where the page begins, or nothing for the first page
 */
record AccountFilter(@Nullable String status, @Nullable String type, @Nullable String cursor) {

	private static final int PAGE_SIZE = 25;

	ProviderQuery toQuery() {
		return ProviderQuery.builder()
			.status(constant(ProviderStatus.class, this.status))
			.type(constant(ProviderType.class, this.type))
			.pageSize(PAGE_SIZE)
			.build();
	}

	@Nullable String startCursor() {
		return StringUtils.hasText(this.cursor) ? this.cursor : null;
	}

	public boolean isFiltered() {
		return StringUtils.hasText(this.status) || StringUtils.hasText(this.type);
	}

	/**
	 * Return the address of another page of the same accounts.
	 */
	public String address(@Nullable String cursor) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath("/");
		add(address, "status", this.status);
		add(address, "type", this.type);
		add(address, "cursor", cursor);
		return address.encode().build().toUriString();
	}

	private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
		if (StringUtils.hasText(value)) {
			address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
		}
	}

	/**
	 * A value that is none of the constants asks for all accounts.
	 */
	private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
		if (name == null) {
			return null;
		}
		for (E constant : type.getEnumConstants()) {
			if (constant.name().toLowerCase(Locale.ROOT).equals(name) && !"unknown".equals(name)) {
				return constant;
			}
		}
		return null;
	}

}
