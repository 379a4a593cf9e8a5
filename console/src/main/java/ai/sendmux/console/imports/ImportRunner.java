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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import ai.sendmux.SendmuxException;
import ai.sendmux.console.accounts.SendmuxFailure;
import ai.sendmux.console.imports.AccountImport.State;
import ai.sendmux.console.imports.ImportStore.ImportTarget;
import ai.sendmux.console.imports.ImportStore.LeaseLostException;
import ai.sendmux.console.imports.ImportTeam.Team;
import ai.sendmux.console.imports.RowCipher.UnsealableException;
import ai.sendmux.console.store.Store;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.ApplicationArguments;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Runs the jobs of imports, renews their leases, and takes over imports whose owner has
 * died. It ends before the web server does, so that no page is waited for.
 */
@Component
class ImportRunner implements SmartLifecycle {

	/** How long an upload that is not started is kept. */
	static final Duration EXPIRY = Duration.ofMinutes(30);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	private static final int RENEWAL_SECONDS = 5;

	private static final Log logger = LogFactory.getLog(ImportRunner.class);

	private final ImportStore imports;

	private final ImportRuns runs;

	private final JobOperator operator;

	private final JobRepository repository;

	private final Job job;

	private final Store store;

	private final ImportTeam team;

	private final JdbcClient jdbc;

	private final boolean command;

	private final String instance = instanceName();

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("import-");

	private volatile @Nullable ScheduledExecutorService timer;

	private final AtomicBoolean takingOver = new AtomicBoolean();

	/** Runs that have ended, and whose end the store does not know yet. */
	private final Queue<ImportRun> unrecorded = new ConcurrentLinkedQueue<>();

	private boolean storeFailed;

	private volatile boolean stopping;

	private long seconds;

	ImportRunner(ImportStore imports, ImportRuns runs, JobOperator operator, JobRepository repository,
			Job accountImport, Store store, ImportTeam team, JdbcClient jdbc, ApplicationArguments arguments) {
		this.imports = imports;
		this.runs = runs;
		this.operator = operator;
		this.repository = repository;
		this.job = accountImport;
		this.store = store;
		this.team = team;
		this.jdbc = jdbc;
		this.command = arguments.containsOption("import");
		this.executor.setDaemon(true);
	}

