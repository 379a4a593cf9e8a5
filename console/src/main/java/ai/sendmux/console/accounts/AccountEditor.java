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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import ai.sendmux.SendmuxConflictException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxIdempotencyConflictException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.SendmuxViolation;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.UpdateProviderRequest;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Creates and changes accounts as a form says. What cannot be done gives the form again,
 * with the reasons.
 */
@Service
public class AccountEditor {

	private final PageClient client;

	private final AccountDirectory directory;

	private final AccountFormValidator validator;

	AccountEditor(PageClient client, AccountDirectory directory, AccountFormValidator validator) {
		this.client = client;
		this.directory = directory;
		this.validator = validator;
	}

	public Mono<Provider> get(String id) {
		return this.client.providers().get(id);
	}

	/**
	 * Create an account.
	 * @param form what was entered
	 * @param submission names the form, so that one that is sent twice creates once
	 * @return how it came out
	 */
	public Mono<SaveResult> create(AccountForm form, String submission) {
		Map<AccountField, String> problems = this.validator.validateNew(form);
		if (!problems.isEmpty()) {
			return Mono.just(SaveResult.invalid(problems));
		}
		return this.client.providers()
			.create(form.toRequest(), submission)
			.doOnNext(this.directory::put)
			.map((account) -> SaveResult.done("Created '" + account.name() + "'."))
			.onErrorResume(SendmuxIdempotencyConflictException.class, (ex) -> Mono.just(sentBefore(ex)))
			.onErrorResume(SendmuxException.class, (ex) -> Mono.just(refused(ex)));
	}

	/**
	 * Change an account, unless it was changed since the form was shown.
	 * @param id the account
	 * @param version the version that the form was made of, or nothing if it has none
	 * @param form what was entered
	 * @param original what the form showed at first
	 * @return how it came out
	 */
	public Mono<SaveResult> change(String id, String version, AccountForm form, AccountForm original) {
		Map<AccountField, String> problems = this.validator.validateChange(form);
		if (!problems.isEmpty()) {
			return Mono.just(SaveResult.invalid(problems));
		}
		return this.client.providers()
			.get(id)
			.flatMap((account) -> change(account, version, form, original))
			.onErrorResume(SendmuxException.class, (ex) -> Mono.just(refused(ex)));
	}

	private Mono<SaveResult> change(Provider account, String version, AccountForm form, AccountForm original) {
		String current = account.version();
		boolean isOther = current != null && !current.equals(version);
		UpdateProviderRequest request = AccountChanges.of(form, original, account);
		if (request.isEmpty()) {
			// After a save whose response was lost, the other version is that of the
			// user.
			return Mono.just(SaveResult
				.done("'" + account.name() + (isOther ? "' already has these values." : "' was not changed.")));
		}
		if (isOther) {
			return Mono.just(SaveResult.conflict(account, null));
		}
		Mono<Provider> update = (current != null) ? this.client.providers().update(account, request)
				: this.client.providers().update(account.id(), request);
		return update.doOnNext(this.directory::put)
			.map((changed) -> SaveResult.done("Saved '" + changed.name() + "'."))
			.onErrorResume(SendmuxConflictException.class,
					(ex) -> this.client.providers()
						.get(account.id())
						.map((latest) -> afterConflict(account, latest, form, original, ex))
						.onErrorResume(SendmuxException.class, (unread) -> Mono.just(refused(ex))));
	}

	/**
	 * The state of an account can be in the way too, which is no matter of versions. And
	 * a change whose response was lost is in its own way when it is retried.
	 */
	private static SaveResult afterConflict(Provider account, Provider latest, AccountForm form, AccountForm original,
			SendmuxConflictException ex) {
		if (String.valueOf(account.version()).equals(latest.version())) {
			return refused(ex);
		}
		AccountForm visible = form.without(AccountField.SMTP_PASSWORD);
		if (!ex.outcomeUnknown() || !AccountChanges.of(visible, original, latest).isEmpty()) {
			return SaveResult.conflict(latest, ex);
		}
		return form.isBlank(AccountField.SMTP_PASSWORD) ? SaveResult.done("Saved '" + latest.name() + "'.")
				: SaveResult.exceptPassword(latest, ex);
	}

	private static SaveResult sentBefore(SendmuxIdempotencyConflictException ex) {
		return SaveResult.refused(ex,
				Notice.warning("A different request was already sent from this form, or it is still in "
						+ "progress. Check the list. If the account is not there, start again with a new form."),
				Map.of());
	}

	private static SaveResult refused(SendmuxException ex) {
		if (!(ex instanceof SendmuxValidationException invalid)) {
			return SaveResult.refused(ex, Notice.of(ex), Map.of());
		}
		Map<AccountField, String> errors = new EnumMap<>(AccountField.class);
		List<SendmuxViolation> others = new ArrayList<>();
		for (SendmuxViolation violation : invalid.violations()) {
			AccountField.ofViolation(violation.field())
				.ifPresentOrElse((field) -> errors.merge(field, violation.message(), (first, second) -> first),
						() -> others.add(violation));
		}
		String text = errors.isEmpty() ? "Sendmux rejected this." : "Correct the marked fields.";
		return SaveResult.refused(ex, Notice.error((text + " " + SendmuxFailure.describe(others)).strip()), errors);
	}

}
