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

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Signal;
import tools.jackson.databind.ObjectReader;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;

/**
 * A response as it came. Its body is read from the memory of the connection, and has to
 * be released.
 */
final class RawResponse {

	private final int status;

	private final HttpHeaders headers;

	private final @Nullable DataBuffer body;

	private final boolean empty;

	private final @Nullable BodyFailure bodyFailure;

	/**
	 * Create a response whose body was received, was not there, or could not be received.
	 */
	RawResponse(int status, HttpHeaders headers, Signal<DataBuffer> body) {
		this.status = status;
		this.headers = headers;
		this.body = body.get();
		this.empty = this.body == null || this.body.readableByteCount() == 0;
		this.bodyFailure = toFailure(body.getThrowable());
	}

	private static @Nullable BodyFailure toFailure(@Nullable Throwable failure) {
		if (failure == null) {
			return null;
		}
		return (failure instanceof DataBufferLimitException) ? BodyFailure.TOO_LARGE : BodyFailure.BROKEN;
	}

	int status() {
		return this.status;
	}

	HttpHeaders headers() {
		return this.headers;
	}

	boolean isSuccess() {
		return this.status >= 200 && this.status < 300;
	}

	/**
	 * Whether a response without a body was received.
	 */
	boolean hasNoBody() {
		return this.empty && this.bodyFailure == null;
	}

	@Nullable BodyFailure bodyFailure() {
		return this.bodyFailure;
	}

	/**
	 * Read the body. There is no result if it is empty or cannot be read. The exception
	 * of Jackson is not kept, for it may quote the body.
	 */
	<T> @Nullable T read(ObjectReader reader) {
		if (this.body == null || this.empty) {
			return null;
		}
		DataBuffer body = this.body;
		int start = body.readPosition();
		T content = ApiJson.read(reader, () -> body.readPosition(start).asInputStream());
		body.readPosition(start);
		return content;
	}

	void release() {
		DataBufferUtils.release(this.body);
	}

	/**
	 * Why the body of a response could not be received.
	 */
	enum BodyFailure {

		/**
		 * The connection broke, or what came is not what was announced.
		 */
		BROKEN("it was cut off or damaged"),

		/**
		 * There was more than is read.
		 */
		TOO_LARGE("it is larger than sendmux.max-response-size allows");

		private final String reason;

		BodyFailure(String reason) {
			this.reason = reason;
		}

		String reason() {
			return this.reason;
		}

	}

}
