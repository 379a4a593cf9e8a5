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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import ai.sendmux.SendmuxException;
import ai.sendmux.console.accounts.VisibleText;
import ai.sendmux.console.imports.AccountFile.FailedRow;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.console.imports.ImportStore.ImportTarget;
import ai.sendmux.console.imports.ImportTeam.Team;
import ai.sendmux.console.imports.RowStore.PendingRow;
import ai.sendmux.console.imports.RowStore.StoredFailure;
import ai.sendmux.console.store.Store;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.util.Assert;

/**
 * Imports files of accounts. An import belongs to no request and to no process: it goes
 * on when the page is closed, and after the application has ended.
 */
@Service
public class ImportService {

	private static final Log logger = LogFactory.getLog(ImportService.class);

	private static final int PAGE = 500;

	private static final int LONGEST_NAME = 200;

	private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration TEAM_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration POLL = Duration.ofMillis(100);

	private final ImportTeam team;

	private final SendmuxProvidersOperations providers;

	private final AccountFileReader reader;

	private final ImportStore imports;

	private final RowStore rows;

	private final RowCipher cipher;

	private final ImportDigests digests;

	private final ImportRuns runs;

	private final ImportRunner runner;

	private final Store store;

	ImportService(ImportTeam team, SendmuxProvidersOperations providers, AccountFileReader reader, ImportStore imports,
			RowStore rows, RowCipher cipher, ImportDigests digests, ImportRuns runs, ImportRunner runner, Store store) {
		this.team = team;
		this.providers = providers;
		this.reader = reader;
		this.imports = imports;
		this.rows = rows;
		this.cipher = cipher;
		this.digests = digests;
		this.runs = runs;
		this.runner = runner;
		this.store = store;
	}

	/**
	 * Read a file and keep it for an import.
	 * @param fileName the name of the file
	 * @param content what it contains, which is read without blocking an event loop
	 * @return the import, which is not started
	 */
	public Mono<AccountImport> upload(String fileName, InputStream content) {
		return blocking(() -> {
			String id = this.imports.createUpload(fileName);
			try {
				return store(id, content);
			}
			catch (RuntimeException ex) {
				discard(id);
				readToEnd(content);
				throw ex;
			}
			finally {
				content.close();
			}
		});
	}

	/**
	 * Whoever still sends does not see a response.
	 */
	private static void readToEnd(InputStream content) {
		try {
			content.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			logger.debug("The rest of the upload cannot be read", ex);
		}
	}

	/**
	 * Delete what was stored of an unreadable file, or leave it until it expires.
	 */
	private void discard(String id) {
		try {
			this.imports.delete(id);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("The upload cannot be deleted", ex);
		}
	}

	private AccountImport store(String id, InputStream content) {
		var mac = this.digests.file();
		ImportUpload upload = new ImportUpload(this.rows, this.cipher, this.digests, id);
		AccountFile file = this.reader.read(new ImportUpload.DigestStream(content, mac), upload);
		upload.flush();
		this.imports.finishUpload(id, mac.doFinal(), file, upload.accepted(), upload.rejected());
		return this.imports.find(id).orElseThrow();
	}

	public Mono<AccountImport> find(String id) {
		return blocking(() -> this.imports.find(id)).flatMap(Mono::justOrEmpty)
			.map((found) -> found.withRateLimit(this.providers.rateLimit()))
			.flatMap(this::checkTeam);
	}

	/**
	 * Find out whether an import can be resumed, unless the service does not say which
	 * team the token belongs to.
	 */
	private Mono<AccountImport> checkTeam(AccountImport found) {
		if (!found.isHalted() || !found.resumable()) {
			return Mono.just(found);
		}
		return this.team.recent()
			.timeout(TEAM_TIMEOUT, Mono.empty())
			.onErrorResume(SendmuxException.class, (ex) -> Mono.empty())
			.flatMap((recent) -> blocking(() -> this.imports.isForeign(found.id(), recent)))
			.map((foreign) -> foreign ? found.asForeign() : found)
			.defaultIfEmpty(found);
	}

	/**
	 * List imports, the latest first.
	 * @param offset how many to leave out
	 * @param limit how many at most
	 */
	public Mono<List<AccountImport>> list(int offset, int limit) {
		return blocking(() -> this.imports.list(offset, limit));
	}

	/**
	 * List the imports that the file of this one has been imported by.
	 */
	public Mono<List<AccountImport>> earlier(String id) {
		return blocking(() -> this.imports.findByFile(id));
	}

	/**
	 * Read the first rows that can be imported.
	 */
	public Mono<List<AccountFile.Row>> preview(String id, int limit) {
		return blocking(() -> this.rows.pending(id, id, 0, limit).stream().map(PendingRow::row).toList());
	}

	/**
	 * Read the first rows that could not be imported: first those that were sent, then
	 * those that were known before.
	 */
	public Mono<List<FailedRow>> failures(String id, int limit) {
		return blocking(() -> {
			List<FailedRow> failures = new ArrayList<>();
			this.rows.failures(id, false, 0, limit).forEach((failure) -> failures.add(failure.row()));
			this.rows.failures(id, true, 0, limit - failures.size()).forEach((failure) -> failures.add(failure.row()));
			return failures;
		});
	}

