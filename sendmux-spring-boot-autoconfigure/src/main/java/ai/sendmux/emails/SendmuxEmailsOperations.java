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

package ai.sendmux.emails;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Operations on the delivery log: what became of the emails that sending accounts sent.
 * {@link ai.sendmux.providers.SendmuxProvidersOperations} says when calls are retried and
 * ended, and what every call can fail with. The token needs the permission
 * {@code logs.read}, and {@code analytics.read} for {@link #metrics(EmailMetricsQuery)}.
 *
 * @since 0.1.0
 */
public interface SendmuxEmailsOperations {

	/**
	 * List entries of the delivery log ({@code GET /emails/logs}). A page is fetched when
	 * the subscriber requests more entries than were fetched; each page is a call with
	 * retries and time limits of its own. Entries in a list have no recipients and no
	 * version.
	 * <p>
	 * A list that completes is complete, as
	 * {@link ai.sendmux.providers.SendmuxProvidersOperations#list() the list of sending
	 * accounts} is.
	 * @param query which entries to list
	 * @return a {@link Flux} emitting the entries in the order of the API; it is empty if
	 * there are none, and fails with a {@link ai.sendmux.SendmuxValidationException} if
	 * the query is invalid, with a {@link ai.sendmux.SendmuxResponseException} if it may
	 * not be complete
	 */
	Flux<EmailLog> logs(EmailLogQuery query);

	/**
	 * Get one page of the delivery log ({@code GET /emails/logs}). Items without an id
	 * are left out; {@link #logs(EmailLogQuery)} reports them.
	 * @param query which entries to list
	 * @param cursor where the page starts, from {@link EmailLogPage#nextCursor()}, or
	 * {@code null} for the first page
	 * @return a {@link Mono} emitting the page, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxValidationException} if the query is invalid, with a
	 * {@link ai.sendmux.SendmuxResponseException} if the page does not say whether and
	 * where the list continues
	 */
	Mono<EmailLogPage> logsPage(EmailLogQuery query, @Nullable String cursor);

	/**
	 * Get an entry of the delivery log with its recipients ({@code GET
	 * /emails/logs/{id}}).
	 * @param logId the public id of the entry
	 * @return a {@link Mono} emitting the entry, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxNotFoundException} if there is no such entry
	 */
	Mono<EmailLog> log(String logId);

	/**
	 * Get an entry of the delivery log again ({@code GET /emails/logs/{id}} with
	 * {@code If-None-Match}). An entry in a {@linkplain EmailStatus#isFinal() final}
	 * status no longer changes: it is emitted without a request. An entry without a
	 * {@link EmailLog#version() version} is read as by {@link #log(String)}; a version
	 * that is not the value of an {@code ETag} header is an
	 * {@link IllegalArgumentException}.
	 * @param log the entry as it was
	 * @return a {@link Mono} emitting the given instance if the entry has not changed,
	 * else the entry as it is now, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxNotFoundException} if there is no such entry
	 */
	Mono<EmailLog> refresh(EmailLog log);

	/**
	 * Get the numbers of emails of a period ({@code GET /emails/metrics}).
	 * @param query which emails to count
	 * @return a {@link Mono} emitting the numbers, never empty; it fails with a
	 * {@link ai.sendmux.SendmuxValidationException} if the query is invalid
	 */
	Mono<EmailMetrics> metrics(EmailMetricsQuery query);

	/**
	 * Follow the delivery log: emit each entry once, when it first appears, with the
	 * status that it then has. The log is read again and again
	 * ({@code GET /emails/logs}), at the interval {@code sendmux.emails.poll-interval},
	 * as long as the subscriber requests entries. Each time, the new entries are emitted
	 * in the order of their creation. An entry may appear up to two minutes after its
	 * creation.
	 * <p>
	 * The requests leave a reserve of the rate limit to other calls. When one has failed
	 * for a reason that may pass, also after its retries, the log is read again after the
	 * interval; any other failure ends the {@link Flux}, as does the end of the
	 * application. {@link FollowedEmailLog#position()} is where to resume from.
	 * @param query which entries to emit, without a status and without dates
	 * @param position where to start
	 * @return a {@link Flux} emitting the entries, which never completes; it fails with a
	 * {@link ai.sendmux.SendmuxValidationException} if the query is invalid, with a
	 * {@link ai.sendmux.SendmuxResponseException} if the log cannot be read completely
	 */
	Flux<FollowedEmailLog> follow(EmailLogQuery query, EmailLogPosition position);

	/**
	 * Follow the delivery log as {@link #follow(EmailLogQuery, EmailLogPosition)} does,
	 * but emit each entry once, when it has a {@linkplain EmailStatus#isFinal() final}
	 * status. Entries that have none yet are read again ({@code GET /emails/logs} and
	 * {@code GET /emails/logs/{id}}), for as long as it takes.
	 * @param query which entries to emit, with a final status or none, without dates
	 * @param position where to start
	 * @return a {@link Flux} emitting the entries, which never completes; it fails as
	 * {@link #follow(EmailLogQuery, EmailLogPosition)} does, with a
	 * {@link ai.sendmux.SendmuxValidationException} or a
	 * {@link ai.sendmux.SendmuxResponseException}
	 */
	Flux<FollowedEmailLog> followFinal(EmailLogQuery query, EmailLogPosition position);

}
