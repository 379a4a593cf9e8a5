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

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends one attempt of a call and collects the bytes of its answer.
 */
final class HttpExchange {

	private static final byte[] EMPTY = {};

	private static final String URI_TEMPLATE_ATTRIBUTE = WebClient.class.getName() + ".uriTemplate";

	private final WebClient webClient;

	private final String baseUrl;

	private final int maxResponseBytes;

	private final Map<String, URI> plainUris = new ConcurrentHashMap<>();

	HttpExchange(WebClient webClient, URI baseUrl, DataSize maxResponseSize) {
		this.webClient = webClient;
		this.baseUrl = withoutTrailingSlash(baseUrl.toString());
		this.maxResponseBytes = (int) Math.min(maxResponseSize.toBytes(), Integer.MAX_VALUE);
	}

	private static String withoutTrailingSlash(String url) {
		return url.endsWith("/") ? withoutTrailingSlash(url.substring(0, url.length() - 1)) : url;
	}

	Mono<RawAnswer> send(ApiCall<?> call, byte @Nullable [] body, BearerToken token) {
		ApiRequest<?> request = call.request();
		return this.webClient.method(request.operation().method())
			.uri(uri(request))
			.attribute(URI_TEMPLATE_ATTRIBUTE, this.baseUrl + request.operation().template())
			.body((message, context) -> write(message, call, body, token))
			.exchangeToMono(this::receive);
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
	private Mono<Void> write(ClientHttpRequest message, ApiCall<?> call, byte @Nullable [] body, BearerToken token) {
		HttpHeaders headers = message.getHeaders();
		headers.set(HttpHeaders.USER_AGENT, UserAgent.VALUE);
		headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		headers.set(HttpHeaders.AUTHORIZATION, token.authorization());
		setIfPresent(headers, "Idempotency-Key", call.idempotencyKey());
		setIfPresent(headers, HttpHeaders.IF_MATCH, call.request().ifMatch());
		setIfPresent(headers, HttpHeaders.IF_NONE_MATCH, call.request().ifNoneMatch());
		if (body == null) {
			return message.setComplete();
		}
		headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
		headers.setContentLength(body.length);
		return message.writeWith(Mono.just(message.bufferFactory().wrap(body)));
	}

	private static void setIfPresent(HttpHeaders headers, String name, @Nullable String value) {
		if (value != null) {
			headers.set(name, value);
		}
	}

	private Mono<RawAnswer> receive(ClientResponse response) {
		int status = response.statusCode().value();
		HttpHeaders headers = response.headers().asHttpHeaders();
		return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), this.maxResponseBytes)
			.map((buffer) -> new RawAnswer(status, headers, toBytes(buffer), null))
			.defaultIfEmpty(new RawAnswer(status, headers, EMPTY, null))
			.onErrorResume(Exception.class,
					(ex) -> Mono.just(new RawAnswer(status, headers, EMPTY, toBodyFailure(ex))));
	}

	private static BodyFailure toBodyFailure(Exception ex) {
		return (ex instanceof DataBufferLimitException) ? BodyFailure.TOO_LARGE : BodyFailure.BROKEN;
	}

	private static byte[] toBytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
