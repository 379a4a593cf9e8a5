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
import java.net.ProtocolException;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

import ai.sendmux.http.ResponseReader.RawResponse;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Sends an attempt with {@link WebClient} and reads its response.
 */
final class WebClientExchange implements ApiExchange {

	private static final String URI_TEMPLATE_ATTRIBUTE = WebClient.class.getName() + ".uriTemplate";

	private final WebClient webClient;

	private final String baseUrl;

	private final int maxResponseBytes;

	private final String userAgent = UserAgent.VALUE;

	private final TokenSource tokens;

	private final ResponseReader reader;

	private final TransportExceptionTranslator failures;

	private final Map<String, String> uriTemplates = new ConcurrentHashMap<>();

	private final Map<String, URI> plainUris = new ConcurrentHashMap<>();

	WebClientExchange(WebClient webClient, URI baseUrl, DataSize maxResponseSize, TokenSource tokens,
			ResponseReader reader, TransportExceptionTranslator failures) {
		this.webClient = webClient;
		this.baseUrl = StringUtils.trimTrailingCharacter(baseUrl.toString(), '/');
		this.maxResponseBytes = (int) Math.min(maxResponseSize.toBytes(), Integer.MAX_VALUE);
		this.tokens = tokens;
		this.reader = reader;
		this.failures = failures;
	}

	@Override
	public <T> Mono<ApiResponse<T>> exchange(ApiCall<T> call) {
		Attempt<T> attempt = call.attempt();
		return ThrownErrors.recover(() -> this.tokens.use(call, (token) -> send(attempt, token)),
				(ex) -> recover(attempt, ex));
	}

	private <T> Mono<ApiResponse<T>> send(Attempt<T> attempt, BearerToken token) {
		if (!attempt.start(token)) {
			return Mono.empty();
		}
		ApiRequest<?> request = attempt.request();
		Object content = request.body();
		byte @Nullable [] body = (content != null) ? ApiJson.write(content) : null;
		return this.webClient.method(request.operation().method())
			.uri(uri(request))
			.attribute(URI_TEMPLATE_ATTRIBUTE, uriTemplate(request.operation()))
			.body((message, context) -> attempt.markWritten() ? write(message, attempt, body, token) : tooLate())
			.exchangeToMono((response) -> receive(response, attempt, token));
	}

	private String uriTemplate(ApiOperation<?> operation) {
		return this.uriTemplates.computeIfAbsent(operation.template(), (template) -> this.baseUrl + template);
	}

	/**
	 * A URI that is always the same is parsed once.
	 */
	private URI uri(ApiRequest<?> request) {
		if (!request.isPlain()) {
			return URI.create(this.baseUrl + request.uri());
		}
		return this.plainUris.computeIfAbsent(request.uri(), (uri) -> URI.create(this.baseUrl + uri));
	}

	/**
	 * The headers are written here and not through the request specification, so that no
	 * exception and no log of the request holds the token.
	 */
	private Mono<Void> write(ClientHttpRequest message, Attempt<?> attempt, byte @Nullable [] body, BearerToken token) {
		useConnection(message.getNativeRequest(), attempt);
		RequestHeaders.write(message.getHeaders(), this.userAgent, attempt.call(), body, token);
		return (body != null) ? message.writeWith(Mono.just(message.bufferFactory().wrap(body)))
				: message.setComplete();
	}

	/**
	 * Reactor Netty is optional, and its connector may belong to the application. It
	 * writes a request when the connection is open.
	 */
	private static void useConnection(@Nullable Object nativeRequest, Attempt<?> attempt) {
		if (nativeRequest != null && nativeRequest.getClass().getName().startsWith("reactor.netty.")) {
			attempt.recordConnection();
			ConnectionFraming.protect(nativeRequest);
		}
	}

	/**
	 * An attempt that reported that nothing was sent must send nothing.
	 */
	private static Mono<Void> tooLate() {
		return Mono.error(() -> new CancellationException("The attempt is over"));
	}

	private <T> Mono<ApiResponse<T>> receive(ClientResponse response, Attempt<T> attempt, BearerToken token) {
		int status = response.statusCode().value();
		if (status < 200) {
			return Mono.error(() -> refuse(response, status));
		}
		HttpHeaders headers = response.headers().asHttpHeaders();
		// The body fails when the call was cancelled meanwhile, which Reactor would log.
		Flux<DataBuffer> content = response.body(BodyExtractors.toDataBuffers())
			.onErrorComplete((ex) -> attempt.hasEnded());
		return DataBufferUtils.join(content, this.maxResponseBytes)
			.materialize()
			.map((body) -> read(attempt, new RawResponse(status, headers, body), token));
	}

