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

package ai.sendmux.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Runs a sandbox in a process of its own, for applications in any language.
 *
 * @since 0.1.0
 */
public final class StandaloneSandbox {

	static final String HELP = """
			Usage: java -jar sendmux-spring-boot-sandbox-<version>-standalone.jar [options]

			Serves the Sendmux API for sending accounts. Accounts are kept in memory.

			  --port=<port>           port to listen on; 0 for any free port; 8089 by default
			  --address=<address>     address to listen on; 127.0.0.1 by default
			  --token=<token>         token to accept; smx_root_sandbox by default
			  --seed=<file>           JSON file with the accounts to begin with
			  --rate-limit=<number>   maximum number of requests in 60 seconds; 600 by default
			  --faults=<share>        share of requests that fail at random, 0 to 1; 0 by default
			  --faults-seed=<number>  seed that makes these failures repeatable; random by default
			  --help                  print this help

			The OpenAPI document is served at /openapi.json.
			""";

	private static final Set<String> OPTIONS = Set.of("port", "address", "token", "seed", "rate-limit", "faults",
			"faults-seed");

	private static final String DEFAULT_PORT = "8089";

	private static final int MAX_PORT = 65535;

	private StandaloneSandbox() {
	}

	/**
	 * Run the sandbox until the process is ended.
	 * @param args the options
	 * @throws InterruptedException if the wait is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		if (List.of(args).contains("--help")) {
			System.out.print(HELP);
			return;
		}
		SendmuxSandbox sandbox = start(args, System.out, System.err);
		if (sandbox == null) {
			System.exit(1);
			return;
		}
		Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
		new CountDownLatch(1).await();
	}

	/**
	 * Start a sandbox as the options require and report that it is ready.
	 * @param args the options
	 * @param out where to report that the sandbox is ready
	 * @param err where to report why it is not
	 * @return the sandbox or {@code null} if it could not be started
	 */
	static @Nullable SendmuxSandbox start(String[] args, PrintStream out, PrintStream err) {
		SendmuxSandbox sandbox = null;
		try {
			Options options = Options.parse(args);
			sandbox = SendmuxSandbox.start(options.address(), options.port(), options.token());
			int accounts = options.applyTo(sandbox);
			out.println("Sendmux sandbox ready at " + sandbox.baseUrl() + " (" + options.describe(accounts) + ")");
			return sandbox;
		}
		catch (IllegalArgumentException | IllegalStateException | IOException ex) {
			err.println("The sandbox was not started: " + ex.getMessage());
			err.println("Use --help to list the options.");
			if (sandbox != null) {
				sandbox.close();
			}
			return null;
		}
	}

