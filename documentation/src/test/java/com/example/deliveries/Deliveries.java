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

package com.example.deliveries;

import java.time.LocalDate;

import ai.sendmux.emails.EmailLog;
import ai.sendmux.emails.EmailLogQuery;
import ai.sendmux.emails.EmailMetrics;
import ai.sendmux.emails.EmailMetricsQuery;
import ai.sendmux.emails.EmailStatus;
import ai.sendmux.emails.SendmuxEmailsOperations;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

@Service
class Deliveries {

	private final SendmuxEmailsOperations emails;

	Deliveries(SendmuxEmailsOperations emails) {
		this.emails = emails;
	}

	Flux<EmailLog> failuresOf(String providerId, LocalDate day) {
		return this.emails.logs(EmailLogQuery.builder()
			.status(EmailStatus.FAILED)
			.providerId(providerId)
			.from(day)
			.to(day)
			.pageSize(100)
			.build());
	}

	Mono<EmailMetrics> lastWeekOf(String providerId) {
		return this.emails.metrics(EmailMetricsQuery.builder()
			.window(EmailMetricsQuery.Window.LAST_7_DAYS)
			.granularity(EmailMetricsQuery.Granularity.DAILY)
			.providerId(providerId)
			.build());
	}

}
