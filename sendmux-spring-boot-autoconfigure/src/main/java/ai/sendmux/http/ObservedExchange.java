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

package ai.sendmux.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import ai.sendmux.observation.DefaultSendmuxObservationConvention;
import ai.sendmux.observation.SendmuxObservationContext;
import ai.sendmux.observation.SendmuxObservationConvention;
import ai.sendmux.observation.SendmuxObservationDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

import org.springframework.core.log.LogMessage;

/**
 * Reports each call: an observation, and a line in the log.
 */
final class ObservedExchange implements ApiExchange {

	private static final Log logger = LogFactory.getLog("ai.sendmux.client");

	private static final SendmuxObservationConvention DEFAULT_CONVENTION = new DefaultSendmuxObservationConvention();

	private final ApiSettings.Observation settings;

	private final ApiExchange next;

	ObservedExchange(ApiSettings.Observation settings, ApiExchange next) {
		this.settings = settings;
		this.next = next;
	}

	@Override
	public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
		Mono<ApiResponse<T>> result = this.next.exchange(call);
		if (logger.isDebugEnabled()) {
			result = doOnTermination(result, (signal) -> log(call, signal));
		}
		return this.settings.registry().isNoop() ? result : observe(call, result);
	}

	/**
	 * As WebClient does it: parent and current observation travel in the Reactor context,
	 * so that the observations of the attempts become children of this one. A call that
	 * is not observed leaves the observation of the caller there.
	 */
	private <T> Mono<T> observe(ApiCall<?> call, Mono<T> result) {
		return Mono.deferContextual((reactorContext) -> {
			SendmuxObservationContext context = new SendmuxObservationContext(call.request().operation().name(),
					this.settings.client(), call.request().providerId());
			Observation observation = start(context, reactorContext);
			if (observation.isNoop()) {
				return result;
			}
			return doOnTermination(result.doOnError((ex) -> runSafely(() -> observation.error(ex))), (signal) -> {
				context.setAttempts(call.attempts());
				context.setStatusCode(call.statusCode());
				context.setRequestId(call.requestId());
				context.setEnded(true);
				context.setCancelled(signal == SignalType.CANCEL);
				runSafely(observation::stop);
			}).contextWrite((written) -> written.put(ObservationThreadLocalAccessor.KEY, observation));
		});
	}

	/**
	 * A caller that blocks may have no parent in the Reactor context but on its thread,
	 * where Micrometer looks by itself.
	 */
	private Observation start(SendmuxObservationContext context, ContextView reactorContext) {
		try {
			Observation observation = SendmuxObservationDocumentation.OPERATION.observation(this.settings.convention(),
					DEFAULT_CONVENTION, () -> context, this.settings.registry());
			if (reactorContext.hasKey(ObservationThreadLocalAccessor.KEY)) {
				observation.parentObservation(reactorContext.get(ObservationThreadLocalAccessor.KEY));
			}
			return observation.start();
		}
		catch (Throwable ex) {
			logFailure(ex);
			return Observation.NOOP;
		}
	}

	/**
	 * The application's conventions, predicates, filters and handlers run here, and what
	 * they throw must not become the end of a call that the server has accepted.
	 */
	private static void runSafely(Runnable report) {
		try {
			report.run();
		}
		catch (Throwable ex) {
			logFailure(ex);
		}
	}

	private static void logFailure(Throwable ex) {
		logger.error("A call could not be observed", ex);
	}

	/**
	 * Unlike {@code doFinally}, the callback runs before the subscriber is signaled.
	 */
	private static <T> Mono<T> doOnTermination(Mono<T> source, Consumer<SignalType> callback) {
		return Mono.defer(() -> {
			AtomicBoolean ended = new AtomicBoolean();
			Consumer<SignalType> once = (signal) -> {
				if (ended.compareAndSet(false, true)) {
					runSafely(() -> callback.accept(signal));
				}
			};
			return source.doOnSuccess((result) -> once.accept(SignalType.ON_COMPLETE))
				.doOnError((ex) -> once.accept(SignalType.ON_ERROR))
				.doOnCancel(() -> once.accept(SignalType.CANCEL));
		});
	}

	private void log(ApiCall<?> call, SignalType signal) {
		logger.debug(LogMessage.format("%s %s: client %s, status %s, request id %s, %d ms, attempts %d",
				call.request().operation().name(), outcome(signal), this.settings.client(), orNone(call.statusCode()),
				orNone(call.requestId()), call.age().toMillis(), call.attempts()));
	}

	private static Object orNone(@Nullable Object value) {
		return (value != null) ? value : "none";
	}

	private static String outcome(SignalType signal) {
		return switch (signal) {
			case ON_ERROR -> "failed";
			case CANCEL -> "cancelled";
			default -> "succeeded";
		};
	}

}