	private <T> ApiResponse<T> read(Attempt<T> attempt, RawResponse response, BearerToken token) {
		try {
			return this.reader.read(attempt, response, token);
		}
		finally {
			response.release();
		}
	}

	/**
	 * A filter of the application may have turned the response into an exception.
	 */
	private <T> ApiResponse<T> recover(Attempt<T> attempt, @Nullable Throwable failure) {
		Throwable cause = (failure != null) ? failure : new CancellationException("The attempt is over");
		BearerToken token = attempt.token();
		RawResponse response = (token != null) ? findResponse(attempt.request(), cause) : null;
		if (token != null && response != null) {
			return read(attempt, response, token);
		}
		throw this.failures.translate(attempt, cause, isOfExchange(attempt.request(), cause));
	}

	/**
	 * Find the response to a request in an exception that a filter of the application has
	 * made of it. The exceptions of requests that a filter makes itself do not count.
	 */
	private @Nullable RawResponse findResponse(ApiRequest<?> request, Throwable failure) {
		try {
			return TransportExceptionTranslator.causes(failure)
				.filter(WebClientResponseException.class::isInstance)
				.map(WebClientResponseException.class::cast)
				.filter((ex) -> ex.getStatusCode().value() >= 200 && isAbout(ex.getRequest(), request))
				.map((ex) -> new RawResponse(ex.getStatusCode().value(), ex.getHeaders(),
						body(ex.getResponseBodyAsByteArray())))
				.findFirst()
				.orElse(null);
		}
		catch (Throwable ex) {
			return null;
		}
	}

	private boolean isOfExchange(ApiRequest<?> request, Throwable failure) {
		return failure instanceof WebClientRequestException ex && isAbout(ex.getMethod(), ex.getUri(), request);
	}

	private boolean isAbout(@Nullable HttpRequest sent, ApiRequest<?> request) {
		return sent != null && isAbout(sent.getMethod(), sent.getURI(), request);
	}

	private boolean isAbout(HttpMethod method, URI uri, ApiRequest<?> request) {
		return method.equals(request.operation().method()) && uri.equals(uri(request));
	}

	private Signal<DataBuffer> body(byte[] body) {
		if (body.length > this.maxResponseBytes) {
			return Signal.error(new DataBufferLimitException("The response is too large"));
		}
		return Signal.next(DefaultDataBufferFactory.sharedInstance.wrap(body));
	}

	/**
	 * The body is cancelled before it is read, so that the connection is closed. The
	 * final response is still to come.
	 */
	private static ProtocolException refuse(ClientResponse response, int status) {
		response.body(BodyExtractors.toDataBuffers()).subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscription.cancel();
			}

		});
		return new ProtocolException("No final response, but status " + status);
	}

	/**
	 * The headers of a request. Their names are in lower case, because Spring's headers
	 * convert each name to it several times (1.4 KB a call). The length is not: Spring's
	 * connector of Apache HttpComponents knows it in this case only, and sends it twice
	 * otherwise.
	 */
	static final class RequestHeaders {

		private static final String USER_AGENT = "user-agent";

		private static final String ACCEPT = "accept";

		private static final String AUTHORIZATION = "authorization";

		private static final String IDEMPOTENCY_KEY = "idempotency-key";

		private static final String IF_MATCH = "if-match";

		private static final String IF_NONE_MATCH = "if-none-match";

		private static final String CONTENT_TYPE = "content-type";

		private RequestHeaders() {
		}

		static void write(HttpHeaders headers, String userAgent, ApiCall<?> call, byte @Nullable [] body,
				BearerToken token) {
			headers.set(USER_AGENT, userAgent);
			headers.set(ACCEPT, MediaType.APPLICATION_JSON_VALUE);
			headers.set(AUTHORIZATION, token.authorization());
			setIfPresent(headers, IDEMPOTENCY_KEY, call.idempotencyKey());
			setIfPresent(headers, IF_MATCH, call.request().ifMatch());
			setIfPresent(headers, IF_NONE_MATCH, call.request().ifNoneMatch());
			if (body != null) {
				headers.set(CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
				headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
			}
		}

		private static void setIfPresent(HttpHeaders headers, String name, @Nullable String value) {
			if (value != null) {
				headers.set(name, value);
			}
		}

	}

	/**
	 * Name and version of this client. The version comes from a resource that the build
	 * filters, because a manifest is only there when the client is run from a jar.
	 */
	static final class UserAgent {

		static final String VALUE = "sendmux-spring-boot/" + version();

		private UserAgent() {
		}

		private static String version() {
			try {
				Properties properties = PropertiesLoaderUtils
					.loadProperties(new ClassPathResource("version.properties", UserAgent.class));
				return properties.getProperty("version");
			}
			catch (IOException ex) {
				throw new IllegalStateException("The version of the Sendmux client is missing from its jar", ex);
			}
		}

	}

}