	/**
	 * The options of the command line.
	 *
	 * @param address the address to listen on
	 * @param port the port to listen on, 0 for any
	 * @param token the token to accept
	 * @param seed the file with accounts, may be {@code null}
	 * @param rateLimit the maximum number of requests in a window
	 * @param faults the share of requests that fail
	 * @param faultsSeed the seed of the failures
	 */
	private record Options(String address, int port, String token, @Nullable String seed, int rateLimit, double faults,
			long faultsSeed) {

		static Options parse(String[] args) {
			Map<String, String> values = new LinkedHashMap<>();
			for (String arg : args) {
				int end = arg.indexOf('=');
				String name = (arg.startsWith("--") && end > 0) ? arg.substring(2, end) : "";
				if (!OPTIONS.contains(name)) {
					throw new IllegalArgumentException(describeUnknown(arg));
				}
				if (values.put(name, arg.substring(end + 1)) != null) {
					throw new IllegalArgumentException("Option --" + name + " is given more than once.");
				}
			}
			Map.copyOf(values).forEach((name, value) -> {
				if (value.isBlank()) {
					throw new IllegalArgumentException("Option --" + name + " needs a value.");
				}
			});
			int port = number(values, "port", DEFAULT_PORT, Integer::parseInt, 0, MAX_PORT);
			int rateLimit = number(values, "rate-limit", String.valueOf(RateLimiter.DEFAULT_LIMIT), Integer::parseInt,
					0, Integer.MAX_VALUE);
			double faults = number(values, "faults", "0", Double::parseDouble, 0, 1);
			long randomSeed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
			long faultsSeed = number(values, "faults-seed", String.valueOf(randomSeed), Long::parseLong, Long.MIN_VALUE,
					Long.MAX_VALUE);
			return new Options(values.getOrDefault("address", SandboxServer.LOOPBACK), port,
					token(values.getOrDefault("token", SendmuxSandbox.DEFAULT_TOKEN)), values.get("seed"), rateLimit,
					faults, faultsSeed);
		}

		private static String describeUnknown(String arg) {
			if (!arg.startsWith("--")) {
				return "Options have the form --name=value.";
			}
			int equals = arg.indexOf('=');
			String name = (equals < 0) ? arg : arg.substring(0, equals);
			return OPTIONS.contains(name.substring(2)) ? "Option " + name + " needs a value: " + name + "=..."
					: "Unknown option " + name + ".";
		}

		private static String token(String token) {
			if (!token.chars().allMatch((character) -> character > ' ' && character < 127)) {
				throw new IllegalArgumentException("Option --token must consist of visible ASCII characters.");
			}
			return token;
		}

		private static <T extends Number> T number(Map<String, String> values, String name, String defaultValue,
				Function<String, T> parser, double min, double max) {
			T number = null;
			try {
				number = parser.apply(values.getOrDefault(name, defaultValue));
			}
			catch (NumberFormatException ex) {
				// Reported below, together with numbers that are out of range.
			}
			if (number == null || !(number.doubleValue() >= min && number.doubleValue() <= max)) {
				String range = (max == Long.MAX_VALUE) ? "" : " from " + (long) min + " to " + (long) max;
				throw new IllegalArgumentException("Option --" + name + " must be a number" + range + ".");
			}
			return number;
		}

		int applyTo(SendmuxSandbox sandbox) throws IOException {
			sandbox.setRateLimit(this.rateLimit);
			int accounts = (this.seed != null) ? addAccounts(sandbox, this.seed) : 0;
			if (this.faults > 0) {
				addFaults(sandbox);
			}
			return accounts;
		}

		private static int addAccounts(SendmuxSandbox sandbox, String seed) throws IOException {
			try {
				Path file = Path.of(seed);
				if (!Files.isReadable(file)) {
					throw new IllegalArgumentException("Cannot read the file " + seed + ".");
				}
				return sandbox.addFrom(file).size();
			}
			catch (InvalidPathException ex) {
				throw new IllegalArgumentException("Cannot read the file " + seed + ".");
			}
		}

		/**
		 * Each fault strikes on its own, so that together they affect the share that was
		 * asked for.
		 */
		private void addFaults(SendmuxSandbox sandbox) {
			List<Function<SandboxFault, SandboxFault>> kinds = List.of((fault) -> fault.respondWith(503),
					(fault) -> fault.respondWith(429), (fault) -> fault.html(502), SandboxFault::breakBeforeActing,
					SandboxFault::breakAfterActing);
			double each = 1 - Math.pow(1 - this.faults, 1.0 / kinds.size());
			for (int i = 0; i < kinds.size(); i++) {
				kinds.get(i).apply(sandbox.onRandom(each, this.faultsSeed + i));
			}
		}

		String describe(int accounts) {
			String token = this.token.equals(SendmuxSandbox.DEFAULT_TOKEN) ? this.token : "as given";
			String failing = (this.faults > 0) ? ", faults " + this.faults + " with seed " + this.faultsSeed : "";
			return "token " + token + ", accounts " + accounts + ", rate limit " + this.rateLimit + failing;
		}

	}

}
