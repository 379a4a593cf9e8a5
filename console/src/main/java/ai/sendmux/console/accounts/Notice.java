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

import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxValidationException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A message on a page.
 *
 * @param kind {@code success}, {@code warning} or {@code error}: how it looks
 * @param text what it says
 */
public record Notice(String kind, String text) {

	private static final Log logger = LogFactory.getLog(Notice.class);

	public static Notice success(String text) {
		return new Notice("success", text);
	}

	public static Notice warning(String text) {
		return new Notice("warning", text);
	}

	public static Notice error(String text) {
		return new Notice("error", text);
	}

	/**
	 * Describe a failure, and log one that the user cannot do anything about.
	 */
	public static Notice of(SendmuxException ex) {
		SendmuxFailure failure = SendmuxFailure.of(ex);
		if (failure.status().is5xxServerError()) {
			logger.error(ex.getMessage());
		}
		StringBuilder text = new StringBuilder((ex instanceof SendmuxValidationException invalid)
				? "Sendmux rejected this: " + SendmuxFailure.describe(invalid.violations()) + "." : failure.text());
		if (ex.outcomeUnknown()) {
			text.append(" We can't tell whether this went through. Check the list before you retry.");
		}
		if (ex.requestId() != null) {
			text.append(" (request ").append(ex.requestId()).append(')');
		}
		return error(text.toString());
	}

}
