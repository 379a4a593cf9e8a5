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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;

/**
 * Base class of a sandbox and its teams that gives tests control over one team: its
 * accounts, recorded requests, limits, permissions and {@linkplain SandboxFault faults}.
 * All methods are thread-safe.
 *
 * @since 0.1.0
 */
public abstract sealed class SandboxControls permits SandboxTeam, SendmuxSandbox {

	private static final TypeReference<Map<String, @Nullable Object>> SETTINGS = new TypeReference<>() {
	};

	private final String token;

	private final TeamRegistry teams;

	private final SandboxClock clock;

	private final SandboxIds ids;

	SandboxControls(String token, TeamRegistry teams, SandboxClock clock, SandboxIds ids) {
		this.token = token;
		this.teams = teams;
		this.clock = clock;
		this.ids = ids;
		teams.require(token);
	}

	/**
	 * Return the token that identifies the team.
	 * @return the token without a scheme
	 */
	public String token() {
		return this.token;
	}

	/**
	 * Return the accounts in the order of their creation.
	 * @return a snapshot of the accounts
	 */
	public List<SandboxAccount> accounts() {
		return with((state) -> state.accounts().all().stream().map(SandboxControls::toPublic).toList());
	}

	/**
	 * Return an account.
	 * @param id the public id
	 * @return a snapshot of the account
	 * @throws IllegalArgumentException if there is no such account
	 */
	public SandboxAccount account(String id) {
		return with((state) -> toPublic(require(state, id)));
	}

	/**
	 * Add an account without a request. Limits do not apply.
	 * @param account the account
	 * @return the added account
	 * @throws IllegalStateException if the team already has a shared Amazon SES account
	 */
	public SandboxAccount add(SandboxAccount.Builder account) {
		return with((state) -> {
			boolean second = account.isShared() && state.accounts().findShared().isPresent();
			Assert.state(!second, "A team has at most one shared Amazon SES account");
			StoredAccount stored = account.build(state.accounts().nextSequence(), this.ids.next("dprov_"),
					this.clock.instant());
			state.accounts().save(stored);
			return toPublic(stored);
		});
	}

	/**
	 * Add the accounts in a JSON file without requests: an array of objects with the
	 * settings under the API's names, {@code type}, {@code status}, {@code status_reason}
	 * and {@code connected}, all of them optional. Nothing is added if the file is
	 * invalid.
	 * @param file the file
	 * @return the added accounts
	 * @throws IOException if the file cannot be read
	 * @throws IllegalArgumentException if an account is invalid; the message names it
	 * @throws IllegalStateException if the team would have more than one shared Amazon
	 * SES account
	 */
	public List<SandboxAccount> addFrom(Path file) throws IOException {
		List<SandboxAccount.Builder> accounts = SeedFile.read(file);
		return with((state) -> {
			long present = state.accounts().findShared().isPresent() ? 1 : 0;
			long added = accounts.stream().filter(SandboxAccount.Builder::isShared).count();
			Assert.state(added == 0 || present + added == 1, "A team has at most one shared Amazon SES account");
			return accounts.stream().map(this::add).toList();
		});
	}

	/**
	 * Change an account without a request, as if somebody else had updated it.
	 * @param id the public id
	 * @param settings the changed settings under the API's names, such as {@code name};
	 * {@code null} clears a setting
	 * @return the changed account
	 * @throws IllegalArgumentException if there is no such account or a setting is
	 * invalid
	 */
	public SandboxAccount change(String id, Map<String, ? extends @Nullable Object> settings) {
		ObjectNode body = AccountBody.UPDATE.readTrusted(JsonMapper.shared().valueToTree(settings));
		return with((state) -> {
			StoredAccount account = require(state, id);
			StoredAccount changed = account.with(account.settings().with(body), this.clock.instant());
			state.accounts().save(changed);
			return toPublic(changed);
		});
	}

