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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import ai.sendmux.SendmuxException;
import ai.sendmux.observation.DefaultSendmuxObservationConvention;
import ai.sendmux.observation.SendmuxObservationContext;
import ai.sendmux.observation.SendmuxObservationConvention;
import ai.sendmux.observation.SendmuxObservationDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

import org.springframework.core.log.LogMessage;

/**
 * Tells about each call: an observation, and a line in the log.
 */
public final class CallMonitor {

	private static final Log logger = LogFactory.getLog("ai.sendmux.client");

	private static final SendmuxObservationConvention DEFAULT_CONVENTION = new DefaultSendmuxObservationConvention();

	/**
	 * Tells nothing but to the log.
	 */
	public static final CallMonitor NONE = new CallMonitor("default", ObservationRegistry.NOOP, null);

	private final String client;

	private final ObservationRegistry registry;

	private final @Nullable SendmuxObservationConvention convention;

	public CallMonitor(String client, ObservationRegistry registry, @Nullable SendmuxObservationConvention convention) {
		this.client = client;
		this.registry = registry;
		this.convention = convention;
	}

	<T> Mono<T> watch(ApiCall<?> call, Mono<T> calling) {
		Mono<T> watched = logger.isDebugEnabled() ? atEnd(calling, (signal) -> log(call, signal)) : calling;
		return this.registry.isNoop() ? watched : observe(call, watched);
	}

	/**
	 * As WebClient does it: parent and current observation travel in the Reactor context,
	 * so that the observations of the attempts become children of this one.
	 */
	private <T> Mono<T> observe(ApiCall<?> call, Mono<T> calling) {
		return Mono.deferContextual((reactorContext) -> {
			SendmuxObservationContext context = new SendmuxObservationContext(call.request().operation().name(),
					this.client, call.request().providerId());
			Observation observation = SendmuxObservationDocumentation.OPERATION.observation(this.convention,
					DEFAULT_CONVENTION, () -> context, this.registry);
			if (!tell(() -> start(observation, reactorContext))) {
				return calling;
			}
			return atEnd(calling.doOnError((ex) -> tell(() -> observation.error(ex))), (signal) -> {
				context.setAttempts(call.attempts());
				context.setStatusCode(call.statusCode());
				context.setRequestId(call.requestId());
				context.setCancelled(signal == SignalType.CANCEL);
				tell(observation::stop);
			}).contextWrite((written) -> written.put(ObservationThreadLocalAccessor.KEY, observation));
		});
	}

	/**
	 * A caller that blocks may have no parent in the Reactor context but on its thread,
	 * where Micrometer looks by itself.
	 */
	private static void start(Observation observation, ContextView reactorContext) {
		if (reactorContext.hasKey(ObservationThreadLocalAccessor.KEY)) {
			observation.parentObservation(reactorContext.get(ObservationThreadLocalAccessor.KEY));
		}
		observation.start();
	}

	/**
	 * The application's conventions, filters and handlers run here, and what they throw
	 * must not become the end of a call that the server has accepted. Returns whether
	 * they threw nothing.
	 */
	private static boolean tell(Runnable told) {
		try {
			told.run();
			return true;
		}
		catch (Throwable ex) {
			logger.error("A call could not be observed", ex);
			return false;
		}
	}

	/**
	 * Unlike {@code doFinally}, the subscriber learns of the end after all is told.
	 */
	private static <T> Mono<T> atEnd(Mono<T> calling, Consumer<SignalType> told) {
		return Mono.defer(() -> {
			AtomicBoolean ended = new AtomicBoolean();
			Consumer<SignalType> once = (signal) -> {
				if (ended.compareAndSet(false, true)) {
					tell(() -> told.accept(signal));
				}
			};
			return calling.doOnSuccess((result) -> once.accept(SignalType.ON_COMPLETE))
				.doOnError((ex) -> once.accept(SignalType.ON_ERROR))
				.doOnCancel(() -> once.accept(SignalType.CANCEL));
		});
	}

	private void log(ApiCall<?> call, SignalType signal) {
		logger.debug(LogMessage.format("%s %s: client %s, status %s, request id %s, %d ms, attempts %d",
				call.request().operation().name(), outcome(signal), this.client, orNone(call.statusCode()),
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

	/**
	 * An exception of the family has nothing secret in its message.
	 */
	static void gaveUp(SendmuxException failure, Duration age) {
		logger.warn(LogMessage.format("Gave up after %d attempts and %d ms: %s", failure.attempts(), age.toMillis(),
				failure.getMessage()));
	}

}
