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

package ai.sendmux.console.accounts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Performs one action on many accounts. A failure stops nothing, and each account has a
 * result.
 */
@Service
public class BulkActions implements DisposableBean {

	public static final int MAX_ACCOUNTS = 500;

	private static final int CONCURRENCY = 4;

	private static final int MAX_RUNS = 20;

	private final AccountActions actions;

	private final Map<String, Run> runs = new LinkedHashMap<>();

	BulkActions(AccountActions actions) {
		this.actions = actions;
	}

	/**
	 * Start an action on these accounts.
	 * @param action the action
	 * @param ids the accounts, at most {@value #MAX_ACCOUNTS}
	 * @return the run, which goes on by itself
	 */
	public Run start(String action, List<String> ids) {
		if (!this.actions.supports(action) || ids.isEmpty() || ids.size() > MAX_ACCOUNTS) {
			throw new IllegalArgumentException("Select from 1 to " + MAX_ACCOUNTS + " accounts and an action.");
		}
		Run run = new Run(UUID.randomUUID().toString(), action, ids.size());
		keep(run);
		Flux.fromIterable(ids)
			.takeUntilOther(run.cancellation.asMono())
			.flatMap((id) -> this.actions.performInBulk(action, id), CONCURRENCY, 1)
			.subscribe(run::add, run::end, () -> run.end(null));
		return run;
	}

	/**
	 * The latest runs are kept, so that their results can be read later.
	 */
	private synchronized void keep(Run run) {
		this.runs.values()
			.stream()
			.filter(Run::isEnded)
			.limit(Math.max(0, this.runs.size() - MAX_RUNS + 1L))
			.toList()
			.forEach((ended) -> this.runs.remove(ended.id()));
		this.runs.put(run.id(), run);
	}

	public synchronized Optional<Run> find(String id) {
		return Optional.ofNullable(this.runs.get(id));
	}

	@Override
	public synchronized void destroy() {
		this.runs.values().forEach(Run::cancel);
	}

	/**
	 * One action on many accounts.
	 */
	public static final class Run {

		private final String id;

		private final String action;

		private final int total;

		private final Sinks.Empty<Void> cancellation = Sinks.empty();

		private final List<ActionResult> results = new ArrayList<>();

		private boolean canceled;

		private boolean ended;

		private @Nullable Throwable failure;

		private Run(String id, String action, int total) {
			this.id = id;
			this.action = action;
			this.total = total;
		}

		public String id() {
			return this.id;
		}

		public String action() {
			return this.action;
		}

		public int total() {
			return this.total;
		}

		public synchronized List<ActionResult> results() {
			return List.copyOf(this.results);
		}

		public synchronized boolean isEnded() {
			return this.ended;
		}

		public synchronized boolean isCanceled() {
			return this.canceled;
		}

		public synchronized boolean isFailed() {
			return this.failure != null;
		}

		/**
		 * Start with no further account. What is being done ends.
		 */
		public void cancel() {
			synchronized (this) {
				this.canceled = !this.ended;
			}
			this.cancellation.tryEmitEmpty();
		}

		private synchronized void add(ActionResult result) {
			this.results.add(result);
		}

		private synchronized void end(@Nullable Throwable failure) {
			this.ended = true;
			this.failure = failure;
			this.canceled &= this.results.size() < this.total;
		}

	}

}
