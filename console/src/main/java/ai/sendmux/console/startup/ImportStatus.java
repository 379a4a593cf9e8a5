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

package ai.sendmux.console.startup;

import ai.sendmux.SendmuxAccessDeniedException;
import ai.sendmux.SendmuxAuthenticationException;
import ai.sendmux.SendmuxException;
import ai.sendmux.SendmuxRateLimitException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTokenException;
import ai.sendmux.SendmuxTransportException;

/**
 * How an import on the command line ends, as the exit status reports it.
 */
enum ImportStatus {

	/** All rows were created, now or before. */
	DONE(0),

	/** Some rows failed or have an unknown outcome. */
	SOME_FAILED(1),

	/** The command is wrong, or the file or the store cannot be used. */
	USAGE(2),

	/** The token is refused or lacks a permission. */
	REFUSED(3),

	/** The service cannot be reached. */
	UNREACHABLE(4),

	/** The process was asked to end, which has an exit status of its own. */
	INTERRUPTED(130);

	private final int exitCode;

	ImportStatus(int exitCode) {
		this.exitCode = exitCode;
	}

	int exitCode() {
		return this.exitCode;
	}

	static ImportStatus of(SendmuxException ex) {
		if (ex instanceof SendmuxAuthenticationException || ex instanceof SendmuxAccessDeniedException
				|| ex instanceof SendmuxTokenException) {
			return REFUSED;
		}
		return (ex instanceof SendmuxTransportException || ex instanceof SendmuxServerException
				|| ex instanceof SendmuxRateLimitException) ? UNREACHABLE : SOME_FAILED;
	}

}
