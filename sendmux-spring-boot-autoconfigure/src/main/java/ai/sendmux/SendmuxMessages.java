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

import java.util.List;
import java.util.stream.Collectors;

import ai.sendmux.SendmuxRateLimiter.NotPermittedException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Formats the messages of all exceptions in the same way: operation, what happened,
 * request id.
 */
final class SendmuxMessages {

	private SendmuxMessages() {
	}

	static String response(SendmuxCallDetails call, SendmuxErrorDetails error) {
		String code = (error.code() != null) ? " " + error.code() : "";
		return failed(call, "responded with status " + error.statusCode() + code, error.message());
	}

	static String notSent(SendmuxCallDetails call, NotPermittedException reason) {
		String detail = reason.getMessage() + "; a request could be sent in " + reason.retryAfter().toMillis() + " ms";
		return failed(call, "the request was not sent", detail);
	}

	static String violations(SendmuxCallDetails call, @Nullable SendmuxErrorDetails error,
			List<SendmuxViolation> violations) {
		Assert.notEmpty(violations, "'violations' must not be empty");
		String detail = violations.stream()
			.map((violation) -> violation.field().isEmpty() ? violation.message()
					: violation.field() + ": " + violation.message())
			.collect(Collectors.joining("; "));
		if (error == null) {
			return "Call of " + call.operation() + " was not sent, the request is invalid: " + detail;
		}
		String code = (error.code() != null) ? " " + error.code() : "";
		return failed(call, "responded with status " + error.statusCode() + code, detail);
	}

	static String failed(SendmuxCallDetails call, String what, @Nullable String detail) {
		StringBuilder message = new StringBuilder("Call of ").append(call.operation()).append(" failed: ").append(what);
		if (detail != null && !detail.isEmpty()) {
			message.append(": ").append(detail);
		}
		if (call.requestId() != null) {
			message.append(" (request id ").append(call.requestId()).append(')');
		}
		if (call.outcomeUnknown()) {
			message.append(" (the call may have taken effect)");
		}
		return message.toString();
	}

}
