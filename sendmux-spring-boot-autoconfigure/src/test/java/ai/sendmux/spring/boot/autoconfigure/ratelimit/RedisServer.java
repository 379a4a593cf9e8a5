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

package ai.sendmux.spring.boot.autoconfigure.ratelimit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.KeyListOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Assumptions;

import org.springframework.util.FileSystemUtils;

/**
 * A Redis that is started by a test. Where it is not installed the tests are skipped, and
 * say what to install; where it has to be there, as in continuous integration, they fail.
 */
final class RedisServer implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RedisServer.class);

	private static final File PROGRAM = new File(System.getProperty("redis-server", "/usr/bin/redis-server"));

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Path directory;

	private final int port;

	private final List<String> first;

	private final List<String> options;

	private Process process;

	private RedisServer(Path directory, int port, List<String> first, List<String> options) {
		this.directory = directory;
		this.port = port;
		this.first = first;
		this.options = options;
		this.process = launch();
	}

	static RedisServer start(String... options) {
		requireProgram();
		try {
			Path directory = Files.createTempDirectory("redis");
			return new RedisServer(directory, freePort(), List.of(), List.of(options));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void requireProgram() {
		if (PROGRAM.canExecute()) {
			return;
		}
		String message = "The tests of the shared rate limit need " + PROGRAM
				+ ": install the Debian package redis-server";
		if ("true".equals(System.getenv("REDIS_REQUIRED"))) {
			throw new IllegalStateException(message);
		}
		logger.warn("Skipped  " + message);
		Assumptions.abort(message);
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Start a Sentinel that watches this server.
	 */
	RedisServer startSentinel(String name) {
		try {
			Path directory = Files.createTempDirectory("sentinel");
			Path file = Files.writeString(directory.resolve("sentinel.conf"),
					"sentinel monitor %s 127.0.0.1 %d 1%n".formatted(name, this.port));
			return new RedisServer(directory, freePort(), List.of(file.toString()), List.of("--sentinel"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Become a cluster of one node.
	 */
	void assignAllSlots() {
		run("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
		Instant end = Instant.now().plus(PATIENCE);
		while (!execute(RedisCommands::clusterInfo).contains("cluster_state:ok")) {
			if (Instant.now().isAfter(end)) {
				throw new IllegalStateException("The cluster has not started");
			}
			Thread.onSpinWait();
		}
	}

	/**
	 * The method of Lettuce has other types with Spring Boot 4.0.
	 */
	List<String> keys() {
		return execute((commands) -> commands.dispatch(CommandType.KEYS, new KeyListOutput<>(StringCodec.UTF8),
				new CommandArgs<>(StringCodec.UTF8).add("*")));
	}

	void run(String name, String... arguments) {
		execute((commands) -> commands.dispatch(CommandType.valueOf(name), new StatusOutput<>(StringCodec.UTF8),
				new CommandArgs<>(StringCodec.UTF8).addValues(arguments)));
	}

	private <T> T execute(Function<RedisCommands<String, String>, T> commands) {
		try (RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", this.port))) {
			return commands.apply(client.connect().sync());
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Start again after {@link #kill()}. Nothing is left of the data.
	 */
	void restart() {
		this.process = launch();
	}

	void kill() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Let connections hang.
	 */
	void pause() {
		signal("-STOP");
	}

	void resume() {
		signal("-CONT");
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder("kill", signal, Long.toString(this.process.pid())).start()
				.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Process launch() {
		List<String> command = new ArrayList<>(List.of(PROGRAM.getPath()));
		command.addAll(this.first);
		command.addAll(List.of("--port", Integer.toString(this.port), "--bind", "127.0.0.1", "--dir",
				this.directory.toString(), "--save", "", "--appendonly", "no"));
		command.addAll(this.options);
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.directory.resolve("redis.log").toFile())
				.start();
			awaitPort(process);
			return process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitPort(Process process) throws IOException {
		Instant end = Instant.now().plus(PATIENCE);
		while (!accepts()) {
			if (!process.isAlive() || Instant.now().isAfter(end)) {
				process.destroyForcibly();
				throw new IllegalStateException(
						"Redis did not start: " + Files.readString(this.directory.resolve("redis.log")));
			}
			Thread.onSpinWait();
		}
	}

	private boolean accepts() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", this.port), 100);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		kill();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
