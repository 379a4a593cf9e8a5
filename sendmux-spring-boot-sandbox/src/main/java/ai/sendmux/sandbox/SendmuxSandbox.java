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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.WireMockServer;

/**
 * In-process Sendmux that serves the API on a random port of the loopback interface and
 * keeps accounts in memory. A test can inspect its accounts and requests, and script
 * faults.
 * <p>
 * The methods for one team, such as {@link #accounts()}, apply to the team of
 * {@link #token()}.
 *
 * @since 0.1.0
 */
public final class SendmuxSandbox extends SandboxControls implements AutoCloseable {

	static final String DEFAULT_TOKEN = "smx_root_sandbox";

	private static final Pattern CLIENT_NAME = Pattern.compile("[A-Za-z0-9_-]+");

	private final TeamRegistry teams;

	private final SandboxClock clock;

	private final SandboxIds ids;

	private final SandboxServer server;

	private SendmuxSandbox(String address, int port, String token, TeamRegistry teams, SandboxClock clock,
			SandboxIds ids) {
		super(token, teams, clock, ids);
		this.teams = teams;
		this.clock = clock;
		this.ids = ids;
		this.server = SandboxServer.start(address, port, new SandboxEngine(teams, clock, ids, token));
	}

	/**
	 * Start a sandbox.
	 * @return the sandbox, which the caller must close
	 */
	public static SendmuxSandbox start() {
		return start(SandboxServer.LOOPBACK, 0, DEFAULT_TOKEN);
	}

	/**
	 * Start a sandbox at a fixed address.
	 * @param address the address to listen on
	 * @param port the port to listen on, 0 for any
	 * @param token the token of the default team
	 * @return the sandbox, which the caller must close
	 */
	static SendmuxSandbox start(String address, int port, String token) {
		return new SendmuxSandbox(address, port, token, new TeamRegistry(), new SandboxClock(), new SandboxIds());
	}

	/**
	 * Return the base URL for clients of this sandbox.
	 * @return the base URL, including the version of the API
	 */
	public URI baseUrl() {
		return this.server.baseUrl();
	}

	/**
	 * Return the team of a token, and accept requests with that token from now on.
	 * @param token the token without a scheme; any valid header value
	 * @return the team, initially without accounts
	 */
	public SandboxTeam team(String token) {
		return new SandboxTeam(token, this.teams, this.clock, this.ids);
	}

	/**
	 * Return the team of a client of the application that uses the auto-configured
	 * sandbox. Each client has a team of its own.
	 * @param clientName the name of the client; the team of {@code default} is that of
	 * {@link #token()}
	 * @return the team, initially without accounts
	 */
	public SandboxTeam teamOfClient(String clientName) {
		return team("default".equals(clientName) ? token() : token() + "_" + tokenPart(clientName));
	}

	/**
	 * Other names are spelled in a way that no name of the common form is.
	 */
	private static String tokenPart(String clientName) {
		return CLIENT_NAME.matcher(clientName).matches() ? clientName
				: "." + HexFormat.of().formatHex(clientName.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return the underlying WireMock server, for what the sandbox does not offer. Stubs
	 * that are added to it take precedence over the sandbox until the next
	 * {@link #reset()}. The server has neither a request journal nor an admin API,
	 * because both would expose credentials: use {@link #requests()} instead.
	 * @return the server
	 */
	public WireMockServer wireMockServer() {
		return this.server.wireMockServer();
	}

	/**
	 * Stop the clock of the sandbox, for all teams. It governs timestamps, rate limits
	 * and the expiry of idempotency keys, but not delays.
	 * @param time the time that the clock shows from now on
	 */
	public void stopClockAt(Instant time) {
		this.clock.stopAt(time);
		this.teams.rateLimitsChanged();
	}

	/**
	 * Advance the clock of the sandbox, for all teams, whether it is stopped or running.
	 * @param duration the time to advance by; a negative duration sets the clock back
	 */
	public void advanceClock(Duration duration) {
		this.clock.advance(duration);
		this.teams.rateLimitsChanged();
	}

	/**
	 * Reset the state of all teams and the clock, and remove the stubs that were added to
	 * the WireMock server. The base URL and the tokens remain valid.
	 */
	public void reset() {
		this.teams.resetAll();
		this.clock.reset();
		this.server.resetStubs();
		this.teams.rateLimitsChanged();
	}

	/**
	 * Add a listener that is called after what clients believe about a rate limit has
	 * become untrue: because of a reset, a change of the clock or of a limit, or the end
	 * of a fault. The clients of an application that uses the auto-configured sandbox
	 * forget it without such a listener.
	 * @param listener the listener
	 */
	public void addRateLimitListener(Runnable listener) {
		this.teams.addRateLimitListener(listener);
	}

	/**
	 * Add a listener that is called after each reset of the sandbox or of a team. The
	 * clients of an application that uses the auto-configured sandbox restore their retry
	 * budgets without such a listener.
	 * @param listener the listener
	 */
	public void addResetListener(Runnable listener) {
		this.teams.addResetListener(listener);
	}

	/**
	 * Stop the server. The sandbox cannot be restarted.
	 */
	@Override
	public void close() {
		this.server.close();
	}

}
