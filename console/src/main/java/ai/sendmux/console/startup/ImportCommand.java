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
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import ai.sendmux.console.imports.AccountFile;
import ai.sendmux.console.imports.AccountFile.FailedRow;
import ai.sendmux.console.imports.ImportJob;
import ai.sendmux.console.imports.ImportProgress;
import ai.sendmux.console.imports.ImportProperties;
import ai.sendmux.console.imports.ImportService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/**
 * The import on the command line: {@code --import=accounts.csv}. The exit status is 0
 * only if every row of the file was created.
 */
@Component
class ImportCommand implements ApplicationRunner, ExitCodeGenerator {

	private static final Log logger = LogFactory.getLog(ImportCommand.class);

	private static final Duration INTERVAL = Duration.ofMillis(200);

	private static final int MOST_FAILURES = 20;

	private final ImportService service;

	private final ImportProperties properties;

	private final PrintStream out = System.out;

	private int exitCode;

	ImportCommand(ImportService service, ImportProperties properties) {
		this.service = service;
		this.properties = properties;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (!arguments.containsOption("import")) {
			return;
		}
		String file = value(arguments, "import");
		if (file == null) {
			logger.error("Failed   no file is named: --import=accounts.csv");
		}
		this.exitCode = (file != null && run(Path.of(file), value(arguments, "import-key"))) ? 0 : 1;
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

	private boolean run(Path file, @Nullable String importKey) {
		try {
			String fileName = String.valueOf(file.getFileName());
			if (Files.size(file) > this.properties.maxSize().toBytes()) {
				throw new AccountFile.UnreadableException("The file is too large.");
			}
			// Runners are called by the main thread, which is no event loop: it may wait.
			ImportJob job = this.service.submit(fileName, Files.readAllBytes(file)).block();
			return job != null && run(job, (importKey != null) ? importKey : job.importName());
		}
		catch (IOException ex) {
			logger.error("Failed   " + file + " cannot be read");
		}
		catch (AccountFile.UnreadableException ex) {
			logger.error("Failed   " + file + ": " + ex.getMessage());
		}
		return false;
	}

	private boolean run(ImportJob job, String importKey) {
		job.file().notes().forEach((note) -> logger.info("Note     " + note));
		this.service.start(job, importKey);
		job.watch().sample(INTERVAL).doOnNext(this::show).blockLast();
		this.out.println();
		List<FailedRow> failures = job.failures();
		failures.stream()
			.limit(MOST_FAILURES)
			.forEach((row) -> logger.error("Failed   line " + row.line() + " '" + row.name() + "': " + row.reason()));
		if (failures.size() > MOST_FAILURES) {
			logger.error("Failed   " + (failures.size() - MOST_FAILURES) + " more");
		}
		logger.info("Imported " + job.progress().created() + " of " + (job.progress().total() + job.rejected()));
		return failures.isEmpty() && job.progress().remaining() == 0;
	}

	/**
	 * Write over the line before, so that there is one line that moves.
	 */
	private void show(ImportProgress progress) {
		this.out.print("\r" + progress.summary() + "   ");
		this.out.flush();
	}

	private static @Nullable String value(ApplicationArguments arguments, String option) {
		List<String> values = arguments.getOptionValues(option);
		return (values != null && !values.isEmpty()) ? values.get(0) : null;
	}

}
