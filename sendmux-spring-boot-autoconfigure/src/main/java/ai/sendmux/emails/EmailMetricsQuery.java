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
import ai.sendmux.http.ApiNames;
import ai.sendmux.http.PathIds;
import org.jspecify.annotations.Nullable;

/**
 * Which emails to count ({@code GET /emails/metrics}). A date stands for the whole day in
 * UTC, and an instant for itself.
 *
 * @param window the period that ends now, or {@code null} for the default of the API,
 * which is 24 hours
 * @param from the first {@link LocalDate} or {@link Instant} ({@code from_date}), which
 * takes precedence over the window, or {@code null}
 * @param to the last {@link LocalDate} or {@link Instant} ({@code to_date}), or
 * {@code null} for now
 * @param granularity the length of the intervals of the time series, or {@code null} for
 * the default of the API, which is a day
 * @param providerId the public id of the sending account of the emails, or {@code null}
 * for any
 * @since 0.1.0
 */
public record EmailMetricsQuery(@Nullable Window window, @Nullable Temporal from, @Nullable Temporal to,
		@Nullable Granularity granularity, @Nullable String providerId) {

	public EmailMetricsQuery {
		EmailPeriod.requireDateOrInstant("from", from);
		EmailPeriod.requireDateOrInstant("to", to);
	}

	/**
	 * Start with a query for the emails of all sending accounts in the last 24 hours.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	List<SendmuxViolation> validate() {
		List<SendmuxViolation> violations = new ArrayList<>(new EmailPeriod(this.from, this.to).validate());
		if (this.providerId != null && !PathIds.isValid(this.providerId)) {
			violations.add(new SendmuxViolation("provider_id", "invalid_string", PathIds.RULE));
		}
		return violations;
	}

	/**
	 * Period that ends now.
	 */
	public enum Window {

		/**
		 * The last 24 hours ({@code 24h}).
		 */
		LAST_24_HOURS("24h"),

		/**
		 * The last 7 days ({@code 7d}).
		 */
		LAST_7_DAYS("7d"),

		/**
		 * The last 30 days ({@code 30d}).
		 */
		LAST_30_DAYS("30d");

		private final String wireName;

		Window(String wireName) {
			this.wireName = wireName;
		}

		String wireName() {
			return this.wireName;
		}

	}

	/**
	 * Length of an interval of a time series.
	 */
	public enum Granularity {

		/**
		 * An hour ({@code hourly}).
		 */
		HOURLY,

		/**
		 * A day in UTC ({@code daily}).
		 */
		DAILY;

		String wireName() {
			return ApiNames.of(this);
		}

	}

	/**
	 * Builder for {@link EmailMetricsQuery}.
	 */
	public static final class Builder {

		private @Nullable Window window;

		private @Nullable Temporal from;

		private @Nullable Temporal to;

		private @Nullable Granularity granularity;

		private @Nullable String providerId;

		private Builder() {
		}

		/**
		 * Set the period that ends now.
		 * @param window the period, or {@code null} for the default of the API, which is
		 * 24 hours
		 * @return this builder
		 */
		public Builder window(@Nullable Window window) {
			this.window = window;
			return this;
		}

		/**
		 * Set the first day, which begins at midnight UTC. It takes precedence over the
		 * window.
		 * @param from the day, or {@code null}
		 * @return this builder
		 */
		public Builder from(@Nullable LocalDate from) {
			this.from = from;
			return this;
		}

		/**
		 * Set the first instant. It takes precedence over the window.
		 * @param from the instant, or {@code null}
		 * @return this builder
		 */
		public Builder from(@Nullable Instant from) {
			this.from = from;
			return this;
		}

		/**
		 * Set the last day, which ends at midnight UTC.
		 * @param to the day, or {@code null} for now
		 * @return this builder
		 */
		public Builder to(@Nullable LocalDate to) {
			this.to = to;
			return this;
		}

		/**
		 * Set the last instant.
		 * @param to the instant, or {@code null} for now
		 * @return this builder
		 */
		public Builder to(@Nullable Instant to) {
			this.to = to;
			return this;
		}

		/**
		 * Set the length of the intervals of the time series.
		 * @param granularity the length, or {@code null} for the default of the API,
		 * which is a day
		 * @return this builder
		 */
		public Builder granularity(@Nullable Granularity granularity) {
			this.granularity = granularity;
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
		 * Build the query. Its content is checked when it is used.
		 * @return the query
		 */
		public EmailMetricsQuery build() {
			return new EmailMetricsQuery(this.window, this.from, this.to, this.granularity, this.providerId);
		}

	}

}
