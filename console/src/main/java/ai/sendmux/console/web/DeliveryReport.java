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

import java.util.List;

import ai.sendmux.console.accounts.Notice;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an account shows of its emails.
 *
 * @param window the period of the chart
 * @param chart the chart, {@code null} if it cannot be shown
 * @param chartNotice why the chart cannot be shown
 * @param failed the last emails that were not delivered
 * @param failedNotice why they, or some of them, cannot be shown
 */
record DeliveryReport(DeliveryWindow window, @Nullable DeliveryChart chart, @Nullable Notice chartNotice,
		List<FailedEmailRow> failed, @Nullable Notice failedNotice) {

	public List<DeliveryWindow> windows() {
		return List.of(DeliveryWindow.values());
	}

}
