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

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxException;
import ai.sendmux.console.accounts.Notice;
import ai.sendmux.console.accounts.PageClient;
import ai.sendmux.console.accounts.TokenPermissions;
import ai.sendmux.emails.EmailLog;
import ai.sendmux.emails.EmailLogPage;
import ai.sendmux.emails.EmailLogQuery;
import ai.sendmux.emails.EmailMetrics;
import ai.sendmux.emails.EmailStatus;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Reads what became of the emails of an account. What cannot be read is missing on the
 * page, and keeps nothing else from being shown.
 */
@Service
class DeliveryService {

	private static final int MAX_FAILED = 10;

	private static final Notice NO_ANALYTICS = Notice.warning(
			"The API key may not read how many emails were sent. " + "The chart needs the permission analytics.read.");

	private static final Notice NO_LOGS = Notice
		.warning("The API key may not read emails. The list of failed ones needs the permission logs.read.");

	private final PageClient client;

	private final TokenPermissions permissions;

	DeliveryService(PageClient client, TokenPermissions permissions) {
		this.client = client;
		this.permissions = permissions;
	}

	Mono<DeliveryReport> report(String accountId, DeliveryWindow window) {
		return this.permissions.get()
			.flatMap((permissions) -> Mono.zip(chart(permissions.readAnalytics(), accountId, window),
					failed(permissions.readLogs(), accountId, EmailStatus.FAILED),
					failed(permissions.readLogs(), accountId, EmailStatus.REJECTED)))
			.map((parts) -> report(window, parts.getT1(), parts.getT2(), parts.getT3()));
	}

	private Mono<Part<EmailMetrics>> chart(boolean permitted, String accountId, DeliveryWindow window) {
		return permitted ? read(this.client.emails().metrics(window.query(accountId)), NO_ANALYTICS)
				: Mono.just(Part.missing(NO_ANALYTICS));
	}

	private Mono<Part<EmailLogPage>> failed(boolean permitted, String accountId, EmailStatus status) {
		EmailLogQuery query = EmailLogQuery.builder().providerId(accountId).status(status).pageSize(MAX_FAILED).build();
		return permitted ? read(this.client.emails().logsPage(query, null), NO_LOGS) : Mono.just(Part.missing(NO_LOGS));
	}

	private static <T> Mono<Part<T>> read(Mono<T> call, Notice forbidden) {
		return call.map((value) -> new Part<>(value, null))
			.onErrorResume(SendmuxAccessDeniedException.class, (ex) -> Mono.just(Part.missing(forbidden)))
			.onErrorResume(SendmuxException.class, (ex) -> Mono.just(Part.missing(Notice.of(ex))));
	}

	private static DeliveryReport report(DeliveryWindow window, Part<EmailMetrics> metrics, Part<EmailLogPage> failed,
			Part<EmailLogPage> rejected) {
		List<FailedEmailRow> rows = Stream.of(failed, rejected)
			.flatMap((part) -> (part.value() != null) ? part.value().items().stream() : Stream.empty())
			.sorted(Comparator.comparing(EmailLog::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
				.reversed())
			.limit(MAX_FAILED)
			.map(FailedEmailRow::of)
			.toList();
		return new DeliveryReport(window, (metrics.value() != null) ? DeliveryChart.of(metrics.value(), window) : null,
				metrics.notice(), rows, (failed.notice() != null) ? failed.notice() : rejected.notice());
	}

	/**
	 * What one call has read, or why it could not.
	 */
	private record Part<T>(@Nullable T value, @Nullable Notice notice) {

		static <T> Part<T> missing(Notice notice) {
			return new Part<>(null, notice);
		}

	}

}
