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

import ai.sendmux.identity.SendmuxIdentity;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderLimits;
import ai.sendmux.providers.ProviderPage;
import ai.sendmux.providers.ProviderStats;
import ai.sendmux.providers.ProviderStatus;
import ai.sendmux.providers.ProviderUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SendmuxTestData}.
 */
class SendmuxTestDataTests {

	@Test
	void readWhenFieldsHaveApiNamesReturnsValues() {
		ProviderStats stats = SendmuxTestData.read(ProviderStats.class,
				"{\"total\": 3, \"by_status\": {\"active\": 2, \"paused\": 1}}");
		assertThat(stats.total()).isEqualTo(3);
		assertThat(stats.count(ProviderStatus.ACTIVE)).isEqualTo(2);
		assertThat(stats.count(ProviderStatus.UNKNOWN)).isEqualTo(1);
	}

	@Test
	void readWhenFieldsAreMissingReturnsEmptyValues() {
		SendmuxIdentity identity = SendmuxTestData.read(SendmuxIdentity.class, "{}");
		assertThat(identity.team().name()).isEmpty();
		assertThat(identity.permissions()).isEmpty();
		assertThat(identity.mailboxes()).isEmpty();
	}

	@Test
	void readWhenFieldsAreUnknownOrUnreadableIgnoresThem() {
		ProviderUsage usage = SendmuxTestData.read(ProviderUsage.class,
				"{\"window_days\": \"many\", \"newer\": [1], \"providers\": [null, {\"provider_id\": \"dprov_1\"}]}");
		assertThat(usage.windowDays()).isZero();
		assertThat(usage.providers()).singleElement().satisfies((item) -> assertThat(item.sentToday()).isZero());
	}

	@Test
	void readWhenAccountHasIdReturnsIt() {
		assertThat(SendmuxTestData.read(Provider.class, "{\"id\": \"dprov_1\", \"status\": \"error\"}").status())
			.isEqualTo(ProviderStatus.ERROR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "{", "{\"name\": \"Mail\"}" })
	void readWhenNotAnAccountFails(String json) {
		assertThatIllegalArgumentException().isThrownBy(() -> SendmuxTestData.read(Provider.class, json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e400", "-1e400", "\"NaN\"", "\"Infinity\"", "true" })
	void readWhenRatioIsNoNumberCountsItAsAbsent(String ratio) {
		ProviderLimits limits = SendmuxTestData.read(ProviderLimits.class,
				("{\"sending_accounts\": {\"usage\": 1, \"usage_ratio\": %1$s}, "
						+ "\"shared_amazon_ses\": {\"sent_today\": 2, \"usage_ratio\": %1$s}}")
					.formatted(ratio));
		assertThat(limits.sendingAccounts().usageRatio()).isZero();
		assertThat(limits.sendingAccounts().usage()).isEqualTo(1);
		assertThat(limits.sharedAmazonSes().usageRatio()).isNull();
		assertThat(limits.sharedAmazonSes().sentToday()).isEqualTo(2);
	}

	@Test
	void readWhenUnknownFieldExceedsLimitsOfParserIgnoresIt() {
		String nested = "[".repeat(2000) + "]".repeat(2000);
		assertThat(SendmuxTestData.read(ProviderStats.class, "{\"newer\": " + nested + ", \"total\": 3}").total())
			.isEqualTo(3);
	}

	@Test
	void readWhenNumberExceedsLimitsOfParserCountsItAsAbsent() {
		ProviderUsage usage = SendmuxTestData.read(ProviderUsage.class,
				"{\"window_days\": 1" + "0".repeat(2000) + ", \"providers\": [{\"provider_id\": \"dprov_1\"}]}");
		assertThat(usage.windowDays()).isZero();
		assertThat(usage.providers()).hasSize(1);
	}

	@Test
	void readWhenTextIsMalformedFailsWithReason() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SendmuxTestData.read(ProviderStats.class, "{\"total\": 3,,}"))
			.withStackTraceContaining("Unexpected character (','");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"items\": null}", "{\"items\": [null]}", "{\"items\": 5}" })
	void readWhenPageHasNoAccountsReturnsEmptyPage(String json) {
		assertThat(SendmuxTestData.read(ProviderPage.class, json).items()).isEmpty();
	}

	@Test
	void readWhenPageHasAccountsReturnsThem() {
		ProviderPage page = SendmuxTestData.read(ProviderPage.class,
				"{\"items\": [{\"id\": \"dprov_1\"}, null], \"has_more\": true, \"next_cursor\": \"c\"}");
		assertThat(page.items()).extracting(Provider::id).containsExactly("dprov_1");
		assertThat(page.hasMore()).isTrue();
		assertThat(page.nextCursor()).isEqualTo("c");
	}

}
