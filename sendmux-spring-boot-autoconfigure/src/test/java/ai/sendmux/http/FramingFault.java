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

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Ways in which a server breaks the framing of HTTP/1.1, so that the rest of one exchange
 * may be taken for the response to the next request of the connection.
 */
enum FramingFault {

	INFORMATIONAL_102(FakeResponse.surrounded("HTTP/1.1 102 Processing\r\n\r\n", "")),

	INFORMATIONAL_103(FakeResponse.surrounded("HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n", "")),

	INFORMATIONAL_AFTER_RESPONSE(FakeResponse.surrounded("", "HTTP/1.1 103 Early Hints\r\n\r\n")),

	INFORMATIONAL_WITH_BODY(FakeResponse.surrounded("HTTP/1.1 103 Early Hints\r\nContent-Length: 2\r\n\r\n{}", "")),

	INFORMATIONAL_WITH_RESPONSE_AS_BODY(
			FakeResponse.surrounded("HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\n" + Foreign.RESPONSE, "")),

	SWITCHING_PROTOCOLS(FakeResponse.text(false,
			"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n")),

	TWO_RESPONSES(FakeResponse.surrounded("", Foreign.RESPONSE)),

	MANY_RESPONSES(FakeResponse.surrounded("", Foreign.RESPONSE.repeat(20))),

	EXTRA_BYTES(FakeResponse.surrounded("", "garbage")),

	EXTRA_LINE(FakeResponse.surrounded("", "garbage\r\n\r\n")),

	EXTRA_STATUS_LINE(FakeResponse.surrounded("", "HTTP/1.1 404 Not Found\r\nX-Padding: ")),

	EXTRA_HALF_RESPONSE(FakeResponse.surrounded("", Foreign.RESPONSE.substring(0, Foreign.RESPONSE.length() - 20))),

	EXTRA_RESPONSE_AFTER_SPLIT_HEADERS(splitBefore(Foreign.RESPONSE)),

	EXTRA_STATUS_LINE_AFTER_SPLIT_HEADERS(splitBefore("HTTP/1.1 404 Not Found\r\nX-Padding: ")),

	EXTRA_BYTES_AFTER_SPLIT_HEADERS(splitBefore("garbage")),

	ERROR_THEN_RESPONSE(
			FakeResponse.text(false, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" + Foreign.RESPONSE)),

	ERROR_THEN_BYTES(FakeResponse.text(false, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" + Foreign.BODY)),

	NO_CONTENT_WITH_BODY(FakeResponse.text(false,
			"HTTP/1.1 204 No Content\r\nContent-Length: %d\r\n\r\n%s".formatted(Foreign.BODY.length(), Foreign.BODY))),

	NO_CONTENT_WITH_RESPONSE_AS_BODY(FakeResponse.text(false,
			"HTTP/1.1 204 No Content\r\nContent-Length: %d\r\n\r\n%s".formatted(Foreign.RESPONSE.length(),
					Foreign.RESPONSE))),

	NOT_MODIFIED_WITH_BODY(FakeResponse.text(false,
			"HTTP/1.1 304 Not Modified\r\nContent-Length: %d\r\n\r\n%s".formatted(Foreign.BODY.length(),
					Foreign.BODY))),

	NOT_MODIFIED_WITH_RESPONSE_AS_BODY(FakeResponse.text(false,
			"HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n" + Foreign.RESPONSE)),

	LENGTH_TOO_SMALL(FakeResponse.text(false, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + Foreign.BODY)),

	LENGTH_ZERO_WITH_RESPONSE_AS_BODY(
			FakeResponse.text(false, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + Foreign.RESPONSE)),

	LENGTH_TOO_LARGE(FakeResponse.text(false, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + Foreign.BODY)),

	LENGTH_WITHOUT_BODY(FakeResponse.text(false, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n")),

	LENGTH_TWICE(FakeResponse.text(false,
			"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n" + Foreign.RESPONSE)),

	LENGTH_AND_CHUNKED(FakeResponse.text(false,
			"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
					+ Foreign.RESPONSE)),

	CHUNKED_AND_LENGTH(FakeResponse.text(false,
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + Foreign.RESPONSE)),

	CHUNKED_THEN_BYTES(FakeResponse.text(false,
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + Foreign.BODY)),

	CHUNKED_THEN_RESPONSE(FakeResponse.text(false,
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + Foreign.RESPONSE)),

	CHUNK_TOO_SHORT(FakeResponse.text(false,
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n" + Foreign.RESPONSE)),

	OLD_VERSION_KEPT_ALIVE(FakeResponse.text(false,
			"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
					+ Foreign.RESPONSE)),

	NO_LENGTH(FakeResponse.text(false, "HTTP/1.1 200 OK\r\n\r\n{}" + Foreign.RESPONSE));

	private final FakeResponse reply;

	FramingFault(FakeResponse reply) {
		this.reply = reply;
	}

	FakeResponse reply() {
		return this.reply;
	}

	private static FakeResponse splitBefore(String surplus) {
		return new FakeResponse(true, true, (out, in, reply) -> {
			out.write(reply, 0, 30);
			out.flush();
			// One write, because nothing can be said of a response that arrives after the
			// next request.
			String rest = new String(reply, 30, reply.length - 30, StandardCharsets.ISO_8859_1);
			out.write((rest + surplus).getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			return true;
		});
	}

	/**
	 * Whether a client may wait for the rest of the response.
	 */
	boolean isIncomplete() {
		return switch (this) {
			case LENGTH_TOO_LARGE, LENGTH_WITHOUT_BODY, LENGTH_AND_CHUNKED, NO_LENGTH -> true;
			default -> false;
		};
	}

	/**
	 * Whether a client can tell where the response ends.
	 */
	boolean isRecoverable() {
		return this == INFORMATIONAL_102 || this == INFORMATIONAL_103;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * A response that belongs to nobody.
	 */
	static final class Foreign {

		static final String ID = "acc_foreign";

		static final String BODY = "{\"ok\":true,\"data\":{\"id\":\"" + ID
				+ "\",\"name\":\"Shop\",\"type\":\"smtp\",\"status\":\"active\"}}";

		static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
			.formatted(BODY.length(), BODY);

		private Foreign() {
		}

	}

}
