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

package ai.sendmux.console.imports;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import ai.sendmux.SendmuxRateLimit;
import org.jspecify.annotations.Nullable;

/**
 * An import, as the store knows it at one moment.
 *
 * @param id names the import in addresses
 * @param fileName the file
 * @param name the name of the import, which is the import key
 * @param state where it stands
 * @param counts what became of its rows
 * @param resumable whether this application can read the rows that remain
 * @param keyConfigured whether an application with the same key can
 * @param foreign whether it belongs to another team or service than the token of this
 * application
 * @param notes what is left out of all rows
 * @param times when what happened
 * @param instance the process that runs it or ran it last
 * @param stopReason why it did not go on, if there is a reason
 * @param rateLimit the rate limit as this process knows it
 */
public record AccountImport(String id, String fileName, String name, State state, Counts counts, boolean resumable,
		boolean keyConfigured, boolean foreign, List<String> notes, Times times, @Nullable String instance,
		@Nullable String stopReason, @Nullable SendmuxRateLimit rateLimit) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final long WINDOW_SECONDS = 60;

	private static final double PER_CENT = 100;

	private static final double MILLIS = 1000;

	public boolean isOver() {
		return this.state != State.READY && this.state != State.RUNNING;
	}

	public boolean isRunning() {
		return this.state == State.RUNNING;
	}

	/**
	 * Return whether its figures may change without anything being done: it runs, or an
	 * application with its key takes it over.
	 */
	public boolean isMoving() {
		return this.state == State.RUNNING || (this.state == State.INTERRUPTED && this.keyConfigured);
	}

	/**
	 * Return whether it has not ended and does not run either.
	 */
	public boolean isHalted() {
		return this.state == State.STOPPED || this.state == State.INTERRUPTED;
	}

	/**
	 * Return the import with the rate limit of its requests.
	 */
	AccountImport withRateLimit(@Nullable SendmuxRateLimit rateLimit) {
		return new AccountImport(this.id, this.fileName, this.name, this.state, this.counts, this.resumable,
				this.keyConfigured, this.foreign, this.notes, this.times, this.instance, this.stopReason, rateLimit);
	}

	/**
	 * Return the import as one that this application must not run.
	 */
	AccountImport asForeign() {
		return new AccountImport(this.id, this.fileName, this.name, this.state, this.counts, false, this.keyConfigured,
				true, this.notes, this.times, this.instance, this.stopReason, this.rateLimit);
	}

	public int percent() {
		return (int) ((this.counts.rows() - this.counts.remaining()) * PER_CENT / Math.max(1, this.counts.rows()));
	}

	public String createdWidth() {
		return width(this.counts.created + this.counts.existing);
	}

	public String failedWidth() {
		return width(this.counts.problems());
	}

	public String rate() {
		return (perSecond() > 0) ? String.format(Locale.ROOT, "%.1f / s", perSecond()) : "\u2013";
	}

	public String timeLeft() {
		if (!isRunning() || perSecond() == 0) {
			return "\u2013";
		}
		return duration(Math.max(Math.round(this.counts.remaining() / perSecond()), secondsByRateLimit()));
	}

	/**
	 * Return how long the requests for the remaining rows take at least.
	 */
	private long secondsByRateLimit() {
		if (this.rateLimit == null || this.rateLimit.limit() <= 0) {
			return 0;
		}
		long later = this.counts.remaining() - this.rateLimit.remaining();
		if (later <= 0) {
			return 0;
		}
		long windows = (later - 1) / this.rateLimit.limit();
		long untilReset = Duration.between(this.times.now, this.rateLimit.reset()).toSeconds();
		return Math.max(0, untilReset) + windows * WINDOW_SECONDS;
	}

	/**
	 * Return what the import waits for, if it waits.
	 */
	public @Nullable String waiting() {
		if (!isRunning() || this.rateLimit == null || this.rateLimit.remaining() > 0
				|| !this.rateLimit.reset().isAfter(this.times.now)) {
			return null;
		}
		return "Waiting for the request limit until " + TIME.format(this.rateLimit.reset());
	}

	/**
	 * Return how long an import that is not started takes at least, if that is long.
	 */
	public @Nullable String leastTime() {
		if (this.rateLimit == null || this.rateLimit.limit() <= 0
				|| this.counts.remaining() <= this.rateLimit.limit()) {
			return null;
		}
		long seconds = this.counts.remaining() * WINDOW_SECONDS / this.rateLimit.limit();
		return String.format(Locale.ROOT, "At %,d requests a minute, this takes at least %s.", this.rateLimit.limit(),
				duration(seconds));
	}

	private static String duration(long seconds) {
		if (seconds < 60) {
			return seconds + " s";
		}
		return (seconds < 3600) ? seconds / 60 + " min " + seconds % 60 + " s"
				: seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
	}

	/**
	 * One sentence, for screen readers and for the command line.
	 */
	public String summary() {
		String remaining = String.format(Locale.ROOT, ", %,d remaining", this.counts.remaining());
		return switch (this.state) {
			case READY -> String.format(Locale.ROOT, "%,d accounts are ready to be imported.", this.counts.total);
			case RUNNING -> this.counts.figures() + remaining
					+ ((perSecond() > 0) ? ", " + rate() + ", " + timeLeft() + " left" : "")
					+ ((waiting() != null) ? ". " + waiting() : "");
			case COMPLETED, FAILED -> "Import finished: " + this.counts.figures() + ".";
			case STOPPED -> "Import stopped: " + this.counts.figures() + remaining + ".";
			case INTERRUPTED -> "Import interrupted: " + this.counts.figures() + remaining + ".";
		};
	}

	private double perSecond() {
		Instant started = this.times.runStarted;
		if (started == null) {
			return 0;
		}
		Instant end = (!isRunning() && this.times.ended != null) ? this.times.ended : this.times.now;
		return (this.counts.done() - this.times.doneBefore) * MILLIS
				/ Math.max(1, Duration.between(started, end).toMillis());
	}

	private String width(int count) {
		return String.format(Locale.ROOT, "%.2f", count * PER_CENT / Math.max(1, this.counts.rows()));
	}

	/**
	 * Where an import stands.
	 */
	public enum State {

		READY("not started"), RUNNING("running"), STOPPED("stopped"), INTERRUPTED("interrupted"),
		FAILED("ended with failures"), COMPLETED("completed");

		private final String text;

		State(String text) {
			this.text = text;
		}

		public String text() {
			return this.text;
		}

	}

	/**
	 * What became of the rows.
	 *
	 * @param total the number of rows that can be imported
	 * @param rejected how many rows of the file cannot
	 * @param created how many accounts were created
	 * @param existing how many were created before
	 * @param failed how many were not created
	 * @param undecided how many may or may not have been created
	 */
	public record Counts(int total, int rejected, int created, int existing, int failed, int undecided) {

		/**
		 * Return how many rows the file has.
		 */
		public int rows() {
			return this.total + this.rejected;
		}

		/**
		 * Return how many rows were not created, those included that could not be read.
		 */
		public int failures() {
			return this.failed + this.rejected;
		}

		public int done() {
			return this.created + this.existing + this.failed + this.undecided;
		}

		public int remaining() {
			return this.total - done();
		}

		public int problems() {
			return this.failed + this.undecided + this.rejected;
		}

		String figures() {
			StringBuilder text = new StringBuilder(
					String.format(Locale.ROOT, "%,d of %,d created, ", this.created, rows()));
			if (this.existing > 0) {
				text.append(String.format(Locale.ROOT, "%,d already created, ", this.existing));
			}
			text.append(String.format(Locale.ROOT, "%,d failed", failures()));
			if (this.undecided > 0) {
				text.append(String.format(Locale.ROOT, ", %,d with an unknown outcome", this.undecided));
			}
			return text.toString();
		}

	}

	/**
	 * When what happened.
	 *
	 * @param now the time at which the store was read
	 * @param uploaded when the file was uploaded
	 * @param runStarted when the last run started, if one did
	 * @param ended when it ended or stopped, if it did
	 * @param doneBefore how many rows were done when the last run started
	 */
	public record Times(Instant now, Instant uploaded, @Nullable Instant runStarted, @Nullable Instant ended,
			int doneBefore) {

	}

}
