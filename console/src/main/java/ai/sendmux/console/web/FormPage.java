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

package ai.sendmux.console.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import ai.sendmux.console.accounts.AccountField;
import ai.sendmux.console.accounts.AccountForm;
import ai.sendmux.console.accounts.SaveResult;
import ai.sendmux.providers.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The form of an account.
 *
 * @param title what it is for
 * @param action where it is sent to
 * @param submission names this form
 * @param version the version of the account that it was made of
 * @param editing whether it changes an account
 * @param sections its fields
 * @param originals what the fields of the account were when the form was made
 * @param differences what somebody else has changed
 */
record FormPage(String title, String action, String submission, @Nullable String version, boolean editing,
		List<Section> sections, Map<String, String> originals, List<Difference> differences) {

	/**
	 * Spring may log what a page shows, and a log has no email addresses.
	 */
	@Override
	public String toString() {
		return "FormPage[action=" + this.action + "]";
	}

	static FormPage toCreate(AccountForm form) {
		return create(UUID.randomUUID().toString(), form, Map.of());
	}

	/**
	 * A form keeps its name unless nothing can come of what was sent under it: an earlier
	 * press of the button may have created the account, whatever became of this one.
	 */
	static FormPage toCreateAgain(String submission, AccountForm form, SaveResult saved) {
		return create(saved.contentRefused() ? UUID.randomUUID().toString() : submission, form,
				errors(form, saved, "Enter the password again"));
	}

	private static FormPage create(String submission, AccountForm form, Map<AccountField, String> errors) {
		return new FormPage("New SMTP account", "/console/accounts", submission, null, false,
				sections(form, errors, false), Map.of(), List.of());
	}

	static FormPage toChange(Provider account) {
		AccountForm form = AccountForm.of(account);
		return change(account.id(), account.version(), form, form, Map.of(), List.of());
	}

	/**
	 * The form of an account that was changed meanwhile has the new texts where the user
	 * left a field as it was.
	 */
	static FormPage toChangeAgain(String id, String version, AccountForm form, AccountForm original, SaveResult saved) {
		Map<AccountField, String> errors = errors(form, saved,
				saved.outcomeUnknown() ? "Enter the new password again; we can't tell whether it was saved"
						: "Enter the new password again; it was not saved");
		Provider latest = saved.latest();
		if (latest == null) {
			return change(id, version, form, original, errors, List.of());
		}
		AccountForm theirs = AccountForm.of(latest);
		AccountForm merged = form.mergeWith(original, theirs);
		return change(id, latest.version(), merged, theirs, errors, differences(merged, theirs));
	}

	/**
	 * A password that was entered is not shown again, and must not get lost unnoticed.
	 */
	private static Map<AccountField, String> errors(AccountForm form, SaveResult saved, String passwordMissing) {
		if (form.isBlank(AccountField.SMTP_PASSWORD)) {
			return saved.errors();
		}
		Map<AccountField, String> errors = new EnumMap<>(AccountField.class);
		errors.putAll(saved.errors());
		errors.putIfAbsent(AccountField.SMTP_PASSWORD, passwordMissing);
		return errors;
	}

	private static FormPage change(String id, @Nullable String version, AccountForm form, AccountForm original,
			Map<AccountField, String> errors, List<Difference> differences) {
		return new FormPage("Edit " + original.value(AccountField.NAME), "/console/accounts/" + id, "", version, true,
				sections(form, errors, true), originals(original), differences);
	}

	private static Map<String, String> originals(AccountForm original) {
		Map<String, String> originals = new LinkedHashMap<>();
		for (AccountField field : AccountField.values()) {
			if (original.has(field) && !field.isSecret()) {
				originals.put("original." + field.apiName(), original.value(field));
			}
		}
		return originals;
	}

	private static List<Section> sections(AccountForm form, Map<AccountField, String> errors, boolean editing) {
		List<Section> sections = new ArrayList<>();
		for (AccountField.Section section : AccountField.Section.values()) {
			sections.add(new Section(section.title(),
					Arrays.stream(AccountField.values())
						.filter((field) -> field.section() == section && (!editing || form.has(field)))
						.map((field) -> Field.of(field, form, errors.get(field), editing))
						.toList()));
		}
		return sections;
	}

	private static List<Difference> differences(AccountForm mine, AccountForm theirs) {
		return Arrays.stream(AccountField.values())
			.filter((field) -> mine.has(field) && !field.isSecret() && !mine.text(field).equals(theirs.text(field)))
			.map((field) -> new Difference(field.label(), mine.text(field), theirs.text(field)))
			.toList();
	}

	/**
	 * Fields that belong together.
	 *
	 * @param title what they are about
	 * @param fields the fields
	 */
	record Section(String title, List<Field> fields) {

	}

	/**
	 * A field.
	 *
	 * @param id its id on the page
	 * @param name its name when it is sent
	 * @param label what it is called
	 * @param input how it is entered
	 * @param value what was entered; never a password
	 * @param hint how to fill it in
	 * @param error what is wrong with it
	 * @param required whether it has to be filled in
	 */
	record Field(String id, String name, String label, String input, String value, @Nullable String hint,
			@Nullable String error, boolean required) {

		static Field of(AccountField field, AccountForm form, @Nullable String error, boolean editing) {
			boolean keepsSecret = field.isSecret() && editing;
			return new Field(field.apiName().replace('.', '-'), field.apiName(), field.label(), field.input(),
					field.isSecret() ? "" : form.value(field),
					keepsSecret ? "Leave empty to keep the password" : field.hint(), error,
					field.isRequired() && !keepsSecret);
		}

		/**
		 * What can be chosen: what is known, and what is set.
		 */
		public Set<String> options() {
			Set<String> options = new LinkedHashSet<>(List.of("starttls", "tls", "ssl", "none"));
			options.add(this.value);
			return options;
		}

		/**
		 * Name what describes the field to a screen reader.
		 */
		public @Nullable String describedBy() {
			String text = ((this.error != null) ? this.id + "-error " : "")
					+ ((this.hint != null) ? this.id + "-hint" : "");
			return text.isEmpty() ? null : text.strip();
		}

	}

	/**
	 * A field that differs between both versions.
	 *
	 * @param label what it is called
	 * @param mine what the form says
	 * @param theirs what the account says
	 */
	record Difference(String label, String mine, String theirs) {

	}

}
