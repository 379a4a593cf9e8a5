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

package ai.sendmux.console.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxException;
import ai.sendmux.console.accounts.Notice;
import ai.sendmux.console.accounts.VisibleText;
import ai.sendmux.console.imports.AccountFile.FailedRow;
import ai.sendmux.console.imports.AccountFile.UnreadableException;
import ai.sendmux.console.imports.AccountImport;
import ai.sendmux.console.imports.ImportNameInUseException;
import ai.sendmux.console.imports.ImportProperties;
import ai.sendmux.console.imports.ImportService;
import ai.sendmux.console.imports.ImportsUnavailableException;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The import on the command line: {@code --import=accounts.csv}. It is the same import as
 * that of the page, so that running it again goes on with it.
 */
@Component
class ImportCommand implements ApplicationRunner, ExitCodeGenerator, SmartLifecycle {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final int MOST_FAILURES = 20;

	private static final int PREVIEWED_ROWS = 5;

	private final ImportService service;

	private final ImportProperties properties;

	private final boolean sandbox;

	private final PrintStream out = System.out;

	private final PrintStream err = System.err;

	private final CountDownLatch finished = new CountDownLatch(1);

	private final CountDownLatch stopSignal = new CountDownLatch(1);

	private volatile boolean running;

	private volatile boolean importing;

	private volatile ImportStatus status = ImportStatus.DONE;

	ImportCommand(ImportService service, ImportProperties properties, ObjectProvider<SendmuxSandbox> sandbox) {
		this.service = service;
		this.properties = properties;
		this.sandbox = sandbox.getIfAvailable() != null;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (!arguments.containsOption("import")) {
			return;
		}
		this.importing = true;
		try {
			this.status = importFile(arguments);
		}
		catch (UsageException ex) {
			this.status = fail(ImportStatus.USAGE, ex.getMessage());
		}
		finally {
			this.finished.countDown();
		}
	}

