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
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import ai.sendmux.SendmuxCallDetails;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.SendmuxTransportException;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

import org.springframework.web.reactive.function.client.WebClientException;

/**
 * Turns what the HTTP client failed with into an exception of the client.
 * <p>
 * An exception of WebClient is never kept, not even as a cause, because it holds the
 * request.
 */
final class TransportExceptionTranslator {

	/**
	 * By name, because another HTTP client may take the place of Reactor Netty.
	 */
	private static final String POOL_IS_FULL = "reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException";

	/**
	 * By name, too.
	 */
	private static final Set<String> BEFORE_SENDING = Set.of(POOL_IS_FULL,
			"reactor.netty.internal.shaded.reactor.pool.PoolShutdownException",
			"io.netty.handler.proxy.ProxyConnectException");

	/**
	 * By name, because each belongs to another HTTP client.
	 */
	private static final Set<String> HEAD_TOO_LARGE = Set.of("io.netty.handler.codec.http.TooLongHttpHeaderException",
			"io.netty.handler.codec.http.TooLongHttpLineException",
			"io.netty.handler.codec.http2.Http2Exception$HeaderListSizeException",
			"org.apache.hc.core5.http.MessageConstraintException");

	private static final int MAX_CAUSES = 32;

	private final ApiSettings.Timeouts timeouts;

	TransportExceptionTranslator(ApiSettings.Timeouts timeouts) {
		this.timeouts = timeouts;
	}

	/**
	 * Nothing that goes wrong here may keep the call from ending.
	 * @param attempt the attempt that failed
	 * @param failure the failure
	 * @param ofExchange whether the HTTP client failed with it when it sent the request
	 * of this attempt, and not one that a filter of the application made
	 */
	SendmuxException translate(Attempt<?> attempt, Throwable failure, boolean ofExchange) {
		try {
			return classify(attempt, failure, ofExchange);
		}
		catch (Throwable ex) {
			return new SendmuxTransportException(attempt.describe(false, outcome(attempt.end())),
					"the HTTP client failed, and its failure could not be read", null);
		}
	}

	private static Attempt.Outcome outcome(boolean sent) {
		return sent ? Attempt.Outcome.UNKNOWN : Attempt.Outcome.NOT_APPLIED;
	}

	private SendmuxException classify(Attempt<?> attempt, Throwable failure, boolean ofExchange) {
		Throwable cause = unwrap(failure);
		if (cause instanceof SendmuxException ex) {
			return ex;
		}
		if (cause instanceof TimeoutException) {
			return timeout(attempt, isPoolTimeout(cause) ? Bound.ACQUIRE : Bound.RESPONSE, ofExchange);
		}
		return switch (cause.getClass().getName()) {
			case "io.netty.channel.ConnectTimeoutException", "org.apache.hc.client5.http.ConnectTimeoutException",
					"java.net.http.HttpConnectTimeoutException" ->
				timeout(attempt, Bound.CONNECT, ofExchange);
			case "io.netty.handler.timeout.ReadTimeoutException", "java.net.http.HttpTimeoutException" ->
				timeout(attempt, Bound.RESPONSE, ofExchange);
			default -> failed(attempt, cause, ofExchange);
		};
	}

	private static boolean isPoolTimeout(Throwable cause) {
		return cause.getClass()
			.getName()
			.equals("reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException");
	}

	SendmuxTimeoutException timeout(Attempt<?> attempt, Bound bound) {
		return timeout(attempt, bound, true);
	}

	private SendmuxTimeoutException timeout(Attempt<?> attempt, Bound bound, boolean ofExchange) {
		boolean beforeSending = ofExchange && bound != Bound.RESPONSE && bound != Bound.TOTAL;
		boolean sent = isSent(attempt, beforeSending);
		SendmuxCallDetails facts = attempt.describe(bound != Bound.TOTAL, outcome(sent));
		Bound reached = (bound == Bound.RESPONSE && attempt.token() == null) ? Bound.TOKEN : bound;
		return new SendmuxTimeoutException(facts, reached, limit(attempt, reached));
	}

