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

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Query of a call about emails.
 *
 * @param accountId the account to filter by, may be {@code null}
 * @param status the status to filter by, may be {@code null}
 * @param from the start of the period, may be {@code null}
 * @param to the end of the period, exclusive, may be {@code null}
 * @param search the text to search for in lower case, may be {@code null}
 */
record EmailQuery(@Nullable String accountId, @Nullable String status, @Nullable Instant from, @Nullable Instant to,
		@Nullable String search) {

	static final int DEFAULT_LIMIT = 25;

	static EmailQuery of(Map<String, String> query) {
		List<String> statuses = Arrays.stream(SandboxEmailOutcome.values()).map(SandboxEmailOutcome::value).toList();
		String search = query.get("search");
		return new EmailQuery(query.get("provider_id"), ListQuery.choice("status", query.get("status"), statuses),
				time("from_date", query.get("from_date"), 0), time("to_date", query.get("to_date"), 1),
				(search != null) ? search.toLowerCase(Locale.ROOT) : null);
	}

	/**
	 * A date stands for its whole day, and an instant for the millisecond that it is in.
	 */
	private static @Nullable Instant time(String name, @Nullable String value, int following) {
		if (value == null) {
			return null;
		}
		try {
			if (value.indexOf('T') < 0) {
				return LocalDate.parse(value).plusDays(following).atStartOfDay().toInstant(ZoneOffset.UTC);
			}
			return OffsetDateTime.parse(value).toInstant().plusMillis(following);
		}
		catch (DateTimeException ex) {
			throw ListQuery.invalid(name, "invalid_string", "Invalid date");
		}
	}

	boolean accepts(EmailLedger.Run run) {
		return (this.accountId == null || this.accountId.equals(run.accountId()))
				&& (this.status == null || this.status.equals(run.outcome().value()))
				&& (this.from == null || !run.createdAt().isBefore(this.from))
				&& (this.to == null || run.createdAt().isBefore(this.to));
	}

	/**
	 * The same account in another period.
	 */
	EmailQuery within(Instant from, Instant to) {
		return new EmailQuery(this.accountId, null, from, to, null);
	}

	/**
	 * Position in the delivery log, from which a page continues.
	 *
	 * @param createdAt the time of the last email of the page before
	 * @param sequence its sequence number
	 */
	record Cursor(Instant createdAt, long sequence) {

		private static final Cursor START = new Cursor(Instant.MAX, Long.MAX_VALUE);

		static Cursor parse(@Nullable String text) {
			if (text == null) {
				return START;
			}
			try {
				String[] parts = StringUtils.delimitedListToStringArray(
						new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), "/");
				return new Cursor(Instant.parse(parts[0]), Long.parseLong(parts[1]));
			}
			catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException ex) {
				throw ListQuery.invalid("cursor", "invalid_string", "Invalid cursor");
			}
		}

		boolean isBefore(EmailLedger.Email email) {
			int order = email.createdAt().compareTo(this.createdAt);
			return order < 0 || (order == 0 && email.sequence() < this.sequence);
		}

		@Override
		public String toString() {
			byte[] text = (this.createdAt + "/" + this.sequence).getBytes(StandardCharsets.UTF_8);
			return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
		}

	}

}
