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
import java.util.function.Function;

import ai.sendmux.providers.Provider;
import ai.sendmux.providers.ProviderTestResult;
import ai.sendmux.providers.SendmuxProvidersOperations;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * What can be done with an account at the press of a button, each with the message that
 * says what came of it.
 */
@Service
public class AccountActions {

	private final SendmuxProvidersOperations providers;

	private final Map<String, Function<String, Mono<Notice>>> actions = Map.of("activate", this::activate, "deactivate",
			this::deactivate, "test", this::test);

	AccountActions(SendmuxProvidersOperations providers) {
		this.providers = providers;
	}

	/**
	 * Do what the name says.
	 * @return the message, or an {@link IllegalArgumentException} if there is no such
	 * action
	 */
	public Mono<Notice> perform(String action, String id) {
		Function<String, Mono<Notice>> operation = this.actions.get(action);
		if (operation == null) {
			return Mono.error(new IllegalArgumentException("There is no action '" + action + "'."));
		}
		return operation.apply(id);
	}

	public Mono<Notice> delete(String id, String name) {
		return this.providers.delete(id).thenReturn(Notice.success("Deleted '" + name + "'."));
	}

	private Mono<Notice> activate(String id) {
		return this.providers.activate(id).map((account) -> status(account, "activated"));
	}

	private Mono<Notice> deactivate(String id) {
		return this.providers.deactivate(id).map((account) -> status(account, "deactivated"));
	}

	/**
	 * An account that was to be activated can be waiting for a connection instead.
	 */
	private static Notice status(Provider account, String done) {
		if (account.isActive() == done.equals("activated")) {
			return Notice.success("'" + account.name() + "' is " + done + ".");
		}
		String reason = (account.statusReason() != null) ? " " + account.statusReason() : "";
		return Notice.warning("'" + account.name() + "' is " + account.statusText() + "." + reason);
	}

	private Mono<Notice> test(String id) {
		return this.providers.test(id).map(AccountActions::tested);
	}

	private static Notice tested(ProviderTestResult result) {
		String latency = (result.latency() != null) ? " (" + result.latency().toMillis() + " ms)" : "";
		String text = result.message() + latency;
		return result.success() ? Notice.success("The connection works. " + text)
				: Notice.error("The connection does not work. " + text);
	}

}
