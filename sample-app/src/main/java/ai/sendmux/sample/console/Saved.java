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

import java.util.Map;

import ai.sendmux.SendmuxException;
import ai.sendmux.providers.Provider;
import ai.sendmux.sample.SendmuxFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * How saving a form came out.
 *
 * @param status the status of the answer
 * @param notice what to say
 * @param errors what is wrong with which field
 * @param latest the account as somebody else has changed it, if that is why
 * @param outcomeUnknown whether it may have been saved all the same
 */
record Saved(HttpStatus status, Notice notice, Map<AccountField, String> errors, @Nullable Provider latest,
		boolean outcomeUnknown) {

	boolean isDone() {
		return this.status == HttpStatus.OK;
	}

	static Saved done(String text) {
		return new Saved(HttpStatus.OK, Notice.success(text), Map.of(), null, false);
	}

	static Saved refused(SendmuxException ex, Notice notice, Map<AccountField, String> errors) {
		return new Saved(SendmuxFailure.of(ex).status(), notice, errors, null, ex.outcomeUnknown());
	}

	static Saved conflict(Provider latest) {
		Notice notice = Notice.warning("Somebody else has changed this account since you opened it. "
				+ "Compare both versions; saving again overwrites theirs with yours.");
		return new Saved(HttpStatus.CONFLICT, notice, Map.of(), latest, false);
	}

}
