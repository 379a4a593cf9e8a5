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

package ai.sendmux.providers;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxErrorDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.http.IdempotencyKeys;
import ai.sendmux.http.ThrownErrors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One run of a bulk creation. Nothing is kept but what is on its way.
 */
final class BulkCreation {

	/**
	 * What fails for one request with one of these fails for all that follow.
	 */
	private static final Set<Class<?>> FATAL = Set.of(SendmuxAuthenticationException.class,
			SendmuxAccessDeniedException.class, SendmuxLimitExceededException.class);

	private final Creator creator;

	private final @Nullable String importKey;

	private final BulkOutage outage;

	private final AtomicReference<@Nullable SendmuxException> fatal = new AtomicReference<>();

	private volatile @Nullable Throwable sourceFailure;

	private final Map<String, Underway> underway = new ConcurrentHashMap<>();

	private BulkCreation(Creator creator, @Nullable String importKey, BulkOutage outage) {
		this.creator = creator;
		this.importKey = importKey;
		this.outage = outage;
	}

	/**
	 * The source is subscribed to with the first demand for an outcome, because requests
	 * are sent ahead of demand. It is asked for a request only when there is room to send
	 * it. If it fails, so does the run, once all that is on its way has ended.
	 * @param outages makes what pauses the run while the service is down
	 */
	static Flux<ProviderCreation> run(Publisher<CreateProviderRequest> requests, @Nullable String importKey,
			int concurrency, Creator creator, Supplier<BulkOutage> outages) {
		return Flux.defer(() -> {
			BulkOutage outage = outages.get();
			BulkCreation creation = new BulkCreation(creator, importKey, outage);
			Sinks.Empty<Void> demand = Sinks.empty();
			return ThrownErrors.signal(requests)
				.onErrorComplete(creation::sourceFails)
				.index()
				.delaySubscription(demand.asMono())
				.flatMap((indexed) -> creation.create(indexed.getT1(), indexed.getT2()), concurrency, 1)
				.concatWith(Mono.defer(creation::endOfSource))
				.doOnRequest((count) -> demand.tryEmitEmpty())
				.doFinally((signal) -> outage.cancel());
		});
	}

	private boolean sourceFails(Throwable failure) {
		this.sourceFailure = failure;
		return true;
	}

	private Mono<ProviderCreation> endOfSource() {
		return (this.sourceFailure != null) ? Mono.error(this.sourceFailure) : Mono.empty();
	}

	private Mono<ProviderCreation> create(long index, CreateProviderRequest request) {
		return this.outage.await().flatMap((permitted) -> {
			SendmuxException reason = permitted ? this.fatal.get() : this.outage.reasonToStop();
			if (reason == null) {
				return create(index, request, null);
			}
			this.outage.passOn();
			return Mono.just(ProviderCreation.notAttempted(index, request, reason));
		});
	}

	private Mono<ProviderCreation> create(long index, CreateProviderRequest request, @Nullable String idempotencyKey) {
		return create(request, idempotencyKey).doOnNext((provider) -> this.outage.end())
			.map((provider) -> ProviderCreation.created(index, request, provider))
			.onErrorResume(SendmuxException.class, (ex) -> fail(index, request, ex));
	}

	/**
	 * While the service is down, a request that could be retried waits for its turn. It
	 * keeps its key, because it may have taken effect.
	 */
	private Mono<ProviderCreation> fail(long index, CreateProviderRequest request, SendmuxException failure) {
		ProviderCreation failed = ProviderCreation.failed(index, request, failure);
		if (FATAL.contains(failure.getClass())) {
			this.fatal.compareAndSet(null, failure);
		}
		if (!this.outage.isEnabled() || !isOutage(failure)) {
			if (hasResponded(failure) || !this.outage.isDown()) {
				this.outage.end();
			}
			else {
				this.outage.passOn();
			}
			return Mono.just(failed);
		}
		this.outage.begin(failure);
		if (!failure.retryBudgetExhausted()) {
			return Mono.just(failed);
		}
		return this.outage.await()
			.flatMap((permitted) -> permitted ? create(index, request, failure.idempotencyKey()) : Mono.just(failed));
	}

	private static boolean hasResponded(SendmuxException failure) {
		return failure.attempts() > 0 && (failure instanceof SendmuxApiException
				|| failure instanceof SendmuxValidationException || failure instanceof SendmuxResponseException);
	}

	private boolean isOutage(SendmuxException failure) {
		boolean ofService = failure instanceof SendmuxServerException || failure instanceof SendmuxTransportException
				|| failure.retryBudgetExhausted();
		return ofService && this.outage.isDown();
	}

	/**
	 * An invalid request is not sent, so that it needs no key.
	 */
	private Mono<Provider> create(CreateProviderRequest request, @Nullable String retriedKey) {
		if (this.importKey == null || !CreateProviderRequestValidator.validate(request).isEmpty()) {
			return this.creator.create(request, retriedKey);
		}
		String idempotencyKey = IdempotencyKeys.derive(this.importKey, identityOf(request));
		Underway shared = this.underway.computeIfAbsent(idempotencyKey, (key) -> new Underway(request, key));
		return shared.request.equals(request) ? shared.result : Mono.error(() -> conflict(idempotencyKey));
	}

	/**
	 * Sent on its own, it would be refused in the same way.
	 */
	private static SendmuxIdempotencyConflictException conflict(String idempotencyKey) {
		SendmuxErrorDetails error = SendmuxErrorDetails.builder(409)
			.code("idempotency_conflict")
			.message("Another request of this import differs from it in the password alone")
			.build();
		return new SendmuxIdempotencyConflictException(
				SendmuxCallDetails.builder(SendmuxProvidersTemplate.CREATE.name())
					.idempotencyKey(idempotencyKey)
					.build(),
				error);
	}

	/**
	 * The password is left out, because it could be guessed from a digest.
	 */
	private static CreateProviderRequest identityOf(CreateProviderRequest request) {
		Map<String, String> variables = request.variables();
		return new CreateProviderRequest(request.name(), request.smtpHost(), request.smtpPort(), request.smtpProtocol(),
				request.smtpUsername(), null, request.fromEmail(), request.fromName(), request.replyToEmail(),
				request.replyToName(), request.quotas(), request.percentage(), request.trackingDomain(),
				(variables != null) ? new TreeMap<>(variables) : null);
	}

	/**
	 * A creation that is on its way. A request that is the same takes part in it: sent on
	 * its own, it would meet a conflict with it. One that comes while the others get the
	 * result gets it too.
	 */
	private final class Underway {

		private final CreateProviderRequest request;

		private final Mono<Provider> result;

		Underway(CreateProviderRequest request, String idempotencyKey) {
			this.request = request;
			this.result = BulkCreation.this.creator.create(request, idempotencyKey)
				.doFinally((signal) -> BulkCreation.this.underway.remove(idempotencyKey, this))
				.flux()
				.replay(1)
				.refCount()
				.next();
		}

	}

	/**
	 * Creates one account, under an idempotency key if there is one.
	 */
	@FunctionalInterface
	interface Creator {

		Mono<Provider> create(CreateProviderRequest request, @Nullable String idempotencyKey);

	}

}
