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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.console.accounts.SendmuxFailure;
import ai.sendmux.console.imports.ImportStore.LeaseLostException;
import ai.sendmux.console.imports.RowStore.MarkedRow;
import ai.sendmux.console.imports.RowStore.PendingRow;
import ai.sendmux.console.imports.RowStore.RowResult;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderCreation;
import ai.sendmux.providers.SendmuxProvidersOperations;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Creates the accounts of a chunk: marks its rows in a transaction, sends them without
 * one, and writes the results in another. A process that dies in between leaves the
 * marks.
 */
class AccountWriter implements ItemWriter<PendingRow> {

	/** By how much the clocks of the service and of the database may differ. */
	private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(2);

	/** For how long the service may still work on requests of a run that was stopped. */
	private static final int MAX_WAITS = 30;

	private static final Duration WAIT = Duration.ofSeconds(1);

	private static final String IDEMPOTENCY_CONFLICT = "idempotency_conflict";

	private final ImportRun run;

	private final RowStore rows;

	private final SendmuxProvidersOperations providers;

	AccountWriter(ImportRun run, RowStore rows, SendmuxProvidersOperations providers) {
		this.run = run;
		this.rows = rows;
		this.providers = providers;
	}

	@Override
	public void write(Chunk<? extends PendingRow> chunk) {
		try {
			send(chunk);
		}
		catch (DataAccessException | TransactionException ex) {
			this.run.failStore(ex);
		}
	}

	private void send(Chunk<? extends PendingRow> chunk) {
		List<MarkedRow> marked = this.rows.mark(this.run, chunk.getItems());
		List<MarkedRow> toCreate = marked.stream().filter((row) -> row.accountId() == null).toList();
		Flux<RowResult> finished = Flux.fromIterable(marked)
			.filter((row) -> row.accountId() != null)
			.concatMap((row) -> changeStatus(row, String.valueOf(row.accountId()), false));
		List<RowResult> results = new ArrayList<>();
		// A job has a thread of its own, which is no event loop: it may wait.
		finished.concatWith(create(toCreate, 0))
			.takeUntilOther(this.run.stopSignal())
			.doOnNext(results::add)
			.contextWrite((context) -> LeasedRequests.context(context, this.run))
			.blockLast();
		this.rows.complete(this.run, results);
	}

	/**
	 * Create accounts. A row that was being sent when its run stopped may still be
	 * processed by the service, which refuses its key until that has ended.
	 */
	private Flux<RowResult> create(List<MarkedRow> marked, int waits) {
		List<MarkedRow> busy = new ArrayList<>();
		Flux<CreateProviderRequest> requests = Flux.fromIterable(marked)
			.doOnNext((row) -> checkLease())
			.map((row) -> row.row().row().request());
		return this.providers.createAll(requests, this.run.importName()).flatMap((creation) -> {
			MarkedRow row = marked.get((int) creation.index());
			if (!row.first() && waits < MAX_WAITS
					&& creation.failure() instanceof SendmuxIdempotencyConflictException) {
				busy.add(row);
				return Mono.empty();
			}
			return complete(row, creation);
		})
			.concatWith(Flux.defer(() -> busy.isEmpty() ? Flux.empty()
					: Mono.delay(WAIT).thenMany(Flux.defer(() -> create(busy, waits + 1)))));
	}

	/**
	 * A process that was paused must not go on sending what another may send by now.
	 */
	private void checkLease() {
		if (!this.run.isLeased()) {
			this.run.loseLease();
			throw new LeaseLostException();
		}
	}

	/**
	 * An account that is to be inactive is created active, and deactivated.
	 */
	private Mono<RowResult> complete(MarkedRow row, ProviderCreation creation) {
		Provider account = creation.provider();
		SendmuxException failure = creation.failure();
		if (account == null) {
			return Mono.just(failed(row, failure, creation.outcome()));
		}
		this.run.reach();
		boolean existed = isOlder(account.createdAt(), row.markedAt());
		return row.row().row().inactive() ? changeStatus(row, account.id(), existed)
				: Mono.just(new RowResult(row, account.id(), existed, null, false));
	}

	/**
	 * Give an account the status of its row. An earlier run may have deactivated it, and
	 * its row may have been changed since.
	 */
	private Mono<RowResult> changeStatus(MarkedRow row, String accountId, boolean existed) {
		boolean inactive = row.row().row().inactive();
		String problem = inactive ? "created, but not deactivated: " : "created, but not activated: ";
		return (inactive ? this.providers.deactivate(accountId) : this.providers.activate(accountId))
			.thenReturn(new RowResult(row, accountId, existed, null, false))
			.onErrorResume(SendmuxException.class,
					(ex) -> Mono.just(new RowResult(row, accountId, existed, problem + describe(ex), false)));
	}

	private RowResult failed(MarkedRow row, @Nullable SendmuxException failure, ProviderCreation.Outcome outcome) {
		if (failure == null) {
			return new RowResult(row, null, false, "The account was not returned.", true);
		}
		String reason = describe(failure);
		if (outcome == ProviderCreation.Outcome.NOT_ATTEMPTED) {
			this.run.abort(failure);
			return new RowResult(row, null, false, "not sent: " + reason, !row.first());
		}
		if (isFatal(failure)) {
			this.run.abort(failure);
		}
		this.run.miss(failure);
		boolean undecided = failure.outcomeUnknown() || (!row.first() && !isRejected(failure));
		return new RowResult(row, null, false, undecided
				? reason + " The account may have been created: import it again as '" + this.run.importName() + "'."
				: reason, undecided);
	}

	/**
	 * Return whether the service rejected the request itself. That speaks for the earlier
	 * attempts with the same key, too: an account that they created would have been
	 * returned.
	 */
	private static boolean isRejected(SendmuxException ex) {
		if (ex instanceof SendmuxValidationException invalid) {
			return invalid.code() != null && !IDEMPOTENCY_CONFLICT.equals(invalid.code());
		}
		return ex instanceof SendmuxLimitExceededException;
	}

	private static boolean isFatal(SendmuxException ex) {
		return ex instanceof SendmuxAuthenticationException || ex instanceof SendmuxAccessDeniedException
				|| ex instanceof SendmuxLimitExceededException;
	}

	private static boolean isOlder(@Nullable Instant createdAt, Instant markedAt) {
		return createdAt != null && createdAt.isBefore(markedAt.minus(CLOCK_DIFFERENCE));
	}

	static String describe(SendmuxException ex) {
		return (ex instanceof SendmuxValidationException invalid) ? SendmuxFailure.describe(invalid.violations())
				: SendmuxFailure.of(ex).text();
	}

}
