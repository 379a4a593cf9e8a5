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

package ai.sendmux.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A PostgreSQL server for tests, from the Debian package {@code postgresql}. Where it is
 * not installed the tests are skipped; where it has to be there, as in continuous
 * integration, they fail.
 */
final class PostgresServer implements AutoCloseable {

	private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

	private final Path binaries;

	private final Path directory;

	private final int port;

	private boolean stopped;

	private PostgresServer(Path binaries, Path directory, int port) {
		this.binaries = binaries;
		this.directory = directory;
		this.port = port;
	}

	/**
	 * Start a server whose sessions end when a transaction is idle, so that none can be
	 * open while the network is waited for.
	 */
	static PostgresServer start() {
		Path binaries = find();
		try {
			PostgresServer server = new PostgresServer(binaries, Files.createTempDirectory("postgres-"), unusedPort());
			if (isRoot()) {
				server.run(List.of("chown", "postgres", server.directory.toString()));
			}
			server.run("initdb", "-A", "trust", "-U", "console", "-D", server.data());
			server.run("pg_ctl", "-w", "-D", server.data(), "-l", server.directory.resolve("log").toString(), "-o",
					"-p " + server.port + " -k " + server.directory + " -c listen_addresses=127.0.0.1"
							+ " -c idle_in_transaction_session_timeout=10s",
					"start");
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path find() {
		try (Stream<Path> versions = Files.isDirectory(VERSIONS) ? Files.list(VERSIONS) : Stream.empty()) {
			Path found = versions.map((version) -> version.resolve("bin"))
				.filter((bin) -> Files.isExecutable(bin.resolve("initdb")))
				.sorted()
				.reduce((first, second) -> second)
				.orElse(null);
			if (found != null) {
				return found;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String message = "The tests with PostgreSQL need the Debian package postgresql";
		if ("true".equals(System.getenv("POSTGRES_REQUIRED"))) {
			throw new IllegalStateException(message);
		}
		Assumptions.abort(message);
		throw new IllegalStateException(message);
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/postgres";
	}

	private String data() {
		return this.directory.resolve("data").toString();
	}

	/**
	 * The server refuses to run as root.
	 */
	private void run(String program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		if (isRoot()) {
			command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
		}
		command.add(this.binaries.resolve(program).toString());
		command.addAll(List.of(arguments));
		run(command);
	}

	private void run(List<String> command) throws IOException {
		Path output = this.directory.resolveSibling(this.directory.getFileName() + ".out");
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		int status = process.onExit().join().exitValue();
		assertThat(status).as(() -> read(output)).isZero();
		Files.delete(output);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * End the server while it has connections.
	 */
	void stop() throws IOException {
		run("pg_ctl", "-m", "immediate", "-D", data(), "stop");
		this.stopped = true;
	}

	@Override
	public void close() {
		try {
			if (!this.stopped) {
				stop();
			}
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
