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

package ai.sendmux.spring.boot.autoconfigure.observation;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.TestCalls;
import ai.sendmux.spring.boot.autoconfigure.TestContexts;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with a real tracer for the trace that a call belongs to.
 */
class SendmuxTracingTests {

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final RecordingExporter spans = new RecordingExporter();

	private final OtelTracer tracer;

	private final ObservationRegistry registry = ObservationRegistry.create();

	SendmuxTracingTests() {
		Tracer otel = SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(this.spans))
			.build()
			.get("test");
		this.tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), (event) -> {
		});
		OtelPropagator propagator = new OtelPropagator(
				ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
		this.registry.observationConfig()
			.observationHandler(new FirstMatchingCompositeObservationHandler(
					new PropagatingSenderTracingObservationHandler<>(this.tracer, propagator),
					new DefaultTracingObservationHandler(this.tracer)));
	}

	@BeforeEach
	void stubAccount() {
		server.stubFor(get("/api/v1/providers/dprov_1").willReturn(okJson("{\"data\":{\"id\":\"dprov_1\"}}")));
	}

	@Test
	void traceWhenInReactorContextIsPropagated() {
		callIn(SendmuxTracingTests::callWithParentInReactorContext);
		assertThat(traceParent()).startsWith("00-" + span("checkout").getTraceId());
	}

	@Test
	void traceWhenCallerBlocksIsPropagated() {
		callIn((providers, caller) -> caller.observe(() -> providers.get("dprov_1").block(TestCalls.TIMEOUT)));
		assertThat(traceParent()).startsWith("00-" + span("checkout").getTraceId());
	}

	@Test
	void spanWhenCallerHasSpanIsItsChildAndParentOfRequest() {
		callIn(SendmuxTracingTests::callWithParentInReactorContext);
		SpanData call = span("sendmux providers.get");
		SpanData request = span("http get");
		assertThat(call.getParentSpanId()).isEqualTo(span("checkout").getSpanId());
		assertThat(request.getParentSpanId()).isEqualTo(call.getSpanId());
		assertThat(traceParent()).contains(request.getSpanId());
	}

	@Test
	void traceWhenNoneExistsIsStarted() {
		callIn((providers, caller) -> TestCalls.resultOf(providers.get("dprov_1")));
		assertThat(span("sendmux providers.get").getParentSpanContext().isValid()).isFalse();
	}

	@Test
	void traceWhenCallIsNotObservedIsThatOfCaller() {
		disable("sendmux.operation");
		callIn(SendmuxTracingTests::callWithParentInReactorContext);
		assertThat(this.spans.exported).extracting(SpanData::getName).doesNotContain("sendmux providers.get");
		assertThat(span("http get").getParentSpanId()).isEqualTo(span("checkout").getSpanId());
		assertThat(traceParent()).startsWith("00-" + span("checkout").getTraceId());
	}

	@Test
	void traceWhenCallIsNotObservedAndCallerBlocksIsThatOfCaller() {
		disable("sendmux.operation");
		callIn((providers, caller) -> caller.observe(() -> providers.get("dprov_1").block(TestCalls.TIMEOUT)));
		assertThat(traceParent()).startsWith("00-" + span("checkout").getTraceId());
	}

	@Test
	void traceWhenRequestIsNotObservedHasSpanOfCall() {
		disable("http.client.requests");
		callIn(SendmuxTracingTests::callWithParentInReactorContext);
		assertThat(span("sendmux providers.get").getParentSpanId()).isEqualTo(span("checkout").getSpanId());
	}

	@Test
	void traceWhenPredicateThrowsIsThatOfCaller() {
		this.registry.observationConfig().observationPredicate((name, context) -> {
			if (name.equals("sendmux.operation")) {
				throw new IllegalStateException("expected");
			}
			return true;
		});
		callIn(SendmuxTracingTests::callWithParentInReactorContext);
		assertThat(span("http get").getParentSpanId()).isEqualTo(span("checkout").getSpanId());
	}

	private void disable(String observation) {
		this.registry.observationConfig().observationPredicate((name, context) -> !name.equals(observation));
	}

	private void callIn(BiConsumer<SendmuxProvidersOperations, Observation> calls) {
		TestContexts.observed(server.baseUrl())
			.withBean(ObservationRegistry.class, () -> this.registry)
			.run((context) -> calls.accept(context.getBean(SendmuxProvidersOperations.class),
					Observation.createNotStarted("checkout", this.registry)));
	}

	private static void callWithParentInReactorContext(SendmuxProvidersOperations providers, Observation caller) {
		caller.start();
		TestCalls.resultOf(providers.get("dprov_1")
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, caller)));
		caller.stop();
	}

	private SpanData span(String name) {
		assertThat(this.spans.exported).extracting(SpanData::getName).contains(name);
		return this.spans.exported.stream().filter((span) -> span.getName().equals(name)).findFirst().orElseThrow();
	}

	private static String traceParent() {
		return server.findAll(anyRequestedFor(anyUrl())).get(0).getHeader("traceparent");
	}

	private static final class RecordingExporter implements SpanExporter {

		private final List<SpanData> exported = new CopyOnWriteArrayList<>();

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			this.exported.addAll(spans);
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
