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

package ai.sendmux.console.accounts;

import java.util.Map;
import java.util.Optional;

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxNotFoundException;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderTestResult;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.spring.boot.autoconfigure.SendmuxClient;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Actions on one account, each with the result to show.
 */
@Service
public class AccountActions {

	private final PageClient client;

	private final SendmuxProvidersOperations bulk;

	private final AccountDirectory directory;

	private final Map<String, Action> actions = Map.of("activate", AccountActions::activate, "deactivate",
			AccountActions::deactivate, "test", this::test, "delete", AccountActions::delete);

	AccountActions(PageClient client, SendmuxClient background, AccountDirectory directory) {
		this.client = client;
		this.bulk = background.forBulk().providers();
		this.directory = directory;
	}

	public boolean supports(String action) {
		return this.actions.containsKey(action);
	}

	/**
	 * Perform an action. A failure of the call is a result, too.
	 * @param action {@code activate}, {@code deactivate}, {@code test} or {@code delete}
	 * @param id the account
	 * @return the result
	 */
	public Mono<ActionResult> perform(String action, String id) {
		return perform(action, id, this.client.providers());
	}

	/**
	 * Perform an action of many, which waits for the rate limit and leaves a reserve of
	 * it to others.
	 */
	Mono<ActionResult> performInBulk(String action, String id) {
		return perform(action, id, this.bulk);
	}

	private Mono<ActionResult> perform(String action, String id, SendmuxProvidersOperations providers) {
		Action operation = this.actions.get(action);
		if (operation == null) {
			return Mono.error(new IllegalArgumentException("There is no action '" + action + "'."));
		}
		String name = this.directory.name(id).orElse(id);
		return operation.perform(providers, id, name)
			.doOnNext(this::apply)
			.onErrorResume(SendmuxException.class, (ex) -> Mono.just(failed(id, name, ex)));
	}

	private void apply(ActionResult result) {
		Optional.ofNullable(result.account()).ifPresent(this.directory::put);
		if (result.gone()) {
			this.directory.remove(result.id());
		}
	}

	private ActionResult failed(String id, String name, SendmuxException ex) {
		boolean gone = ex instanceof SendmuxNotFoundException;
		ActionResult result = new ActionResult(id, name,
				gone ? Notice.error("The account no longer exists.") : Notice.of(ex), null, gone);
		apply(result);
		return result;
	}

	private static Mono<ActionResult> delete(SendmuxProvidersOperations providers, String id, String name) {
		return providers.delete(id).thenReturn(new ActionResult(id, name, Notice.success("Deleted."), null, true));
	}

	private static Mono<ActionResult> activate(SendmuxProvidersOperations providers, String id, String name) {
		return providers.activate(id).map((account) -> status(account, true));
	}

	private static Mono<ActionResult> deactivate(SendmuxProvidersOperations providers, String id, String name) {
		return providers.deactivate(id).map((account) -> status(account, false));
	}

	/**
	 * An account that was to be activated can be waiting for a connection instead.
	 */
	private static ActionResult status(Provider account, boolean active) {
		if (account.isActive() == active) {
			return result(account, Notice.success(active ? "Activated." : "Deactivated."));
		}
		String reason = (account.statusReason() != null) ? " " + account.statusReason() : "";
		return result(account, Notice.warning("The account is " + account.statusText() + "." + reason));
	}

	/**
	 * A test takes as long as a mail server takes, and can change the status of the
	 * account.
	 */
	private Mono<ActionResult> test(SendmuxProvidersOperations providers, String id, String name) {
		return this.client.slow()
			.test(id)
			.flatMap((result) -> providers.get(id)
				.map((account) -> result(account, tested(result)))
				.onErrorResume(SendmuxException.class,
						(ex) -> Mono.just(new ActionResult(id, name, tested(result), null, false))));
	}

	private static Notice tested(ProviderTestResult result) {
		String latency = (result.latency() != null) ? " (" + result.latency().toMillis() + " ms)" : "";
		String text = result.message() + latency;
		return result.success() ? Notice.success("The connection works. " + text)
				: Notice.error("The connection does not work. " + text);
	}

	private static ActionResult result(Provider account, Notice notice) {
		return new ActionResult(account.id(), account.name(), notice, account, false);
	}

	@FunctionalInterface
	private interface Action {

		Mono<ActionResult> perform(SendmuxProvidersOperations providers, String id, String name);

	}

}
