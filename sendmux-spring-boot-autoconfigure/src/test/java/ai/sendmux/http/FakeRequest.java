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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Request that {@link FakeSendmux} read.
 *
 * @param method the method
 * @param path the path
 * @param headers the headers, their names in lower case
 * @param head the request line and the headers as they came
 * @param body the body
 */
public record FakeRequest(String method, String path, Map<String, String> headers, String head, String body) {

	public static FakeRequest read(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		String[] start = readLine(in, head).split(" ");
		Map<String, String> headers = new TreeMap<>();
		for (String line = readLine(in, head); !line.isEmpty(); line = readLine(in, head)) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
		}
		int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
		return new FakeRequest(start[0], start[1], headers, head.toString(),
				new String(in.readNBytes(length), StandardCharsets.UTF_8));
	}

	private static String readLine(InputStream in, StringBuilder head) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int read = in.read(); read != '\n'; read = in.read()) {
			if (read == -1) {
				throw new EOFException();
			}
			line.append((char) read);
		}
		head.append(line).append('\n');
		return line.toString().trim();
	}

	/**
	 * Return the request as it came, byte by byte.
	 */
	public String text() {
		return this.head + this.body;
	}

	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	public @Nullable String idempotencyKey() {
		return header("idempotency-key");
	}

}
