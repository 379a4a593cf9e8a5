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
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param state where it stands
 * @param total the number of rows to create
 * @param created how many accounts were created
 * @param failed how many were not
 * @param elapsed how long it has taken so far
 * @param stopReason why nothing more is sent, if that is so
 * @param importName the import key
 */
public record ImportProgress(ImportJob.State state, int total, int created, int failed, Duration elapsed,
		@Nullable String stopReason, String importName) {

	private static final double PER_CENT = 100;

	private static final double MILLIS = 1000;

	public int remaining() {
		return this.total - this.created - this.failed;
	}

	public boolean isOver() {
		return this.state.isOver();
	}

	public int percent() {
		return (int) ((this.created + this.failed) * PER_CENT / Math.max(1, this.total));
	}

	public String createdWidth() {
		return width(this.created);
	}

	public String failedWidth() {
		return width(this.failed);
	}

	public String rate() {
		return String.format(Locale.ROOT, "%.1f / s", perSecond());
	}

	public String timeLeft() {
		if (isOver()) {
			return "\u2013";
		}
		if (perSecond() == 0) {
			return "not known";
		}
		long seconds = Math.round(remaining() / perSecond());
		return (seconds < 60) ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
	}

	/**
	 * One sentence, for screen readers and for the command line.
	 */
	public String summary() {
		String figures = this.created + " of " + this.total + " created, " + this.failed + " failed";
		return switch (this.state) {
			case READY -> this.total + " accounts are ready to be imported.";
			case RUNNING -> figures + ", " + remaining() + " remaining, " + rate() + ", " + timeLeft() + " left";
			case DONE -> "Import finished: " + figures + ".";
			case CANCELLED -> "Import cancelled: " + figures + ", " + remaining()
					+ " not confirmed. Import the file again as '" + this.importName + "'.";
		};
	}

	private double perSecond() {
		return (this.created + this.failed) * MILLIS / Math.max(1, this.elapsed.toMillis());
	}

	private String width(int count) {
		return String.format(Locale.ROOT, "%.2f", count * PER_CENT / Math.max(1, this.total));
	}

}
