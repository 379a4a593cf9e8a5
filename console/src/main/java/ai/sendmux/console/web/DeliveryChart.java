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

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

import ai.sendmux.console.accounts.NumberText;
import ai.sendmux.emails.EmailMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The emails of an account over time, as a column of their outcomes for each hour or day.
 *
 * @param text the figures of the whole period in words
 * @param before the number of emails in the period before, in words
 * @param total the figures of the whole period
 * @param columns the hours or days
 * @param highest what the height of the chart stands for
 */
record DeliveryChart(String text, String before, Figures total, List<Column> columns, String highest) {

	/**
	 * More columns than this are not drawn, whatever the response has.
	 */
	private static final int MAX_COLUMNS = 100;

	private static final double HEIGHT = 100;

	private static final int COLUMN_WIDTH = 10;

	/** What is not nothing is seen. */
	private static final double LEAST = 1;

	private static final String[] STACK = { "sent", "pending", "rejected", "failed" };

	private static final DateTimeFormatter DAY = formatter("d MMM");

	private static final DateTimeFormatter HOUR = formatter("d MMM, HH:mm");

	private static DateTimeFormatter formatter(String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
	}

	static DeliveryChart of(EmailMetrics metrics, DeliveryWindow window) {
		List<EmailMetrics.Interval> intervals = metrics.timeseries()
			.stream()
			.sorted(Comparator.comparing(EmailMetrics.Interval::timestamp,
					Comparator.nullsFirst(Comparator.naturalOrder())))
			.skip(Math.max(0, metrics.timeseries().size() - MAX_COLUMNS))
			.toList();
		long highest = roundUp(intervals.stream().mapToLong(DeliveryChart::sum).max().orElse(0));
		List<Column> columns = new ArrayList<>();
		for (EmailMetrics.Interval interval : intervals) {
			columns.add(column(interval, columns.size() * COLUMN_WIDTH, highest, window));
		}
		EmailMetrics.Counts summary = metrics.summary();
		Figures total = Figures.of(summary.total(), summary.sent(), summary.failed(), summary.rejected(),
				summary.pending());
		String before = NumberText.format(metrics.comparison().total()) + " in the " + window.label() + " before";
		return new DeliveryChart("Last " + window.label() + ": " + total.text(), before, total, List.copyOf(columns),
				NumberText.format(highest));
	}

	private static long sum(EmailMetrics.Interval interval) {
		return Arrays.stream(counts(interval)).sum();
	}

	/**
	 * Return the numbers of emails in the order in which they are stacked.
	 */
	private static long[] counts(EmailMetrics.Interval interval) {
		return LongStream.of(interval.sent(), interval.pending(), interval.rejected(), interval.failed())
			.map((count) -> Math.max(0, count))
			.toArray();
	}

	/**
	 * Round up to a number that is easy to halve, such as 20 or 5,000.
	 */
	private static long roundUp(long number) {
		long power = 1;
		while (power * 10 <= number) {
			power *= 10;
		}
		for (long factor : new long[] { 1, 2, 4, 5 }) {
			if (number <= factor * power) {
				return factor * power;
			}
		}
		return 10 * power;
	}

	private static Column column(EmailMetrics.Interval interval, int start, long highest, DeliveryWindow window) {
		long[] counts = counts(interval);
		Figures figures = Figures.of(sum(interval), counts[0], counts[3], counts[2], counts[1]);
		double[] heights = heights(counts, highest);
		List<Segment> segments = new ArrayList<>();
		double top = HEIGHT;
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] > 0) {
				top -= heights[i];
				segments.add(new Segment(STACK[i], decimal(Math.max(0, top)), decimal(heights[i])));
			}
		}
		return new Column(label(interval.timestamp(), window), figures, start, List.copyOf(segments));
	}

	private static double[] heights(long[] counts, long highest) {
		double[] heights = new double[counts.length];
		double sum = 0;
		for (int i = 0; i < counts.length; i++) {
			heights[i] = (counts[i] > 0) ? Math.max(LEAST, counts[i] * HEIGHT / highest) : 0;
			sum += heights[i];
		}
		// What the smallest parts have got too much, the largest one gives.
		heights[0] = Math.max(0, heights[0] - Math.max(0, sum - HEIGHT));
		return heights;
	}

	private static String label(@Nullable Instant time, DeliveryWindow window) {
		if (time == null) {
			return "\u2013";
		}
		return (window.hourly() ? HOUR : DAY).format(time);
	}

	private static String decimal(double value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

	public int width() {
		return this.columns.size() * COLUMN_WIDTH;
	}

	public String firstLabel() {
		return this.columns.get(0).label();
	}

	public String lastLabel() {
		return this.columns.get(this.columns.size() - 1).label();
	}

	/**
	 * Numbers of emails in words.
	 *
	 * @param all the number of all
	 * @param sent how many were sent
	 * @param failed how many failed
	 * @param rejected how many were rejected
	 * @param pending how many wait
	 */
	record Figures(String all, String sent, String failed, String rejected, String pending) {

		static Figures of(long all, long sent, long failed, long rejected, long pending) {
			return new Figures(NumberText.format(all), NumberText.format(sent), NumberText.format(failed),
					NumberText.format(rejected), NumberText.format(pending));
		}

		public String text() {
			return this.sent + " sent, " + this.failed + " failed, " + this.rejected + " rejected, " + this.pending
					+ " pending";
		}

	}

	/**
	 * An hour or a day.
	 *
	 * @param label when it begins
	 * @param figures its numbers of emails
	 * @param start where the column begins
	 * @param segments the parts of the column
	 */
	record Column(String label, Figures figures, int start, List<Segment> segments) {

		public String text() {
			return this.label + ": " + this.figures.text();
		}

	}

	/**
	 * A part of a column.
	 *
	 * @param name what happened to the emails
	 * @param top where it begins
	 * @param height how high it is
	 */
	record Segment(String name, String top, String height) {

	}

}
