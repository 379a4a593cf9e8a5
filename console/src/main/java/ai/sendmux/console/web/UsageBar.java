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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ai.sendmux.console.accounts.NumberText;
import ai.sendmux.providers.ProviderUsageItem;

/**
 * The emails of an account in the last seven days, as a bar of their outcomes.
 *
 * @param text the figures in words
 * @param total the number of emails
 * @param failureRate the part that failed or was rejected, in percent
 * @param alarming whether that is a lot
 * @param segments the parts of the bar
 */
record UsageBar(String text, String total, String failureRate, boolean alarming, List<Segment> segments) {

	private static final double WIDTH = 160;

	private static final double ALARMING = 5;

	/** What is not nothing is seen. */
	private static final double LEAST = 1.5;

	static UsageBar of(ProviderUsageItem usage) {
		List<Segment> segments = new ArrayList<>();
		double scale = WIDTH / Math.max(1, usage.total7d());
		double start = 0;
		start = add(segments, "sent", usage.sent7d(), start, scale);
		start = add(segments, "failed", usage.failed7d(), start, scale);
		start = add(segments, "rejected", usage.rejected7d(), start, scale);
		add(segments, "pending", usage.pending7d(), start, scale);
		String text = "Last 7 days: " + NumberText.format(usage.sent7d()) + " sent, "
				+ NumberText.format(usage.failed7d()) + " failed, " + NumberText.format(usage.rejected7d())
				+ " rejected, " + NumberText.format(usage.pending7d()) + " pending";
		double failed = 100.0 * (usage.failed7d() + usage.rejected7d()) / Math.max(1, usage.total7d());
		return new UsageBar(text, NumberText.format(usage.total7d()), decimal(failed) + "%", failed >= ALARMING,
				List.copyOf(segments));
	}

	private static double add(List<Segment> segments, String name, long count, double start, double scale) {
		double width = (count > 0) ? Math.max(LEAST, count * scale) : 0;
		segments.add(new Segment(name, NumberText.format(count), decimal(start), decimal(width)));
		return start + width;
	}

	private static String decimal(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

	/**
	 * A part of the bar.
	 *
	 * @param name what happened to the emails
	 * @param count how many there are
	 * @param start where the part begins
	 * @param width how long the part is
	 */
	record Segment(String name, String count, String start, String width) {

	}

}
