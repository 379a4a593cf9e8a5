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

import java.util.Arrays;

import ai.sendmux.emails.EmailMetricsQuery;
import org.jspecify.annotations.Nullable;

/**
 * Period that the page of an account shows the emails of.
 */
enum DeliveryWindow {

	DAY("24h", "24 hours", EmailMetricsQuery.Window.LAST_24_HOURS, EmailMetricsQuery.Granularity.HOURLY),

	WEEK("7d", "7 days", EmailMetricsQuery.Window.LAST_7_DAYS, EmailMetricsQuery.Granularity.DAILY),

	MONTH("30d", "30 days", EmailMetricsQuery.Window.LAST_30_DAYS, EmailMetricsQuery.Granularity.DAILY);

	private final String code;

	private final String label;

	private final EmailMetricsQuery.Window window;

	private final EmailMetricsQuery.Granularity granularity;

	DeliveryWindow(String code, String label, EmailMetricsQuery.Window window,
			EmailMetricsQuery.Granularity granularity) {
		this.code = code;
		this.label = label;
		this.window = window;
		this.granularity = granularity;
	}

	/**
	 * Return the window with the given code, or the usual one.
	 */
	static DeliveryWindow of(@Nullable String code) {
		return Arrays.stream(values()).filter((window) -> window.code.equals(code)).findFirst().orElse(WEEK);
	}

	public String code() {
		return this.code;
	}

	public String label() {
		return this.label;
	}

	public boolean hourly() {
		return this.granularity == EmailMetricsQuery.Granularity.HOURLY;
	}

	EmailMetricsQuery query(String providerId) {
		return EmailMetricsQuery.builder()
			.window(this.window)
			.granularity(this.granularity)
			.providerId(providerId)
			.build();
	}

}