	/**
	 * Write all rows that could not be imported, as a file that can be imported. This
	 * blocks.
	 */
	public void writeFailures(AccountImport accountImport, Writer target) throws IOException {
		FailedRows csv = new FailedRows(target, accountImport.name());
		for (boolean rejected : new boolean[] { false, true }) {
			List<StoredFailure> page = this.rows.failures(accountImport.id(), rejected, 0, PAGE);
			while (!page.isEmpty()) {
				for (StoredFailure failure : page) {
					csv.write(failure.row());
				}
				page = this.rows.failures(accountImport.id(), rejected, page.get(page.size() - 1).record(), PAGE);
			}
		}
		target.flush();
	}

	/**
	 * Start an import, or go on with that of the same file, name and team.
	 * @param id the import, which is not started
	 * @param name its name: with the same name nothing is created twice. White space
	 * around it does not count, as in the column of a file of failed rows
	 * @return the import that runs, or that has ended with all accounts created
	 */
	public Mono<AccountImport> start(String id, String name) {
		String stripped = VisibleText.strip(StoredText.limit(VisibleText.strip(name), LONGEST_NAME));
		Assert.hasText(stripped, "'name' must not be empty");
		return this.team.current()
			.flatMap((current) -> blocking(() -> start(id, current, stripped)))
			.flatMap(this::find);
	}

	private String start(String id, Team team, String name) {
		byte[] scope = this.digests.scope(team.baseUrl(), team.id(), name);
		byte[] file = this.imports.fileDigest(id);
		byte[] identity = this.digests.identity(scope, file);
		String other = this.imports.findByIdentity(identity).filter((found) -> !found.equals(id)).orElse(null);
		if (other == null) {
			try {
				this.imports.identify(id, identity, scope, new ImportTarget(team.baseUrl(), team.id(), name, ""));
				this.runner.launch(id, team);
				return id;
			}
			catch (DuplicateKeyException ex) {
				other = this.imports.findByIdentity(identity).orElseThrow(() -> ex);
			}
		}
		if (this.imports.adopt(other, id)) {
			this.runner.launch(other, team);
		}
		return other;
	}

	/**
	 * Stop an import at once.
	 */
	public Mono<Void> stop(String id) {
		return blocking(() -> {
			this.runner.stop(id);
			return true;
		}).then();
	}

	/**
	 * Go on with an import that was stopped, once whoever ran it has released it.
	 * @return the import, which still does not run if it belongs to another team
	 */
	public Mono<AccountImport> resume(String id) {
		return find(id).filter((found) -> found.state() != State.RUNNING)
			.repeatWhenEmpty((empty) -> empty.delayElements(POLL).take(RELEASE_TIMEOUT.dividedBy(POLL)))
			.filter((found) -> found.isHalted() && found.resumable())
			.flatMap((found) -> this.team.current())
			.flatMap((current) -> blocking(() -> Optional.ofNullable(this.runner.launch(id, current))))
			.then(find(id));
	}

	/**
	 * Delete an import that does not run. What it has created stays known.
	 */
	public Mono<Boolean> delete(String id) {
		return blocking(() -> this.imports.delete(id));
	}

	/**
	 * Wait until an import ends that this process runs. This blocks.
	 * @param id the import
	 * @param limit how long at most
	 * @return whether this process does not run it any more
	 */
	public boolean awaitEnd(String id, Duration limit) throws InterruptedException {
		ImportRun run = this.runs.find(id);
		return run == null || run.ended().await(limit.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Find out whether a process runs an import, as far as its lease says.
	 */
	public Mono<Boolean> isLeased(String id) {
		return blocking(() -> this.imports.isLeased(id));
	}

	/**
	 * Return what kept the last run of an import by this process from creating accounts.
	 */
	public Optional<SendmuxException> failureOfRun(String id) {
		ImportRun run = this.runs.findLast(id);
		return (run != null) ? Optional.ofNullable(run.failure()) : Optional.empty();
	}

	/**
	 * Return where imports are kept.
	 */
	public String storeDescription() {
		return this.store.description();
	}

	/**
	 * Return whether the key of the rows outlives this process.
	 */
	public boolean isKeyConfigured() {
		return this.cipher.isConfigured();
	}

	/**
	 * Return what the store failed with in the last run of an import by this process.
	 */
	public Optional<ImportsUnavailableException> storeFailureOfRun(String id) {
		ImportRun run = this.runs.findLast(id);
		return Optional.ofNullable((run != null) ? run.storeFailure() : null).map(this::unavailable);
	}

	/**
	 * Use the store on a thread that may block, and is not interrupted when nobody waits
	 * any more: H2 closes its file when a thread that uses it is interrupted.
	 */
	private <T> Mono<T> blocking(Callable<T> task) {
		return Mono
			.fromFuture(() -> CompletableFuture.supplyAsync(() -> call(task), Schedulers.boundedElastic()::schedule),
					true)
			.onErrorMap(DataAccessException.class, this::unavailable)
			.onErrorMap(TransactionException.class, this::unavailable);
	}

	private ImportsUnavailableException unavailable(Throwable failure) {
		return new ImportsUnavailableException(this.store.unavailable(failure));
	}

	private static <T> T call(Callable<T> task) {
		try {
			return task.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

}
