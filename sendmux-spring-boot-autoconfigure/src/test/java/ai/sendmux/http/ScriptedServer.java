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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Server that does to each request what a script says, on a plain socket, so that nothing
 * keeps it from breaking the rules of HTTP.
 */
final class ScriptedServer implements AutoCloseable {

	private final ServerSocket listener;

	private final String scheme;

	private final Queue<ScriptedReply> script;

	private final ScriptedReply afterwards;

	private final ScriptedAccounts accounts = new ScriptedAccounts();

	private final List<ScriptedRequest> requests = new CopyOnWriteArrayList<>();

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final AtomicInteger accepted = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "scripted-server");
		thread.setDaemon(true);
		return thread;
	});

	private ScriptedServer(@Nullable SSLContext ssl, ScriptedReply afterwards, List<ScriptedReply> script) {
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
	static ScriptedServer replying(ScriptedReply... replies) {
		return new ScriptedServer(null, ScriptedReply.ANSWER, List.of(replies));
	}

	static ScriptedServer alwaysReplying(ScriptedReply reply) {
		return new ScriptedServer(null, reply, List.of());
	}

	static ScriptedServer secure(SSLContext ssl, ScriptedReply... replies) {
		return new ScriptedServer(ssl, ScriptedReply.ANSWER, List.of(replies));
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
			// The client went away.
		}
		finally {
			this.connections.remove(connection);
		}
	}

	private boolean serveOne(Socket connection, InputStream in) throws IOException {
		in.mark(1);
		if (in.read() == -1) {
			return false;
		}
		in.reset();
		ScriptedReply scripted = this.script.poll();
		ScriptedReply reply = (scripted != null) ? scripted : this.afterwards;
		byte[] response = {};
		if (reply.readsRequest()) {
			ScriptedRequest request = ScriptedRequest.read(in);
			this.requests.add(request);
			response = reply.takesEffect() ? this.accounts.respond(request) : response;
		}
		boolean staysOpen = reply.action().send(connection.getOutputStream(), in, response);
		if (reply == ScriptedReply.RESET_BEFORE_READING || reply == ScriptedReply.RESET_AFTER_READING) {
			connection.setSoLinger(true, 0);
		}
		return staysOpen;
	}

	URI uri() {
		return URI.create(this.scheme + "://localhost:" + this.listener.getLocalPort() + "/api/v1");
	}

	ScriptedAccounts accounts() {
		return this.accounts;
	}

	/**
	 * Requests that were read.
	 */
	List<ScriptedRequest> requests() {
		return this.requests;
	}

	/**
	 * Connections that were made until now.
	 */
	int accepted() {
		return this.accepted.get();
	}

	/**
	 * Connections that are open now.
	 */
	int open() {
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