	/**
	 * Remove an account without a request, as if somebody else had deleted it.
	 * @param id the public id
	 * @throws IllegalArgumentException if there is no such account
	 */
	public void remove(String id) {
		with((state) -> {
			state.accounts().delete(require(state, id).id());
			return state;
		});
	}

	/**
	 * Add emails to the usage of an account and to the delivery log, as if they were
	 * submitted now.
	 * @param accountId the public id of the account
	 * @param outcome the outcome of the emails
	 * @param count the number of emails, not negative
	 * @return the ids of the entries in the delivery log, in the order of their creation
	 * @throws IllegalArgumentException if there is no such account
	 */
	public List<String> addEmails(String accountId, SandboxEmailOutcome outcome, int count) {
		Assert.isTrue(count >= 0, "'count' must not be negative");
		return with((state) -> {
			state.accounts().save(require(state, accountId).usedAt(this.clock.instant()));
			return state.emails().add(accountId, outcome, count, this.ids.next("dlog_"), this.clock.instant());
		});
	}

	/**
	 * Change the outcome of an email, such as one that is pending.
	 * @param logId the id of its entry in the delivery log
	 * @param outcome the outcome
	 * @throws IllegalArgumentException if there is no such entry
	 */
	public void setEmailOutcome(String logId, SandboxEmailOutcome outcome) {
		boolean found = with((state) -> state.emails().change(logId, outcome, this.clock.instant()));
		Assert.isTrue(found, () -> "No entry '" + logId + "' in the delivery log");
	}

	/**
	 * Return the latest 1000 requests with the token of the team, oldest first. They
	 * include those to which a stub of the WireMock server responded. The team of
	 * {@link SendmuxSandbox#token()} also receives the requests with an unknown token.
	 * @return the requests
	 */
	public List<RecordedRequest> requests() {
		return with((state) -> state.requests().all());
	}

	/**
	 * Return the latest requests of one operation, oldest first.
	 * @param operation the operation
	 * @return the requests
	 */
	public List<RecordedRequest> requests(SandboxOperation operation) {
		return requests().stream().filter((request) -> request.operation() == operation).toList();
	}

	/**
	 * Set the plan, {@link SandboxPlan#paid()} by default.
	 * @param plan the plan
	 */
	public void setPlan(SandboxPlan plan) {
		with((state) -> {
			state.limits().setPlan(plan);
			return state;
		});
	}

	/**
	 * Set the maximum number of requests in 60 seconds, 600 by default.
	 * @param requests the number of requests, not negative; 0 rejects every request
	 */
	public void setRateLimit(int requests) {
		setRateLimit(requests, RateLimiter.DEFAULT_WINDOW);
	}

	/**
	 * Set the maximum number of requests in a window, 600 in 60 seconds by default.
	 * Windows start at full seconds.
	 * @param requests the number of requests, not negative; 0 rejects every request
	 * @param window the length of the window, at least one second
	 */
	public void setRateLimit(int requests, Duration window) {
		Assert.isTrue(requests >= 0, "'requests' must not be negative");
		Assert.isTrue(window.toSeconds() >= 1, "'window' must be at least one second");
		with((state) -> {
			state.rateLimiter().setLimit(requests, window);
			return state;
		});
		this.teams.rateLimitsChanged();
	}

	/**
	 * Set the permissions of the token, all by default.
	 * @param permissions the permissions to grant
	 */
	public void setPermissions(SandboxPermission... permissions) {
		Set<SandboxPermission> granted = EnumSet.noneOf(SandboxPermission.class);
		granted.addAll(Arrays.asList(permissions));
		with((state) -> state.permissions().retainAll(granted) | state.permissions().addAll(granted));
	}

