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

package ai.sendmux.providers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Server that keeps the bytes of each request as they came and writes the bytes of an
 * response as they were given. Without an response it leaves the client waiting.
 */
final class RawServer implements AutoCloseable {

	private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

	private final ServerSocket server;

	private final @Nullable String response;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

	private final CountDownLatch closedByClient = new CountDownLatch(1);

	RawServer(@Nullable String response) throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.response = response;
		this.executor.execute(this::accept);
	}

	String url() {
		return "http://localhost:" + this.server.getLocalPort();
	}

	int port() {
		return this.server.getLocalPort();
	}

	String nextRequest() throws InterruptedException {
		String request = this.requests.poll(TestCalls.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		assertThat(request).as("request").isNotNull();
		return String.valueOf(request);
	}

	boolean isClosedByClient() throws InterruptedException {
		return this.closedByClient.await(TestCalls.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.executor.execute(() -> serve(socket));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = socket.getInputStream();
			this.requests.add(readRequest(in));
			if (this.response != null) {
				socket.getOutputStream().write(this.response.getBytes(StandardCharsets.UTF_8));
				socket.shutdownOutput();
			}
			if (in.read() == -1) {
				this.closedByClient.countDown();
			}
		}
		catch (IOException ex) {
			this.closedByClient.countDown();
		}
	}

	private static String readRequest(InputStream in) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			int next = in.read();
			if (next == -1) {
				break;
			}
			head.write(next);
		}
		Matcher length = CONTENT_LENGTH.matcher(head.toString(StandardCharsets.ISO_8859_1));
		byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
		return head.toString(StandardCharsets.ISO_8859_1) + new String(body, StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.executor.shutdownNow();
	}

}
