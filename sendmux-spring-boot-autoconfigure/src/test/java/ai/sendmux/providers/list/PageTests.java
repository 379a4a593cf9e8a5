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

package ai.sendmux.providers.list;

import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderPage;
import ai.sendmux.providers.ProviderQuery;
import ai.sendmux.providers.ProviderStatus;
import ai.sendmux.providers.ProviderType;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.providers.TestResponses;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SendmuxProvidersOperations#listPage} and {@link ProviderQuery}.
 */
class PageTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final ListPages pages = new ListPages(server);

	private final SendmuxProvidersOperations providers = TestCalls.retryingProviders(server.baseUrl());

	@Test
	void listPageWhenMoreFollowEmitsItemsAndNextCursor() {
		this.pages.serve(25, 10);
		ProviderPage page = TestCalls.resultOf(this.providers.listPage(ProviderQuery.all(), null));
		assertThat(page.items()).extracting(Provider::id).isEqualTo(ListPages.ids(0, 10));
		assertThat(page.hasMore()).isTrue();
		assertThat(page.nextCursor()).isEqualTo("c10");
		this.pages.assertRequests(1);
	}

	@Test
	void listPageWhenCursorIsGivenEmitsThatPage() {
		this.pages.serve(25, 10);
		ProviderPage page = TestCalls.resultOf(this.providers.listPage(ProviderQuery.all(), "c20"));
		assertThat(page.items()).extracting(Provider::id).isEqualTo(ListPages.ids(20, 25));
		assertThat(page.hasMore()).isFalse();
		assertThat(page.nextCursor()).isNull();
	}

	@Test
	void listPageWhenNoneFollowsButThereIsACursorEmitsNone() {
		this.pages.serve(null, TestResponses.page(List.of(), false, "c2"));
		assertThat(TestCalls.resultOf(this.providers.listPage(ProviderQuery.all(), null)).nextCursor()).isNull();
	}

	@Test
	void listPageEmitsAccountsWithoutVariablesAndVersion() {
		this.pages.serve(1, 10);
		Provider provider = TestCalls.resultOf(this.providers.listPage(ProviderQuery.all(), null)).items().get(0);
		assertThat(provider.variables()).isNull();
		assertThat(provider.version()).isNull();
	}

	@Test
	void listPageWhenNoAccountsExistEmitsEmptyPage() {
		this.pages.serve(null, TestResponses.page(List.of(), false, null));
		assertThat(TestCalls.resultOf(this.providers.listPage(ProviderQuery.all(), null)))
			.isEqualTo(new ProviderPage(List.of(), false, null));
	}

	@Test
	void listPageWhenQueryIsEmptySendsNoParameter() {
		this.pages.serve(1, 10);
		TestCalls.complete(this.providers.listPage(ProviderQuery.all(), null));
		assertThat(this.pages.urls()).containsExactly("/api/v1/providers");
	}

	@ParameterizedTest
	@CsvSource({ "1, limit=1", "100, limit=100" })
	void listPageWhenPageSizeIsSetSendsIt(int pageSize, String parameter) {
		this.pages.serve(1, 10);
		ProviderQuery query = ProviderQuery.builder().pageSize(pageSize).build();
		TestCalls.complete(this.providers.listPage(query, null));
		assertThat(this.pages.urls()).containsExactly("/api/v1/providers?" + parameter);
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, 0, 101, Integer.MAX_VALUE })
	void listWhenPageSizeIsOutOfRangeFailsWithoutARequest(int pageSize) {
		assertViolates(ProviderQuery.builder().pageSize(pageSize).build(), "limit");
	}

	@Test
	void listWhenStatusOrTypeIsUnknownFailsWithoutARequest() {
		assertViolates(ProviderQuery.builder().status(ProviderStatus.UNKNOWN).type(ProviderType.UNKNOWN).build(),
				"status", "type");
	}

	@Test
	void createWhenItemsChangeKeepsCopy() {
		List<Provider> items = new ArrayList<>(List.of(Provider.builder("dprov_1").build()));
		ProviderPage page = new ProviderPage(items, false, null);
		items.clear();
		assertThat(page.items()).hasSize(1);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> page.items().clear());
	}

	private void assertViolates(ProviderQuery query, String... fields) {
		SendmuxValidationException ofPage = TestCalls.failureOf(this.providers.listPage(query, null),
				SendmuxValidationException.class);
		SendmuxValidationException ofList = TestCalls.failureOf(this.providers.list(query),
				SendmuxValidationException.class);
		assertThat(ofPage.violations()).extracting("field").containsExactly((Object[]) fields);
		assertThat(ofList.violations()).isEqualTo(ofPage.violations());
		this.pages.assertRequests(0);
	}

}
