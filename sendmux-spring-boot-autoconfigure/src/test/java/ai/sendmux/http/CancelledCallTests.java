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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import ai.sendmux.SendmuxTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls that are cancelled while their response arrives: nobody wants to know
 * how it ends.
 */
class CancelledCallTests {

	private static final IllegalStateException RELEASED = new IllegalStateException("The body has been released");

	private final Sinks.Empty<Void> cancellation = Sinks.empty();

	private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource
	void callWhenCancelledBeforeBodyIsReadDropsNoFailure(FaultCall call) {
		StubExchange server = new StubExchange().thenRespond(200, Flux.defer(() -> {
			this.cancellation.tryEmitEmpty();
			return Flux.error(RELEASED);
		}));
		assertCancelled(call, server);
	}

	@Test
	void callWhenCancelledWhileBodyIsReadDropsNoFailure() {
		StubExchange server = new StubExchange().thenRespond(200, failingOnCancel(this.cancellation::tryEmitEmpty));
		assertCancelled(FaultCall.GET, server);
	}

	@Test
	void callWhenTotalTimeoutExpiresWhileBodyIsReadDropsNoFailure() {
		StubExchange server = new StubExchange().thenRespond(200, failingOnCancel(() -> {
		}));
		StepVerifier
			.withVirtualTime(
					() -> FaultCall.UPDATE.on(server.providers(FaultClient.SETTINGS)).contextWrite(this::recordDropped))
			.thenAwait(FaultClient.TIMEOUTS.total())
			.expectError(SendmuxTimeoutException.class)
			.verify(FaultClient.PATIENCE);
		assertThat(this.dropped).isEmpty();
	}

	private void assertCancelled(FaultCall call, StubExchange server) {
		StepVerifier
			.create(call.on(server.providers(FaultClient.SETTINGS))
				.contextWrite(this::recordDropped)
				.takeUntilOther(this.cancellation.asMono()))
			.expectComplete()
			.verify(FaultClient.PATIENCE);
		assertThat(server.attempts()).isOne();
		assertThat(this.dropped).isEmpty();
	}

	/**
	 * Reactor logs what is dropped, unless the context says what to do with it.
	 */
	private Context recordDropped(Context context) {
		Consumer<Throwable> hook = this.dropped::add;
		return context.put("reactor.onErrorDropped.local", hook);
	}

	/**
	 * A body that fails when it is cancelled, like that of a connection that breaks at
	 * the same time.
	 */
	private static Flux<DataBuffer> failingOnCancel(Runnable onRequest) {
		return Flux.from((subscriber) -> subscriber.onSubscribe(new Subscription() {

			@Override
			public void request(long elements) {
				onRequest.run();
			}

			@Override
			public void cancel() {
				subscriber.onError(RELEASED);
			}

		}));
	}

}
