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
import java.util.List;

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
public final class SendmuxSandbox extends SandboxFaultScripting implements AutoCloseable {

	private static final String TOKEN = "smx_root_sandbox";

	private final SandboxClock clock = new SandboxClock();

	private final TeamRegistry teams = new TeamRegistry();

	private final SandboxIds ids = new SandboxIds();

	private final SandboxTeam defaultTeam = new SandboxTeam(TOKEN, this.teams, this.clock, this.ids);

	private final SandboxServer server;

	private SendmuxSandbox() {
		this.server = SandboxServer.start(new SandboxEngine(this.teams, this.clock, this.ids, TOKEN));
	}

	/**
	 * Start a sandbox.
	 * @return the sandbox, to be closed after use
	 */
	public static SendmuxSandbox start() {
		return new SendmuxSandbox();
	}

	/**
	 * Return the base URL that a client of this sandbox uses.
	 * @return the base URL up to and including the API's version
	 */
	public URI baseUrl() {
		return this.server.baseUrl();
	}

	/**
	 * Return the token of the default team.
	 * @return the token without a scheme
	 */
	public String token() {
		return TOKEN;
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
	 * Return the accounts in the order of their creation.
	 * @return the accounts as they are now
	 */
	public List<SandboxAccount> accounts() {
		return this.defaultTeam.accounts();
	}

	/**
	 * Return an account.
	 * @param id the public id
	 * @return the account as it is now
	 * @throws IllegalArgumentException if there is no such account
	 */
	public SandboxAccount account(String id) {
		return this.defaultTeam.account(id);
	}

	/**
	 * Add an account without a request. Limits do not apply.
	 * @param account the account
	 * @return the account as it was added
	 * @throws IllegalStateException if it is a second shared Amazon SES account
	 */
	public SandboxAccount add(SandboxAccount.Builder account) {
		return this.defaultTeam.add(account);
	}

	/**
	 * Add e-mails to the usage of an account, as if they were handed to it now.
	 * @param accountId the public id of the account
	 * @param outcome what became of the e-mails
	 * @param count how many there are, not negative
	 * @throws IllegalArgumentException if there is no such account
	 */
	public void addEmails(String accountId, SandboxEmailOutcome outcome, int count) {
		this.defaultTeam.addEmails(accountId, outcome, count);
	}

	/**
	 * Return the requests that came in, those with an unknown token included, oldest
	 * first. The latest 1000 are kept.
	 * @return the requests so far
	 */
	public List<RecordedRequest> requests() {
		return this.defaultTeam.requests();
	}

	/**
	 * Return the requests of one operation, oldest first.
	 * @param operation the operation
	 * @return the requests so far
	 */
	public List<RecordedRequest> requests(SandboxOperation operation) {
		return this.defaultTeam.requests(operation);
	}

	/**
	 * Set the plan, which is {@link SandboxPlan#paid()} until then.
	 * @param plan the plan
	 */
	public void setPlan(SandboxPlan plan) {
		this.defaultTeam.setPlan(plan);
	}

	/**
	 * Set how many requests are served in 60 seconds, 600 until then.
	 * @param requests the number of requests, not negative; with 0 every request is one
	 * too many
	 */
	public void setRateLimit(int requests) {
		this.defaultTeam.setRateLimit(requests);
	}

	/**
	 * Set how many requests are served in a window, 600 in 60 seconds until then. Windows
	 * begin at whole seconds.
	 * @param requests the number of requests, not negative; with 0 every request is one
	 * too many
	 * @param window the length of the window, at least one second
	 */
	public void setRateLimit(int requests, Duration window) {
		this.defaultTeam.setRateLimit(requests, window);
	}

	/**
	 * Set the permissions of the token, which has all of them until then.
	 * @param permissions the permissions left
	 */
	public void setPermissions(SandboxPermission... permissions) {
		this.defaultTeam.setPermissions(permissions);
	}

	/**
	 * Set the mailboxes that the token gives access to, none until then. Only
	 * {@code GET /me} shows them.
	 * @param emails the email addresses of the mailboxes
	 * @throws IllegalArgumentException if an address is empty
	 */
	public void setMailboxes(String... emails) {
		this.defaultTeam.setMailboxes(emails);
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

	@Override
	SandboxFault script(SandboxFault fault) {
		return this.defaultTeam.script(fault);
	}

}