	/**
	 * Set the mailboxes that the token can access, none by default. Only {@code GET
	 * /me} returns them.
	 * @param emails the email addresses of the mailboxes
	 * @throws IllegalArgumentException if an address is empty
	 */
	public void setMailboxes(String... emails) {
		for (String email : emails) {
			Assert.hasText(email, "'emails' must not contain an empty address");
		}
		List<TeamState.Mailbox> mailboxes = Arrays.stream(emails)
			.map((email) -> new TeamState.Mailbox(this.ids.next("mbx_"), email))
			.toList();
		with((state) -> {
			state.setMailboxes(mailboxes);
			return state;
		});
	}

	/**
	 * Script a fault for the next call.
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onNext() {
		return script(SandboxFault.next(null, 1));
	}

	/**
	 * Script a fault for the next call of an operation.
	 * @param operation the operation
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onNext(SandboxOperation operation) {
		return script(SandboxFault.next(operation, 1));
	}

	/**
	 * Script a fault for a number of calls.
	 * @param times the number of calls, at least 1
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onNext(int times) {
		return script(SandboxFault.next(null, times));
	}

	/**
	 * Script a fault for a number of calls of an operation.
	 * @param times the number of calls, at least 1
	 * @param operation the operation
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onNext(int times, SandboxOperation operation) {
		return script(SandboxFault.next(operation, times));
	}

	/**
	 * Script a fault for every n-th call, until the next reset.
	 * @param interval 1 for every call, 3 for every third
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onEvery(int interval) {
		return script(SandboxFault.every(null, interval));
	}

	/**
	 * Script a fault for every n-th call of an operation, until the next reset.
	 * @param interval 1 for every call, 3 for every third
	 * @param operation the operation
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onEvery(int interval, SandboxOperation operation) {
		return script(SandboxFault.every(operation, interval));
	}

	/**
	 * Script a fault for all calls, until the next reset.
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onAll() {
		return onEvery(1);
	}

	/**
	 * Script a fault for all calls of an operation, until the next reset.
	 * @param operation the operation
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onAll(SandboxOperation operation) {
		return onEvery(1, operation);
	}

	/**
	 * Script a fault for a share of all calls at random, until the next reset.
	 * @param probability the probability that a call is affected, 0 to 1
	 * @param seed the seed; the same calls in the same order are affected with the same
	 * seed
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onRandom(double probability, long seed) {
		return script(SandboxFault.random(null, probability, seed));
	}

	/**
	 * Script a fault for a share of the calls of an operation at random, until the next
	 * reset.
	 * @param probability the probability that a call is affected, 0 to 1
	 * @param seed the seed; the same calls in the same order are affected with the same
	 * seed
	 * @param operation the operation
	 * @return the fault, whose methods define what happens
	 */
	public SandboxFault onRandom(double probability, long seed, SandboxOperation operation) {
		return script(SandboxFault.random(operation, probability, seed));
	}

	/**
	 * End all faults. Accounts, idempotency keys and recorded requests remain, so that a
	 * test can go on after an outage.
	 */
	public void endFaults() {
		with((state) -> {
			state.faults().end();
			return state;
		});
		this.teams.rateLimitsChanged();
	}

	private SandboxFault script(SandboxFault fault) {
		fault.onEnd(this.teams::rateLimitsChanged);
		return with((state) -> state.faults().add(fault));
	}

	final <T> T with(Function<TeamState, T> use) {
		TeamState state = this.teams.require(this.token);
		synchronized (state) {
			return use.apply(state);
		}
	}

	private static StoredAccount require(TeamState state, String id) {
		return state.accounts().find(id).orElseThrow(() -> new IllegalArgumentException("No account '" + id + "'"));
	}

	private static SandboxAccount toPublic(StoredAccount account) {
		Map<String, @Nullable Object> settings = JsonMapper.shared()
			.convertValue(account.settings().values(), SETTINGS);
		return new SandboxAccount(account.id(), account.settings().name(), account.type(), account.status(),
				Collections.unmodifiableMap(settings), account.identity().createdAt(), account.updatedAt(),
				account.lastTestedAt());
	}

}
