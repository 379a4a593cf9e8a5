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
 * Exception for an attempt that was not sent because the {@link SendmuxTokenProvider}
 * failed, supplied no token, or supplied an invalid value. It never contains the value.
 * <p>
 * The provider is called before each attempt. If it fails before a retry, earlier
 * attempts were sent: {@link #attempts()} counts them, and {@link #outcomeUnknown()}
 * reports whether the call may have taken effect.
 *
 * @since 0.1.0
 */
public class SendmuxTokenException extends SendmuxException {

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param reason what happened, in a few words
	 * @param cause the failure of the provider, or {@code null}
	 */
	public SendmuxTokenException(SendmuxCallDetails call, String reason, @Nullable Throwable cause) {
		super(SendmuxMessages.failed(call, reason, null), call, cause);
	}

}
