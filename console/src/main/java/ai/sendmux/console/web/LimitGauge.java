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

import ai.sendmux.console.accounts.NumberText;
import ai.sendmux.providers.ProviderLimits;
import ai.sendmux.providers.ResourceLimitSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * How much of the limit on accounts is used.
 *
 * @param text the figures in words
 * @param used the number of accounts
 * @param allowed how many there may be
 * @param width how far the gauge is filled, from 0 to 100
 * @param level {@code ok}, {@code near} or {@code full}: how it looks
 */
record LimitGauge(String text, String used, String allowed, String width, String level) {

	private static final double FULL = 100;

	static @Nullable LimitGauge of(@Nullable ProviderLimits limits) {
		if (limits == null || limits.sendingAccounts().maxAllowed() <= 0) {
			return null;
		}
		ResourceLimitSnapshot accounts = limits.sendingAccounts();
		String level = accounts.isAtLimit() ? "full" : (accounts.isNearLimit() ? "near" : "ok");
		String used = NumberText.format(accounts.usage());
		String allowed = NumberText.format(accounts.maxAllowed());
		double width = Math.min(FULL, accounts.usage() * FULL / accounts.maxAllowed());
		return new LimitGauge(used + " of " + allowed + " sending accounts used", used, allowed,
				String.format(Locale.ROOT, "%.1f", width), level);
	}

}