	@Override
	public int getExitCode() {
		return this.status.exitCode();
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Let the command say how the import can be resumed before the store is closed.
	 */
	@Override
	public void stop() {
		this.stopSignal.countDown();
		try {
			if (this.importing) {
				this.finished.await(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.running = false;
	}

	private boolean isStopping() {
		return this.stopSignal.getCount() == 0;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Stop after the imports are stopped.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 1;
	}

	private ImportStatus importFile(ApplicationArguments arguments) {
		String name = value(arguments, "import");
		String importKey = value(arguments, "import-key");
		if (importKey != null && VisibleText.strip(importKey).isEmpty()) {
			throw new UsageException("the import has no name: --import-key=pool");
		}
		Path failedRows = writable(value(arguments, "failed-rows"));
		if (name == null || name.isEmpty()) {
			throw new UsageException("no file is named: --import=accounts.csv");
		}
		Path file = Path.of(name);
		try {
			AccountImport uploaded = upload(file);
			uploaded.notes().forEach((note) -> this.out.println("Note     " + note));
			return arguments.containsOption("dry-run") ? preview(uploaded)
					: run(file, uploaded, (importKey != null) ? importKey : uploaded.name(), failedRows);
		}
		catch (IOException ex) {
			return fail(ImportStatus.USAGE, file + " cannot be read");
		}
		catch (UnreadableException ex) {
			return fail(ImportStatus.USAGE, file + ": " + ex.getMessage());
		}
		catch (SendmuxException ex) {
			return fail(ImportStatus.of(ex), Notice.of(ex).text());
		}
		catch (ImportNameInUseException | ImportsUnavailableException ex) {
			return fail(ImportStatus.USAGE, ex.getMessage());
		}
	}

	/**
	 * A file that cannot be written is reported before anything is sent.
	 */
	private static @Nullable Path writable(@Nullable String name) {
		if (name == null) {
			return null;
		}
		Path file = Path.of(name);
		Path folder = file.toAbsolutePath().getParent();
		if (name.isEmpty() || Files.isDirectory(file) || folder == null || !Files.isWritable(folder)
				|| (Files.exists(file) && !Files.isWritable(file))) {
			throw new UsageException("the failed rows cannot be written: --failed-rows=failed.csv");
		}
		return file;
	}

	private ImportStatus preview(AccountImport uploaded) {
		try {
			this.service.preview(uploaded.id(), PREVIEWED_ROWS)
				.blockOptional()
				.orElse(List.of())
				.forEach((row) -> this.out.println("Ready    line " + row.line() + " '" + row.request().name() + "': "
						+ row.request().smtpHost() + ":" + row.request().smtpPort()));
			int more = uploaded.counts().total() - PREVIEWED_ROWS;
			if (more > 0) {
				this.out.println("Ready    " + more + " more");
			}
			reportFailures(uploaded);
			this.out.println("Dry run: nothing was sent, " + uploaded.counts().total() + " of "
					+ (uploaded.counts().total() + uploaded.counts().rejected()) + " rows can be imported");
			return (uploaded.counts().rejected() == 0) ? ImportStatus.DONE : ImportStatus.SOME_FAILED;
		}
		finally {
			this.service.delete(uploaded.id()).block();
		}
	}

	private AccountImport upload(Path file) throws IOException {
		if (Files.isDirectory(file)) {
			throw new IOException("It is a directory");
		}
		if (Files.size(file) > this.properties.maxSize().toBytes()) {
			throw new UnreadableException(
					"The file is larger than " + this.properties.maxSize().toMegabytes() + " MB.");
		}
		try (InputStream content = Files.newInputStream(file)) {
			// Runners are called by the main thread, which is no event loop: it may wait.
			return this.service.upload(String.valueOf(file.getFileName()), content).blockOptional().orElseThrow();
		}
	}

	/**
	 * If another process runs the import, wait until it has ended, and go on if that
	 * process has died.
	 */
	private ImportStatus run(Path file, AccountImport uploaded, String importKey, @Nullable Path failedRows)
			throws IOException {
		AccountImport started = start(uploaded, importKey);
		if (started.state() == AccountImport.State.COMPLETED) {
			this.out.println("Imported before as '" + started.name() + "': nothing was sent");
			return status(started);
		}
		AccountImport ended = observe(started);
		while (isAbandoned(ended)) {
			ended = observe(start(upload(file), importKey));
		}
		report(ended, failedRows);
		return this.service.storeFailureOfRun(ended.id()).isPresent() ? ImportStatus.USAGE : status(ended);
	}

	private AccountImport start(AccountImport uploaded, String importKey) {
		try {
			return this.service.start(uploaded.id(), importKey).blockOptional().orElseThrow();
		}
		catch (SendmuxException | ImportNameInUseException ex) {
			this.service.delete(uploaded.id()).block();
			throw ex;
		}
	}

	private boolean isAbandoned(AccountImport ended) {
		return !isStopping() && this.service.storeFailureOfRun(ended.id()).isEmpty()
				&& (ended.isRunning() || ended.state() == AccountImport.State.INTERRUPTED);
	}

	private AccountImport observe(AccountImport started) {
		ProgressLine line = new ProgressLine(this.out);
		AccountImport now = started;
		try {
			while (!awaitEnd(started.id(), line.interval())) {
				now = findUnlessStoreFails(now);
				line.show(now.summary());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		now = find(started.id());
		line.end(now.summary());
		return now;
	}

	/**
	 * Another process that runs the import is not waited for when this one stops.
	 */
	private boolean awaitEnd(String id, Duration limit) throws InterruptedException {
		if (!this.service.awaitEnd(id, limit)) {
			return false;
		}
		boolean elsewhere = this.service.isLeased(id).blockOptional().orElse(false);
		return !elsewhere || this.stopSignal.await(limit.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void report(AccountImport ended, @Nullable Path failedRows) {
		reportFailures(ended);
		if (failedRows != null && ended.counts().problems() > 0) {
			writeFailures(ended, failedRows);
		}
		if (ended.stopReason() != null) {
			this.err.println("Stopped  " + ended.stopReason());
		}
		if (ended.isRunning()) {
			this.out.println("Another process continues this import");
		}
		else if (ended.isHalted() || ended.state() == AccountImport.State.FAILED) {
			this.out.println("Run the same command again to "
					+ (ended.isHalted() ? "continue" : "send the failed rows again") + ": nothing is created twice");
		}
		this.out.println("Imported " + (ended.counts().created() + ended.counts().existing()) + " of "
				+ (ended.counts().total() + ended.counts().rejected()) + (this.sandbox
						? " into the sandbox, which ends now: no account was created in the real service" : ""));
	}

	private void reportFailures(AccountImport uploaded) {
		List<FailedRow> failures = this.service.failures(uploaded.id(), MOST_FAILURES)
			.blockOptional()
			.orElse(List.of());
		failures.forEach(
				(row) -> this.err.println("Failed   line " + row.line() + " '" + row.name() + "': " + row.reason()));
		int more = uploaded.counts().problems() - failures.size();
		if (more > 0) {
			this.err.println("Failed   " + more + " more");
		}
	}

	private void writeFailures(AccountImport ended, Path failedRows) {
		try (Writer writer = Files.newBufferedWriter(failedRows)) {
			this.service.writeFailures(ended, writer);
			this.out.println("The rows that failed are in " + failedRows);
		}
		catch (IOException ex) {
			this.err.println("Failed   " + failedRows + " cannot be written");
		}
	}

	private ImportStatus status(AccountImport ended) {
		if (isStopping()) {
			return ImportStatus.INTERRUPTED;
		}
		if (ended.state() == AccountImport.State.COMPLETED && ended.counts().rejected() == 0) {
			return ImportStatus.DONE;
		}
		return this.service.failureOfRun(ended.id()).map(ImportStatus::of).orElse(ImportStatus.SOME_FAILED);
	}

	/**
	 * Leave it to the run whether a failure of the store ends it.
	 */
	private AccountImport findUnlessStoreFails(AccountImport last) {
		try {
			return find(last.id());
		}
		catch (ImportsUnavailableException ex) {
			return last;
		}
	}

	private AccountImport find(String id) {
		return this.service.find(id).blockOptional().orElseThrow();
	}

	private ImportStatus fail(ImportStatus status, @Nullable String reason) {
		this.err.println("Failed   " + reason);
		return status;
	}

	/**
	 * Return the value of an option, which is empty where {@code =} is missing, or
	 * {@code null} without the option.
	 */
	private static @Nullable String value(ApplicationArguments arguments, String option) {
		List<String> values = arguments.getOptionValues(option);
		if (values != null && values.size() > 1) {
			throw new UsageException("--" + option + " is given more than once");
		}
		return (values != null) ? values.stream().findFirst().orElse("") : null;
	}

	private static final class UsageException extends RuntimeException {

		UsageException(String message) {
			super(message);
		}

	}

}
