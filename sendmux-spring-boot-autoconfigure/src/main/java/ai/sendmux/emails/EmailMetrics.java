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
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of emails in a period.
 *
 * @param summary the numbers of the whole period
 * @param comparison the numbers of the period of the same length before it
 * @param timeseries the numbers of each hour or day of the period, in the order of the
 * API
 * @since 0.1.0
 */
public record EmailMetrics(@JsonProperty("summary") Counts summary, @JsonProperty("comparison") Comparison comparison,
		@JsonProperty("timeseries") List<Interval> timeseries) {

	public EmailMetrics {
		summary = (summary != null) ? summary : new Counts(0, 0, 0, 0, 0);
		comparison = (comparison != null) ? comparison : new Comparison(0, 0, 0, 0, 0, Change.NONE);
		timeseries = (timeseries != null) ? timeseries.stream().filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * Numbers of emails.
	 *
	 * @param total the number of all emails
	 * @param sent the number of emails that were sent
	 * @param failed the number of emails that could not be sent
	 * @param rejected the number of emails that were rejected
	 * @param pending the number of emails that wait to be sent
	 */
	public record Counts(@JsonProperty("total") long total, @JsonProperty("sent") long sent,
			@JsonProperty("failed") long failed, @JsonProperty("rejected") long rejected,
			@JsonProperty("pending") long pending) {

	}

	/**
	 * Numbers of emails of the period before, and how they have changed since.
	 *
	 * @param total the number of all emails
	 * @param sent the number of emails that were sent
	 * @param failed the number of emails that could not be sent
	 * @param rejected the number of emails that were rejected
	 * @param pending the number of emails that wait to be sent
	 * @param change how the numbers have changed since
	 */
	public record Comparison(@JsonProperty("total") long total, @JsonProperty("sent") long sent,
			@JsonProperty("failed") long failed, @JsonProperty("rejected") long rejected,
			@JsonProperty("pending") long pending, @JsonProperty("change_pct") Change change) {

		public Comparison {
			change = (change != null) ? change : Change.NONE;
		}

	}

	/**
	 * Changes of numbers of emails, in percent. A change that the response does not
	 * report is {@code null}.
	 *
	 * @param total the change of the number of all emails
	 * @param sent the change of the number of emails that were sent
	 * @param failed the change of the number of emails that could not be sent
	 * @param rejected the change of the number of emails that were rejected
	 * @param pending the change of the number of emails that wait to be sent
	 */
	public record Change(@JsonProperty("total") @Nullable Double total, @JsonProperty("sent") @Nullable Double sent,
			@JsonProperty("failed") @Nullable Double failed, @JsonProperty("rejected") @Nullable Double rejected,
			@JsonProperty("pending") @Nullable Double pending) {

		static final Change NONE = new Change(null, null, null, null, null);

	}

	/**
	 * Numbers of emails of an hour or a day.
	 *
	 * @param timestamp the time at which the hour or the day begins, or {@code null}
	 * @param total the number of all emails
	 * @param sent the number of emails that were sent
	 * @param failed the number of emails that could not be sent
	 * @param rejected the number of emails that were rejected
	 * @param pending the number of emails that wait to be sent
	 */
	public record Interval(@JsonProperty("timestamp") @Nullable Instant timestamp, @JsonProperty("total") long total,
			@JsonProperty("sent") long sent, @JsonProperty("failed") long failed,
			@JsonProperty("rejected") long rejected, @JsonProperty("pending") long pending) {

	}

}
