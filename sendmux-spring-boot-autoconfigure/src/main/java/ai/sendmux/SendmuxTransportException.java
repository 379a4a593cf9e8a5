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

package ai.sendmux;

import org.jspecify.annotations.Nullable;

/**
 * Exception for a call that got no complete response: the connection was refused, reset
 * or closed, the host is unknown, a secure connection could not be made, too many calls
 * wait for a connection of the pool already, or the client was closed with its
 * application context.
 *
 * @since 0.1.0
 */
public class SendmuxTransportException extends SendmuxException {

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param reason what happened, in a few words
	 * @param cause the cause, which must not hold a secret, or {@code null}
	 */
	public SendmuxTransportException(SendmuxCallDetails call, String reason, @Nullable Throwable cause) {
		super(SendmuxMessages.failed(call, reason, null), call, cause);
	}

}
