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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxException;
import ai.sendmux.console.accounts.Notice;
import ai.sendmux.console.imports.AccountFile.FailedRow;
import ai.sendmux.console.imports.AccountFile.UnreadableException;
import ai.sendmux.console.imports.AccountImport;
import ai.sendmux.console.imports.ImportProperties;
import ai.sendmux.console.imports.ImportService;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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

	private static final Log logger = LogFactory.getLog(ImportCommand.class);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final int MOST_FAILURES = 20;

	private final ImportService service;

	private final ImportProperties properties;

	private final boolean sandbox;

	private final PrintStream out = System.out;

	private final CountDownLatch finished = new CountDownLatch(1);

	private volatile boolean running;

	private volatile boolean importing;

	private volatile boolean stopping;

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
			this.status = run(value(arguments, "import"), value(arguments, "import-key"));
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
		this.stopping = true;
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

	private ImportStatus run(@Nullable String name, @Nullable String importKey) {
		if (name == null || name.isEmpty()) {
			return fail(ImportStatus.USAGE, "no file is named: --import=accounts.csv");
		}
		Path file = Path.of(name);
		try {
			AccountImport uploaded = upload(file);
			uploaded.notes().forEach((note) -> logger.info("Note     " + note));
			return run(uploaded, (importKey != null) ? importKey : uploaded.name());
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
	}

	private AccountImport upload(Path file) throws IOException {
		if (Files.size(file) > this.properties.maxSize().toBytes()) {
			throw new UnreadableException(
					"The file is larger than " + this.properties.maxSize().toMegabytes() + " MB.");
		}
		try (InputStream content = Files.newInputStream(file)) {
			// Runners are called by the main thread, which is no event loop: it may wait.
			return this.service.upload(String.valueOf(file.getFileName()), content).blockOptional().orElseThrow();
		}
	}

	private ImportStatus run(AccountImport uploaded, String importKey) {
		AccountImport started;
		try {
			started = this.service.start(uploaded.id(), importKey).blockOptional().orElseThrow();
		}
		catch (SendmuxException ex) {
			this.service.delete(uploaded.id()).block();
			throw ex;
		}
		if (started.state() == AccountImport.State.COMPLETED) {
			logger.info("Imported before as '" + started.name() + "': nothing was sent");
			return status(started);
		}
		AccountImport ended = watch(started);
		report(ended);
		return status(ended);
	}

	private AccountImport watch(AccountImport started) {
		ProgressLine line = new ProgressLine(this.out);
		AccountImport now = started;
		try {
			while (!this.service.awaitEnd(started.id(), line.interval())) {
				now = find(started.id());
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

	private void report(AccountImport ended) {
		List<FailedRow> failures = this.service.failures(ended.id(), MOST_FAILURES).blockOptional().orElse(List.of());
		failures
			.forEach((row) -> logger.error("Failed   line " + row.line() + " '" + row.name() + "': " + row.reason()));
		int more = ended.counts().problems() - failures.size();
		if (more > 0) {
			logger.error("Failed   " + more + " more");
		}
		if (ended.stopReason() != null) {
			logger.error("Stopped  " + ended.stopReason());
		}
		logger.info("Imported " + (ended.counts().created() + ended.counts().existing()) + " of "
				+ (ended.counts().total() + ended.counts().rejected()) + (this.sandbox
						? " into the sandbox, which ends now: no account was created in the real service" : ""));
		if (ended.isRunning()) {
			logger.info("Another process goes on with this import");
		}
		else if (ended.isHalted() || ended.state() == AccountImport.State.FAILED) {
			logger.info("Run the same command again to " + (ended.isHalted() ? "go on" : "send the failed rows again")
					+ ": nothing is created twice");
		}
	}

	private ImportStatus status(AccountImport ended) {
		if (this.stopping) {
			return ImportStatus.INTERRUPTED;
		}
		if (ended.state() == AccountImport.State.COMPLETED && ended.counts().rejected() == 0) {
			return ImportStatus.DONE;
		}
		return this.service.failureOfRun(ended.id()).map(ImportStatus::of).orElse(ImportStatus.SOME_FAILED);
	}

	private AccountImport find(String id) {
		return this.service.find(id).blockOptional().orElseThrow();
	}

	private static ImportStatus fail(ImportStatus status, @Nullable String reason) {
		logger.error("Failed   " + reason);
		return status;
	}

	private static @Nullable String value(ApplicationArguments arguments, String option) {
		List<String> values = arguments.getOptionValues(option);
		if (values != null && values.size() > 1) {
			throw new UsageException("--" + option + " is given more than once");
		}
		return (values != null && !values.isEmpty()) ? values.get(0) : null;
	}

	private static final class UsageException extends RuntimeException {

		UsageException(String message) {
			super(message);
		}

	}

}
