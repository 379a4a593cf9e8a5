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

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxLimitExceededException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.providers.Provider;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * How saving a form came out.
 *
 * @param status the status of the response
 * @param notice what to say
 * @param errors what is wrong with which field
 * @param latest the account as it is by now, if it has changed
 * @param failure why it was not saved, if a call has failed
 */
public record SaveResult(HttpStatus status, Notice notice, Map<AccountField, String> errors, @Nullable Provider latest,
		@Nullable SendmuxException failure) {

	public boolean isDone() {
		return this.status == HttpStatus.OK;
	}

	public boolean outcomeUnknown() {
		return this.failure != null && this.failure.outcomeUnknown();
	}

	/**
	 * Return whether Sendmux has read what was entered and refused it. Only then can
	 * nothing come of it any more.
	 */
	public boolean contentRefused() {
		if (this.failure == null || this.failure.outcomeUnknown()) {
			return false;
		}
		return this.failure instanceof SendmuxLimitExceededException
				|| (this.failure instanceof SendmuxValidationException && this.failure.attempts() > 0);
	}

	static SaveResult done(String text) {
		return new SaveResult(HttpStatus.OK, Notice.success(text), Map.of(), null, null);
	}

	static SaveResult invalid(Map<AccountField, String> problems) {
		return new SaveResult(HttpStatus.UNPROCESSABLE_CONTENT, Notice.error("Correct the marked fields."), problems,
				null, null);
	}

	static SaveResult refused(SendmuxException ex, Notice notice, Map<AccountField, String> errors) {
		return new SaveResult(SendmuxFailure.of(ex).status(), notice, errors, null, ex);
	}

	static SaveResult conflict(Provider latest, @Nullable SendmuxException ex) {
		Notice notice = Notice.warning("Somebody else changed this account after you opened it. "
				+ "Their other changes are in the form. Saving again replaces only the fields that you changed.");
		return new SaveResult(HttpStatus.CONFLICT, notice, Map.of(), latest, ex);
	}

	/**
	 * The account is as the form says, but its password is never shown.
	 */
	static SaveResult exceptPassword(Provider latest, SendmuxException ex) {
		Notice notice = Notice.warning("Everything but the password was saved. "
				+ "We can't tell whether the password was saved: enter it again.");
		return new SaveResult(HttpStatus.CONFLICT, notice, Map.of(), latest, ex);
	}

}
