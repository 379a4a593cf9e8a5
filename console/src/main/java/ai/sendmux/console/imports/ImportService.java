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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.sendmux.SendmuxException;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Service;

/**
 * Imports files of accounts. An import belongs to no request: it goes on when the page
 * that has started it is closed.
 */
@Service
public class ImportService {

	private static final Duration EXPIRY = Duration.ofMinutes(30);

	private static final Log logger = LogFactory.getLog(ImportService.class);

	private final SendmuxProvidersOperations providers;

	private final AccountFileReader reader;

	private final int maxKept;

	private final Map<String, ImportJob> jobs = new LinkedHashMap<>();

	ImportService(SendmuxProvidersOperations providers, AccountFileReader reader, ImportProperties properties) {
		this.providers = providers;
		this.reader = reader;
		this.maxKept = properties.maxKept();
	}

	/**
	 * Read a file and keep it for an import.
	 */
	public Mono<ImportJob> submit(String fileName, byte[] content) {
		return Mono.fromCallable(() -> keep(new ImportJob(fileName, this.reader.read(content))))
			.subscribeOn(Schedulers.boundedElastic());
	}

	public Optional<ImportJob> find(String id) {
		synchronized (this.jobs) {
			return Optional.ofNullable(this.jobs.get(id));
		}
	}

	/**
	 * Start an import, unless it was started before.
	 * @param job the import
	 * @param importKey names it: with the same name nothing is created twice
	 */
	public void start(ImportJob job, String importKey) {
		if (job.begin(importKey)) {
			job.run().update(Flux.defer(() -> create(job, importKey)).subscribe((ignored) -> {
			}, (ex) -> {
				logger.error("The import of " + job.fileName() + " failed", ex);
				job.end(ImportJob.State.CANCELLED);
			}, () -> job.end(ImportJob.State.DONE)));
		}
	}

	/**
	 * Cancel an import, and forget it if it was not started.
	 */
	public void cancel(ImportJob job) {
		forgetUnlessStarted(job);
		job.end(ImportJob.State.CANCELLED);
		job.run().dispose();
	}

	private void forgetUnlessStarted(ImportJob job) {
		if (job.endUnlessStarted()) {
			synchronized (this.jobs) {
				this.jobs.remove(job.id());
			}
		}
	}

	private Flux<Boolean> create(ImportJob job, String importKey) {
		List<AccountFile.Row> rows = job.file().rows();
		return this.providers.createAll(Flux.fromIterable(rows).map(AccountFile.Row::request), importKey)
			.flatMap((creation) -> complete(job, rows.get((int) creation.index()), creation));
	}

	/**
	 * An account that is to be inactive is created active, and deactivated.
	 */
	private Mono<Boolean> complete(ImportJob job, AccountFile.Row row, ProviderCreation creation) {
		SendmuxException failure = creation.failure();
		if (creation.provider() == null || failure != null) {
			if (failure != null) {
				job.failed(row, failure, creation.outcome());
			}
			return Mono.just(false);
		}
		Mono<?> completed = row.inactive() ? this.providers.deactivate(creation.provider().id()) : Mono.just(true);
		return completed.thenReturn(true)
			.doOnNext((done) -> job.created())
			.onErrorResume(SendmuxException.class, (ex) -> {
				job.failed(row, ex, creation.outcome());
				return Mono.just(false);
			});
	}

	private ImportJob keep(ImportJob job) {
		synchronized (this.jobs) {
			Iterator<ImportJob> oldest = this.jobs.values().iterator();
			while (this.jobs.size() >= this.maxKept && oldest.hasNext()) {
				ImportJob kept = oldest.next();
				if (kept.endUnlessStarted() || kept.progress().isOver()) {
					oldest.remove();
					kept.run().dispose();
				}
			}
			if (this.jobs.size() >= this.maxKept) {
				throw new AccountFile.UnreadableException("Too many imports are running.");
			}
			this.jobs.put(job.id(), job);
			job.run().update(Mono.delay(EXPIRY).subscribe((ignored) -> forgetUnlessStarted(job)));
			return job;
		}
	}

}
