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

package ai.sendmux.sample.console;

import java.util.EnumMap;
import java.util.Map;

import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SendmuxProvidersOperations;
import ai.sendmux.providers.UpdateProviderRequest;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Creates and changes accounts as a form says. What cannot be done gives the form again,
 * with the reasons.
 */
@Service
class AccountEditor {

	private final SendmuxProvidersOperations providers;

	AccountEditor(SendmuxProvidersOperations providers) {
		this.providers = providers;
	}

	Mono<Provider> get(String id) {
		return this.providers.get(id);
	}

	/**
	 * Create an account.
	 * @param form what was entered
	 * @param submission names the form, so that one that is sent twice creates once
	 * @return how it came out
	 */
	Mono<Saved> create(AccountForm form, String submission) {
		return this.providers.create(form.toRequest(), submission)
			.map((account) -> Saved.done("Created '" + account.name() + "'."))
			.onErrorResume(SendmuxException.class, (ex) -> Mono.just(refused(ex)));
	}

	/**
	 * Change an account, unless it was changed since the form was shown.
	 * @param id the account
	 * @param version the version that the form was made of, or nothing if it has none
	 * @param form what was entered
	 * @return how it came out
	 */
	Mono<Saved> change(String id, String version, AccountForm form) {
		return this.providers.get(id)
			.flatMap((account) -> change(account, version, form))
			.onErrorResume(SendmuxException.class, (ex) -> Mono.just(refused(ex)));
	}

	private Mono<Saved> change(Provider account, String version, AccountForm form) {
		String current = account.version();
		if (current != null && !current.equals(version)) {
			return Mono.just(Saved.conflict(account));
		}
		UpdateProviderRequest request = AccountChanges.of(form, account);
		if (request.isEmpty()) {
			return Mono.just(Saved.done("'" + account.name() + "' has not changed."));
		}
		Mono<Provider> update = (current != null) ? this.providers.update(account, request)
				: this.providers.update(account.id(), request);
		return update.map((changed) -> Saved.done("Saved '" + changed.name() + "'."))
			.onErrorResume(SendmuxConflictException.class,
					(ex) -> this.providers.get(account.id()).map((latest) -> afterConflict(account, latest, ex)));
	}

	/**
	 * The state of an account can be in the way too, which is no matter of versions.
	 */
	private static Saved afterConflict(Provider account, Provider latest, SendmuxConflictException ex) {
		return String.valueOf(account.version()).equals(latest.version()) ? refused(ex) : Saved.conflict(latest);
	}

	private static Saved refused(SendmuxException ex) {
		if (!(ex instanceof SendmuxValidationException invalid)) {
			return Saved.refused(ex, Notice.of(ex), Map.of());
		}
		Map<AccountField, String> errors = new EnumMap<>(AccountField.class);
		StringBuilder others = new StringBuilder();
		for (SendmuxViolation violation : invalid.violations()) {
			AccountField.ofViolation(violation.field())
				.ifPresentOrElse((field) -> errors.merge(field, violation.message(), (first, second) -> first),
						() -> others.append(' ').append(violation.message()));
		}
		String text = errors.isEmpty() ? "Sendmux refused this." : "Please correct the marked fields.";
		return Saved.refused(ex, Notice.error(text + others), errors);
	}

}
