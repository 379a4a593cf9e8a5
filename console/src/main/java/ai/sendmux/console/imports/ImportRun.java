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
import java.util.concurrent.CountDownLatch;

import ai.sendmux.SendmuxException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The run of an import by this process: its lease, and what ends it early.
 */
final class ImportRun {

	static final Duration LEASE = Duration.ofSeconds(30);

	private final String importId;

	private final String owner;

	private final byte[] scope;

	private final String importName;

	private final String uploadId;

	private final Sinks.Empty<Void> stopSignal = Sinks.empty();

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile long leasedUntil;

	private volatile boolean stopped;

	private volatile boolean leaseLost;

	private volatile @Nullable RuntimeException suspicion;

	private volatile @Nullable RuntimeException storeFailure;

	private volatile @Nullable SendmuxException fatal;

	private volatile boolean complete;

	private volatile boolean failures;

	private volatile @Nullable SendmuxException missed;

	private volatile boolean reached;

	ImportRun(String importId, String owner, byte[] scope, String importName, String uploadId) {
		this.importId = importId;
		this.owner = owner;
		this.scope = scope;
		this.importName = importName;
		this.uploadId = uploadId;
		extendLease(System.nanoTime());
	}

	String importId() {
		return this.importId;
	}

	String owner() {
		return this.owner;
	}

	byte[] scope() {
		return this.scope;
	}

	String importName() {
		return this.importName;
	}

	String uploadId() {
		return this.uploadId;
	}

	/**
	 * Extend the lease from when its renewal was asked for. A process that was paused
	 * finds it expired by this clock before it can ask the database.
	 */
	void extendLease(long askedAt) {
		this.leasedUntil = askedAt + LEASE.toNanos();
		this.suspicion = null;
	}

	boolean isLeased() {
		return !this.leaseLost && this.leasedUntil - System.nanoTime() > 0;
	}

	/**
	 * Stop at once: what is on its way is cancelled.
	 */
	void stop() {
		this.stopped = true;
		this.stopSignal.tryEmitEmpty();
	}

	void loseLease() {
		this.leaseLost = true;
		RuntimeException failure = this.suspicion;
		if (failure != null) {
			failStore(failure);
		}
		stop();
	}

	/**
	 * Remember why the lease could not be renewed, unless it is renewed later.
	 */
	void suspectStore(RuntimeException failure) {
		this.suspicion = failure;
	}

	/**
	 * Stop at once, because the store cannot be read or written.
	 */
	void failStore(RuntimeException failure) {
		if (this.storeFailure == null) {
			this.storeFailure = failure;
		}
		stop();
	}

	/**
	 * Return why the store could not be read or written, or {@code null}.
	 */
	@Nullable RuntimeException storeFailure() {
		return this.storeFailure;
	}

	boolean isLeaseLost() {
		return this.leaseLost;
	}

	boolean isStopped() {
		return this.stopped;
	}

	Mono<Void> stopSignal() {
		return this.stopSignal.asMono();
	}

	/**
	 * Send nothing more, because it would fail in the same way.
	 */
	void abort(SendmuxException reason) {
		this.fatal = reason;
	}

	@Nullable SendmuxException fatal() {
		return this.fatal;
	}

	/**
	 * Remember that there is nothing more to do.
	 */
	void complete(boolean failures) {
		this.failures = failures;
		this.complete = true;
	}

	boolean hasFailures() {
		return this.failures;
	}

	boolean isComplete() {
		return this.complete;
	}

	/**
	 * Remember that a row could not be sent or got no response.
	 */
	void miss(SendmuxException failure) {
		this.missed = failure;
	}

	/**
	 * Remember that the service has responded.
	 */
	void reach() {
		this.reached = true;
	}

	/**
	 * Return what kept the run from creating anything, or {@code null}.
	 */
	@Nullable SendmuxException failure() {
		return (this.fatal != null) ? this.fatal : (this.reached ? null : this.missed);
	}

	boolean isEnded() {
		return this.ended.getCount() == 0;
	}

	void end() {
		this.ended.countDown();
	}

	CountDownLatch ended() {
		return this.ended;
	}

}
