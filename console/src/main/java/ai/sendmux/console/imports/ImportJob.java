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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.console.accounts.SendmuxFailure;
import ai.sendmux.console.imports.AccountFile.FailedRow;
import ai.sendmux.providers.ProviderCreation;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * One import: the rows to create as long as they are needed, what came of them, and who
 * watches.
 */
public final class ImportJob {

	private final String id = UUID.randomUUID().toString();

	private final String fileName;

	private final int total;

	private final List<FailedRow> rejected;

	private final List<FailedRow> failures = new ArrayList<>();

	private final Sinks.Many<ImportProgress> watchers = Sinks.many().replay().latest();

	private final Disposable.Swap run = Disposables.swap();

	private AccountFile file;

	private String importName;

	private State state = State.READY;

	private int created;

	private int failed;

	private long startedAt;

	private long endedAt;

	private @Nullable String stopReason;

	ImportJob(String fileName, AccountFile file) {
		this.fileName = fileName;
		this.file = file;
		this.importName = (file.importName() != null) ? file.importName() : fileName;
		this.total = file.rows().size();
		this.rejected = file.rejected();
	}

	public String id() {
		return this.id;
	}

	public String fileName() {
		return this.fileName;
	}

	public int rejected() {
		return this.rejected.size();
	}

	Disposable.Swap run() {
		return this.run;
	}

	public synchronized AccountFile file() {
		return this.file;
	}

	/**
	 * Return the import key: the name of the file, or of the import whose failed rows it
	 * holds, until another is given.
	 */
	public synchronized String importName() {
		return this.importName;
	}

	/**
	 * Begin, once.
	 * @param importName the import key
	 * @return whether this call has begun it
	 */
	synchronized boolean begin(String importName) {
		if (this.state != State.READY) {
			return false;
		}
		this.importName = importName;
		this.state = State.RUNNING;
		this.startedAt = System.nanoTime();
		publishProgress();
		return true;
	}

	synchronized void created() {
		this.created++;
		publishProgress();
	}

	synchronized void failed(AccountFile.Row row, SendmuxException ex, ProviderCreation.Outcome outcome) {
		this.failed++;
		String reason = describe(ex);
		if (outcome == ProviderCreation.Outcome.NOT_ATTEMPTED) {
			this.stopReason = reason;
		}
		this.failures.add(row.failed(switch (outcome) {
			case CREATED -> "created, but not deactivated: " + reason;
			case NOT_ATTEMPTED -> "not sent: " + reason;
			case FAILED -> ex.outcomeUnknown()
					? reason + " The account may have been created: import it again as '" + this.importName + "'."
					: reason;
		}));
		publishProgress();
	}

	/**
	 * End if it has not begun.
	 * @return whether it had not begun
	 */
	synchronized boolean endUnlessStarted() {
		boolean ready = this.state == State.READY;
		if (ready) {
			end(State.CANCELLED);
		}
		return ready;
	}

	/**
	 * End, and forget the passwords.
	 */
	synchronized void end(State state) {
		if (this.state.isOver()) {
			return;
		}
		this.state = state;
		this.endedAt = System.nanoTime();
		this.file = new AccountFile(List.of(), List.of(), List.of(), null);
		publishProgress();
		this.watchers.tryEmitComplete();
	}

	public synchronized ImportProgress progress() {
		long end = this.state.isOver() ? this.endedAt : System.nanoTime();
		Duration elapsed = (this.startedAt != 0) ? Duration.ofNanos(end - this.startedAt) : Duration.ZERO;
		return new ImportProgress(this.state, this.total, this.created, this.failed, elapsed, this.stopReason,
				this.importName);
	}

	/**
	 * Return the rows that could not be imported: first those that were sent, then those
	 * that were known before.
	 */
	public synchronized List<FailedRow> failures() {
		List<FailedRow> all = new ArrayList<>(this.failures);
		all.addAll(this.rejected);
		return all;
	}

	/**
	 * Watch the progress, from where it is until it is over.
	 */
	public Flux<ImportProgress> watch() {
		return this.watchers.asFlux().onBackpressureLatest();
	}

	private void publishProgress() {
		this.watchers.tryEmitNext(progress());
	}

	private static String describe(SendmuxException ex) {
		return (ex instanceof SendmuxValidationException invalid) ? SendmuxFailure.describe(invalid.violations())
				: SendmuxFailure.of(ex).text();
	}

	/**
	 * Where an import stands.
	 */
	public enum State {

		READY, RUNNING, DONE, CANCELLED;

		boolean isOver() {
			return this == DONE || this == CANCELLED;
		}

	}

}
