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

import ai.sendmux.providers.Provider;
import org.jspecify.annotations.Nullable;

/**
 * How saving a form came out.
 *
 * @param isDone whether it was saved
 * @param notice what to say
 * @param errors what is wrong with which field
 * @param latest the account as somebody else has changed it, if that is why
 */
record Saved(boolean isDone, Notice notice, Map<AccountField, String> errors, @Nullable Provider latest) {

	static Saved done(String text) {
		return new Saved(true, Notice.success(text), Map.of(), null);
	}

	static Saved refused(Notice notice, Map<AccountField, String> errors) {
		return new Saved(false, notice, errors, null);
	}

	static Saved conflict(Provider latest) {
		return new Saved(false, Notice.warning("Somebody else has changed this account since you opened it. "
				+ "Compare both versions; saving again overwrites theirs with yours."), Map.of(), latest);
	}

}
