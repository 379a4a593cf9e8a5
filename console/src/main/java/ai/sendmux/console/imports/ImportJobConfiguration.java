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

import ai.sendmux.console.imports.RowStore.PendingRow;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Isolation;

/**
 * The job that imports a file: finds out what became of rows that an earlier run left
 * open, creates the accounts chunk by chunk, and ends as failed if a row has failed, so
 * that it can be run again for such rows.
 * <p>
 * The steps have no transaction of the database, because none may be open while the
 * network is waited for; what they write is written in transactions of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableBatchProcessing
@EnableJdbcJobRepository(isolationLevelForCreate = Isolation.READ_COMMITTED)
class ImportJobConfiguration {

	static final String JOB = "accountImport";

	private static final String RUN = "#{jobParameters['" + ImportRuns.IMPORT_ID + "']}";

	@Bean
	Job accountImport(JobRepository repository, Step resolveOutcomes, Step createAccounts, Step completeImport) {
		return new JobBuilder(JOB, repository).start(resolveOutcomes).next(createAccounts).next(completeImport).build();
	}

	@Bean
	Step resolveOutcomes(JobRepository repository, ImportRuns runs, RowStore rows,
			SendmuxProvidersOperations providers) {
		return taskletStep("resolveOutcomes", repository, runs, (run) -> {
			rows.begin(run);
			new UnknownOutcomes(run, rows, providers).resolve();
		});
	}

	@Bean
	Step createAccounts(JobRepository repository, ImportRuns runs, PendingRowReader reader, AccountWriter writer,
			ImportProperties properties) {
		return new StepBuilder("createAccounts", repository).<PendingRow, PendingRow>chunk(properties.chunkSize())
			.reader(reader)
			.writer(writer)
			.listener(new StopListener(runs))
			.allowStartIfComplete(true)
			.build();
	}

	@Bean
	Step completeImport(JobRepository repository, ImportRuns runs, ImportStore imports, RowStore rows) {
		return taskletStep("completeImport", repository, runs, (run) -> new ImportEnd(run, imports, rows).complete());
	}

	@Bean
	@StepScope
	PendingRowReader pendingRowReader(@Value(RUN) String importId, ImportRuns runs, RowStore rows) {
		return new PendingRowReader(runs.get(importId), rows);
	}

	@Bean
	@StepScope
	AccountWriter accountWriter(@Value(RUN) String importId, ImportRuns runs, RowStore rows,
			SendmuxProvidersOperations providers) {
		return new AccountWriter(runs.get(importId), rows, providers);
	}

	private static Step taskletStep(String name, JobRepository repository, ImportRuns runs, RunTask task) {
		return new StepBuilder(name, repository).tasklet(task.toTasklet(runs), new ResourcelessTransactionManager())
			.listener(new StopListener(runs))
			.allowStartIfComplete(true)
			.build();
	}

	private static ImportRun run(ImportRuns runs, StepExecution execution) {
		ImportRun run = runs.find(execution.getJobExecution());
		if (run == null) {
			throw new IllegalStateException("This process does not run " + execution.getJobExecution());
		}
		return run;
	}

	/**
	 * Does something for a run.
	 */
	private interface RunTask {

		void execute(ImportRun run);

		default Tasklet toTasklet(ImportRuns runs) {
			return (contribution, context) -> {
				ImportRun run = run(runs, contribution.getStepExecution());
				try {
					execute(run);
				}
				catch (DataAccessException | TransactionException ex) {
					run.failStore(ex);
				}
				return RepeatStatus.FINISHED;
			};
		}

	}

	/**
	 * Lets a step that was stopped, or has left failed rows, end accordingly.
	 */
	private static final class StopListener implements StepExecutionListener {

		private final ImportRuns runs;

		StopListener(ImportRuns runs) {
			this.runs = runs;
		}

		@Override
		public @Nullable ExitStatus afterStep(StepExecution execution) {
			ImportRun run = run(this.runs, execution);
			if (execution.getStatus() != BatchStatus.COMPLETED) {
				return null;
			}
			if (run.isStopped() && !run.isComplete()) {
				execution.setStatus(BatchStatus.STOPPED);
				return ExitStatus.STOPPED;
			}
			if (run.hasFailures()) {
				execution.setStatus(BatchStatus.FAILED);
				return ExitStatus.FAILED;
			}
			return null;
		}

	}

}
