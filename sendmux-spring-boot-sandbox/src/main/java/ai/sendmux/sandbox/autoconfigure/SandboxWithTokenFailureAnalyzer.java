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

package ai.sendmux.sandbox.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * {@link FailureAnalyzer} for a {@link SandboxWithTokenException}.
 */
final class SandboxWithTokenFailureAnalyzer extends AbstractFailureAnalyzer<SandboxWithTokenException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SandboxWithTokenException cause) {
		return new FailureAnalysis(
				"Both the Sendmux sandbox ('sendmux.sandbox.enabled') and a token of the real service " + "("
						+ cause.getTokenSource() + ") are configured, "
						+ "so it is not clear which of the two this application is meant to use.",
				"Remove the token to use the sandbox, set 'sendmux.sandbox.enabled=false' to use the real service, "
						+ "or set 'sendmux.sandbox.yield-to-token=true' to use the real service "
						+ "whenever there is a token.",
				cause);
	}

}
