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
import java.time.Duration;
import java.time.Instant;

import com.github.tomakehurst.wiremock.WireMockServer;

/**
 * In-process Sendmux: it answers the API's requests on a random port of the loopback
 * interface, keeps accounts in memory and lets a test look at them and disturb calls.
 * <p>
 * Methods that concern one team, such as {@link #accounts()}, speak of the team of
 * {@link #token()}. All methods may be called from any thread.
 *
 * @since 0.1.0
 */
public final class SendmuxSandbox extends SandboxControls implements AutoCloseable {

	private static final String TOKEN = "smx_root_sandbox";

	private final TeamRegistry teams;

	private final SandboxClock clock;

	private final SandboxIds ids;

	private final SandboxServer server;

	private SendmuxSandbox(TeamRegistry teams, SandboxClock clock, SandboxIds ids) {
		super(TOKEN, teams, clock, ids);
		this.teams = teams;
		this.clock = clock;
		this.ids = ids;
		this.server = SandboxServer.start(new SandboxEngine(teams, clock, ids, TOKEN));
	}

	/**
	 * Start a sandbox.
	 * @return the sandbox, to be closed after use
	 */
	public static SendmuxSandbox start() {
		return new SendmuxSandbox(new TeamRegistry(), new SandboxClock(), new SandboxIds());
	}

	/**
	 * Return the base URL that a client of this sandbox uses.
	 * @return the base URL up to and including the API's version
	 */
	public URI baseUrl() {
		return this.server.baseUrl();
	}

	/**
	 * Return the team of a token. From then on requests with that token are accepted.
	 * @param token the token without a scheme; any text that may stand in a header
	 * @return the team, which begins without accounts
	 */
	public SandboxTeam team(String token) {
		return new SandboxTeam(token, this.teams, this.clock, this.ids);
	}

	/**
	 * Return the WireMock server that carries this sandbox, for what the sandbox does not
	 * offer. Stubs that are added to it go before the sandbox; {@link #reset()} removes
	 * them. It keeps no journal and its admin API is closed, for both would show
	 * credentials: see {@link #requests()}.
	 * @return the server
	 */
	public WireMockServer wireMockServer() {
		return this.server.wireMockServer();
	}

	/**
	 * Stop the clock of the sandbox, for all teams. Timestamps, rate limits and
	 * remembered idempotency keys go by it; delays do not.
	 * @param time the time that it shows from now on
	 */
	public void stopClockAt(Instant time) {
		this.clock.stopAt(time);
	}

	/**
	 * Put the clock of the sandbox forward, for all teams, whether it is stopped or runs.
	 * @param duration by how much; a negative duration puts it back
	 */
	public void advanceClock(Duration duration) {
		this.clock.advance(duration);
	}

	/**
	 * Begin anew: forget the state of all teams, start the clock at the present and
	 * remove stubs that were added to the WireMock server. Address and tokens stay.
	 */
	public void reset() {
		this.teams.resetAll();
		this.clock.reset();
		this.server.resetStubs();
	}

	/**
	 * Stop the server. The sandbox cannot be started again.
	 */
	@Override
	public void close() {
		this.server.close();
	}

}
