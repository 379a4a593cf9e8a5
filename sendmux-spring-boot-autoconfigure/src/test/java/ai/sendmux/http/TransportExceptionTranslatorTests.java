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

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.providers.SendmuxProvidersTemplate;
import ai.sendmux.providers.TestCalls;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.internal.shaded.reactor.pool.PoolShutdownException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a caller is reported when the HTTP client fails, whichever it is.
 */
class TransportExceptionTranslatorTests {

	private static final ApiSettings.Timeouts TIMEOUTS = new ApiSettings.Timeouts(Duration.ofSeconds(1),
			Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5));

	static Stream<Arguments> reasons() {
		return Stream.of(
				Arguments.of(new UnknownHostException("sendmux.example"), "the host name could not be resolved", false),
				Arguments.of(new SSLHandshakeException("untrusted"), "no secure connection could be made", false),
				Arguments.of(new SSLException("broken record"), "no secure connection could be made", true),
				Arguments.of(new ConnectException("refused"), "no connection could be made", false),
				Arguments.of(new NoRouteToHostException("no route"), "no connection could be made", false),
				Arguments.of(new ProxyConnectException("407"), "no connection could be made", false),
				Arguments.of(new IOException("reset"), "the connection broke before the response was complete", true),
				Arguments.of(new IllegalStateException("not HTTP"),
						"the HTTP client failed, or the response was not HTTP", true));
	}

	static Stream<Exception> largeHeaders() {
		return Stream.of(new TooLongHttpHeaderException("HTTP header is larger than 8192 bytes."),
				new TooLongHttpLineException("An HTTP line is larger than 4096 bytes."),
				new ProtocolException("Header size too big: 393217 > 393216"),
				new MessageConstraintException("Maximum header count exceeded"),
				new IOException("broken", new ProtocolException("Header size too big: 5 > 4")));
	}

	@ParameterizedTest
	@MethodSource("largeHeaders")
	void deleteWhenResponseHeadersAreTooLargeFailsWithoutRetry(Exception failure) {
		SendmuxException reported = failureOf(ofExchange(failure));
		assertThat(reported).isInstanceOf(SendmuxTransportException.class)
			.hasMessageContaining("the headers of the response are larger than the HTTP client accepts");
		assertThat(reported.retryable()).isFalse();
		assertThat(reported.outcomeUnknown()).isTrue();
	}

	@Test
	void deleteWhenResponseBreaksProtocolOtherwiseIsRetried() {
		assertThat(failureOf(ofExchange(new ProtocolException("Invalid status line"))).retryable()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("reasons")
	void translateWhenExchangeFailedDescribesFailureAndOutcome(Exception failure, String reason, boolean unknown) {
		SendmuxTransportException reported = (SendmuxTransportException) failureOf(ofExchange(failure));
		assertThat(reported).hasMessageStartingWith("Call of providers.delete failed: " + reason);
		assertThat(reported.outcomeUnknown()).isEqualTo(unknown);
	}

	@Test
	void translateWhenRequestWasNotWrittenHasKnownOutcome() {
		StubExchange server = new StubExchange().withoutConnection()
			.then(() -> Mono.error(ofExchange(new SocketException("Network is unreachable"))))
			.always();
		SendmuxException reported = TestCalls.failureOf(server.providers(settings()).delete("acc_1"));
		assertThat(reported).hasMessageContaining("no connection could be made");
		assertThat(reported.outcomeUnknown()).isFalse();
		assertThat(reported.retryable()).isTrue();
	}

	@Test
	void translateWhenRequestWasNotCreatedReturnsTransportException() {
		RuntimeException failure = new IllegalStateException("no tenant");
		WebClient webClient = WebClient.builder().exchangeFunction(new StubExchange()).defaultRequest((request) -> {
			throw failure;
		}).build();
		ApiClient client = ApiClient.create(webClient, URI.create("http://localhost"), FaultClient.TOKEN, settings());
		SendmuxException reported = TestCalls.failureOf(new SendmuxProvidersTemplate(client).delete("acc_1"));
		assertThat(reported).isInstanceOf(SendmuxTransportException.class).hasCause(failure);
		assertThat(reported.outcomeUnknown()).isFalse();
		assertThat(reported.retryable()).isFalse();
	}

	@Test
	void translateWhenExchangeBrokeIsRetryable() {
		assertThat(failureOf(ofExchange(new IOException("reset"))).retryable()).isTrue();
		assertThat(failureOf(ofExchange(new IllegalStateException("not HTTP"))).retryable()).isTrue();
		assertThat(failureOf(new IOException("reset")).retryable()).isTrue();
	}

	@Test
	void translateWhenPoolIsClosedIsNotRetryable() {
		SendmuxException reported = failureOf(ofExchange(new PoolShutdownException()));
		assertThat(reported.retryable()).isFalse();
		assertThat(reported.outcomeUnknown()).isFalse();
	}

	@Test
	void translateWhenCertificateIsRefusedIsNotRetryable() {
		Exception failure = new SSLHandshakeException("untrusted");
		failure.initCause(new CertificateException("no path", new GeneralSecurityException("no issuer")));
		assertThat(failureOf(ofExchange(failure)).retryable()).isFalse();
	}

	@Test
	void translateWhenNetworkFailedKeepsCause() {
		IOException failure = new IOException("reset");
		assertThat(failureOf(ofExchange(failure))).hasCause(failure);
	}

	@Test
	void translateWhenResolverFailedKeepsCauseWithoutItsOwn() {
		UnknownHostException failure = new UnknownHostException("sendmux.example");
		failure.initCause(new IllegalStateException("of Netty"));
		assertThat(failureOf(ofExchange(failure)).getCause()).isExactlyInstanceOf(UnknownHostException.class)
			.hasMessage("sendmux.example")
			.hasNoCause()
			.satisfies((cause) -> assertThat(cause.getStackTrace()).isEqualTo(failure.getStackTrace()));
	}

	@Test
	void translateWhenFailureHoldsRequestDropsCause() {
		assertThat(failureOf(new WebClientRequestExceptionWithoutCause())).hasNoCause();
	}

	@Test
	void translateWhenPoolIsExhaustedIsRetryableAndListsProperty() {
		SendmuxException reported = failureOf(ofExchange(new PoolAcquirePendingLimitException(1000)));
		assertThat(reported).isInstanceOf(SendmuxTransportException.class)
			.hasMessageContaining("sendmux.pool.max-pending-acquires");
		assertThat(reported.retryable()).isTrue();
		assertThat(reported.outcomeUnknown()).isFalse();
	}

	static Stream<Arguments> bounds() {
		return Stream.of(Arguments.of(new HttpConnectTimeoutException("slow"), Bound.CONNECT, Duration.ofSeconds(1)),
				Arguments.of(new ConnectTimeoutException("slow"), Bound.CONNECT, Duration.ofSeconds(1)),
				Arguments.of(new org.apache.hc.client5.http.ConnectTimeoutException("slow"), Bound.CONNECT,
						Duration.ofSeconds(1)),
				Arguments.of(new PoolAcquireTimeoutException(Duration.ofSeconds(2)), Bound.ACQUIRE,
						Duration.ofSeconds(2)),
				Arguments.of(new HttpTimeoutException("slow"), Bound.RESPONSE, Duration.ofSeconds(3)),
				Arguments.of(new TimeoutException("slow"), Bound.RESPONSE, Duration.ofSeconds(3)),
				Arguments.of(ReadTimeoutException.INSTANCE, Bound.RESPONSE, Duration.ofSeconds(3)));
	}

	@ParameterizedTest
	@MethodSource("bounds")
	void translateWhenTimedOutReportsBound(Exception failure, Bound bound, Duration limit) {
		SendmuxTimeoutException reported = (SendmuxTimeoutException) failureOf(ofExchange(failure));
		assertThat(reported.bound()).isEqualTo(bound);
		assertThat(reported).hasMessageContaining(String.valueOf(limit.toSeconds()));
		assertThat(reported.outcomeUnknown()).isEqualTo(bound == Bound.RESPONSE);
	}

	@Test
	void translateWhenFilterFailedWithOurExceptionKeepsIt() {
		SendmuxException failure = new SendmuxTokenException(SendmuxCallDetails.builder("providers.delete").build(),
				"refused", null);
		assertThat(failureOf(failure)).isSameAs(failure);
	}

	private static SendmuxException failureOf(Throwable failure) {
		StubExchange server = new StubExchange().then(() -> Mono.error(failure)).always();
		return TestCalls.failureOf(server.providers(settings()).delete("acc_1"));
	}

	private static ApiSettings settings() {
		return FaultClient.settings(TIMEOUTS,
				new ApiSettings.Retry(0, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO, Duration.ZERO));
	}

	private static WebClientRequestException ofExchange(Exception failure) {
		return new WebClientRequestException(failure, HttpMethod.DELETE, URI.create("http://localhost/providers/acc_1"),
				HttpHeaders.EMPTY);
	}

	private static final class WebClientRequestExceptionWithoutCause extends WebClientRequestException {

		WebClientRequestExceptionWithoutCause() {
			super(new IllegalStateException(), HttpMethod.DELETE, URI.create("http://localhost/providers/acc_1"),
					HttpHeaders.EMPTY);
		}

		@Override
		@SuppressWarnings("NullAway") // As of an HTTP client that gives none
		public synchronized Throwable getCause() {
			return null;
		}

	}

}
