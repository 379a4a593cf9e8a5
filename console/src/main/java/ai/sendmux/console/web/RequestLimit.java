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

package ai.sendmux.console.web;

import java.util.concurrent.atomic.AtomicLong;

import ai.sendmux.console.imports.ImportProperties;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Refuses a request that is larger than a file may be, before more of it is read. A
 * filter cannot do that: an exchange reads its parts from the request that it was created
 * with.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class RequestLimit implements WebHttpHandlerBuilderCustomizer {

	private static final DataSize REST_OF_FORM = DataSize.ofKilobytes(64);

	private final long limit;

	RequestLimit(ImportProperties properties) {
		this.limit = properties.maxSize().toBytes() + REST_OF_FORM.toBytes();
	}

	@Override
	public void customize(WebHttpHandlerBuilder builder) {
		builder.httpHandlerDecorator(
				(handler) -> (request, response) -> handler.handle(new LimitedRequest(request, this.limit), response));
	}

	private static final class LimitedRequest extends ServerHttpRequestDecorator {

		private final AtomicLong size = new AtomicLong();

		private final long limit;

		LimitedRequest(ServerHttpRequest request, long limit) {
			super(request);
			this.limit = limit;
		}

		/**
		 * What is too much is dropped and not left unread: who still sends does not see a
		 * response, but a connection that is closed.
		 */
		@Override
		public Flux<DataBuffer> getBody() {
			return super.getBody().<DataBuffer>handle((buffer, sink) -> {
				if (this.size.addAndGet(buffer.readableByteCount()) <= this.limit) {
					sink.next(buffer);
				}
				else {
					DataBufferUtils.release(buffer);
				}
			}).concatWith(Mono.defer(this::checkSize));
		}

		private Mono<DataBuffer> checkSize() {
			return (this.size.get() <= this.limit) ? Mono.empty() : Mono
				.error(() -> new DataBufferLimitException("The request is larger than " + this.limit + " bytes"));
		}

	}

}
