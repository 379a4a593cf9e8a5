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

package ai.sendmux.spring.boot.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * HTTP proxy that opens tunnels for those who have the password.
 */
public final class TestProxy implements AutoCloseable {

	private final ServerSocket listener;

	private final String authorization;

	private final List<String> tunnels = new CopyOnWriteArrayList<>();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	public TestProxy(String username, String password) throws IOException {
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.authorization = "Basic "
				+ Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
		this.threads.execute(this::accept);
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * First lines of the requests that got a tunnel.
	 */
	public List<String> tunnels() {
		return this.tunnels;
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.listener.accept();
				this.sockets.add(client);
				this.threads.execute(() -> serve(client));
			}
		}
		catch (IOException ex) {
			// It is closed.
		}
	}

	private void serve(Socket client) {
		try (client) {
			String head = readHead(client.getInputStream());
			if (!head.contains(this.authorization)) {
				respond(client, "407 Proxy Authentication Required");
				return;
			}
			String request = head.lines().findFirst().orElse("");
			this.tunnels.add(request);
			try (Socket server = new Socket(InetAddress.getLoopbackAddress(), portOf(request))) {
				this.sockets.add(server);
				respond(client, "200 Connection established");
				this.threads.execute(() -> pump(server, client));
				pump(client, server);
			}
		}
		catch (IOException ex) {
			// One of them went away.
		}
	}

	private static int portOf(String request) {
		String target = request.split(" ")[1];
		return Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
	}

	private static void respond(Socket client, String status) throws IOException {
		client.getOutputStream()
			.write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
	}

	private static void pump(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One of them went away.
		}
	}

	private static String readHead(InputStream in) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
			int next = in.read();
			if (next == -1) {
				break;
			}
			head.write(next);
		}
		return head.toString(StandardCharsets.US_ASCII);
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

}
