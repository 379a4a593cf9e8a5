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

package ai.sendmux.console.accounts;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.sendmux.providers.Provider;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Which accounts of the list are shown, and in which order.
 *
 * @param text what their name, host, sender or id contains, or {@code null} for all
 * @param status their status, or {@code null} for all
 * @param type their type, or {@code null} for all
 * @param sort {@code name}, {@code status} or {@code used}, or {@code null} for the order
 * of the API
 * @param page the number of the page, from 1
 */
public record AccountQuery(@Nullable String text, @Nullable String status, @Nullable String type, @Nullable String sort,
		int page) {

	public static final int PAGE_SIZE = 25;

	private static final Comparator<Provider> BY_NAME = Comparator.comparing(Provider::name,
			String.CASE_INSENSITIVE_ORDER);

	private static final Map<String, Comparator<Provider>> ORDERS = Map.of("name", BY_NAME, "status",
			Comparator.comparing(Provider::statusText).thenComparing(BY_NAME), "used",
			Comparator.comparing(Provider::lastUsedAt, Comparator.nullsLast(Comparator.reverseOrder())));

	public AccountQuery {
		text = clean(text);
		status = clean(status);
		type = clean(type);
		sort = clean(sort);
		page = Math.max(1, page);
	}

	private static @Nullable String clean(@Nullable String value) {
		String text = (value != null) ? VisibleText.strip(value) : "";
		return text.isEmpty() ? null : text;
	}

	/**
	 * Return all accounts that match, in order.
	 */
	public List<Provider> select(List<Provider> accounts) {
		Stream<Provider> matching = accounts.stream().filter(this::matches);
		Comparator<Provider> order = (this.sort != null) ? ORDERS.get(this.sort) : null;
		return ((order != null) ? matching.sorted(order) : matching).toList();
	}

	private boolean matches(Provider account) {
		return (this.status == null || this.status.equals(account.statusText()))
				&& (this.type == null || this.type.equals(account.typeText()))
				&& (this.text == null || contains(account, this.text.toLowerCase(Locale.ROOT)));
	}

	private static boolean contains(Provider account, String text) {
		return Stream
			.of(account.name(), account.id(), account.smtpHost(), account.oauthEmail(), account.fromEmail(),
					account.fromName())
			.filter(Objects::nonNull)
			.anyMatch((value) -> value.toLowerCase(Locale.ROOT).contains(text));
	}

	public boolean isFiltered() {
		return this.text != null || this.status != null || this.type != null;
	}

	public AccountQuery onPage(int page) {
		return new AccountQuery(this.text, this.status, this.type, this.sort, page);
	}

	/**
	 * Return the address of the page of these accounts.
	 */
	public String address() {
		return address("/");
	}

	public String address(String path) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		add(address, "q", this.text);
		add(address, "status", this.status);
		add(address, "type", this.type);
		add(address, "sort", this.sort);
		add(address, "page", (this.page > 1) ? String.valueOf(this.page) : null);
		return address.encode().build().toUriString();
	}

	private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
		if (StringUtils.hasText(value)) {
			address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
		}
	}

	/**
	 * Read the query of a request, or of the address that a form returns to.
	 */
	public static AccountQuery of(Map<String, String> parameters) {
		String page = parameters.getOrDefault("page", "1");
		return new AccountQuery(parameters.get("q"), parameters.get("status"), parameters.get("type"),
				parameters.get("sort"), NumberText.isWhole(page) ? NumberText.parseInt(page) : 1);
	}

	/**
	 * Read the address of a list, and take anything else for the list of all accounts: a
	 * form returns to pages of this application only.
	 */
	public static AccountQuery ofAddress(@Nullable String address) {
		if (address == null || !address.startsWith("/?")) {
			return of(Map.of());
		}
		try {
			return of(UriComponentsBuilder.fromUriString(address)
				.build(true)
				.getQueryParams()
				.toSingleValueMap()
				.entrySet()
				.stream()
				.filter((parameter) -> parameter.getValue() != null)
				.collect(Collectors.toMap(Map.Entry::getKey,
						(parameter) -> UriUtils.decode(parameter.getValue(), StandardCharsets.UTF_8))));
		}
		catch (IllegalArgumentException ex) {
			return of(Map.of());
		}
	}

}
