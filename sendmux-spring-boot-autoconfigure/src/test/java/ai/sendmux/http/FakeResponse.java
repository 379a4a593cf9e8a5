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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * What {@link FakeSendmux} does with one request.
 *
 * @param readsRequest whether the request is read
 * @param takesEffect whether the request takes effect
 * @param action what is sent
 */
public record FakeResponse(boolean readsRequest, boolean takesEffect, Action action) {

	/**
	 * As the API replies.
	 */
	public static final FakeResponse COMPLETE = new FakeResponse(true, true, (out, in, reply) -> {
		out.write(reply);
		out.flush();
		return true;
	});

	public static final FakeResponse COMPLETE_THEN_CLOSE = new FakeResponse(true, true, (out, in, reply) -> {
		out.write(reply);
		out.flush();
		return false;
	});

	public static final FakeResponse RESET_BEFORE_READING = new FakeResponse(false, false, (out, in, reply) -> false);

	public static final FakeResponse RESET_AFTER_READING = new FakeResponse(true, true, (out, in, reply) -> false);

	public static final FakeResponse HALF = new FakeResponse(true, true, (out, in, reply) -> {
		out.write(reply, 0, reply.length - 20);
		out.flush();
		return false;
	});

	public static final FakeResponse GARBAGE = text(true, "\u0001\u0002 this is not HTTP\r\n\r\n");

	public static final FakeResponse STATUS_LINE_THEN_NOTHING = new FakeResponse(true, true,
			(out, in, reply) -> hang(out, in, Arrays.copyOf(reply, 17)));

	public static final FakeResponse HALF_A_BODY_THEN_NOTHING = new FakeResponse(true, true,
			(out, in, reply) -> hang(out, in, Arrays.copyOf(reply, reply.length - 20)));

	public static final FakeResponse NOTHING = new FakeResponse(true, true,
			(out, in, reply) -> hang(out, in, new byte[0]));

	public static final FakeResponse EMPTY_SUCCESS = text(true, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

	public static final FakeResponse HTML_SUCCESS = text(true,
			"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>Hi</html>");

	public static final FakeResponse DAMAGED_GZIP = text(true,
			"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 15\r\n\r\nthis is no gzip");

	public static final FakeResponse GZIP = new FakeResponse(true, true, (out, in, reply) -> {
		String text = new String(reply, StandardCharsets.UTF_8);
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8));
		}
		out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n".formatted(compressed.size())
			.getBytes(StandardCharsets.ISO_8859_1));
		compressed.writeTo(out);
		out.flush();
		return true;
	});

	public static final FakeResponse HTML_BAD_GATEWAY = text(false,
			"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\n<html>Sad</html>");

	public static final FakeResponse STILL_RUNNING = error(409, "idempotency_conflict", true, "");

	public static FakeResponse error(int status, String code, boolean retryable, String headers) {
		return text(false, errorText(status, code, retryable, headers));
	}

	/**
	 * The headers are made when the reply is.
	 */
	public static FakeResponse limited(Supplier<String> headers) {
		return new FakeResponse(true, false, (out, in, reply) -> {
			String text = errorText(429, "rate_limit_exceeded", true, headers.get());
			out.write(text.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			return true;
		});
	}

	/**
	 * As the API replies, or status 429, by what a rate limit decides.
	 */
	public static FakeResponse limitedBy(Supplier<Limit> rateLimit) {
		return new FakeResponse(true, true, (out, in, reply) -> {
			Limit limit = rateLimit.get();
			String text = new String(reply, StandardCharsets.UTF_8).replaceFirst("\r\n", "\r\n" + limit.headers());
			out.write((limit.refused() ? errorText(429, "rate_limit_exceeded", true, limit.headers()) : text)
				.getBytes(StandardCharsets.UTF_8));
			out.flush();
			return true;
		});
	}

	private static String errorText(int status, String code, boolean retryable, String headers) {
		String body = """
				{"ok":false,"error":{"code":"%s","message":"Reported so","retryable":%s},"meta":{"request_id":"req_1"}}"""
			.formatted(code, retryable);
		return "HTTP/1.1 %d Error\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s".formatted(status,
				headers, body.length(), body);
	}

	/**
	 * The regular response with more bytes before and after it.
	 */
	public static FakeResponse surrounded(String before, String after) {
		return new FakeResponse(true, true, (out, in, reply) -> {
			ByteArrayOutputStream all = new ByteArrayOutputStream();
			all.write(before.getBytes(StandardCharsets.ISO_8859_1));
			all.write(reply);
			all.write(after.getBytes(StandardCharsets.ISO_8859_1));
			out.write(all.toByteArray());
			out.flush();
			return true;
		});
	}

	/**
	 * Send the text and close the connection.
	 */
	public static FakeResponse last(String text) {
		return new FakeResponse(true, false, (out, in, reply) -> {
			out.write(text.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			return false;
		});
	}

	public static FakeResponse text(boolean takesEffect, String text) {
		return new FakeResponse(true, takesEffect, (out, in, reply) -> {
			out.write(text.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			return true;
		});
	}

	/**
	 * Until the client closes the connection.
	 */
	private static boolean hang(OutputStream out, InputStream in, byte[] start) throws IOException {
		out.write(start);
		out.flush();
		while (in.read() != -1) {
			continue;
		}
		return true;
	}

	/**
	 * What a rate limit decides about a request.
	 *
	 * @param refused whether it is refused
	 * @param headers the headers of the response that say so
	 */
	public record Limit(boolean refused, String headers) {

	}

	/**
	 * Sends something.
	 */
	public interface Action {

		/**
		 * Returns whether the connection stays open.
		 */
		boolean send(OutputStream out, InputStream in, byte[] reply) throws IOException;

	}

}
