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
 * @param body the body
 */
record FakeRequest(String method, String path, Map<String, String> headers, String body) {

	static FakeRequest read(InputStream in) throws IOException {
		String[] start = readLine(in).split(" ");
		Map<String, String> headers = new TreeMap<>();
		for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
		}
		int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
		return new FakeRequest(start[0], start[1], headers,
				new String(in.readNBytes(length), StandardCharsets.UTF_8));
	}

	private static String readLine(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int read = in.read(); read != '\n'; read = in.read()) {
			if (read == -1) {
				throw new EOFException();
			}
			line.append((char) read);
		}
		return line.toString().trim();
	}

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	@Nullable String idempotencyKey() {
		return header("idempotency-key");
	}

}
