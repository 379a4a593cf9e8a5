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

package ai.sendmux.console.store;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ExitCodeGenerator;

/**
 * Thrown when the store cannot be used. The message is a sentence for whoever uses the
 * application.
 */
public class StoreException extends RuntimeException implements ExitCodeGenerator {

	private static final int EXIT_CODE = 2;

	public StoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	@Override
	public int getExitCode() {
		return EXIT_CODE;
	}

}
