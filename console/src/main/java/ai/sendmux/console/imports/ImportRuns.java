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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.stereotype.Component;

/**
 * The runs of imports in this process.
 */
@Component
class ImportRuns {

	/** The parameter of the job that names the import. */
	static final String IMPORT_ID = "importId";

	private final Map<String, ImportRun> runs = new ConcurrentHashMap<>();

	void add(ImportRun run) {
		this.runs.put(run.importId(), run);
	}

	@Nullable ImportRun find(String importId) {
		ImportRun run = findLast(importId);
		return (run != null && !run.isEnded()) ? run : null;
	}

	/**
	 * Find the last run of an import by this process, which may have ended.
	 */
	@Nullable ImportRun findLast(String importId) {
		return this.runs.get(importId);
	}

	@Nullable ImportRun find(JobExecution execution) {
		String importId = execution.getJobParameters().getString(IMPORT_ID);
		return (importId != null) ? find(importId) : null;
	}

	ImportRun get(String importId) {
		ImportRun run = find(importId);
		if (run == null) {
			throw new IllegalStateException("This process does not run the import " + importId);
		}
		return run;
	}

	List<ImportRun> all() {
		return this.runs.values().stream().filter((run) -> !run.isEnded()).toList();
	}

}
