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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Server that does to each request what a script says, on a plain socket, so that nothing
 * keeps it from breaking the rules of HTTP.
 */
public final class FakeSendmux implements AutoCloseable {

	private final ServerSocket listener;

	private final String scheme;

	private final Queue<FakeResponse> script;

	private final FakeResponse afterwards;

	private final FakeAccounts accounts = new FakeAccounts();

	private final List<FakeRequest> requests = new CopyOnWriteArrayList<>();

	private final BlockingQueue<FakeRequest> unseenRequests = new LinkedBlockingQueue<>();

	private final CountDownLatch closedByClient = new CountDownLatch(1);

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final AtomicInteger accepted = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "fake-server");
		thread.setDaemon(true);
		return thread;
	});

	private FakeSendmux(@Nullable SSLContext ssl, FakeResponse afterwards, List<FakeResponse> script) {
		this.scheme = (ssl != null) ? "https" : "http";
		this.afterwards = afterwards;
		this.script = new ConcurrentLinkedQueue<>(script);
		try {
			this.listener = (ssl != null) ? ssl.getServerSocketFactory().createServerSocket() : new ServerSocket();
			this.listener.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	/**
	 * First the replies in their order, then as the API responses.
	 */
	public static FakeSendmux replying(FakeResponse... replies) {
		return new FakeSendmux(null, FakeResponse.COMPLETE, List.of(replies));
	}

	public static FakeSendmux alwaysReplying(FakeResponse reply) {
		return new FakeSendmux(null, reply, List.of());
	}

	public static FakeSendmux secure(SSLContext ssl, FakeResponse... replies) {
		return new FakeSendmux(ssl, FakeResponse.COMPLETE, List.of(replies));
	}

	private void accept() {
		try {
			while (true) {
				Socket connection = this.listener.accept();
				this.accepted.incrementAndGet();
				this.connections.add(connection);
				this.threads.execute(() -> serve(connection));
			}
		}
		catch (IOException ex) {
			closeConnections();
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			connection.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(connection.getInputStream());
			while (serveOne(connection, in)) {
				continue;
			}
		}
		catch (IOException ex) {
			this.closedByClient.countDown();
		}
		finally {
			this.connections.remove(connection);
		}
	}

	private boolean serveOne(Socket connection, InputStream in) throws IOException {
		in.mark(1);
		if (in.read() == -1) {
			this.closedByClient.countDown();
			return false;
		}
		in.reset();
		FakeResponse scripted = this.script.poll();
		FakeResponse reply = (scripted != null) ? scripted : this.afterwards;
		byte[] response = {};
		if (reply.readsRequest()) {
			FakeRequest request = FakeRequest.read(in);
			this.requests.add(request);
			this.unseenRequests.add(request);
			response = reply.takesEffect() ? this.accounts.respond(request) : response;
		}
		boolean staysOpen = reply.action().send(connection.getOutputStream(), in, response);
		if (reply == FakeResponse.RESET_BEFORE_READING || reply == FakeResponse.RESET_AFTER_READING) {
			connection.setSoLinger(true, 0);
		}
		return staysOpen;
	}

	/**
	 * The address without the path of the API.
	 */
	public String url() {
		return this.scheme + "://localhost:" + port();
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Wait for the next request, and return it.
	 */
	public FakeRequest nextRequest() throws InterruptedException {
		FakeRequest request = this.unseenRequests.poll(FaultClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(request).as("request").isNotNull();
		return Objects.requireNonNull(request);
	}

	/**
	 * Wait until the client has closed a connection, and return whether it has.
	 */
	public boolean isClosedByClient() throws InterruptedException {
		return this.closedByClient.await(FaultClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	public URI uri() {
		return URI.create(this.scheme + "://localhost:" + port() + "/api/v1");
	}

	public FakeAccounts accounts() {
		return this.accounts;
	}

	/**
	 * Requests that were read.
	 */
	public List<FakeRequest> requests() {
		return this.requests;
	}

	/**
	 * Connections that were made until now.
	 */
	public int accepted() {
		return this.accepted.get();
	}

	/**
	 * Connections that are open now.
	 */
	public int open() {
		return this.connections.size();
	}

	private void closeConnections() {
		for (Socket connection : this.connections) {
			try {
				connection.close();
			}
			catch (IOException ex) {
				// It is closed.
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		closeConnections();
		this.threads.shutdownNow();
	}

}
