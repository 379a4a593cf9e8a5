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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StandaloneSandbox}.
 */
class StandaloneSandboxTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	@Test
	void startWhenOnlyPortIsGivenListensOnLoopbackWithDefaultToken() throws IOException, InterruptedException {
		try (SendmuxSandbox sandbox = start("--port=0")) {
			assertThat(this.out.toString(StandardCharsets.UTF_8))
				.isEqualTo("Sendmux sandbox ready at " + sandbox.baseUrl()
						+ " (token smx_root_sandbox, accounts 0, rate limit 600)" + System.lineSeparator());
			assertThat(InetAddress.getByName(sandbox.baseUrl().getHost()).isLoopbackAddress()).isTrue();
			assertThat(PlainClient.of(sandbox).create().status()).isEqualTo(201);
		}
	}

	@Test
	void startWhenTokenIsGivenAcceptsOnlyItAndDoesNotPrintIt() throws IOException, InterruptedException {
		try (SendmuxSandbox sandbox = start("--port=0", "--token=smx_root_mine")) {
			assertThat(PlainClient.of(sandbox).get("/providers").status()).isEqualTo(200);
			assertThat(sandbox.token()).isEqualTo("smx_root_mine");
			assertThat(new PlainClient(sandbox.baseUrl(), "smx_root_sandbox").get("/providers").status())
				.isEqualTo(401);
			assertThat(this.out.toString(StandardCharsets.UTF_8)).doesNotContain("smx_root_mine");
		}
	}

	@Test
	void startWhenRateLimitIsGivenEnforcesIt() throws IOException, InterruptedException {
		try (SendmuxSandbox sandbox = start("--port=0", "--rate-limit=1")) {
			assertThat(PlainClient.of(sandbox).get("/providers").status()).isEqualTo(200);
			assertThat(PlainClient.of(sandbox).get("/providers").status()).isEqualTo(429);
		}
	}

	@Test
	void startWhenSeedFileIsGivenAddsItsAccounts() throws IOException, InterruptedException {
		Path file = write("""
				[
				  {"name": "Sales", "type": "gmail_api", "connected": false, "status": "pending"},
				  {"name": "Bulk", "smtp_host": "bulk.example.com", "quotas": {"per_day": 5000},
				   "status": "error", "status_reason": "Refused", "variables": {"a": "b"}},
				  {}
				]""");
		try (SendmuxSandbox sandbox = start("--port=0", "--seed=" + file)) {
			assertThat(sandbox.accounts()).extracting(SandboxAccount::name)
				.containsExactly("Sales", "Bulk", "SMTP account");
			SandboxAccount bulk = sandbox.accounts().get(1);
			assertThat(bulk.status()).isEqualTo(SandboxAccountStatus.ERROR);
			assertThat(PlainClient.of(sandbox).get("/providers/" + bulk.id()).data().path("status_reason").asString())
				.isEqualTo("Refused");
			assertThat(PlainClient.of(sandbox).get("/providers/" + bulk.id()).data().at("/quotas/per_day/max").asInt())
				.isEqualTo(5000);
			assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("accounts 3");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                                    | must contain a JSON array of accounts.
			[{"smtp_password": "s3cret"                           | must contain a JSON array of accounts.
			[{}, {"smtp_port": 70000}]                            | account 2: smtp_port:
			[{"nam": "A"}]                                        | account 1: nam: Unrecognized key
			[{"type": "smtp_api"}]                                | account 1: type: must be one of smtp, gmail_api
			[{"status": "gone"}]                                  | account 1: status: must be one of active
			[1]                                                   | account 1: must be a JSON object
			[{"type": "amazon_ses"}, {}, {"type": "amazon_ses"}]  | at most one shared Amazon SES account
			""")
	void startWhenSeedFileIsInvalidReportsReason(String content, String reason) throws IOException {
		assertRefused(reason, "--port=0", "--seed=" + write(content));
		assertThat(this.err.toString(StandardCharsets.UTF_8)).doesNotContain("s3cret");
	}

	@Test
	void startWhenFaultsAndSeedAreGivenFailsReproducibleShareOfRequests() throws IOException, InterruptedException {
		List<Integer> first = statuses("--faults=0.2", "--faults-seed=7");
		assertThat(first).contains(0, 200, 429, 502, 503);
		assertThat(first.stream().filter((status) -> status != 200).count()).isBetween(60L, 100L);
		assertThat(statuses("--faults=0.2", "--faults-seed=7")).isEqualTo(first);
		assertThat(statuses("--faults=0.2", "--faults-seed=8")).isNotEqualTo(first);
	}

	@Test
	void startWhenFaultsSeedIsAbsentPrintsSeed() {
		try (SendmuxSandbox sandbox = start("--port=0", "--faults=0.05")) {
			assertThat(sandbox.token()).isNotEmpty();
			assertThat(this.out.toString(StandardCharsets.UTF_8)).containsPattern("faults 0\\.05 with seed \\d+\\)");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--prt=1                | Unknown option --prt.
			--prt=s3cret           | Unknown option --prt.
			-port=1                | Options have the form --name=value.
			s3cret                 | Options have the form --name=value.
			--port                 | Option --port needs a value: --port=...
			--port=                | Option --port needs a value.
			--token=               | Option --token needs a value.
			--token=s3cret token   | Option --token must consist of visible ASCII characters.
			--port=65536           | Option --port must be a number from 0 to 65535.
			--port=http            | Option --port must be a number from 0 to 65535.
			--rate-limit=-1        | Option --rate-limit must be a number from 0 to 2147483647.
			--faults=1.1           | Option --faults must be a number from 0 to 1.
			--faults=NaN           | Option --faults must be a number from 0 to 1.
			--faults-seed=many     | Option --faults-seed must be a number.
			--seed=/no/such/file   | Cannot read the file /no/such/file.
			--address=203.0.113.7  | Cannot listen on port
			""")
	void startWhenOptionIsInvalidReportsReason(String option, String reason) {
		assertRefused(reason, option);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("--help").doesNotContain("s3cret");
	}

	@Test
	void startWhenOptionIsGivenTwiceReportsReason() {
		assertRefused("Option --token is given more than once.", "--token=a", "--port=0", "--token=a");
	}

	@Test
	void startWhenPortIsInUseReportsReason() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			assertRefused("Cannot listen on port " + taken.getLocalPort() + " of 127.0.0.1.",
					"--port=" + taken.getLocalPort());
		}
	}

	@Test
	void helpNamesEveryOption() {
		assertThat(StandaloneSandbox.HELP).contains("--port=", "--address=", "--token=", "--seed=", "--rate-limit=",
				"--faults=", "--faults-seed=", "--help", "/openapi.json");
	}

	/**
	 * Return the statuses as recorded, because the client retries a request whose
	 * connection was reset.
	 */
	private List<Integer> statuses(String... options) throws InterruptedException {
		List<String> all = new ArrayList<>(List.of(options));
		all.add("--port=0");
		try (SendmuxSandbox sandbox = start(all.toArray(String[]::new))) {
			PlainClient client = PlainClient.of(sandbox).withoutContract();
			while (sandbox.requests().size() < 400) {
				try {
					client.get("/providers");
				}
				catch (IOException ex) {
					assertThat(sandbox.requests()).last().extracting(RecordedRequest::status).isEqualTo(0);
				}
			}
			return sandbox.requests().stream().limit(400).map(RecordedRequest::status).toList();
		}
	}

	private void assertRefused(String reason, String... options) {
		try (SendmuxSandbox sandbox = startOrNull(options)) {
			assertThat(sandbox).isNull();
		}
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("The sandbox was not started: ")
			.contains(reason);
		assertThat(this.out.toString(StandardCharsets.UTF_8)).isEmpty();
	}

	private SendmuxSandbox start(String... options) {
		return Objects.requireNonNull(startOrNull(options), () -> this.err.toString(StandardCharsets.UTF_8));
	}

	private @Nullable SendmuxSandbox startOrNull(String... options) {
		return StandaloneSandbox.start(options, new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

	private Path write(String content) throws IOException {
		return Files.writeString(this.directory.resolve("accounts.json"), content);
	}

}