	@Override
	public void start() {
		this.stopping = false;
		if (this.store.isExclusive()) {
			try {
				this.imports.expireLeases();
			}
			catch (DataAccessException | TransactionException ex) {
				throw this.store.unavailable(ex);
			}
		}
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "import-lease");
			thread.setDaemon(true);
			return thread;
		});
		timer.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
		this.timer = timer;
	}

	/**
	 * Stop the runs of this process. They go on elsewhere, or when it starts again, if
	 * their rows can be read then.
	 */
	@Override
	public void stop() {
		this.stopping = true;
		this.runs.all().forEach(ImportRun::stop);
		long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
		try {
			for (ImportRun run : this.runs.all()) {
				run.ended().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		ScheduledExecutorService timer = this.timer;
		if (timer != null) {
			// H2 closes its file when a thread that uses it is interrupted.
			timer.shutdown();
			rememberVersion();
		}
		this.timer = null;
	}

	@Override
	public boolean isRunning() {
		return this.timer != null;
	}

	/**
	 * Run an import unless somebody does, it belongs to another team, or none of this
	 * process's keys fits.
	 * @return the run, if it was started
	 */
	@Nullable ImportRun launch(String importId, Team team) {
		return this.stopping ? null
				: execute(this.imports.claim(importId, this.instance, newOwner(), team).orElse(null));
	}

	/**
	 * Go on with an import whose owner has ended, unless a user stops it.
	 */
	@Nullable ImportRun takeOver(String importId, Team team) {
		return this.stopping ? null
				: execute(this.imports.takeOver(importId, this.instance, newOwner(), team).orElse(null));
	}

	private @Nullable ImportRun execute(@Nullable ImportRun run) {
		if (run != null) {
			this.runs.add(run);
			this.executor.execute(() -> runToEnd(run));
		}
		return run;
	}

	private String newOwner() {
		return this.instance + "/" + UUID.randomUUID();
	}

	/**
	 * Stop an import, wherever it runs.
	 */
	void stop(String importId) {
		this.imports.requestStop(importId);
		ImportRun run = this.runs.find(importId);
		if (run != null) {
			run.stop();
		}
	}

	private void rememberVersion() {
		try {
			this.store.rememberVersion(this.jdbc);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("The version of the store cannot be read", ex);
		}
	}

	private void tick() {
		this.seconds++;
		try {
			while (!this.unrecorded.isEmpty()) {
				recordFailure(this.unrecorded.element());
				this.unrecorded.remove();
			}
			this.runs.all().forEach(this::observe);
			this.store.rememberVersion(this.jdbc);
			if (this.seconds % RENEWAL_SECONDS == 1) {
				this.imports.tidy(EXPIRY);
				if (!this.command && !this.imports.findOrphans().isEmpty()
						&& this.takingOver.compareAndSet(false, true)) {
					this.executor.execute(this::takeOver);
				}
			}
			this.storeFailed = false;
		}
		catch (DataAccessException | TransactionException ex) {
			this.runs.all().forEach((run) -> run.suspectStore(ex));
			if (!this.storeFailed && !this.stopping && !this.command) {
				logger.warn(this.store.unavailable(ex).getMessage());
			}
			this.storeFailed = true;
		}
		catch (RuntimeException ex) {
			logger.error("The imports cannot be watched", ex);
		}
	}

	/**
	 * Go on with imports that have no owner. The service is waited for, which must not
	 * keep leases from being renewed.
	 */
	private void takeOver() {
		try {
			Team team = this.team.recent().blockOptional().orElseThrow();
			this.imports.findOrphans().forEach((importId) -> takeOver(importId, team));
		}
		catch (SendmuxException | DataAccessException | TransactionException ex) {
			logger.debug("No import can be taken over now", ex);
		}
		finally {
			this.takingOver.set(false);
		}
	}

	private void observe(ImportRun run) {
		long now = System.nanoTime();
		if (!run.isLeased() && !run.isComplete()) {
			run.loseLease();
		}
		if (this.seconds % RENEWAL_SECONDS == 0) {
			if (this.imports.renew(run)) {
				run.extendLease(now);
			}
			else if (!run.isComplete()) {
				run.loseLease();
			}
		}
		if (this.imports.isStopRequested(run)) {
			run.stop();
		}
	}

	private void runToEnd(ImportRun run) {
		try {
			run(run);
		}
		catch (LeaseLostException ex) {
			if (run.storeFailure() == null) {
				logger.warn("Another process has taken over the import " + run.importName());
			}
		}
		catch (DataAccessException | TransactionException ex) {
			run.failStore(ex);
		}
		catch (Exception ex) {
			logger.error("The import " + run.importName() + " ended, and the store does not know it", ex);
		}
		finally {
			try {
				endFailed(run);
			}
			finally {
				run.end();
			}
		}
	}

	/**
	 * Record that a run has ended because of the store, now or when it works again.
	 */
	private void endFailed(ImportRun run) {
		RuntimeException failure = run.storeFailure();
		if (failure == null) {
			return;
		}
		logger.debug("The import " + run.importName() + " was stopped", failure);
		if (!this.command) {
			logger.error(
					"The import " + run.importName() + " was stopped: " + this.store.unavailable(failure).getMessage());
		}
		try {
			recordFailure(run);
		}
		catch (DataAccessException | TransactionException ex) {
			this.unrecorded.add(run);
		}
	}

	private void recordFailure(ImportRun run) {
		RuntimeException failure = run.storeFailure();
		if (failure != null) {
			this.imports.abandon(run, String.valueOf(this.store.unavailable(failure).getMessage()));
		}
	}

	private void run(ImportRun run) throws Exception {
		try {
			JobParameters parameters = parameters(run);
			recover(parameters);
			end(run, this.operator.start(this.job, parameters));
		}
		catch (JobInstanceAlreadyCompleteException ex) {
			// The process that ran it died between the two.
			this.imports.release(run, State.COMPLETED, null);
		}
		catch (JobExecutionException ex) {
			logger.error("The import " + run.importName() + " cannot be run", ex);
			this.imports.release(run, State.STOPPED, reason(ex));
		}
	}

	private void end(ImportRun run, JobExecution execution) {
		if (run.storeFailure() != null) {
			return;
		}
		if (run.isLeaseLost()) {
			throw new LeaseLostException();
		}
		if (run.isComplete()) {
			SendmuxException fatal = run.fatal();
			this.imports.release(run, run.hasFailures() ? State.FAILED : State.COMPLETED,
					(fatal != null) ? AccountWriter.describe(fatal) : null);
		}
		else if (!run.isStopped()) {
			Throwable failure = execution.getAllFailureExceptions().stream().findFirst().orElse(null);
			if (failure != null) {
				logger.error("The import " + run.importName() + " was stopped", failure);
			}
			this.imports.release(run, State.STOPPED, (failure != null) ? reason(failure) : null);
		}
		else if (!this.stopping || this.command || this.imports.isStopRequested(run)) {
			this.imports.release(run, State.STOPPED, null);
		}
		else {
			this.imports.handOver(run);
		}
	}

	private JobParameters parameters(ImportRun run) {
		ImportTarget target = this.imports.target(run.importId());
		return new JobParametersBuilder().addString("baseUrl", target.baseUrl())
			.addString("teamId", target.teamId())
			.addString("importName", target.importName())
			.addString("file", target.fileDigest())
			.addString(ImportRuns.IMPORT_ID, run.importId())
			.toJobParameters();
	}

	/**
	 * End the executions of owners that have died. Whoever has the lease knows that they
	 * have, which Spring Batch cannot.
	 */
	private void recover(JobParameters parameters) {
		JobInstance instance = this.repository.getJobInstance(ImportJobConfiguration.JOB, parameters);
		if (instance == null) {
			return;
		}
		for (JobExecution execution : this.repository.getJobExecutions(instance)) {
			if (execution.isRunning()) {
				this.operator.recover(execution);
			}
			for (StepExecution step : execution.getStepExecutions()) {
				if (step.getStatus() == BatchStatus.UNKNOWN) {
					step.setStatus(BatchStatus.FAILED);
					this.repository.update(step);
				}
			}
			if (execution.getStatus() == BatchStatus.UNKNOWN) {
				execution.setStatus(BatchStatus.FAILED);
				this.repository.update(execution);
			}
		}
	}

	private static String reason(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnsealableException) {
				return cause.getMessage() + " Nothing was lost: resume with that key, or upload the file again.";
			}
			if (cause instanceof SendmuxException ex) {
				return SendmuxFailure.of(ex).text();
			}
			if (cause instanceof DataAccessException) {
				return "The store of the imports could not be read or written.";
			}
		}
		return "An unexpected error occurred, which the log shows.";
	}

	private static String instanceName() {
		String host;
		try {
			host = InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			host = "localhost";
		}
		return host + ":" + ProcessHandle.current().pid();
	}

}