	/**
	 * A filter of the application may send the request again, which is then written
	 * although the last failure is one before sending.
	 */
	private static boolean isSent(Attempt<?> attempt, boolean beforeSending) {
		return attempt.end() && (!beforeSending || attempt.wasConnected());
	}

	private Duration limit(Attempt<?> attempt, Bound bound) {
		return switch (bound) {
			case CONNECT -> this.timeouts.connect();
			case ACQUIRE -> this.timeouts.acquire();
			case TOKEN, RESPONSE -> this.timeouts.response(attempt.request().operation());
			case RATE_LIMIT, TOTAL -> this.timeouts.total();
		};
	}

	private SendmuxTransportException failed(Attempt<?> attempt, Throwable cause, boolean ofExchange) {
		boolean beforeSending = ofExchange && isBeforeSending(cause);
		boolean sent = isSent(attempt, beforeSending);
		boolean refused = isCertificateRefused(cause) || isHeadTooLarge(cause);
		if (isPoolFull(cause)) {
			attempt.recordExhaustedPool();
		}
		boolean broken = cause instanceof IOException || (ofExchange && !beforeSending) || isPoolFull(cause);
		SendmuxCallDetails facts = attempt.describe(broken && !refused, outcome(sent));
		return new SendmuxTransportException(facts, reason(cause, sent), safeCause(cause));
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable unwrapped = Exceptions.unwrap(failure);
		while (unwrapped instanceof WebClientException && unwrapped.getCause() != null) {
			unwrapped = Exceptions.unwrap(unwrapped.getCause());
		}
		return unwrapped;
	}

	private static @Nullable Throwable safeCause(Throwable cause) {
		if (cause instanceof UnknownHostException) {
			return withoutCause((UnknownHostException) cause);
		}
		return (cause instanceof WebClientException) ? null : cause;
	}

	/**
	 * The cause that Netty's resolver gives cannot be serialized.
	 */
	private static UnknownHostException withoutCause(UnknownHostException failure) {
		UnknownHostException copy = new UnknownHostException(failure.getMessage());
		copy.setStackTrace(failure.getStackTrace());
		return copy;
	}

	/**
	 * Return a failure and its causes, which may form a circle.
	 */
	static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
	}

	/**
	 * The exception about an issuer that is not known has a cause of another kind.
	 */
	private static boolean isCertificateRefused(Throwable cause) {
		return causes(cause).anyMatch(CertificateException.class::isInstance);
	}

	/**
	 * The HTTP client of the JDK has no type for it.
	 */
	private static boolean isHeadTooLarge(Throwable cause) {
		return causes(cause).anyMatch((failure) -> HEAD_TOO_LARGE.contains(failure.getClass().getName())
				|| (failure instanceof ProtocolException
						&& String.valueOf(failure.getMessage()).startsWith("Header size too big")));
	}

	private static boolean isBeforeSending(Throwable cause) {
		return cause instanceof ConnectException || cause instanceof UnknownHostException
				|| cause instanceof NoRouteToHostException || cause instanceof SSLHandshakeException
				|| BEFORE_SENDING.contains(cause.getClass().getName());
	}

	private static boolean isPoolFull(Throwable cause) {
		return cause.getClass().getName().equals(POOL_IS_FULL);
	}

	private static String reason(Throwable cause, boolean sent) {
		if (cause instanceof UnknownHostException) {
			return "the host name could not be resolved";
		}
		if (cause instanceof SSLException) {
			return "no secure connection could be made";
		}
		if (isPoolFull(cause)) {
			return "too many calls wait for a connection already; make fewer calls at a time, or raise "
					+ "sendmux.pool.max-connections or sendmux.pool.max-pending-acquires";
		}
		if (isHeadTooLarge(cause)) {
			return "the headers of the response are larger than the HTTP client accepts";
		}
		if (cause instanceof IOException) {
			return sent ? "the connection broke before the response was complete" : "no connection could be made";
		}
		if (cause instanceof Error) {
			return "an unexpected error occurred: " + cause.getClass().getName();
		}
		return "the HTTP client failed, or the response was not HTTP";
	}

}
