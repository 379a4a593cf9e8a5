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
import java.net.UnknownHostException;
import java.time.Duration;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxTimeoutException;
import ai.sendmux.SendmuxTimeoutException.Bound;
import ai.sendmux.SendmuxTransportException;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

import org.springframework.web.reactive.function.client.WebClientException;

/**
 * Turns what the HTTP client failed with into an exception of the family.
 * <p>
 * An exception of WebClient is never kept, not even as a cause, for it holds the request.
 */
final class TransportFailures {

	private final ApiSettings settings;

	TransportFailures(ApiSettings settings) {
		this.settings = settings;
	}

	SendmuxException translate(ApiCall<?> call, Throwable failure) {
		Throwable cause = unwrap(failure);
		if (cause instanceof SendmuxException ex) {
			return ex;
		}
		if (isNamed(cause, "io.netty.channel.ConnectTimeoutException")) {
			return timeout(call, Bound.CONNECT, this.settings.connectTimeout(), false);
		}
		if (isNamed(cause, "io.netty.handler.timeout.ReadTimeoutException")) {
			return timeout(call, Bound.RESPONSE, this.settings.readTimeout(), true);
		}
		boolean sent = !isBeforeSending(cause);
		return new SendmuxTransportException(call.describe(null, true, sent), reason(cause, sent), safeCause(cause));
	}

	SendmuxTimeoutException responseTimeout(ApiCall<?> call) {
		return timeout(call, Bound.RESPONSE, this.settings.readTimeout(), true);
	}

	private SendmuxTimeoutException timeout(ApiCall<?> call, Bound bound, Duration limit, boolean sent) {
		return new SendmuxTimeoutException(call.describe(null, true, sent), bound, limit);
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

	private static boolean isBeforeSending(Throwable cause) {
		return cause instanceof ConnectException || cause instanceof UnknownHostException
				|| cause instanceof NoRouteToHostException || cause instanceof SSLHandshakeException;
	}

	private static String reason(Throwable cause, boolean sent) {
		if (cause instanceof UnknownHostException) {
			return "the host name could not be resolved";
		}
		if (cause instanceof SSLException) {
			return "no secure connection could be made";
		}
		if (cause instanceof IOException) {
			return sent ? "the connection broke before the answer was complete" : "no connection could be made";
		}
		return "the HTTP client failed";
	}

	/**
	 * Netty is compared by name, for another HTTP client may take its place.
	 */
	private static boolean isNamed(Throwable failure, String className) {
		return failure.getClass().getName().equals(className);
	}

}
