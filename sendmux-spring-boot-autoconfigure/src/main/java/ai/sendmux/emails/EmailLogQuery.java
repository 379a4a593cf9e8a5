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

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxViolation;
import ai.sendmux.http.PathIds;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the delivery log to list ({@code GET /emails/logs}), and how many at a
 * time. A date stands for the whole day in UTC, and an instant for itself.
 *
 * @param status the status that the entries have, or {@code null} for any
 * @param from the first {@link LocalDate} or {@link Instant} ({@code from_date}), or
 * {@code null} for no bound
 * @param to the last {@link LocalDate} or {@link Instant} ({@code to_date}), or
 * {@code null} for no bound
 * @param providerId the public id of the sending account of the emails, or {@code null}
 * for any
 * @param search a text to search for in addresses, subject and message id, or
 * {@code null}
 * @param pageSize the number of entries that one request returns, 1 to 100
 * ({@code limit}), or {@code null} for the default of the API, which is 25
 * @since 0.1.0
 */
public record EmailLogQuery(@Nullable EmailStatus status, @Nullable Temporal from, @Nullable Temporal to,
		@Nullable String providerId, @Nullable String search, @Nullable Integer pageSize) {

	private static final int MAX_PAGE_SIZE = 100;

	private static final EmailLogQuery ALL = builder().build();

	public EmailLogQuery {
		EmailPeriod.requireDateOrInstant("from", from);
		EmailPeriod.requireDateOrInstant("to", to);
	}

	/**
	 * Return a query for all entries.
	 * @return the query
	 */
	public static EmailLogQuery all() {
		return ALL;
	}

	/**
	 * Start with a query for all entries.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	List<SendmuxViolation> validate() {
		List<SendmuxViolation> violations = new ArrayList<>();
		if (this.status == EmailStatus.UNKNOWN) {
			violations
				.add(new SendmuxViolation("status", "invalid_enum_value", "must be pending, sent, failed or rejected"));
		}
		violations.addAll(new EmailPeriod(this.from, this.to).validate());
		if (this.providerId != null && !PathIds.isValid(this.providerId)) {
			violations.add(new SendmuxViolation("provider_id", "invalid_string", PathIds.RULE));
		}
		if (this.search != null && this.search.isEmpty()) {
			violations.add(new SendmuxViolation("search", "too_small", "must not be empty"));
		}
		if (this.pageSize != null && (this.pageSize < 1 || this.pageSize > MAX_PAGE_SIZE)) {
			violations.add(new SendmuxViolation("limit", (this.pageSize < 1) ? "too_small" : "too_big",
					"must be from 1 to " + MAX_PAGE_SIZE));
		}
		return violations;
	}

	/**
	 * The position decides where to start, and a status may change after an entry was
	 * read.
	 */
	List<SendmuxViolation> validateToFollow(boolean untilFinal) {
		List<SendmuxViolation> violations = new ArrayList<>(validate());
		if (this.from != null) {
			violations.add(new SendmuxViolation("from_date", "custom", "must not be given beside a position"));
		}
		if (this.to != null) {
			violations.add(new SendmuxViolation("to_date", "custom", "must not be given beside a position"));
		}
		if (this.status != null && !untilFinal) {
			violations.add(new SendmuxViolation("status", "custom",
					"must not be given, because it may change later; followFinal takes a final status"));
		}
		if (this.status == EmailStatus.PENDING && untilFinal) {
			violations.add(new SendmuxViolation("status", "custom", "must be a final status"));
		}
		return violations;
	}

	/**
	 * The same query in another period, with large pages unless their size is given.
	 */
	EmailLogQuery within(Instant from, @Nullable Instant to, @Nullable EmailStatus status) {
		return new EmailLogQuery(status, from, to, this.providerId, this.search,
				(this.pageSize != null) ? this.pageSize : MAX_PAGE_SIZE);
	}

	/**
	 * Builder for {@link EmailLogQuery}.
	 */
	public static final class Builder {

		private @Nullable EmailStatus status;

		private @Nullable Temporal from;

		private @Nullable Temporal to;

		private @Nullable String providerId;

		private @Nullable String search;

		private @Nullable Integer pageSize;

		private Builder() {
		}

		/**
		 * Set the status that the entries have.
		 * @param status the status, or {@code null} for any
		 * @return this builder
		 */
		public Builder status(@Nullable EmailStatus status) {
			this.status = status;
			return this;
		}

		/**
		 * Set the first day, which begins at midnight UTC.
		 * @param from the day, or {@code null} for no bound
		 * @return this builder
		 */
		public Builder from(@Nullable LocalDate from) {
			this.from = from;
			return this;
		}

		/**
		 * Set the first instant.
		 * @param from the instant, or {@code null} for no bound
		 * @return this builder
		 */
		public Builder from(@Nullable Instant from) {
			this.from = from;
			return this;
		}

		/**
		 * Set the last day, which ends at midnight UTC.
		 * @param to the day, or {@code null} for no bound
		 * @return this builder
		 */
		public Builder to(@Nullable LocalDate to) {
			this.to = to;
			return this;
		}

		/**
		 * Set the last instant.
		 * @param to the instant, or {@code null} for no bound
		 * @return this builder
		 */
		public Builder to(@Nullable Instant to) {
			this.to = to;
			return this;
		}

		/**
		 * Set the sending account of the emails.
		 * @param providerId the public id of the account, or {@code null} for any
		 * @return this builder
		 */
		public Builder providerId(@Nullable String providerId) {
			this.providerId = providerId;
			return this;
		}

		/**
		 * Set a text to search for in addresses, subject and message id.
		 * @param search the text, or {@code null}
		 * @return this builder
		 */
		public Builder search(@Nullable String search) {
			this.search = search;
			return this;
		}

		/**
		 * Set the number of entries that one request returns.
		 * @param pageSize the number, 1 to 100, or {@code null} for the default of the
		 * API, which is 25
		 * @return this builder
		 */
		public Builder pageSize(@Nullable Integer pageSize) {
			this.pageSize = pageSize;
			return this;
		}

		/**
		 * Build the query. Its content is checked when it is used.
		 * @return the query
		 */
		public EmailLogQuery build() {
			return new EmailLogQuery(this.status, this.from, this.to, this.providerId, this.search, this.pageSize);
		}

	}

}
